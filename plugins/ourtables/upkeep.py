"""Which groups to write to, with a letter for each: nobody is hurried, and nothing is done by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from ourtables.catalogue import Words
from ourtables.directory import Directory
from ourtables.fields import CLOSED, NOT_ASKED, PAUSED, STARTING
from ourtables.group import Group
from ourtables.quoting import Line, Quote, as_markdown, as_text, one_line

DUE_SOON, OVERDUE, OUT_OF_TOUCH = "due-soon", "overdue", "out-of-touch"
# A letter sent this many days ahead reaches most groups before their page begins to age.
AHEAD = 30
MOST_CHARACTERS = 45_000
_HEADS = {DUE_SOON: "Due soon", OVERDUE: "Overdue", OUT_OF_TOUCH: "Out of touch"}
_NO_RUSH = "No rush, no need to explain."


@dataclass(frozen=True, slots=True)
class Due:
    """One group to write to: how late it is, its mailbox if it has one, and the letter."""

    slug: str
    name: str
    band: str
    confirmed: date | None
    days: int | None
    mailbox: str
    subject: str
    letter: str
    still_right: str
    ended: date | None = None


def due(directory: Directory) -> list[Due]:
    """The groups to write to, the longest silent last within each band.

    Groups that closed, that weren't asked yet or that are made up get no letter.
    """
    found = [one for group in directory.groups.values() if (one := _due(group, directory))]
    order = list(_HEADS)
    return sorted(found, key=lambda one: (order.index(one.band), one.days or 0, one.slug))


def _due(group: Group, directory: Directory) -> Due | None:
    if group.status == CLOSED or group.consent == NOT_ASKED or group.example:
        return None
    band = _band(group, directory)
    waits = group.status in (PAUSED, STARTING) and group.until is not None and group.until < directory.today
    if band is None and not waits:
        return None
    days = (directory.today - group.confirmed).days if group.confirmed else None
    mailbox = next((one.value for one in group.contact if one.how == "email"), "")
    return Due(
        slug=group.slug,
        name=group.name,
        band=band or DUE_SOON,
        confirmed=group.confirmed,
        days=days,
        mailbox=mailbox,
        subject=f"Is the page of {group.name} still right?",
        letter=_letter(group, directory, band or DUE_SOON),
        still_right=still_right(group.slug, directory),
        ended=group.until if waits else None,
    )


def _band(group: Group, directory: Directory) -> str | None:
    bands = directory.settings.bands
    if group.confirmed is None:
        return OUT_OF_TOUCH
    days = (directory.today - group.confirmed).days
    steps = ((bands.listed, OUT_OF_TOUCH), (bands.recent, OVERDUE), (bands.recent - AHEAD, DUE_SOON))
    return next((band for most, band in steps if days > most), None)


def still_right(slug: str, directory: Directory) -> str:
    """The address at which a group says with one press that its page is still right."""
    return f"{directory.settings.address}change/#g={quote(slug)}&still=right"


def _letter(group: Group, directory: Directory, band: str) -> str:
    words = Words(directory.settings.language if directory.settings.language.startswith("en") else "en-GB")
    page = f"{directory.settings.address}groups/{group.slug}/"
    since = f" It was last confirmed on {words.day(group.confirmed)}." if group.confirmed else ""
    about = f"This is about the page of {group.name} in {directory.settings.title}:\n{page}"
    if band == OUT_OF_TOUCH:
        state = f"We haven't heard from you for a while.{since} The page is still there, but it isn't in the lists."
    else:
        state = f"Is it all still right?{since}"
    ways = (
        "If it is, one press is enough:\n"
        f"{still_right(group.slug, directory)}\n"
        "Or answer this mail with the words: still right."
    )
    other = (
        "If something is different, say what in your own way, and we change it. If you are having a break, have closed "
        "or want to be taken out, say so, and we do that."
    )
    return "\n\n".join(["Hello,", about, state, ways, other, _NO_RUSH])


# ---------------------------------------------------------------- reports


def text(found: Sequence[Due]) -> str:
    """The groups and their letters for a terminal."""
    parts = []
    for band, head in _HEADS.items():
        for one in (one for one in found if one.band == band):
            to = f"To: {one_line(one.mailbox)}\n" if one.mailbox else ""
            parts.append(f"{head}: {as_text(_line(one))}\n\n{to}Subject: {one.subject}\n\n{one.letter}")
    return "\n\n----\n\n".join(parts) or "Nobody needs a letter."


def markdown(found: Sequence[Due]) -> str:
    """The groups and their letters for a rolling issue, each letter folded away until it is wanted."""
    parts = [
        "Nobody is late: these are groups that might like a letter. Send it, or don't; change the words as you like."
    ]
    for band, head in _HEADS.items():
        some = [one for one in found if one.band == band]
        if some:
            parts += [f"### {head} ({len(some):,})", *(_folded(one) for one in some)]
    return _within(parts) if found else "Nobody needs a letter."


def _within(parts: Sequence[str]) -> str:
    """As many whole paragraphs as an issue has room for, and a pointer to the rest."""
    kept: list[str] = []
    size = 0
    for part in parts:
        size += len(part) + 2
        if size > MOST_CHARACTERS:
            return "\n\n".join([*kept, "There are more. `ourtables upkeep` shows all of them."])
        kept.append(part)
    return "\n\n".join(kept)


def _folded(one: Due) -> str:
    mailbox: Line = ("Write to ", Quote(one.mailbox), ".") if one.mailbox else ("It gives no mailbox: see its page.",)
    body = _fenced(f"{one.subject}\n\n{one.letter}")
    summary = f"{as_markdown(_line(one))}"
    return (
        f"- [ ] {summary}\n  <details><summary>Letter</summary>\n\n  {as_markdown(mailbox)}\n\n{body}\n\n  </details>"
    )


def _fenced(letter: str) -> str:
    """A letter as a block to copy, out of which nothing in it can get."""
    safe = letter.replace("```", "'''")
    return "\n".join(f"  {line}".rstrip() for line in ["```text", *safe.split("\n"), "```"])


def _line(one: Due) -> Line:
    since = f", {one.days:,} days since {one.confirmed.isoformat()}" if one.confirmed and one.days is not None else ""
    ended = f"; its break was to end on {one.ended.isoformat()}" if one.ended else ""
    return (Quote(one.name), since + ended)


def data(found: Iterable[Due]) -> str:
    """The groups and their letters for a program."""
    rows = [
        {
            "slug": one.slug,
            "name": one.name,
            "band": one.band,
            "confirmed": one.confirmed.isoformat() if one.confirmed else None,
            "days": one.days,
            "mailbox": one.mailbox,
            "subject": one.subject,
            "letter": one.letter,
            "still_right": one.still_right,
        }
        for one in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)
