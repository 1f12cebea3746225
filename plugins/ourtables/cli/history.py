"""`ourtables history`: when listings were added, changed, paused and closed, as git remembers it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from ourtables.cli import options
from ourtables.core.errors import GitError, HistoryError
from ourtables.core.git_command import git
from ourtables.exports.history import ADDED, CHANGED, CLOSED, CONFIRMED, PAUSED, Event, History, dump
from ourtables.listing import source

# A commit that changes more listings than this is tidying by the keepers, not news of a group.
MOST_TOGETHER = 50
_COMMIT = "\x01"
_CONFIRMS = re.compile(r"[+-](confirmed|confirmed_by):")
_STATUS = re.compile(r"""\+status:\s*["']?(paused|closed)["']?\s*(#.*)?""")
# Without renames both names are one, which says where it ends, whatever is in it.
_FILE = re.compile(r'diff --git ("?)a/(.*)\1 \1b/\2\1')


@click.command()
@options.content
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write it to."
)
@options.example("ourtables history --output history.json")
def command(content: Path, output: Path) -> None:
    """Write when listings were added, changed, confirmed, paused and closed.

    It is read from git, so it wants a clone with all commits. Listings that aren't there any more leave no trace.
    """
    folder = content / source.FOLDER
    there = {path.stem for path in source.listings(folder)}
    history = History(tuple(event for event in read(folder) if event.slug in there))
    output.write_text(dump(history), encoding="utf-8")
    click.echo(
        f"{len(history.events):,} events of {len({event.slug for event in history.events}):,} listings: {output}"
    )


def read(folder: Path) -> list[Event]:
    """Read what git knows about the listings of a folder.

    Args:
        folder: The folder of listings.

    Returns:
        Every event, oldest first; a merge counts on its own day, when the site first showed it.

    Raises:
        HistoryError: Without git, outside of a repository, and in a shallow clone, whose dates would be wrong.
    """
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() == "true":
        raise HistoryError("This clone holds only the last commits. Fetch all of them: git fetch --unshallow")
    log = _git(
        folder, "log", "--reverse", "--first-parent", "--diff-merges=first-parent", "--no-renames", "--no-color",
        "--no-ext-diff", "--relative", f"--format={_COMMIT}%cs", "-p", "-U0", "--", ".",
    )  # fmt: skip
    events: dict[str, list[Event]] = {}
    for day, changes in _commits(log.split("\n")):
        tidying = sum(not change.added and not change.gone for change in changes) > MOST_TOGETHER
        for change in changes:
            if change.gone:
                events.pop(change.slug, None)
            else:
                events.setdefault(change.slug, []).extend(
                    Event(day, what, change.slug) for what in change.kinds(tidying=tidying)
                )
    return sorted((event for found in events.values() for event in found), key=lambda event: (event.day, event.slug))


@dataclass(slots=True)
class _Change:
    """What one commit did to one listing."""

    slug: str
    added: bool = False
    gone: bool = False
    lines: list[str] = field(default_factory=list)

    def kinds(self, *, tidying: bool) -> Iterator[str]:
        states = [found[1] for line in self.lines if (found := _STATUS.fullmatch(line))]
        if self.added:
            yield ADDED
        elif all(_CONFIRMS.match(line) for line in self.lines):
            yield CONFIRMED
        elif not tidying:
            yield CHANGED
        yield from dict.fromkeys({"paused": PAUSED, "closed": CLOSED}[state] for state in states)


def _commits(lines: Iterable[str]) -> Iterator[tuple[date, list[_Change]]]:
    day, changes = date.min, list[_Change]()
    for line in lines:
        if line.startswith(_COMMIT):
            if changes:
                yield day, changes
            day, changes = _day(line[1:], day), []
        elif line.startswith("diff --git "):
            named = _FILE.fullmatch(line)
            changes.append(_Change(Path(named[2]).stem if named else ""))
        elif line.startswith("new file mode"):
            changes[-1].added = True
        elif line.startswith("deleted file mode"):
            changes[-1].gone = True
        elif line[:1] in ("+", "-") and not line.startswith(("+++ ", "--- ")):
            changes[-1].lines.append(line)
    if changes:
        yield day, changes


def _day(written: str, before: date) -> date:
    """The day of a commit; of one whose clock was out of all bounds, the day of the commit before it."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return before


def _git(folder: Path, *arguments: str) -> str:
    try:
        return git(folder, *arguments).decode(errors="replace")
    except GitError as error:
        raise HistoryError(str(error)) from None
