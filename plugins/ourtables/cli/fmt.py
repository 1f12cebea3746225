"""`ourtables fmt`: listings in their one tidy form."""

from __future__ import annotations

import os
import sys
import tempfile
from itertools import chain
from pathlib import Path

import click

from ourtables.cli import options
from ourtables.core.problems import MOST_OF_A_PATH, Problem, Reporter
from ourtables.core.quoting import one_line
from ourtables.listing import formatting, source


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@options.content
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Change nothing; name the files that would change, and end with status 1.",
)
@options.example("ourtables fmt content/groups/kettle-lane.md")
def command(paths: tuple[Path, ...], content: Path, only_check: bool) -> None:
    """Write listings in their one tidy form: fields in order, texts in quotes, comments kept.

    PATHS are listings or folders of them; without any, every listing is tidied. Nothing that is written gets lost: a
    file that can't be read is left as it is, named, and the command ends with status 1.
    """
    folders = paths or (content / source.FOLDER,)
    files = list(chain.from_iterable(source.listings(one) if one.is_dir() else [one] for one in folders))
    changed, unread = [], []
    for path in files:
        report = Reporter(str(path))
        text = tidied(path, report)
        if text is None:
            unread += report.problems
        elif text.encode() != path.read_bytes():
            changed.append(path)
            if not only_check:
                write(path, text)
    for path in changed:
        told = one_line(str(path), MOST_OF_A_PATH)
        click.echo(f"{told} {'would change' if only_check else 'is tidy now'}.")
    for problem in unread:
        click.echo(f"{problem.told} (Left as it is.)", err=True)
    sys.exit(bool(unread) or (only_check and bool(changed)))


def tidied(path: Path, report: Reporter) -> str | None:
    """Write a listing in its tidy form.

    Args:
        path: The listing.
        report: Gets the reasons why it can't be written without losing something.

    Returns:
        The text, or `None` when something would be lost.
    """
    read = source.read(path, report)
    if read is None or read.answers is None or any(_stands_in_the_way(problem) for problem in report.problems):
        return None
    return formatting.tidy(read.text, read.answers, read.words)


def _stands_in_the_way(problem: Problem) -> bool:
    """Whether a problem keeps a file from being rewritten: any that stops it, but for an unusable name."""
    return problem.stops and not problem.code.startswith("slug")


def write(path: Path, text: str) -> None:
    """Write a file completely or not at all.

    Args:
        path: The file, which is replaced.
        text: What it will hold.
    """
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=".", delete=False
    ) as file:
        temporary = Path(file.name)
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
