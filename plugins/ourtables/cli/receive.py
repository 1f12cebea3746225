"""`ourtables receive`: a mail is sorted, and becomes a checked listing and a kind reply."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from ourtables.cli import fmt, options
from ourtables.core.boundary import end_if_unmade, log_fault
from ourtables.core.errors import FaultOfOurs, OurTablesError
from ourtables.intake.mail import Desk, MailOutcome, Received, Removal
from ourtables.intake.mail.keeper import keepers_lines
from ourtables.intake.mail.message import MOST_BYTES
from ourtables.intake.mail.reply import reply
from ourtables.listing import checking


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path), default="-")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that the listing is written to, such as content/groups; else it is shown.",
)
@click.option(
    "--reply",
    "reply_to",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the reply goes; else it is shown.",
)
@click.option(
    "--group-wrote",
    is_flag=True,
    help="You know that the group itself wrote this: it asked to be listed, and says that it is true.",
)
@options.content
@options.on_day
@options.example("ourtables receive mail.eml --into content/groups --reply reply.txt")
def command(
    file: Path, into: Path | None, reply_to: Path | None, group_wrote: bool, content: Path, day: date | None
) -> None:
    """Sort a mail, make a listing of it where it is one, and write a kind reply.

    FILE is a saved mail (.eml), a text, or the text of an issue; without it, or with -, what is piped in is read. First
    it is sorted: "take us out", "we closed", "still right", a change, a new listing, or something for a person. A
    removal is never answered with questions, and you are shown the command that takes the page off at once. A listing
    may be a whole one, the seven answers, or somebody's own words with lines such as "cost: free". Nothing is made up:
    what can't be told is asked for in the reply. The sender's name and address go nowhere.

    A text that names the page it changes changes that listing; else no file is ever written over. Ends with status 0
    when nothing is left to ask or to decide, with 1 when something is (what there is of a listing, is written all the
    same), and with 2 when the command itself was put wrongly.
    """
    context = checking.load(content, day)
    with click.open_file(str(file), "rb") as opened:
        raw = opened.read(MOST_BYTES + 1)
    desk = Desk(context)
    try:
        outcome = desk.receive(raw, from_group=group_wrote)
        answer = reply(outcome, context)
    except OurTablesError:
        raise
    except Exception:
        log_fault(str(file))
        raise FaultOfOurs(
            f"{file}: nothing was made of this mail, because of a fault of ours (the log above says what). "
            "Read it yourself, and answer it."
        ) from None
    if isinstance(outcome, Received):
        _give(outcome.text, _path(outcome, into), "listing")
    _give(answer, reply_to, "reply")
    for line in keepers_lines(outcome, content):
        click.echo(line, err=True)
    end_if_unmade(desk.unread)
    sys.exit(0 if _settled(outcome) else 1)


def _settled(outcome: MailOutcome) -> bool:
    return isinstance(outcome, Removal) or (isinstance(outcome, Received) and outcome.complete)


def _path(received: Received, into: Path | None) -> Path | None:
    if into is None:
        return None
    path = into / f"{received.slug}.md"
    same = received.changes is not None and path.resolve() == received.changes.resolve()
    if path.exists() and not same:
        raise OurTablesError(f"{path} is there already, and nothing is written over.")
    return path


def _give(text: str, path: Path | None, what: str) -> None:
    if path is None:
        click.echo(text, nl=False)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fmt.write(path, text)
    except OSError as error:
        raise OurTablesError(f"{path}: the {what} can't be written ({error.strerror}).") from error
    click.echo(f"The {what} is in {path}.", err=True)
