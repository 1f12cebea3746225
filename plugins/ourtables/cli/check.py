"""`ourtables check`: what is wrong with listings, all at once, and what to write instead."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from os import cpu_count, path
from pathlib import Path

import click

from ourtables import checking, source
from ourtables.cli import options
from ourtables.problems import ContentError, Problem, in_order

# GitHub shows ten annotations a step and drops the rest without a word.
MOST_ANNOTATIONS = 9
_MANY = 500


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=False, path_type=Path))
@options.content
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="How to write the report.",
)
@options.on_day
@options.example("ourtables check content/groups/leeds-kettle.md")
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
    context = options.context(content, day)
    folder = content / source.FOLDER
    everything = list(source.listings(folder)) if folder.is_dir() else []
    asked = list(dict.fromkeys(chain.from_iterable(_listings(one) for one in paths))) if paths else everything
    known = {one.resolve() for one in asked}
    beside = [one for one in everything if one.resolve() not in known]
    hidden = len(asked) < _MANY or not sys.stderr.isatty()
    with click.progressbar(length=len(asked), label="Checking", file=sys.stderr, hidden=hidden) as bar:
        checked = checking.check_files(asked, context, beside=beside, jobs=cpu_count() or 1, each=lambda: bar.update(1))
    return in_order(chain.from_iterable(one.problems for one in checked)), asked


def _listings(one: Path) -> Iterable[Path]:
    """A folder's listings, or the file itself; a link is never followed."""
    return source.listings(one) if one.is_dir() and not one.is_symlink() else [one]


def as_text(problems: Sequence[Problem], files: Sequence[Path] | None) -> str:
    """The report for a person: a line a problem, and what it comes to; without `files` it is of the keepers' own."""
    if files is None:
        lines = [f"{p.path}:{p.line}: {p.message} {p.hint} (This stops the whole directory.)" for p in problems]
        return "\n".join([*lines, "No listing was checked: the directory's own files come first."])
    effects = {True: "(This stops the listing.)", False: "(This stops nothing.)"}
    lines = [f"{p.path}:{p.line}: {p.message} {p.hint} {effects[p.stops]}" for p in problems]
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
    """The report for a program: an array of problems."""
    return json.dumps([problem.as_data() for problem in problems], ensure_ascii=False, indent=1)


def as_github(problems: Sequence[Problem], files: Sequence[Path] | None) -> str:
    """The report as GitHub's annotations: what stops a listing first, at most nine, and how many more there are."""
    first = sorted(problems, key=lambda problem: not problem.stops)
    lines = [_annotation(problem) for problem in first[:MOST_ANNOTATIONS]]
    more = len(problems) - MOST_ANNOTATIONS
    if more > 0:
        lines.append(
            f"::notice title=And {more} more::GitHub shows only a few at a time. `ourtables check` lists them all."
        )
    return "\n".join(lines)


def _annotation(problem: Problem) -> str:
    where = f"file={_escape(problem.path, ':,')},line={problem.line},col={problem.column}"
    title = "This stops the listing" if problem.stops else "This stops nothing"
    return f"::{problem.level} {where},title={title}::{_escape(f'{problem.message} {problem.hint}')}"


def _escape(text: str, signs: str = "") -> str:
    """Text that can't end a workflow command or begin another, by GitHub's own escapes."""
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{signs}" else c for c in text)


_REPORTS = {"text": as_text, "github": as_github, "json": as_json}
