"""Fields made of fields: contacts, meetings, places, ties, networks, and the rules within each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import time
from typing import Any

from ourtables.core.edit_distance import suggest
from ourtables.core.nodes import HIDDEN, Mapping, Node, Scalar, Sequence, name_to_repeat
from ourtables.core.patterns import PLACE_KEY, PRIVATE_PLACE_KEY
from ourtables.core.rules import PHRASES
from ourtables.core.typed_forms import plain_signs
from ourtables.listing import kinds
from ourtables.listing.checking import contacts
from ourtables.listing.checking import field_values as values
from ourtables.listing.checking.context import capitals
from ourtables.listing.checking.cross_field import ReadAnswers
from ourtables.listing.checking.field_values import Reader, ValueReading
from ourtables.listing.fields import AREA, EXACT, ONLINE, PRIVATE, Field, answer_line, asks
from ourtables.listing.group import Contact, Meeting, Network, Place, Ties, WordsInLanguage
from ourtables.listing.help_line import Ground, HelpWay, OpenHours
from ourtables.listing.kinds import Kind

# A longer meeting is more often two times in the wrong half of the day.
LONGEST_HOURS = 10
_DAY = 24 * 60
_QUOTES = "“”‘’„"
_MAKES: dict[str, type] = {
    "also_in": WordsInLanguage,
    "contact": Contact,
    "ways": HelpWay,
    "hours": OpenHours,
    "grounds": Ground,
    "meetings": Meeting,
    "networks": Network,
    "places": Place,
    "ties": Ties,
}


def record(field: Field, node: Node, reading: ValueReading) -> object | None:
    """One set of named answers."""
    found = _parts(field, node, reading)
    return _MAKES[field.name](**found) if found is not None else None


def records(field: Field, node: Node, reading: ValueReading) -> tuple[Any, ...] | None:
    """A list of sets of named answers."""
    if not isinstance(node, Sequence):
        reading.complain("list-expected", node, field)
        return None
    if len(node.items) > field.most:
        reading.complain("too-many", node, field, count=len(node.items), most=field.most)
        return None
    found = [record(field, item, reading) for item in node.items]
    return tuple(item for item in found if item is not None) or None


def meetings(field: Field, node: Node, reading: ValueReading) -> tuple[Meeting, ...] | str | None:
    """`by-arrangement`, or a list of meetings."""
    if isinstance(node, Scalar):
        if node.text.strip() == "by-arrangement":
            return "by-arrangement"
        reading.complain("not-an-answer", node, field, value=node.text, known=PHRASES["meetings"])
        return None
    return records(field, node, reading)


def places(field: Field, node: Node, reading: ValueReading) -> dict[str, Place] | None:
    """Places by the key that meetings name them by."""
    if not isinstance(node, Mapping):
        reading.complain("answers-expected", node, field, example=answer_line(field, reading.context.vocabularies))
        return None
    if len(node.entries) > field.most:
        reading.complain("too-many", node, field, count=len(node.entries), most=field.most)
        return None
    found: dict[str, Place] = {}
    for key, value in node.entries.items():
        parts = _parts(field, value, reading)
        if not PLACE_KEY.fullmatch(key) or key == ONLINE:
            at = node.keys[key]
            reading.report("place-key", at.line, at.column, "places")
        elif parts is not None and _place_keeps_its_secrets(node.keys[key], parts, value, reading):
            found[key] = Place(key=key, **parts)
    return found or None


def number_places(values: dict[str, Any]) -> None:
    """Call the places of a listing place-1, place-2 and so on, in its meetings too, since outputs publish the keys."""
    numbered = {key: f"place-{number}" for number, key in enumerate(values.get("places", ()), 1)}
    if numbered:
        values["places"] = {numbered[key]: replace(place, key=numbered[key]) for key, place in values["places"].items()}
    if isinstance(values.get("meetings"), tuple):
        values["meetings"] = tuple(
            replace(one, where=numbered[one.where]) if one.where in numbered else one for one in values["meetings"]
        )


def _parts(field: Field, node: Node, reading: ValueReading) -> dict[str, Any] | None:
    """The answers of one record by attribute, or `None` when one of them can't be used."""
    if not isinstance(node, Mapping):
        reading.complain(
            "answers-expected",
            node,
            field,
            example=answer_line(field, reading.context.vocabularies),
        )
        return None
    inner = ValueReading(reading.context, reading.report, reading.name(field))
    before = len(reading.report.problems)
    found = read_fields(field.parts, node, inner)
    missing(field.parts, node, found, inner, before)
    if kinds.CONTACT_VALUE in (part.kind for part in field.parts):
        contacts.check(found, node, inner)
    elif field.name == "meetings":
        ReadAnswers(node, found, inner).hold_to(field.name)
        _meeting_is_likely(node, found, inner)
    stopped = any(problem.stops for problem in reading.report.problems[before:])
    return None if stopped else found


def _meeting_is_likely(node: Mapping, found: dict[str, Any], reading: ValueReading) -> None:
    """Warn of what is more often a slip: a meeting of a whole day, and a day off on which there is no meeting."""
    start, end = found.get("start"), found.get("end")
    if start and end and (_minutes(end) - _minutes(start)) % _DAY > LONGEST_HOURS * 60:
        at = node.entries["end"]
        values = {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}", "most": LONGEST_HOURS}
        reading.report("long-meeting", at.line, at.column, "meetings.end", **values)
    for day in found.get("not_on", ()) if found.get("day") else ():
        if day.weekday() not in found["day"]:
            at = node.entries["not_on"]
            reading.report("not-on-other-day", at.line, at.column, "meetings.not_on", value=day.isoformat())


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def read_fields(fields: Iterable[Field], node: Mapping, reading: ValueReading) -> dict[str, Any]:
    """Every answer of a mapping that can be used, by attribute; names that no field has are reported."""
    known = {field.name: field for field in fields}
    found: dict[str, Any] = {}
    for name in list(node.entries):
        if name not in known:
            _unknown(name, node, known, reading)
    for name, value in node.entries.items():
        if name in known and not value.left_out:
            field = known[name]
            answer = READERS[field.kind](field, value, reading)
            if answer is not None and answer != "":
                found[field.attribute] = answer
    return found


def missing(fields: Iterable[Field], node: Mapping, found: dict[str, Any], reading: ValueReading, since: int) -> None:
    """Report each required answer that says nothing; what can't be used is reported already.

    `since` is how many problems there were before these fields were read.
    """
    stopped = {problem.field for problem in reading.report.problems[since:] if problem.stops}
    for field in fields:
        if (
            field.required
            and field.attribute not in found
            and asks(field, reading.context.vocabularies)
            and not any(f"{one}.".startswith(f"{reading.name(field)}.") for one in stopped)
        ):
            at = node.keys.get(field.name, node)
            reading.complain("missing", at, field, ask=field.ask)


def _unknown(name: str, node: Mapping, known: Iterable[str], reading: ValueReading) -> None:
    """Report a name that no field has; an answer meant for a field is read as that field's."""
    bare = name.strip(_QUOTES)
    better, key = bare if bare in known else suggest(name, known), node.keys[name]
    if better and better not in node.entries:
        node.entries[better], node.keys[better] = node.entries[name], key
    if not better:
        # Somebody may have written an address or a number where a name belongs.
        bare = HIDDEN if reading.inside else name_to_repeat(bare)
    where = reading.inside or bare
    if reading.inside and bare != HIDDEN:
        where = f"{reading.inside}.{bare}"
    code = "curly-quotes" if better == bare else "misspelt-field" if better else "unknown-field"
    reading.report(code, key.line, key.column, where, name=bare, better=better)


def _place_keeps_its_secrets(key: Scalar, parts: dict[str, Any], node: Node, reading: ValueReading) -> bool:
    """Whether a place says no more than its precision allows.

    The file is public, so what a place must not say stops the listing; nothing is quietly stripped.
    """
    if not isinstance(node, Mapping):
        return False
    precision, postcode = parts.get("precision", AREA), capitals(parts.get("postcode", ""))
    broken: list[tuple[str, str, str]] = []
    if postcode and reading.context.postcode_any and not reading.context.postcode_any.fullmatch(postcode):
        broken.append(("not-a-postcode", "postcode", "postcode"))
    says_where = precision == PRIVATE and not PRIVATE_PLACE_KEY.fullmatch(key.text)
    if says_where:
        reading.report("place-key-private", key.line, key.column, "places")
    if precision == PRIVATE:
        # A town has no number; an address does.
        if any(map(str.isdecimal, plain_signs(parts.get("town", "")))):
            broken.append(("place-not-private", "town", "address"))
        broken += [("place-not-private", name, name) for name in ("name", "postcode", "address", "directions")]
    elif precision != EXACT:
        broken.append(("place-too-exact", "address", "address"))
        if reading.context.postcode_unit and reading.context.postcode_unit.fullmatch(postcode):
            broken.append(("place-too-exact", "postcode", "full-postcode"))
    broken = [one for one in broken if one[1] in parts]
    for code, name, what in broken:
        at = node.entries[name]
        reading.report(code, at.line, at.column, f"places.{name}", what=PHRASES[what])
    return not broken and not says_where


def meeting_places_exist(node: Node, known: tuple[str, ...], reading: ValueReading) -> None:
    """Report each meeting whose `where` is neither `online` nor one of the listing's places."""
    for item in node.items if isinstance(node, Sequence) else []:
        where = item.entries.get("where") if isinstance(item, Mapping) else None
        if isinstance(where, Scalar) and where.text not in (*known, ONLINE):
            reading.report(
                "unknown-place",
                where.line,
                where.column,
                "meetings.where",
            )


READERS: dict[Kind, Reader] = {
    kinds.TEXT: values.one(values.text),
    kinds.NOTE: values.one(values.note),
    kinds.CONTACT_VALUE: values.one(values.note),
    kinds.PLACE_NAME: values.one(values.text),
    kinds.WORD: values.one(values.known_word),
    kinds.CHOICE: values.one(values.choice),
    kinds.DATE: values.one(values.day),
    kinds.TIME: values.one(values.clock),
    kinds.YES: values.one(values.yes),
    kinds.NUMBER: values.one(values.number),
    kinds.LANGUAGE: values.one(values.language),
    kinds.LINK: values.one(values.link),
    kinds.WORDS: values.words,
    kinds.CHOICES: values.several(values.which),
    kinds.DAYS: values.weekdays,
    kinds.DATES: values.several(values.day),
    kinds.LANGUAGES: values.several(values.language),
    kinds.SLUGS: values.several(values.slug),
    kinds.TEXTS: values.several(values.short_text),
    kinds.ANSWERS: values.answers,
    kinds.RECORD: record,
    kinds.RECORDS: records,
    kinds.NAMED_RECORDS: places,
    kinds.MEETINGS: meetings,
}
