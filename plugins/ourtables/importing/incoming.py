"""Listings that come from another directory's data become files that the checker takes, or lines that say why not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ourtables import checking, formatting, source
from ourtables.checking import Context
from ourtables.fields import BY_NAME, NOT_ASKED
from ourtables.importing.listings import PERSONAL
from ourtables.patterns import SLUG
from ourtables.problems import OurTablesError

# What only the group itself can say, and to us: another directory's word for it doesn't count here.
ASKED_ANEW = frozenset({"consent", "confirmed", "confirmed_by", "reuse"})
_NEVER = ASKED_ANEW | {"example"}
MOST_BYTES = 256 * 1024 * 1024

Answers = dict[str, Any]


class DataError(OurTablesError):
    """A file of data can't be read, or is none that we know."""


@dataclass(slots=True)
class Incoming:
    """One listing on its way in: what to call it, its answers in our fields, its words, and what couldn't be kept.

    `agreed` says that the group let others take the listing; else nothing personal-looking in it is written.
    """

    slug: str
    answers: Answers
    words: str = ""
    lost: list[str] = field(default_factory=list)
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """A listing as a file's text that the checker takes; `text` is empty when it takes none, and `lost` says why."""

    slug: str
    text: str
    lost: tuple[str, ...]


def read_json(path: Path) -> Any:
    """A file of JSON. Raises `DataError` when it can't be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DataError(f"{path} is larger than {MOST_BYTES // 1024 // 1024} MB.")
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise DataError(f"{path} can't be read as JSON: {error}.") from error


def settle(incoming: Iterable[Incoming], context: Context) -> Iterator[Settled]:
    """Each listing as its text, without the answers that the checker refuses; no group counts as asked."""
    with TemporaryDirectory() as folder:
        for one in incoming:
            yield _settle(one, Path(folder), context)


def _settle(one: Incoming, folder: Path, context: Context) -> Settled:
    slug = one.slug if SLUG.fullmatch(one.slug) and len(one.slug) <= source.SLUG_MOST else ""
    slug = slug or source.slug_from(str(one.answers.get("name", "")))
    if not slug:
        return Settled("", "", ("It has no name.",))
    answers = {name: value for name, value in one.answers.items() if name in BY_NAME and name not in _NEVER}
    answers["consent"] = NOT_ASKED
    words, lost, path = one.words, list(one.lost), folder / f"{slug}.md"
    if not words.strip():
        words = _instead(answers, context)
        lost.append("body: The group's own words may not be taken or aren't there. Ask the group for them.")
    while True:
        text = formatting.dump(answers, words)
        path.write_text(text, encoding="utf-8", newline="\n")
        problems = checking.check_file(path, context).problems
        stopping = [problem for problem in problems if problem.stops or (problem.code in PERSONAL and not one.agreed)]
        path.unlink()
        if not stopping:
            return Settled(slug, text, tuple(lost))
        refused = {problem.field.partition(".")[0] for problem in stopping} & (answers.keys() - {"name", "consent"})
        lost += [f"{problem.field}: {problem.message}" if problem.field else problem.message for problem in stopping]
        if not refused:
            return Settled(slug, "", tuple(lost))
        answers = {name: value for name, value in answers.items() if name not in refused}


def _instead(answers: Answers, context: Context) -> str:
    """What stands where the group's words would: the labels of what it offers, and of where."""
    labels = []
    for name in ("offers", "areas"):
        words = context.vocabularies[name]
        labels += [words[key].label for key in answers.get(name, ()) if key in words]
    return ", ".join(labels) or str(answers.get("name", ""))


def texts(value: Any) -> Any:
    """Plain values as a listing writes them: numbers as texts, and nothing that isn't text, list or mapping."""
    if isinstance(value, dict):
        return {str(key): texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [texts(item) for item in value]
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
