"""What becomes of a mail, one type for each case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ourtables.core.problems import Problem
from ourtables.intake.mail.address_book import About, Entry
from ourtables.intake.mail.wishes import Case
from ourtables.intake.typed_answers import Doubt


@dataclass(frozen=True, slots=True)
class Received:
    """A listing, new or changed.

    Attributes:
        case: What the mail wants: a new listing, a change, or to say that all is right or that the group has closed.
        text: The listing.
        slug: Its address.
        name: What the group is called.
        problems: What the checks say.
        doubts: What couldn't be read for certain.
        answers: Its answers by field.
        changes: The file that it changes; `None` for a new listing.
        loose: Words of a change that answer no question.
        sender_left_out: Whether the sender's name or address was taken out of the text.
        claimed: Fields for which the writer claims an agreement that a keeper has yet to believe.
        notes: Sentences for the keeper alone.
        written_in: The language that its writer seems to speak; empty when nothing says so.
    """

    case: Case
    text: str
    slug: str
    name: str
    problems: tuple[Problem, ...]
    doubts: tuple[Doubt, ...]
    answers: Mapping[str, Any]
    changes: Path | None = None
    loose: str = ""
    sender_left_out: bool = False
    claimed: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    written_in: str = ""

    @property
    def complete(self) -> bool:
        """Whether nothing stops the listing, nothing is in doubt, and no keeper has to say anything."""
        open_ = self.doubts or self.loose or self.claimed or self.notes
        return not open_ and not any(problem.stops for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Removal:
    """A group asks to be taken out.

    Attributes:
        entry: Its listing.
        phrase: The words that say so.
        known_by: How it is known which group it is.
        from_listing: Whether the listing's own mailbox wrote.
        written_in: The language that its writer seems to speak; empty when nothing says so.
    """

    entry: Entry
    phrase: str
    known_by: str
    from_listing: bool
    written_in: str = ""


@dataclass(frozen=True, slots=True)
class WhichGroup:
    """A wish that can't be met before it is known which group it is about.

    Attributes:
        case: What the mail wants.
        phrase: The words that say so.
        entries: The listings that it may be, if there are any.
        written_in: The language that its writer seems to speak; empty when nothing says so.
    """

    case: Case
    phrase: str
    entries: tuple[Entry, ...]
    written_in: str = ""


@dataclass(frozen=True, slots=True)
class ForPerson:
    """Something that a person has to read; no listing is made of it.

    Attributes:
        why: The reason, for the keeper.
        about: The listing that it may be about.
        written_in: The language that its writer seems to speak; empty when nothing says so.
    """

    why: str
    about: About
    written_in: str = ""


MailOutcome = Received | Removal | WhichGroup | ForPerson
