"""What a mail may want: its case, by which words it is known, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Case(StrEnum):
    """What a mail may want."""

    REMOVE = "remove"
    CLOSED = "closed"
    STILL_RIGHT = "still right"
    CHANGE = "change"
    NEW = "new"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a mail wants.

    Attributes:
        case: The case.
        phrase: The words that it was known by.
        doubt: Why a person has to look; empty when nothing speaks against it.
    """

    case: Case
    phrase: str = ""
    doubt: str = ""
