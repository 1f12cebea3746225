"""`ourtables check`: everything that is wrong with listings, and what to write instead."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from os import cpu_count, path
from pathlib import Path

import click

from ourtables.cli import options
from ourtables.core.errors import ContentError
from ourtables.core.problems import Problem, in_order
from ourtables.core.quoting import as_command, visible_json
from ourtables.directory import language_shares, site_size
from ourtables.listing import checking, source
from ourtables.listing.checking import foreign_words, help_lines, old_sources
from ourtables.settings.settings import FILE as SETTINGS

# GitHub shows ten annotations a step and drops the rest silently.
MOST_ANNOTATIONS = 9
_MANY = 500


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=False, path_type=Path))
@options.content
@options.form("report", "text", "github", "json")
@options.on_day
@options.example("ourtables check content/groups/kettle-lane.md")
def command(paths: tuple[Path, ...], content: Path, form: str, day: date | None) -> None:
    """Say what is wrong with listings, and what to write instead.

    PATHS are listings or folders of them; without any, the whole directory is checked. Ends with status 0 when
    nothing stops a listing (warnings are shown), with 1 when something does, and with 2 when the command itself was
    put wrongly.
    """
    for wrong in (one for one in paths if not path.lexists(one)):
        raise click.BadParameter(f"there is no file {str(wrong)!r}.", param_hint="PATHS")
    files: Sequence[Path] | None
    try:
        problems, files = _check(paths, content, day)
    except ContentError as error:
        problems, files = error.problems, None
    click.echo(_REPORTS[form](problems, files), nl=form != "github" or bool(problems))
    sys.exit(any(problem.stops for problem in problems))


def _check(paths: Sequence[Path], content: Path, day: date | None) -> tuple[list[Problem], list[Path]]:
    context = checking.load(content, day)
    folder = content / source.FOLDER
    everything = list(source.listings(folder)) if folder.is_dir() else []
    asked = list(dict.fromkeys(chain.from_iterable(_listings(one) for one in paths))) if paths else everything
    known = {one.resolve() for one in asked}
    others = checking.beside(one for one in everything if one.resolve() not in known)
    hidden = len(asked) < _MANY or not sys.stderr.isatty()
    with click.progressbar(length=len(asked), label="Checking", file=sys.stderr, hidden=hidden) as bar:
        checked = checking.check_files(asked, context, others=others, jobs=cpu_count() or 1, each=lambda: bar.update(1))
    found = [*chain.from_iterable(one.problems for one in checked)]
    if not paths:
        groups = [one.group for one in checked if one.group]
        languages = len(context.settings.languages)
        found += site_size.note(groups, context.vocabularies["areas"], str(content / SETTINGS), languages)
    # The keepers' own files are part of the whole directory; what stops one of them has stopped the check already.
    found += [] if paths else [*help_lines.load(context)[1], *old_sources.notes(context), *foreign_words.check(context)]
    found += [] if paths else language_shares.notes(content, context.settings, context.vocabularies)
    return in_order(found), asked


def _listings(one: Path) -> Iterable[Path]:
    """A folder's listings, or the file itself; a link is never followed."""
    return source.listings(one) if one.is_dir() and not one.is_symlink() else [one]


def as_text(problems: Sequence[Problem], files: Sequence[Path] | None) -> str:
    """Write the report for a person: a line for each problem, and a summary.

    Args:
        problems: What is wrong.
        files: The listings that were checked; `None` when the keepers' own files can't be used.
    """
    if files is None:
        lines = [f"{p.told} (This stops the whole directory.)" for p in problems]
        return "\n".join([*lines, "No listing was checked: the directory's own files come first."])
    effects = {True: "(This stops the listing.)", False: "(This stops nothing.)"}
    lines = [f"{p.told} {effects[p.stops]}" for p in problems]
    return "\n".join([*lines, _sum(problems, files)])


def _sum(problems: Sequence[Problem], files: Sequence[Path]) -> str:
    stopping = [problem for problem in problems if problem.stops]
    notes = len(problems) - len(stopping)
    checked = f"{_count(len(files), 'listing')} checked"
    if not problems:
        return f"{checked}: nothing to mend."
    listings = _count(len({problem.path for problem in stopping}), "listing")
    stopped = f"{_count(len(stopping), 'problem')} that {'stops' if len(stopping) == 1 else 'stop'} {listings}"
    noted = f"{_count(notes, 'note')} that {'stops' if notes == 1 else 'stop'} nothing"
    return f"{checked}: {', '.join(part for part, many in ((stopped, stopping), (noted, notes)) if many)}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def as_json(problems: Sequence[Problem], files: Sequence[Path] | None) -> str:
    """Write the report for a program: an array of problems.

    Args:
        problems: What is wrong.
        files: Not used.
    """
    return visible_json([problem.as_data() for problem in problems])


def as_github(problems: Sequence[Problem], files: Sequence[Path] | None) -> str:
    """Write the report as GitHub's annotations.

    Args:
        problems: What is wrong; those that stop a listing come first.
        files: Not used.

    Returns:
        At most `MOST_ANNOTATIONS` annotations, and one that counts the rest.
    """
    first = sorted(problems, key=lambda problem: not problem.stops)
    lines = [_annotation(problem) for problem in first[:MOST_ANNOTATIONS]]
    more = len(problems) - MOST_ANNOTATIONS
    if more > 0:
        told = "GitHub shows only a few at a time. `ourtables check` lists them all."
        lines.append(as_command("notice", told, title=f"And {more} more"))
    return "\n".join(lines)


def _annotation(problem: Problem) -> str:
    title = "This stops the listing" if problem.stops else "This stops nothing"
    at = {"file": problem.path, "line": str(problem.line), "col": str(problem.column), "title": title}
    return as_command(problem.level, f"{problem.message} {problem.hint}", **at)


_REPORTS = {"text": as_text, "github": as_github, "json": as_json}
