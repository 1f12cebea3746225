"""What looks personal outside the fields that are made for it: mobile numbers, whole postcodes, people's mailboxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ourtables import nodes
from ourtables.checking import contacts
from ourtables.checking.context import Context, capitals
from ourtables.fields import EXACT, FIELDS, Field
from ourtables.nodes import Node, Scalar, Sequence
from ourtables.patterns import LONG_NUMBER, MAILBOX
from ourtables.reaching import digits

# These have rules of their own.
APART = frozenset({"places.postcode", "places.address"})
_WRITTEN = frozenset({"text", "note", "texts"})


@dataclass(frozen=True, slots=True)
class Text:
    """A text that somebody wrote, by its field, and the line on which it begins."""

    name: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something that looks personal: where it stands, and which phrase of `rules` names it.

    How it is written isn't kept, so that no report can repeat it.
    """

    name: str
    line: int
    phrase: str


def texts(answers: nodes.Mapping, fields: Iterable[Field] = FIELDS, inside: str = "") -> Iterator[Text]:
    """Every text that somebody wrote into the answers, those within records too."""
    for field in fields:
        name, node = f"{inside}{field.name}", answers.entries.get(field.name)
        if node is None or name in APART:
            continue
        if field.parts:
            for record in _records(field, node):
                yield from texts(record, field.parts, f"{name}.")
        elif field.kind in _WRITTEN:
            for item in node.items if isinstance(node, Sequence) else (node,):
                if isinstance(item, Scalar):
                    yield Text(name, item.line, item.text)


def _records(field: Field, node: Node) -> Iterator[nodes.Mapping]:
    found: Iterable[Node] = ()
    if isinstance(node, Sequence):
        found = node.items
    elif isinstance(node, nodes.Mapping):
        found = node.entries.values() if field.kind == "named-records" else (node,)
    return (one for one in found if isinstance(one, nodes.Mapping))


def sightings(written: Iterable[Text], values: Mapping[str, Any], context: Context) -> Iterator[Sighting]:
    """What looks personal in some texts; what the listing gives as its own (`values`) doesn't."""
    ways = values.get("contact", ())
    phones, mailboxes = {digits(way.value) for way in ways}, {way.value.lower() for way in ways}
    places = values.get("places", {}).values()
    postcodes = {_plain(place.postcode) for place in places if place.precision == EXACT and place.postcode}
    for text in written:
        found = [
            (match, "mobile")
            for match in LONG_NUMBER.finditer(text.text)
            if contacts.is_mobile(match[0], context) and digits(match[0]) not in phones
        ]
        found += [
            (match, "mailbox")
            for match in MAILBOX.finditer(text.text)
            if contacts.is_personal_mailbox(match[0], context) and match[0].lower() not in mailboxes
        ]
        if context.postcode_unit:
            codes = context.postcode_unit.finditer(capitals(text.text))
            found += [(match, "door") for match in codes if _plain(match[0]) not in postcodes]
        for match, phrase in found:
            line = text.line + (text.text.count("\n", 0, match.start()) if text.name == "body" else 0)
            yield Sighting(text.name, line, phrase)


def _plain(postcode: str) -> str:
    return capitals(postcode.replace(" ", ""))
