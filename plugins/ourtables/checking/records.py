"""Fields made of fields: contacts, meetings, places, ties, networks, and the rules within each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ourtables.checking import contacts, values
from ourtables.checking.context import capitals
from ourtables.checking.values import Reader, Reading
from ourtables.fields import AREA, EXACT, ONLINE, PRIVATE, Field, answer_line
from ourtables.group import Contact, Meeting, Network, Place, Ties
from ourtables.nodes import Mapping, Node, Scalar, Sequence
from ourtables.problems import suggest
from ourtables.rules import PHRASES

_QUOTES = "“”‘’„"
_MAKES: dict[str, type] = {
    "contact": Contact,
    "ways": Contact,
    "meetings": Meeting,
    "networks": Network,
    "places": Place,
    "ties": Ties,
}


def record(field: Field, node: Node, reading: Reading) -> object | None:
    """One set of named answers."""
    found = _parts(field, node, reading)
    return _MAKES[field.name](**found) if found is not None else None


def records(field: Field, node: Node, reading: Reading) -> tuple[Any, ...] | None:
    """A list of sets of named answers."""
    if not isinstance(node, Sequence):
        reading.complain("list-expected", node, field)
        return None
    if len(node.items) > field.most:
        reading.complain("too-many", node, field, count=len(node.items), most=field.most)
        return None
    found = [record(field, item, reading) for item in node.items]
    return tuple(item for item in found if item is not None) or None


def meetings(field: Field, node: Node, reading: Reading) -> tuple[Meeting, ...] | str | None:
    """`by-arrangement`, or a list of meetings."""
    if isinstance(node, Scalar):
        if node.text.strip() == "by-arrangement":
            return "by-arrangement"
        reading.complain("not-an-answer", node, field, value=node.text, known=PHRASES["meetings"])
        return None
    return records(field, node, reading)


def places(field: Field, node: Node, reading: Reading) -> dict[str, Place] | None:
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
        if parts is not None and _place_keeps_its_secrets(key, parts, value, reading):
            found[key] = Place(key=key, **parts)
    return found or None


def _parts(field: Field, node: Node, reading: Reading) -> dict[str, Any] | None:
    """The answers of one record by attribute, or `None` when one of them can't be used."""
    if not isinstance(node, Mapping):
        reading.complain(
            "answers-expected",
            node,
            field,
            example=answer_line(field, reading.context.vocabularies),
        )
        return None
    inner = Reading(reading.context, reading.report, reading.name(field))
    before = len(reading.report.problems)
    found = read_fields(field.parts, node, inner)
    missing(field.parts, node, found, inner, before)
    if "contact-value" in (part.kind for part in field.parts):
        contacts.check(found, node, inner)
    elif field.name == "meetings":
        _meeting_makes_sense(found, node, inner)
    stopped = any(problem.stops for problem in reading.report.problems[before:])
    return None if stopped else found


def read_fields(fields: Iterable[Field], node: Mapping, reading: Reading) -> dict[str, Any]:
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


def missing(fields: Iterable[Field], node: Mapping, found: dict[str, Any], reading: Reading, since: int) -> None:
    """Report each required answer that says nothing; what can't be used is reported already.

    `since` is how many problems there were before these fields were read.
    """
    stopped = {problem.field for problem in reading.report.problems[since:] if problem.stops}
    for field in fields:
        name = reading.name(field)
        if (
            field.required
            and field.attribute not in found
            and not any(one == name or one.startswith(f"{name}.") for one in stopped)
        ):
            at = node.keys.get(field.name, node)
            reading.complain("missing", at, field, ask=field.ask)


def _unknown(name: str, node: Mapping, known: Iterable[str], reading: Reading) -> None:
    """Report a name that no field has; an answer meant for a field is read as that field's."""
    bare = name.strip(_QUOTES)
    better, key = bare if bare in known else suggest(name, known), node.keys[name]
    if better and better not in node.entries:
        node.entries[better], node.keys[better] = node.entries[name], key
    where = f"{reading.inside}.{bare}" if reading.inside else bare
    code = "curly-quotes" if better == bare else "misspelt-field" if better else "unknown-field"
    reading.report(code, key.line, key.column, where, name=bare, better=better)


def _meeting_makes_sense(found: dict[str, Any], node: Mapping, reading: Reading) -> None:
    def complain(code: str, at: str, **values: object) -> None:
        place = node.keys.get(at, node)
        reading.report(code, place.line, place.column, f"{reading.inside}.{at}", **values)

    every, start, until = found.get("every"), found.get("from_"), found.get("until")
    if every == "month" and "which" not in node.entries:
        complain("which-needed", "which")
    if every != "month" and "which" in node.entries:
        complain("which-without-month", "which")
    if every == "2-weeks" and "from" not in node.entries:
        complain("from-needed", "from")
    if start and until and until < start:
        complain("until-before-from", "until", until=until, start=start)
    if found.get("start") and found.get("start") == found.get("end"):
        complain("end-is-start", "end", value=found["end"].strftime("%H:%M"))


def _place_keeps_its_secrets(key: str, parts: dict[str, Any], node: Node, reading: Reading) -> bool:
    """The file is public: what a place must not say stops the listing, since nothing is quietly stripped."""
    if not isinstance(node, Mapping):
        return False

    def complain(code: str, name: str, **values: object) -> None:
        at = node.entries[name]
        reading.report(code, at.line, at.column, f"places.{name}", place=key, **values)

    good = True
    precision, postcode = parts.get("precision", AREA), parts.get("postcode")
    context = reading.context
    if postcode and context.postcode_any and not context.postcode_any.fullmatch(capitals(postcode)):
        complain("not-a-postcode", "postcode")
        good = False
    if precision == PRIVATE:
        for name in ("name", "postcode", "address", "directions"):
            if name in parts:
                complain("place-not-private", name, what=PHRASES[name])
                good = False
    elif precision != EXACT:
        if "address" in parts:
            complain("place-too-exact", "address", what=PHRASES["address"])
            good = False
        if postcode and context.postcode_unit and context.postcode_unit.fullmatch(capitals(postcode)):
            complain("place-too-exact", "postcode", what=PHRASES["full-postcode"])
            good = False
    return good


def meeting_places_exist(node: Node, known: tuple[str, ...], reading: Reading) -> None:
    """Report each meeting whose `where` is neither `online` nor one of the listing's places."""
    for item in node.items if isinstance(node, Sequence) else []:
        where = item.entries.get("where") if isinstance(item, Mapping) else None
        if isinstance(where, Scalar) and where.text not in (*known, ONLINE):
            reading.report(
                "unknown-place",
                where.line,
                where.column,
                "meetings.where",
                value=where.text,
                known=", ".join((*known, ONLINE)),
            )


READERS: dict[str, Reader] = {
    "text": values.text,
    "note": values.note,
    "word": values.word,
    "words": values.words,
    "date": values.day,
    "dates": values.days_off,
    "yes": values.yes,
    "answer": values.answer,
    "choice": values.answer,
    "choices": values.choices,
    "days": values.weekdays,
    "time": values.clock,
    "number": values.number,
    "language": values.language,
    "languages": values.languages,
    "link": values.link,
    "slugs": values.slugs,
    "texts": values.texts,
    "answers": values.answers,
    "contact-value": values.note,
    "place-name": values.text,
    "record": record,
    "records": records,
    "named-records": places,
    "meetings": meetings,
}
