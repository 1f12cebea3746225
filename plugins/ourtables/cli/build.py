"""`ourtables build`: check, build and index the site, and put it in place only when all of it is there."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import click

from ourtables import publishing, settings
from ourtables.cli import options, pelican
from ourtables.cli.swap import STOPS, NotOurs, Workshop, undisturbed, workshop
from ourtables.problems import ContentError

NAMES_SHOWN = 12


class Stopped(Exception):
    """Somebody asked the build to stop."""


class Failed(Exception):
    """The site couldn't be built; why has been said already."""


@click.command()
@options.content
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Where the site goes. All of it is replaced.",
)
@pelican.site_url
@options.on_day
@click.option("--keep-going", is_flag=True, help="Leave out listings that have errors, and build the rest.")
@click.option(
    "--publish",
    is_flag=True,
    help="Refuse what others shouldn't see: no private address, drafts, another country's help.",
)
@click.option("--drafts", is_flag=True, help="Show groups that weren't asked yet.")
@click.option(
    "--history",
    type=click.Path(exists=True, dir_okay=False, resolve_path=True),
    help="When listings were added and changed, as “ourtables history” writes it.",
)
@click.option("--jobs", type=click.IntRange(1, 256), help="How many processes; else one for each core.")
@options.example("ourtables build --output public --site-url https://example.org/groups/")
def command(  # noqa: PLR0913 - one for each option
    content: Path,
    output: Path,
    site_url: str | None,
    day: date | None,
    keep_going: bool,
    drafts: bool,
    publish: bool,
    history: str | None,
    jobs: int | None,
) -> None:
    """Build the whole site, its search included.

    The site before stays untouched until the new one is complete. Exit 0 when it is built, 1 when it isn't.
    """
    began = time.monotonic()
    given = {
        "today": day.isoformat() if day else None,
        "drafts": drafts,
        "history": history,
        "jobs": jobs,
        "keep_going": keep_going,
        "parent": os.getpid(),
    }
    if _inside(output, content):
        raise click.UsageError(f"{output} lies inside {content}. Choose a folder outside of it.")
    if publish and (found := publishing.problems(content, settings.load(content), drafts=drafts)):
        raise ContentError(found)
    try:
        with _stoppable(), workshop(output, _wait) as place:
            asked = {**given, "summary": str(place.summary)}
            summary = _run(pelican.command(content, place.new, site_url, asked), place)
            _stop_no_more()
            place.swap()
    except NotOurs as error:
        raise click.UsageError(str(error)) from None
    except Failed as error:
        raise click.ClickException(f"{error} {_as_before(output)}") from None
    except Stopped:
        raise click.ClickException(f"Stopped. {_as_before(output)}") from None
    except OSError as error:
        raise click.ClickException(f"{error.filename or output}: {error.strerror}. {_as_before(output)}") from None
    _tell(summary, output, time.monotonic() - began)


def _inside(output: Path, content: Path) -> bool:
    return Path(os.path.realpath(output)).is_relative_to(Path(os.path.realpath(content)))


def _run(command: list[str], place: Workshop) -> Mapping[str, Any]:
    """Run Pelican until it ends or we are asked to stop; no process of it is left either way."""
    process = None
    try:
        with undisturbed():
            # Its own group, so that its workers and Pagefind end with it.
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, process_group=0, pass_fds=(place.lock,)
            )
        code = process.wait()
    finally:
        if process is not None:
            _end_group(process)
    if code < 0:
        raise Failed(f"The site wasn't built: signal {-code} ended it. Was there enough memory?")
    if code > 0:
        raise Failed("The site wasn't built.")
    summary: Mapping[str, Any] = json.loads(place.summary.read_text(encoding="utf-8"))
    return summary


def _end_group(process: subprocess.Popen[bytes]) -> None:
    with undisturbed():
        # Nobody may be left; some systems say the latter of a group that has only ended processes.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def _stoppable() -> Iterator[None]:
    """Turn every request to stop into one exception, so that what was begun is cleared away."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Stopped

    before = {number: signal.signal(number, stop) for number in STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop_no_more() -> None:
    """From here to the end takes a moment: who asks to stop now gets the new site."""
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)


def _wait() -> None:
    _say("Another build is running there. Waiting for it.")


def _as_before(output: Path) -> str:
    return f"The site in {output} is as it was." if output.exists() else "No site was there before."


def _tell(summary: Mapping[str, Any], output: Path, seconds: float) -> None:
    groups, pages = summary["groups"], summary["pages"]
    _say(f"Built {groups:,} groups as {pages:,} pages in {seconds:.1f} s: {output}")
    account = summary["account"]
    # Where all went the usual way there is nothing to tell of.
    for heading, names in account.items() if len(account) > 1 or groups == 0 else ():
        _say(f"{heading} ({len(names):,}): {_some(names)}")
    if summary["warnings"]:
        _say(f"There is something to look at in the listings ({summary['warnings']:,} notes): ourtables check")


def _some(names: list[str]) -> str:
    more = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def _say(words: str) -> None:
    click.echo(words, err=True)
