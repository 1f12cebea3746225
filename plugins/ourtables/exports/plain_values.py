"""A group as plain values: what its listing says, in a listing's words and order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from ourtables.listing import kinds
from ourtables.listing.fields import BY_ARRANGEMENT, FIELDS, Field
from ourtables.listing.group import Group
from ourtables.listing.kinds import Kind

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WHICH = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", -1: "last"}
# Of no use to others, since a made-up group is never exported.
_OURS = frozenset({"example"})

FIELDS_GIVEN = tuple(field for field in FIELDS if field.name not in _OURS)

Plain = Callable[[Any], Any]


def answers(group: Group) -> dict[str, Any]:
    """Return what a group answered, by field in the declaration's order, without what it left out."""
    found: dict[str, Any] = _ANSWERS(group)
    if group.by_arrangement:
        found["meetings"] = BY_ARRANGEMENT
    return found


def reader(fields: Iterable[Field]) -> Plain:
    """Return what makes a record with these fields a dictionary of plain values, without what it left out."""
    parts = [(field.name, field.attribute, _plain(field)) for field in fields]

    def read(record: Any) -> dict[str, Any]:
        found = {}
        for name, attribute, plain in parts:
            value = getattr(record, attribute)
            # Empty collections are no answer; midnight and 0 are.
            if value is not None and value != () and value != {} and value is not False:
                found[name] = plain(value) if plain else value
        return found

    return read


def _plain(field: Field) -> Plain | None:
    """Return what makes an answer plain, or `None` for one that is plain as it is."""
    if field.kind in _BY_KIND:
        return _BY_KIND[field.kind]
    if not field.parts:
        return {"list": list, "answers": dict}.get(field.kind.shape)
    read = reader(field.parts)
    if field.kind is kinds.NAMED_RECORDS:
        return lambda value: {key: read(record) for key, record in value.items()}
    return read if field.kind is kinds.RECORD else lambda value: [read(record) for record in value]


_BY_KIND: dict[Kind, Plain] = {
    kinds.DATE: date.isoformat,
    kinds.DATES: lambda days: [day.isoformat() for day in days],
    kinds.TIME: lambda clock: clock.isoformat("minutes"),
    kinds.YES: lambda _: "yes",
    kinds.DAYS: lambda days: [DAYS[day] for day in days],
    kinds.CHOICES: lambda which: [WHICH[one] for one in which],
}
_ANSWERS = reader(FIELDS_GIVEN)
