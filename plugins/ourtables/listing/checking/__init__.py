"""The checker: a listing becomes a Group, or problems, all found in one run and in line order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path

from ourtables.core import nodes
from ourtables.core.boundary import each_apart, log_fault
from ourtables.core.bounds import bounded
from ourtables.core.errors import ContentError, TooMuch
from ourtables.core.nodes import Mapping, Scalar
from ourtables.core.problems import Problem, Reporter, in_order
from ourtables.listing import formatting, prose, source
from ourtables.listing.checking import between_files, cross_field, first_claims, help_lines, keepers_files, records
from ourtables.listing.checking import context as contexts
from ourtables.listing.checking.context import Context
from ourtables.listing.checking.field_values import ValueReading
from ourtables.listing.fields import (
    BY_ARRANGEMENT,
    CLOSED,
    FIELDS,
    NEEDED_WHEN_CLOSED,
    NOT_ASKED,
    SPARED_WHEN_NOT_ASKED,
    Field,
)
from ourtables.listing.group import Group, OwnWords

__all__ = [
    "FAULT_OF_OURS",
    "SECONDS",
    "Checked",
    "Context",
    "beside",
    "check_apart",
    "check_file",
    "check_files",
    "check_text",
    "load",
    "with_others",
]
# The longest that checking one listing may take, its words included: a hundred times what the largest sound one needs.
SECONDS = 2.0
_CHUNK = 50
_REQUIRED = tuple(field for field in FIELDS if field.required)
# The rule of a listing that couldn't be checked, whatever is in it.
FAULT_OF_OURS = "fault-of-ours"


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one listing.

    Attributes:
        path: Where it is reported to be.
        group: The group, unless a problem stops the listing.
        problems: What is wrong with it, in line order.
        named: What rules between files need of it; `None` when it has no name.
    """

    path: str
    group: Group | None
    problems: tuple[Problem, ...]
    named: between_files.Named | None = None


def load(content: Path, today: date | None = None) -> Context:
    """Read all that a check needs of a content folder besides its listings.

    Args:
        content: The directory's own folder.
        today: The day of the check; else it is today where the directory is.

    Returns:
        The directory's side of a check.

    Raises:
        ContentError: With every problem of the keepers' own files, since nothing can be built on them.
    """
    context = contexts.load(content, today)
    problems = keepers_files.check(context) or [problem for problem in help_lines.load(context)[1] if problem.stops]
    if problems:
        raise ContentError(problems)
    return context


def check_files(
    paths: Sequence[Path],
    context: Context,
    *,
    others: Iterable[between_files.Named] = (),
    jobs: int = 1,
    each: Callable[[], None] = lambda: None,
) -> list[Checked]:
    """Check many files, and what lies between them.

    Args:
        paths: The files to check.
        context: The directory's side of the check.
        others: The names of other listings of the directory, as `beside` reads them.
        jobs: How many processes share the work; the result is the same for any number.
        each: Called after every file.

    Returns:
        What became of each file, in the order of `paths`.
    """
    checked = []
    for one in check_apart(paths, context, jobs):
        checked.append(one)
        each()
    return with_others(checked, others)


def check_text(text: str, slug: str, context: Context, others: Iterable[between_files.Named] = ()) -> Checked:
    """Check a text that has no file yet.

    Args:
        text: The whole listing.
        slug: The address it is to have; problems are reported of `<slug>.md`.
        context: The directory's side of the check.
        others: The names of the directory's listings, as `beside` reads them.

    Returns:
        What became of it.
    """
    raw = text.encode()
    checked = check(f"{slug}.md", context, lambda report: source.parse_listing(raw, slug, report))
    return with_others([checked], others)[0]


def beside(paths: Iterable[Path]) -> list[between_files.Named]:
    """Read the names of listings that aren't checked themselves.

    Args:
        paths: Their files.

    Returns:
        The names of each that has one.
    """
    found, _ = each_apart(lambda path: source.read(path, Reporter(str(path))), paths)
    return [named for read in found if read and (named := _named(read))]


def check_apart(paths: Sequence[Path], context: Context, jobs: int = 1) -> Iterator[Checked]:
    """Check many files, each as if it were the only one.

    Args:
        paths: The files to check.
        context: The directory's side of the check.
        jobs: How many processes share the work.

    Returns:
        What became of each file, in the order of `paths`.
    """
    if jobs > 1 and len(paths) > 2 * _CHUNK and "fork" in get_all_start_methods():
        with ProcessPoolExecutor(
            jobs, mp_context=get_context("fork"), initializer=_remember, initargs=(context,)
        ) as pool:
            yield from pool.map(_check_remembered, paths, chunksize=_CHUNK)
    else:
        for path in paths:
            yield check_file(path, context)


def _named(read: source.Source) -> between_files.Named | None:
    answers = read.answers.entries if read.answers else {}
    name, aliases = answers.get("name"), answers.get("aliases")
    if read.answers is None or not isinstance(name, Scalar):
        return None
    items = aliases.items if isinstance(aliases, nodes.Sequence) else []
    lines = {key: scalar.line for key, scalar in read.answers.keys.items()}
    return between_files.Named(
        read.path, read.slug, name.text, tuple(item.text for item in items if isinstance(item, Scalar)), lines
    )


def with_others(checked: Sequence[Checked], others: Iterable[between_files.Named] = ()) -> list[Checked]:
    """Add problems between files to the files they are in, and drop the groups that they stop.

    Args:
        checked: Files that were checked apart.
        others: The names of other listings of the directory, as `beside` reads them.
    """
    added: dict[str, list[Problem]] = {}
    listings = [*(one.named for one in checked if one.named), *others]
    for problem in between_files.check(listings, first_claims.by_git()):
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
    global _remembered  # set once in each worker, so that the context isn't sent with every file
    _remembered = context


def _check_remembered(path: Path) -> Checked:
    return check_file(path, _remembered)


def check_file(path: Path, context: Context) -> Checked:
    """Check one file against every rule that needs no other file.

    Args:
        path: The file.
        context: The directory's side of the check.

    Returns:
        What became of it.
    """
    return check(str(path), context, lambda report: source.read(path, report))


def check(path: str, context: Context, read_source: Callable[[Reporter], source.Source | None]) -> Checked:
    """Check one listing, wherever it comes from, against every rule that needs no other file.

    Args:
        path: Where it is reported to be.
        context: The directory's side of the check.
        read_source: Opens or parses the listing; it runs within the time allowed for the check.

    Returns:
        What became of it.
    """
    report = Reporter(path)
    read, group = None, None
    try:
        with bounded(SECONDS):
            read = read_source(report)
            if read is not None and context.registers.is_retired(read.slug):
                report("slug-retired")
            if read is not None and read.answers is not None:
                group = _group(read, read.answers, ValueReading(context, report))
    except TooMuch:
        report("too-slow")
    except Exception:
        # A fault of ours with one listing stops no other.
        log_fault()
        report(FAULT_OF_OURS)
    group = None if any(problem.stops for problem in report.problems) else group
    return Checked(path, group, tuple(in_order(report.problems)), _named(read) if read else None)


def _group(read: source.Source, answers: Mapping, reading: ValueReading) -> Group | None:
    before = len(reading.report.problems)
    values = records.read_fields(FIELDS, answers, reading)
    records.missing(_needed(values), answers, values, reading, before)
    if "meetings" in values or "meetings" in answers.entries:
        places = answers.entries.get("places")
        known = tuple(places.entries) if isinstance(places, Mapping) else ()
        records.meeting_places_exist(answers.entries["meetings"], known, reading)
    words = _words(read, values, reading)
    if "also_in" in values:
        values["also_in"] = tuple(
            replace(one, own_words=_rendered(one.words, answers.keys["also_in"].line, "also_in", reading))
            for one in values["also_in"]
        )
    cross_field.check(cross_field.Listing(answers, values, reading, read, words))
    if any(problem.stops for problem in reading.report.problems):
        return None
    records.number_places(values)
    if values.get("meetings") == BY_ARRANGEMENT:
        values["meetings"], values["by_arrangement"] = (), True
    return Group(slug=read.slug, words=words, listing=formatting.published(values, answers, read.words), **values)


def _needed(values: dict[str, object]) -> Iterable[Field]:
    """The fields that a listing must fill: fewer when the group is closed or wasn't asked yet."""
    if values.get("status") == CLOSED:
        return [field for field in _REQUIRED if field.name in NEEDED_WHEN_CLOSED]
    if values.get("consent") == NOT_ASKED:
        return [field for field in _REQUIRED if field.name not in SPARED_WHEN_NOT_ASKED]
    return _REQUIRED


def _words(read: source.Source, values: dict[str, object], reading: ValueReading) -> OwnWords:
    size = len(read.words.encode("utf-8"))
    if size > prose.MOST_BYTES:
        reading.report("body-too-long", read.words_line, 1, "body", count=f"{size:,}", most=f"{prose.MOST_BYTES:,}")
        return OwnWords(read.words)
    return _rendered(read.words, read.words_line, "body", reading)


def _rendered(words: str, line: int, field: str, reading: ValueReading) -> OwnWords:
    try:
        return prose.render(words)
    except TooMuch:
        reading.report("body-too-slow", line, 1, field)
        return OwnWords(words)
