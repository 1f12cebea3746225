"""One value at a time: what is written becomes what it means, or a problem that says what to write instead.

Each kind of field has one reader here: it takes the field, the node and the `Reading`, and returns the value, or
`None` after reporting why not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from functools import cache

from babel import Locale

from ourtables.checking.context import Context
from ourtables.fields import Field, answer_line
from ourtables.nodes import Mapping, Node, Scalar, Sequence
from ourtables.patterns import DATE, LANGUAGE, LINK, NUMBER, SLUG, TIME
from ourtables.problems import Reporter, suggest
from ourtables.rules import PHRASES
from ourtables.source import RESERVED, SLUG_MOST, hidden_characters
from ourtables.vocabulary import Vocabulary

MOST_SHOWN = 14
LONGEST_ITEM = 120
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WHICH = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1}


@dataclass(slots=True)
class Reading:
    """The checking of one file: the directory's side, and where problems go; `inside` names the record being read."""

    context: Context
    report: Reporter
    inside: str = ""

    def name(self, field: Field) -> str:
        """A field's dotted name, such as `contact.value`."""
        return f"{self.inside}.{field.name}" if self.inside else field.name

    def complain(self, code: str, node: Node, field: Field, **values: object) -> None:
        """Report a problem with a field's value at its place."""
        self.report(code, node.line, node.column, self.name(field), name=field.name, **values)


Reader = Callable[[Field, Node, Reading], object]


def scalar(field: Field, node: Node, reading: Reading) -> str | None:
    """The text of a node, in Unicode's composed form and without spaces around it."""
    if not isinstance(node, Scalar):
        reading.complain("text-expected", node, field)
        return None
    for code, _, what in hidden_characters(node.text):
        # What stands in the file itself is reported while reading it; here it was written as an escape.
        reading.report(code, node.line, node.column, reading.name(field), what=what)
        return None
    return unicodedata.normalize("NFC", node.text).strip()


def scalars(field: Field, node: Node, reading: Reading) -> list[tuple[str, Node]]:
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


def text(field: Field, node: Node, reading: Reading) -> str | None:
    """One line of text within its length."""
    value = scalar(field, node, reading)
    if value is None:
        return None
    if "\n" in value:
        reading.complain("one-line", node, field)
        return None
    return _within(field, value, node, reading)


def note(field: Field, node: Node, reading: Reading) -> str | None:
    """A text of any number of lines within its length."""
    value = scalar(field, node, reading)
    return None if value is None else _within(field, value, node, reading)


def _within(field: Field, value: str, node: Node, reading: Reading) -> str | None:
    if field.most and len(value) > field.most:
        reading.complain("too-long", node, field, count=len(value), most=field.most)
        return None
    if len(value) < field.least:
        reading.complain("too-short", node, field, count=len(value), least=field.least)
        return None
    return value


def word(field: Field, node: Node, reading: Reading) -> str | None:
    """One key of a vocabulary."""
    value = scalar(field, node, reading)
    return None if value is None else known_word(field, value, node, reading)


def known_word(field: Field, value: str, node: Node, reading: Reading) -> str | None:
    """The key itself when the field's vocabulary has it, else a problem with the nearest one."""
    words = reading.context.vocabularies[field.vocabulary]
    if value in words:
        return value
    better = nearest(value, words)
    if better:
        reading.complain("misspelt-word", node, field, value=value, better=better)
    else:
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


def words(field: Field, node: Node, reading: Reading) -> tuple[str, ...] | None:
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


def day(field: Field, node: Node, reading: Reading) -> date | None:
    """A date, year-month-day."""
    value = scalar(field, node, reading)
    return None if value is None else _date(field, value, node, reading)


def _date(field: Field, value: str, node: Node, reading: Reading) -> date | None:
    parts = DATE.fullmatch(value)
    if not parts:
        reading.complain("not-a-date", node, field, value=value, example=reading.context.today.isoformat())
        return None
    try:
        return date(int(parts[1]), int(parts[2]), int(parts[3]))
    except ValueError:
        reading.complain("no-such-day", node, field, value=value)
        return None


def days_off(field: Field, node: Node, reading: Reading) -> tuple[date, ...] | None:
    """A list of dates."""
    found = (_date(field, value, item, reading) for value, item in scalars(field, node, reading))
    return tuple(value for value in found if value) or None


def clock(field: Field, node: Node, reading: Reading) -> time | None:
    """A time of the 24-hour clock."""
    value = scalar(field, node, reading)
    parts = TIME.fullmatch(value) if value is not None else None
    if value is not None and not parts:
        reading.complain("not-a-time", node, field, value=value)
    return time(int(parts[1]), int(parts[2])) if parts else None


def yes(field: Field, node: Node, reading: Reading) -> bool | None:
    """`yes`, or left out."""
    value = scalar(field, node, reading)
    if value is not None and value != "yes":
        reading.complain("not-yes", node, field, value=value)
        return None
    return True if value else None


def answer(field: Field, node: Node, reading: Reading) -> str | None:
    """One of a few fixed words."""
    value = scalar(field, node, reading)
    if value is not None and value not in field.known:
        reading.complain("not-an-answer", node, field, value=value, known=", ".join(field.known))
        return None
    return value


def choices(field: Field, node: Node, reading: Reading) -> tuple[int, ...] | None:
    """Which of the month: 1 to 4, and -1 for the last."""
    found: dict[int, None] = {}
    for value, item in scalars(field, node, reading):
        if value in _WHICH:
            found[_WHICH[value]] = None
        else:
            reading.complain("not-an-answer", item, field, value=value, known=", ".join(field.known))
    return tuple(found) or None


def weekdays(field: Field, node: Node, reading: Reading) -> tuple[int, ...] | None:
    """Weekdays, Monday as 0; a capital or the first three letters will do."""
    found: set[int] = set()
    for value, item in scalars(field, node, reading):
        number = next((n for n, name in enumerate(DAYS) if value.lower() in (name, name[:3])), None)
        if number is None:
            reading.complain("not-an-answer", item, field, value=value, known=", ".join(DAYS))
        else:
            found.add(number)
    return tuple(sorted(found)) or None


def number(field: Field, node: Node, reading: Reading) -> int | None:
    """A whole number between its bounds."""
    value = scalar(field, node, reading)
    if value is None:
        return None
    if not NUMBER.fullmatch(value):
        reading.complain("not-a-number", node, field, value=value)
        return None
    if not field.least <= int(value) <= field.most:
        reading.complain("number-range", node, field, value=value, least=field.least, most=field.most)
        return None
    return int(value)


def language(field: Field, node: Node, reading: Reading) -> str | None:
    """A language's tag (BCP 47: language, script, region)."""
    value = scalar(field, node, reading)
    return None if value is None else _language(field, value, node, reading)


def _language(field: Field, value: str, node: Node, reading: Reading) -> str | None:
    if LANGUAGE.fullmatch(value):
        return value
    code = language_codes().get(value.lower())
    better = PHRASES["language"].format(value=value, code=code) if code else ""
    reading.complain("not-a-language", node, field, value=value, better=better)
    return None


@cache
def language_codes() -> dict[str, str]:
    """The code of each language that people may name in English instead, by its name in small letters; one country's
    kind of a language is that language.
    """
    names = Locale("en").languages.items()
    return {str(name).lower(): code.replace("_", "-") for code, name in names if not re.search("_[A-Z]{2}$", code)}


def languages(field: Field, node: Node, reading: Reading) -> tuple[str, ...] | None:
    """A list of languages' tags."""
    found = (_language(field, value, item, reading) for value, item in scalars(field, node, reading))
    return tuple(dict.fromkeys(value for value in found if value)) or None


def link(field: Field, node: Node, reading: Reading) -> str | None:
    """A whole web address, http or https."""
    value = scalar(field, node, reading)
    if value is not None and not is_link(value):
        reading.complain(
            "not-a-link",
            node,
            field,
            value=value,
            better=f"https://{value.split('://')[-1].lstrip('/') or 'example.org'}",
        )
        return None
    return value


def is_link(value: str) -> bool:
    """Whether a text is a whole web address that a page may lead to."""
    return bool(LINK.fullmatch(value))


def slugs(field: Field, node: Node, reading: Reading) -> tuple[str, ...] | None:
    """A list of groups' addresses."""
    found: dict[str, None] = {}
    for value, item in scalars(field, node, reading):
        if not SLUG.fullmatch(value) or len(value) > SLUG_MOST:
            reading.complain("not-a-slug", item, field, value=value)
        elif value in RESERVED:
            reading.complain("alias-reserved", item, field, value=value)
        elif reading.context.registers.is_retired(value):
            reading.complain("alias-retired", item, field, value=value)
        else:
            found[value] = None
    return tuple(found) or None


def texts(field: Field, node: Node, reading: Reading) -> tuple[str, ...] | None:
    """A list of short texts."""
    found = []
    for value, item in scalars(field, node, reading):
        if len(value) > LONGEST_ITEM:
            reading.complain("too-long", item, field, count=len(value), most=LONGEST_ITEM)
        else:
            found.append(value)
    return tuple(found) or None


def answers(field: Field, node: Node, reading: Reading) -> dict[str, str] | None:
    """Keys of a vocabulary, each with an answer."""
    if not isinstance(node, Mapping):
        reading.complain("answers-expected", node, field, example=answer_line(field, reading.context.vocabularies))
        return None
    found: dict[str, str] = {}
    for key, value in node.entries.items():
        if not known_word(field, key, node.keys[key], reading):
            continue
        chosen = answer(field, value, reading)
        if chosen is not None:
            found[key] = chosen
    return found or None
