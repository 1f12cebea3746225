"""One value at a time: what is written becomes what it means, or a problem that says what to write instead.

A kind of one text has a reader of that text here; `one` and `several` make readers of a node from it. Each gives the
value, or `None` after reporting why there is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from functools import cache

from babel import Locale

from ourtables.core.edit_distance import suggest
from ourtables.core.nodes import Mapping, Node, Scalar, Sequence, name_to_repeat
from ourtables.core.patterns import DATE, LANGUAGE, LINK, NUMBER, SLUG, TIME
from ourtables.core.problems import Reporter
from ourtables.core.rules import PHRASES
from ourtables.listing.checking.context import Context
from ourtables.listing.fields import Field, answer_line
from ourtables.listing.hidden_characters import DROPPED, hidden_characters, without_hidden
from ourtables.listing.kinds import ANSWERS
from ourtables.listing.source import RESERVED, SLUG_MOST
from ourtables.listing.web_links import example_for, meant
from ourtables.settings.vocabulary import Vocabulary

FIRST_DAY = "1900-01-01"
YEARS_AHEAD = 50
MOST_SHOWN = 14
LONGEST_ITEM = 120
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WHICH = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1}


@dataclass(slots=True)
class ValueReading:
    """The checking of one file.

    Attributes:
        context: the directory's side.
        report: where problems go.
        inside: the name of the record being read, if any.
    """

    context: Context
    report: Reporter
    inside: str = ""

    def name(self, field: Field) -> str:
        """A field's dotted name, such as `contact.value`."""
        return f"{self.inside}.{field.name}" if self.inside else field.name

    def complain(self, code: str, node: Node, field: Field, **values: object) -> None:
        """Report a problem with a field's value at its place."""
        self.report(code, node.line, node.column, self.name(field), name=field.name, **values)


Reader = Callable[[Field, Node, ValueReading], object]


def scalar(field: Field, node: Node, reading: ValueReading) -> str | None:
    """The text of a node, in Unicode's composed form and without spaces around it."""
    if not isinstance(node, Scalar):
        reading.complain("text-expected", node, field)
        return None
    if node.text.isascii() and node.text.isprintable():
        # All of it can be seen, and is composed.
        return node.text.strip()
    # Characters of the file itself are reported while reading it; these were written as escapes.
    hidden = {(code, what): None for code, _, what in hidden_characters(node.text)}
    harmful = [(code, what) for code, what in hidden if code != DROPPED]
    for code, what in harmful[:1] or hidden:
        reading.report(code, node.line, node.column, reading.name(field), what=what)
    if harmful:
        return None
    value = unicodedata.normalize("NFC", without_hidden(node.text) if hidden else node.text).strip()
    if value and not can_be_seen(value):
        reading.complain("nothing-to-see", node, field)
        return None
    return value


def can_be_seen(text: str) -> bool:
    """Whether a text has anything in it besides spaces, marks and letters without a shape (Unicode's Z, C and M)."""
    # Braille's blank is a letter to Unicode.
    return any(unicodedata.category(c)[0] not in "ZCM" and c != "\u2800" for c in text)


@cache
def last_day(today: date) -> str:
    """The last day that a listing may name, `YEARS_AHEAD` years from today."""
    return f"{today.year + YEARS_AHEAD:04}{today.isoformat()[4:].replace('-02-29', '-02-28')}"


def scalars(field: Field, node: Node, reading: ValueReading) -> list[tuple[str, Node]]:
    """The texts of a list; one text alone is a list of one."""
    if isinstance(node, Mapping):
        reading.complain("list-expected", node, field)
        return []
    items: list[Node] = list(node.items) if isinstance(node, Sequence) else [node]
    if field.most and len(items) > field.most:
        reading.complain("too-many", node, field, count=len(items), most=field.most)
        # The rest isn't looked at: a thousand words that nobody knows would each be held against all that are known.
        items = items[: field.most]
    return [(value, item) for item in items if (value := scalar(field, item, reading))]


# What reads one text: it gives the value, or `None` after reporting why there is none.
TextReader = Callable[[Field, str, Node, ValueReading], object]


def one(read: TextReader) -> Reader:
    """A reader of one text."""

    def reader(field: Field, node: Node, reading: ValueReading) -> object:
        value = scalar(field, node, reading)
        return None if value is None else read(field, value, node, reading)

    return reader


def several(read: TextReader) -> Reader:
    """A reader of a list of texts; each value stays once, and nothing is left of a list without any."""

    def reader(field: Field, node: Node, reading: ValueReading) -> tuple[object, ...] | None:
        found = [read(field, value, item, reading) for value, item in scalars(field, node, reading)]
        return tuple(dict.fromkeys(value for value in found if value is not None)) or None

    return reader


def text(field: Field, value: str, node: Node, reading: ValueReading) -> str | None:
    """One line of text within its length."""
    if "\n" in value:
        reading.complain("one-line", node, field)
        return None
    return note(field, value, node, reading)


def note(field: Field, value: str, node: Node, reading: ValueReading) -> str | None:
    """A text of any number of lines within its length."""
    if field.most and len(value) > field.most:
        reading.complain("too-long", node, field, count=len(value), most=field.most)
    elif len(value) < field.least:
        reading.complain("too-short", node, field, count=len(value), least=field.least)
    else:
        return value
    return None


def short_text(field: Field, value: str, node: Node, reading: ValueReading) -> str | None:
    """One of a list of short texts."""
    if len(value) <= LONGEST_ITEM:
        return value
    reading.complain("too-long", node, field, count=len(value), most=LONGEST_ITEM)
    return None


def known_word(field: Field, value: str, node: Node, reading: ValueReading) -> str | None:
    """The key itself when the field's vocabulary has it, else a problem with the nearest one."""
    words = reading.context.vocabularies[field.vocabulary]
    if value in words:
        return value
    better = nearest(value, words)
    if better:
        reading.complain("misspelt-word", node, field, value=value, better=better)
    else:
        # A field of answers takes such words as names.
        value = name_to_repeat(value) if field.kind is ANSWERS else value
        reading.complain("unknown-word", node, field, value=value, known=shown(words.keys))
    return None


def nearest(value: str, words: Vocabulary) -> str:
    """The key that a person meant: by its label or a synonym, else by its spelling; empty when none is near."""
    folded = value.lower()
    for term in words:
        if folded in (term.label.lower(), *(synonym.lower() for synonym in term.synonyms)):
            return term.key
    return suggest(value, words.keys)


def shown(known: tuple[str, ...]) -> str:
    """A list of words for a sentence, cut where it would fill the screen."""
    return ", ".join(known[:MOST_SHOWN]) + (", …" if len(known) > MOST_SHOWN else "")


def words(field: Field, node: Node, reading: ValueReading) -> tuple[str, ...] | None:
    """Keys of a vocabulary, each once; a name that stands for several areas becomes its members."""
    aliases = reading.context.area_aliases if field.vocabulary == "areas" else {}
    found: dict[str, None] = {}
    for value, item in scalars(field, node, reading):
        if value in aliases and value not in reading.context.vocabularies["areas"]:
            reading.complain("alias-for-areas", item, field, value=value, members=shown(aliases[value]))
            found |= dict.fromkeys(aliases[value])
        elif value in found:
            reading.complain("repeated", item, field, value=value)
        elif known_word(field, value, item, reading):
            found[value] = None
    return tuple(found) or None


def day(field: Field, value: str, node: Node, reading: ValueReading) -> date | None:
    """A date, year-month-day."""
    parts = DATE.fullmatch(value)
    if not parts:
        reading.complain("not-a-date", node, field, value=value, example=reading.context.today.isoformat())
        return None
    try:
        found = date(int(parts[1]), int(parts[2]), int(parts[3]))
    except ValueError:
        reading.complain("no-such-day", node, field, value=value)
        return None
    last = last_day(reading.context.today)
    if not FIRST_DAY <= value <= last:
        reading.complain("date-range", node, field, value=value, first=FIRST_DAY, last=last)
        return None
    return found


def clock(field: Field, value: str, node: Node, reading: ValueReading) -> time | None:
    """A time of the 24-hour clock."""
    parts = TIME.fullmatch(value)
    if parts:
        return time(int(parts[1]), int(parts[2]))
    reading.complain("not-a-time", node, field, value=value)
    return None


def yes(field: Field, value: str, node: Node, reading: ValueReading) -> bool | None:
    """`yes`, or left out."""
    if value == "yes":
        return True
    reading.complain("not-yes", node, field, value=value)
    return None


def choice(field: Field, value: str, node: Node, reading: ValueReading) -> str | None:
    """One of a few fixed words."""
    return _among(field.known, field, value, node, reading)


def _among(known: tuple[str, ...], field: Field, value: str, node: Node, reading: ValueReading) -> str | None:
    if value in known:
        return value
    reading.complain("not-an-answer", node, field, value=value, known=", ".join(known))
    return None


def which(field: Field, value: str, node: Node, reading: ValueReading) -> int | None:
    """Which of the month: 1 to 4, and -1 for the last."""
    found = choice(field, value, node, reading)
    return None if found is None else _WHICH[found]


def weekday(field: Field, value: str, node: Node, reading: ValueReading) -> int | None:
    """A weekday, Monday as 0; a capital or the first three letters will do."""
    small = value.lower()
    named = next((name for name in DAYS if small in (name, name[:3])), value)
    found = _among(DAYS, field, named, node, reading)
    return None if found is None else DAYS.index(found)


def weekdays(field: Field, node: Node, reading: ValueReading) -> tuple[int, ...] | None:
    """Weekdays in the order of the week."""
    found = [weekday(field, value, item, reading) for value, item in scalars(field, node, reading)]
    return tuple(sorted({number for number in found if number is not None})) or None


def number(field: Field, value: str, node: Node, reading: ValueReading) -> int | None:
    """A whole number between its bounds."""
    if not NUMBER.fullmatch(value):
        reading.complain("not-a-number", node, field, value=value)
    elif not field.least <= int(value) <= field.most:
        reading.complain("number-range", node, field, value=value, least=field.least, most=field.most)
    else:
        return int(value)
    return None


def language(field: Field, value: str, node: Node, reading: ValueReading) -> str | None:
    """A language's tag (BCP 47: language, script, region)."""
    if LANGUAGE.fullmatch(value):
        return value
    code = language_codes().get(value.lower())
    better = PHRASES["language"].format(value=value, code=code) if code else ""
    reading.complain("not-a-language", node, field, value=value, better=better)
    return None


@cache
def language_codes() -> dict[str, str]:
    """The codes of languages by their English names in small letters; a country's variety is left out."""
    names = Locale("en").languages.items()
    return {str(name).lower(): code.replace("_", "-") for code, name in names if not re.search("_[A-Z]{2}$", code)}


def link(field: Field, value: str, node: Node, reading: ValueReading) -> str | None:
    """A whole web address, http or https."""
    address = meant(value)
    if not is_link(address):
        reading.complain("not-a-link", node, field, value=value, better=example_for(value))
        return None
    if address != value:
        reading.complain("read-as", node, field, value=value, better=address)
    return address


def is_link(value: str) -> bool:
    """Whether a text is a whole web address that a page may lead to."""
    return bool(LINK.fullmatch(value))


def slug(field: Field, value: str, node: Node, reading: ValueReading) -> str | None:
    """A group's address that nobody else has or will have."""
    if not SLUG.fullmatch(value) or len(value) > SLUG_MOST:
        reading.complain("not-a-slug", node, field, value=value)
    elif value in RESERVED:
        reading.complain("alias-reserved", node, field, value=value)
    elif reading.context.registers.is_retired(value):
        reading.complain("alias-retired", node, field, value=value)
    else:
        return value
    return None


def answers(field: Field, node: Node, reading: ValueReading) -> dict[str, str] | None:
    """Keys of a vocabulary, each with an answer."""
    if not isinstance(node, Mapping):
        reading.complain("answers-expected", node, field, example=answer_line(field, reading.context.vocabularies))
        return None
    found: dict[str, str] = {}
    for key, item in node.entries.items():
        if known_word(field, key, node.keys[key], reading):
            value = scalar(field, item, reading)
            if value is not None and choice(field, value, item, reading):
                found[key] = value
    return found or None
