"""One text to translate, and the row that comes back for it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from babel.messages.catalog import Message

from ourtables.core.translation_faults import Written

# Rows about the file itself.
LANGUAGE, SIGNED = "language", "signed"
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_MARK = 8


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate.

    Attributes:
        id: What it is known by, such as `pages/about.md/title`.
        where: Where readers see it.
        source: The English, or the words of the main language.
        said: Its translation so far; empty when there is none.
        how: How the two are written.
        checked_against: What gaps are compared with, where that isn't `source`: a message's plural.
        note: What helps to translate it.
        message: The message of the software that it is a form of.
        whole: What is shown only when all of it is translated, such as a message's forms; empty when it stands alone.
    """

    id: str
    where: str
    source: str
    said: str = ""
    how: Written = Written.WORDS
    checked_against: str = ""
    note: str = ""
    message: Message | None = field(default=None, compare=False)
    whole: str = ""

    @property
    def mark(self) -> str:
        """The source and the translation as they were when a file was written, in a few letters."""
        return fingerprint(self.source) + fingerprint(self.said)


@dataclass(frozen=True, slots=True)
class Row:
    """What came back for one text.

    Attributes:
        number: The row of a spreadsheet, or the line of a PO file.
        id: What the text is known by.
        said: Its translation, as somebody wrote it.
        mark: The text's mark when the file was written; empty when the file lost it.
        source: The source as the file has it.
        unsure: Whether its translator marked it as unsure ("fuzzy").
    """

    number: int
    id: str
    said: str
    mark: str = ""
    source: str = ""
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back.

    Attributes:
        rows: Its rows.
        language: The language that it says it is in; empty when it says none.
        signed: The name and the day of somebody who signed it; empty when nobody did.
        notes: How it had to be read.
    """

    rows: Sequence[Row]
    language: str = ""
    signed: str = ""
    notes: tuple[str, ...] = ()


def fingerprint(text: str, letters: int = _MARK) -> str:
    """Return a few letters that tell one text from another, which no spreadsheet takes for a number.

    Args:
        text: The text.
        letters: How many.
    """
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:letters].translate(_LETTERS)


def marks(mark: str) -> tuple[str, str]:
    """Return the fingerprints of the source and of the translation that a mark holds; empty when it holds none."""
    return (mark[:_MARK], mark[_MARK:]) if len(mark) == 2 * _MARK else ("", "")
