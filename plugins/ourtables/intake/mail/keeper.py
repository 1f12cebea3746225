"""What the keeper is told about a mail: what it wants, how that is known, and what to do now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ourtables.core.problems import shorten
from ourtables.intake.mail.address_book import Entry
from ourtables.intake.mail.outcomes import ForPerson, MailOutcome, Received, Removal, WhichGroup
from ourtables.listing.source import FOLDER
from ourtables.settings.maintainers import FOLDER as REGISTERS
from ourtables.settings.maintainers import UNLISTED


def keepers_lines(outcome: MailOutcome, content: Path) -> Iterator[str]:
    """Say what is left to do.

    Args:
        outcome: What became of the mail.
        content: The directory's own folder, as the keeper typed it.
    """
    if isinstance(outcome, Removal):
        yield from _removal(outcome, content)
    elif isinstance(outcome, WhichGroup):
        yield f"It wants: {outcome.case.value} (“{outcome.phrase}”). The reply asks which group it is."
        yield from (f"It may be {_called(entry)}." for entry in outcome.entries[:8])
    elif isinstance(outcome, ForPerson):
        yield f"Read this one yourself, and answer it. {outcome.why}"
        yield from (
            f"It may be about {_called(entry)}, by {outcome.about.known_by}." for entry in outcome.about.entries[:8]
        )
    else:
        yield from _listing(outcome)


def _removal(outcome: Removal, content: Path) -> Iterator[str]:
    entry, place = outcome.entry, "" if content == Path("content") else f" --content {content}"
    yield f"They ask to be taken out: {_called(entry)}, by {outcome.known_by}. They say “{outcome.phrase}”."
    yield f"Take it off now: ourtables unlist {entry.slug}{place}"
    yield f"To undo that, take the line “{entry.slug}” out of {content / REGISTERS / UNLISTED}."
    if outcome.from_listing:
        yield f"The listing's own mailbox wrote. For good: ourtables retire {entry.slug}{place}"
        return
    ask = ", ".join(sorted(entry.mailboxes)) or f"a contact in {content / FOLDER / entry.path.name}"
    yield f"It isn't from the listing's own mailbox, as far as can be told. Ask the group ({ask}) before you retire it."


def _called(entry: Entry) -> str:
    return f"{shorten(entry.name, 80)} ({entry.slug})" if entry.name else entry.slug


def _listing(outcome: Received) -> Iterator[str]:
    stopping = sum(problem.stops for problem in outcome.problems)
    if outcome.changes:
        yield f"It changes {outcome.changes}. Look at the difference before you commit it."
    yield from outcome.notes
    for name in sorted(outcome.claimed):
        yield f"They say yes to “{name}”. When you agree, run this again with --group-wrote, or write it in yourself."
    if outcome.changes and outcome.loose:
        yield "Their words, to put in by hand:"
        yield from (f"  {line}".rstrip() for line in outcome.loose.split("\n"))
    if stopping or outcome.doubts:
        yield f"Not ready yet: {stopping} to mend, {len(outcome.doubts)} in doubt. The reply asks."
    if outcome.sender_left_out:
        yield "The sender's name or address was in the text, and was left out."
    yield "Look yourself whether any other person's name is in it."
