"""The kinds of field: what an answer is, and how it is written, asked and read.

A kind is one record. What a room does with each kind (checks it, describes it in JSON Schema, reads it from a mail)
is in one table of that room, keyed by kind; tests/test_fields.py fails when a table lacks one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["one", "list", "answers", "record", "records", "named-records"]
Control = Literal["line", "lines", "commas", "choice", "ticks", "tick", "places", "answers", "record", "rows"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """One kind of field; each is a single object, compared by identity.

    Attributes:
        name: its name in the rulebook and in pages.
        shape: one text, a list of texts, words with an answer each, or fields within a field.
        control: what the form asks with. `lines` is a box of several lines, `commas` a line with commas.
        bare: whether its words are written without quotes, since YAML can't misread them here.
        prose: whether people answer in their own words, which are searched for personal details.
    """

    name: str
    shape: Shape = "one"
    control: Control = "line"
    bare: bool = False
    prose: bool = False

    @property
    def is_list(self) -> bool:
        """Whether an answer is a list of single values."""
        return self.shape == "list"

    @property
    def has_rows(self) -> bool:
        """Whether an answer is several records."""
        return self.shape in ("records", "named-records")


TEXT = Kind(name="text", prose=True)
NOTE = Kind(name="note", control="lines", prose=True)
CONTACT_VALUE = Kind(name="contact-value")
PLACE_NAME = Kind(name="place-name", control="places", bare=True)
WORD = Kind(name="word", control="choice", bare=True)
CHOICE = Kind(name="choice", control="choice", bare=True)
DATE = Kind(name="date", bare=True)
TIME = Kind(name="time")
YES = Kind(name="yes", control="tick", bare=True)
NUMBER = Kind(name="number", bare=True)
LANGUAGE = Kind(name="language", bare=True)
LINK = Kind(name="link")

WORDS = Kind(name="words", shape="list", control="ticks", bare=True)
CHOICES = Kind(name="choices", shape="list", control="ticks", bare=True)
DAYS = Kind(name="days", shape="list", control="ticks", bare=True)
DATES = Kind(name="dates", shape="list", control="commas", bare=True)
LANGUAGES = Kind(name="languages", shape="list", control="commas", bare=True)
SLUGS = Kind(name="slugs", shape="list", control="commas", bare=True)
TEXTS = Kind(name="texts", shape="list", control="lines", prose=True)

ANSWERS = Kind(name="answers", shape="answers", control="answers", bare=True)
RECORD = Kind(name="record", shape="record", control="record")
RECORDS = Kind(name="records", shape="records", control="rows")
NAMED_RECORDS = Kind(name="named-records", shape="named-records", control="rows")
# Like records, or `by-arrangement` alone.
MEETINGS = Kind(name="meetings", shape="records", control="rows", bare=True)

KINDS = (
    TEXT, NOTE, CONTACT_VALUE, PLACE_NAME, WORD, CHOICE, DATE, TIME, YES, NUMBER, LANGUAGE, LINK,
    WORDS, CHOICES, DAYS, DATES, LANGUAGES, SLUGS, TEXTS, ANSWERS, RECORD, RECORDS, NAMED_RECORDS, MEETINGS,
)  # fmt: skip
