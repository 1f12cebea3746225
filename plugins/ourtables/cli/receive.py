"""`ourtables receive`: a mailed text becomes a checked listing and a kind reply."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from ourtables.cli import fmt, options, where
from ourtables.problems import OurTablesError
from ourtables.receiving import Desk, Received
from ourtables.receiving.mail import MOST_BYTES
from ourtables.receiving.reply import reply


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
    """Make a listing of a mailed text, and a reply that says what is missing.

    FILE is a saved mail (.eml), a text, or the text of an issue; without it, or with -, what is piped in is read. It
    may be a whole listing, the seven answers, or somebody's own words with lines such as "cost: free". Nothing is made
    up: what can't be told is asked for in the reply. The sender's name and address go nowhere.

    A text that names the page it changes changes that listing; else no file is ever written over. Ends with status 0
    when the listing is complete, with 1 when something is missing or can't be read (what there is, is written all the
    same), and with 2 when the command itself was put wrongly.
    """
    context = options.context(content, day)
    with click.open_file(str(file), "rb") as opened:
        raw = opened.read(MOST_BYTES + 1)
    gazetteer = (lambda: where.load(content)) if (content / "places").is_dir() else None
    received = Desk(context, gazetteer).receive(raw, from_group=group_wrote)
    _give(received.text, _path(received, into), "listing")
    _give(reply(received, context), reply_to, "reply")
    _tell(received)
    sys.exit(0 if received.complete else 1)


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


def _tell(received: Received) -> None:
    """Say to the keeper what is left to do, in no words of the sender's."""
    stopping = sum(problem.stops for problem in received.problems)
    if received.changes:
        click.echo(f"It changes {received.changes}. Look at the difference before you commit it.", err=True)
    if stopping or received.doubts:
        click.echo(f"Not ready yet: {stopping} to mend, {len(received.doubts)} in doubt. The reply asks.", err=True)
    if received.sender_left_out:
        click.echo("The sender's name or address stood in the text, and was left out.", err=True)
    click.echo("Look yourself whether any other person's name is in it.", err=True)
