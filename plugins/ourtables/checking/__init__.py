"""The checker: a listing's file becomes a Group, or problems, all at once and in line order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path

from ourtables import nodes, prose, source
from ourtables.bounds import TooMuch, bounded
from ourtables.checking import context as contexts
from ourtables.checking import helplines, keepers, records, sense, tree
from ourtables.checking.context import Context
from ourtables.checking.values import Reading
from ourtables.fields import BY_ARRANGEMENT, CLOSED, FIELDS, NEEDED_WHEN_CLOSED, NOT_ASKED, SPARED_WHEN_NOT_ASKED, Field
from ourtables.group import Group, Words
from ourtables.nodes import Mapping, Scalar
from ourtables.problems import ContentError, Problem, Reporter, in_order

__all__ = ["SECONDS", "Checked", "Context", "check_file", "check_files", "load"]
# What checking one file may take, its words included: a hundred times what the largest sound listing does.
SECONDS = 2.0
_CHUNK = 50


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one file: its Group when nothing stops it, its problems, and what rules between files need of
    it.
    """

    path: str
    group: Group | None
    problems: tuple[Problem, ...]
    named: tree.Named | None = None


def load(content: Path, today: date) -> Context:
    """Read all that a check needs of a content folder besides its listings.

    Raises `ContentError` with every problem of the keepers' own files, since nothing can be built on them.
    """
    context = contexts.load(content, today)
    problems = keepers.check(context) or [problem for problem in helplines.load(context)[1] if problem.stops]
    if problems:
        raise ContentError(problems)
    return context


def check_files(
    paths: Sequence[Path],
    context: Context,
    *,
    beside: Iterable[Path] = (),
    jobs: int = 1,
    each: Callable[[], None] = lambda: None,
) -> list[Checked]:
    """Check many files, and what lies between them.

    `beside` are other listings of the directory, of which only the names are read; `jobs` is how many processes share
    the work: the result is the same for any number, in the order of `paths`. `each` is called after every file.
    """
    checked = []
    for one in _each(paths, context, jobs):
        checked.append(one)
        each()
    named = [one.named for one in checked if one.named] + [name for path in beside if (name := _names(path))]
    return _with(checked, tree.check(named))


def _each(paths: Sequence[Path], context: Context, jobs: int) -> Iterator[Checked]:
    if jobs > 1 and len(paths) > 2 * _CHUNK and "fork" in get_all_start_methods():
        with ProcessPoolExecutor(
            jobs, mp_context=get_context("fork"), initializer=_remember, initargs=(context,)
        ) as pool:
            yield from pool.map(_check_remembered, paths, chunksize=_CHUNK)
    else:
        for path in paths:
            yield check_file(path, context)


def _names(path: Path) -> tree.Named | None:
    """The names of a listing that isn't itself checked."""
    read = source.read(path, Reporter(str(path)))
    return _named(read) if read else None


def _named(read: source.Source) -> tree.Named | None:
    answers = read.answers.entries if read.answers else {}
    name, aliases = answers.get("name"), answers.get("aliases")
    if read.answers is None or not isinstance(name, Scalar):
        return None
    items = aliases.items if isinstance(aliases, nodes.Sequence) else []
    lines = {key: scalar.line for key, scalar in read.answers.keys.items()}
    return tree.Named(
        read.path, read.slug, name.text, tuple(item.text for item in items if isinstance(item, Scalar)), lines
    )


def _with(checked: list[Checked], between: Iterable[Problem]) -> list[Checked]:
    """Add problems between files to the files they are of, and drop the groups that they stop."""
    added: dict[str, list[Problem]] = {}
    for problem in between:
        added.setdefault(problem.path, []).append(problem)
    found = []
    for one in checked:
        problems = added.get(one.path)
        if problems:
            group = None if any(problem.stops for problem in problems) else one.group
            one = Checked(one.path, group, tuple(in_order([*one.problems, *problems])), one.named)
        found.append(one)
    return found


_remembered: Context


def _remember(context: Context) -> None:
    global _remembered  # each worker keeps the context it was started with, so that it isn't sent with every file
    _remembered = context


def _check_remembered(path: Path) -> Checked:
    return check_file(path, _remembered)


def check_file(path: Path, context: Context) -> Checked:
    """Check one file against every rule that needs no other file."""
    report = Reporter(str(path))
    read, group = None, None
    try:
        with bounded(SECONDS):
            read = source.read(path, report)
            if read is not None and context.registers.is_retired(read.slug):
                report("slug-retired")
            if read is not None and read.answers is not None:
                group = _group(read, read.answers, Reading(context, report))
    except TooMuch:
        report("too-slow")
    problems = tuple(in_order(report.problems))
    return Checked(
        str(path),
        None if any(problem.stops for problem in problems) else group,
        problems,
        _named(read) if read else None,
    )


def _group(read: source.Source, answers: Mapping, reading: Reading) -> Group | None:
    before = len(reading.report.problems)
    values = records.read_fields(FIELDS, answers, reading)
    records.missing(_needed(values), answers, values, reading, before)
    if "meetings" in values or "meetings" in answers.entries:
        places = answers.entries.get("places")
        known = tuple(places.entries) if isinstance(places, Mapping) else ()
        records.meeting_places_exist(answers.entries["meetings"], known, reading)
    words = _words(read, values, reading)
    sense.check(sense.Listing(read, answers, values, words, reading))
    if any(problem.stops for problem in reading.report.problems):
        return None
    if values.get("meetings") == BY_ARRANGEMENT:
        values["meetings"], values["by_arrangement"] = (), True
    return Group(slug=read.slug, words=words, **values)


def _needed(values: dict[str, object]) -> Iterable[Field]:
    """The fields a listing must fill, which are fewer for a closed group and for one that wasn't asked yet."""
    for field in FIELDS:
        if values.get("status") == CLOSED:
            if field.name in NEEDED_WHEN_CLOSED:
                yield field
        elif not (values.get("consent") == NOT_ASKED and field.name in SPARED_WHEN_NOT_ASKED):
            yield field


def _words(read: source.Source, values: dict[str, object], reading: Reading) -> Words:
    size = len(read.words.encode("utf-8"))
    if size > prose.MOST_BYTES:
        reading.report("body-too-long", read.words_line, 1, "body", count=f"{size:,}", most=f"{prose.MOST_BYTES:,}")
        return Words(read.words)
    try:
        return prose.render(read.words)
    except TooMuch:
        reading.report("body-too-slow", read.words_line, 1, "body")
        return Words(read.words)
