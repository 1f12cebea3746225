"""One listing at one of the two commits: its values as far as they can be read, and what the checks say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ourtables import checking, prose, source
from ourtables.bounds import TooMuch, bounded
from ourtables.checking import Context
from ourtables.checking.records import read_fields
from ourtables.checking.values import Reading
from ourtables.fields import FIELDS
from ourtables.problems import Problem, Reporter


@dataclass(frozen=True, slots=True)
class Version:
    """A listing as one commit has it; `values` are by attribute, without those that can't be read."""

    values: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""
    html: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether a problem keeps it out of the directory."""
        return any(problem.stops for problem in self.problems)


def read(raw: bytes, path: str, folder: Path, context: Context) -> Version:
    """Read a listing's bytes through a file of the same name in an empty folder, so that every rule of files holds."""
    copy = folder / Path(path).name
    copy.write_bytes(raw)
    try:
        problems = tuple(replace(problem, path=path) for problem in checking.check_file(copy, context).problems)
        with bounded(checking.SECONDS):
            found = source.read(copy, Reporter(path))
            if found is None or found.answers is None:
                return Version(problems=problems)
            values = read_fields(FIELDS, found.answers, Reading(context, Reporter(path)))
    except TooMuch:
        return Version(problems=problems)
    finally:
        copy.unlink()
    return Version(values, found.words, _html(found.words), problems)


def _html(words: str) -> str:
    try:
        return prose.render(words).html if len(words.encode()) <= prose.MOST_BYTES else ""
    except TooMuch:
        return ""
