"""`ourtables fmt`: listings in their one tidy form."""

from __future__ import annotations

import os
import sys
import tempfile
from itertools import chain
from pathlib import Path

import click

from ourtables import formatting, source
from ourtables.cli import options
from ourtables.problems import Problem, Reporter


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@options.content
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Change nothing; name the files that would change, and end with status 1.",
)
@options.example("ourtables fmt content/groups/leeds-kettle.md")
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
        click.echo(f"{path} {'would change' if only_check else 'is tidy now'}.")
    for problem in unread:
        click.echo(f"{problem.path}:{problem.line}: {problem.message} {problem.hint} (Left as it is.)", err=True)
    sys.exit(bool(unread) or (only_check and bool(changed)))


def tidied(path: Path, report: Reporter) -> str | None:
    """A listing's tidy form, or `None` when it can't be read without losing something; `report` then says why."""
    read = source.read(path, report)
    if read is None or read.answers is None or any(_stands_in_the_way(problem) for problem in report.problems):
        return None
    return formatting.tidy(path.read_bytes().decode("utf-8-sig"), read.answers, read.words)


def _stands_in_the_way(problem: Problem) -> bool:
    """Whether a problem keeps a file from being written anew: all that stops its reading, but not a name that can't
    be used.
    """
    return problem.stops and not problem.code.startswith("slug")


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
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
