"""`ourtables build`: check, build and index the site; it replaces the site before only when it is complete."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import click

from ourtables.cli import options, pelican, processes
from ourtables.cli.swap import STOPS, Workshop, undisturbed, workshop
from ourtables.core.errors import Failed, NotOurs, Stopped
from ourtables.core.quoting import one_line

NAMES_SHOWN = 12


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
    if publish:
        # Loaded only here, since it brings half of what this command needs to start.
        from ourtables.cli import publish_checks

        publish_checks.may_be_published(content, drafts=drafts)
    try:
        with _stoppable(), workshop(output, _wait) as place:
            asked = {**given, "summary": str(place.summary), "worker": str(place.worker)}
            summary = _run(pelican.command(content, place.new, site_url, asked), place)
            if publish:
                publish_checks.fits(place.new)
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
    if summary["unmade"]:
        raise click.ClickException(f"Some groups couldn't be made, and their pages say so: {_some(summary['unmade'])}.")


def _inside(output: Path, content: Path) -> bool:
    return Path(os.path.realpath(output)).is_relative_to(Path(os.path.realpath(content)))


def _run(command: list[str], place: Workshop) -> Mapping[str, Any]:
    """Run Pelican until it ends or we are asked to stop, and leave none of its processes either way."""
    process = None
    try:
        with undisturbed():
            # In a group of its own, so that its workers and Pagefind end with it.
            process = processes.start(command)
        code = process.wait()
    finally:
        if process is not None:
            with undisturbed():
                processes.end(process)
    if code < 0:
        raise Failed(f"The site wasn't built: signal {-code} ended it. Was there enough memory?")
    if code > 0:
        raise Failed("The site wasn't built.")
    summary: Mapping[str, Any] = json.loads(place.summary.read_text(encoding="utf-8"))
    return summary


@contextmanager
def _stoppable() -> Iterator[None]:
    """Turn every request to stop into one exception, so that unfinished work is cleared away."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Stopped

    before = {number: signal.signal(number, stop) for number in STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop_no_more() -> None:
    """Too late to stop: ignore signals until the swap is done."""
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)


def _wait() -> None:
    _say("Another build is running there. Waiting for it.")


def _as_before(output: Path) -> str:
    return f"The site in {output} is as it was." if output.exists() else "No site was there before."


def _tell(summary: Mapping[str, Any], output: Path, seconds: float) -> None:
    groups, pages = summary["groups"], summary["pages"]
    built = "1 group" if groups == 1 else f"{groups:,} groups"
    _say(f"Built {built} as {pages:,} pages in {seconds:.1f} s: {output}")
    account = summary["account"]
    # Print nothing when no listing was left out.
    for heading, names in account.items() if len(account) > 1 or groups == 0 else ():
        _say(f"{heading} ({len(names):,}): {_some(names)}")
    if summary["warnings"]:
        _say(f"There is something to look at in the listings ({summary['warnings']:,} notes): ourtables check")


def _some(names: list[str]) -> str:
    more = len(names) - NAMES_SHOWN
    return ", ".join(map(one_line, names[:NAMES_SHOWN])) + (f" and {more:,} more" if more > 0 else "")


def _say(words: str) -> None:
    click.echo(words, err=True)
