"""A group as plain values: what its listing says, in a listing's words and order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from ourtables.listing import kinds
from ourtables.listing.fields import BY_ARRANGEMENT, FIELDS, Field
from ourtables.listing.group import Group

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WHICH = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", -1: "last"}
# Of no use to others, since a made-up group is never exported.
_OURS = frozenset({"example"})

FIELDS_GIVEN = tuple(field for field in FIELDS if field.name not in _OURS)


def answers(group: Group) -> dict[str, Any]:
    """Return what a group answered, by field in the declaration's order, without what it left out."""
    found = _record(FIELDS_GIVEN, group)
    if group.by_arrangement:
        found["meetings"] = BY_ARRANGEMENT
    return found


def _record(fields: Iterable[Field], record: Any) -> dict[str, Any]:
    found = {}
    for field in fields:
        value = getattr(record, field.attribute)
        # Empty collections are no answer; midnight and 0 are.
        if value is not None and value != () and value != {} and value is not False:
            found[field.name] = _value(field, value)
    return found


def _value(field: Field, value: Any) -> Any:
    if field.parts:
        if isinstance(value, Mapping):
            return {key: _record(field.parts, record) for key, record in value.items()}
        if isinstance(value, tuple):
            return [_record(field.parts, record) for record in value]
        return _record(field.parts, value)
    if field.kind is kinds.DAYS:
        return [DAYS[day] for day in value]
    if field.kind is kinds.CHOICES:
        return [WHICH[which] for which in value]
    if isinstance(value, tuple):
        return [_scalar(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if value is True:
        return "yes"
    return value.isoformat() if isinstance(value, date) else value
