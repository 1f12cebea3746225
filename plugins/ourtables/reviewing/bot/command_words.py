"""What a keeper may say to the machine: the first line of a comment, read as one of a few commands."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from ourtables.intake.timings import Timings
from ourtables.listing.checking import Context

KEEPERS = frozenset({"admin", "write"})
HELP = """\
A keeper can write one of these as a comment of its own:

- `/draft` makes a pull request of an issue's text.
- `/confirm` says that the group told us today that its page is right; `/confirm by phone` and `/confirm by e-mail` \
say how. With another day: `/confirm by phone on 20 November 2026`.
- `/pause`, or `/pause until 11 January 2027`, says that the group has a break.
- `/resume` says that the group meets again: its page no longer speaks of a break, a start or an end.
- `/close` says that the group has closed. Its page stays, without its contacts and words.
- `/take-off` takes a page off the site at once. Its file stays as it is.
- `/merge` merges a pull request when its checks are green and as many of you have looked as have to.
- `/help` shows this.

They are about the page that the issue or pull request is about. For another page, such as one in the month's upkeep \
issue, write its address last: `/confirm by phone leeds-kettle`. Everyone can read what you write here."""
UNKNOWN = f"There is no such command, and nothing was done.\n\n{HELP}"
_NO_DAY = (
    "Nothing was done: I can't tell which day that is. Write it with its year, such as `{command} {day:%Y-%m-%d}`."
)
# Commands that say nothing more, and what a listing then says.
_ALONE: Mapping[str, Mapping[str, str | None]] = {
    "resume": {"status": None, "status_note": None, "until": None},
    "close": {"status": "closed", "until": None},
    "take-off": {},
}
_FIRST = re.compile(r"/([a-z-]+)(?:[ \t]+(.*?))?[ \t]*")
_BY = {"phone": "group-by-phone", "e-mail": "group-by-email", "email": "group-by-email", "": "group"}
_CONFIRM = re.compile(r"(?:by (?P<by>phone|e-?mail))?(?:(?:^| )(?:on )?(?P<day>[0-9].*))?", re.IGNORECASE)
_PAUSE = re.compile(r"(?:until (?P<day>.+))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KeepersCommand:
    """A command that was understood.

    Attributes:
        name: The word after the slash.
        slug: The listing that it names; empty for the one that the issue or pull request is about.
        answers: What a listing is to say then; `None` takes an answer away.
    """

    name: str
    slug: str = ""
    answers: Mapping[str, str | None] = field(default_factory=dict)


def understood(comment: str, slugs: Collection[str], context: Context) -> KeepersCommand | str:
    """Read a comment.

    Args:
        comment: The whole comment, of which the first line counts.
        slugs: The addresses of all listings.
        context: The directory's language and the day.

    Returns:
        The command, or what to answer when there is none like it.
    """
    first = (comment.splitlines() or [""])[0]
    found = _FIRST.fullmatch(first.lower() if first.isascii() else "")
    if not found:
        return UNKNOWN
    name, rest = found[1], " ".join((found[2] or "").split())
    if name in ("draft", "merge", "help"):
        return UNKNOWN if rest else KeepersCommand(name)
    *before, last = rest.split(" ")
    slug = last if last in slugs else ""
    said = " ".join(before) if slug else rest
    if name in _ALONE and not said:
        return KeepersCommand(name, slug, _ALONE[name])
    pattern = {"confirm": _CONFIRM, "pause": _PAUSE}.get(name)
    answered = pattern.fullmatch(said) if pattern else None
    if not answered:
        return UNKNOWN
    typed = answered["day"]
    day = _day(typed, context) if typed else ""
    if typed and not day:
        return _NO_DAY.format(command=f"/{name}{' until' if name == 'pause' else ''}", day=context.today)
    if name == "pause":
        return KeepersCommand(name, slug, {"status": "paused", "until": day or None})
    said_on = date.fromisoformat(day) if day else context.today
    return KeepersCommand(name, slug, confirming(answered["by"] or "", said_on, context))


def confirming(by: str, day: date, context: Context) -> dict[str, str | None]:
    """What a listing says when its group said that it is right.

    Args:
        by: `phone`, `email`, or nothing when the group wrote it itself.
        day: The day on which it said so.
        context: The directory's side of the check; one that has no word for who said so doesn't ask.
    """
    said_by = _BY[by] if _BY[by] in context.vocabularies["confirmed_by"] else None
    return {"confirmed": day.isoformat(), "confirmed_by": said_by}


def _day(typed: str, context: Context) -> str:
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        return Timings(context.settings.language).day(typed)
