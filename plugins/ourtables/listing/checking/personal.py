"""What looks personal outside the fields that are made for it: mobile numbers, whole postcodes, people's mailboxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ourtables.core import nodes, typed_forms, typed_numbers
from ourtables.core.nodes import Node, Scalar, Sequence
from ourtables.core.patterns import MAILBOX
from ourtables.listing.checking import contacts
from ourtables.listing.checking.context import Context, capitals
from ourtables.listing.fields import EXACT, FIELDS, Field
from ourtables.listing.kinds import NAMED_RECORDS

# No text that a listing may hold is longer.
MOST_LETTERS = 10 * 1024
# These have rules of their own.
APART = frozenset({"places.postcode", "places.address"})
_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text that somebody wrote, by its field, and the line on which it begins."""

    name: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something that looks personal: where it is, and which phrase of `rules` names it.

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
        elif field.kind.prose:
            for item in node.items if isinstance(node, Sequence) else (node,):
                if isinstance(item, Scalar):
                    yield Text(name, item.line, item.text)


def _records(field: Field, node: Node) -> Iterator[nodes.Mapping]:
    found: Iterable[Node] = ()
    if isinstance(node, Sequence):
        found = node.items
    elif isinstance(node, nodes.Mapping):
        found = node.entries.values() if field.kind is NAMED_RECORDS else (node,)
    return (one for one in found if isinstance(one, nodes.Mapping))


def sightings(written: Iterable[Text], values: Mapping[str, Any], context: Context) -> Iterator[Sighting]:
    """What looks personal in some texts; what the listing gives as its own (`values`) doesn't."""
    ways = values.get("contact", ())
    phones, mailboxes = {_ending(_digits(way.value)) for way in ways}, {way.value.lower() for way in ways}
    places = values.get("places", {}).values()
    postcodes = {_plain(place.postcode) for place in places if place.precision == EXACT and place.postcode}
    for text in written:
        plain = typed_forms.plain_signs(text.text[:MOST_LETTERS])
        found = [
            (lines, "mobile")
            for lines, numbers in typed_numbers.numbers(plain)
            if any(context.phones.is_mobile(number) and _ending(number) not in phones for number in numbers)
        ]
        unmarked = typed_forms.unmarked(plain)
        spelt = typed_forms.mailboxes_spelt(unmarked)
        plainly = [
            (match[0].lower(), spelt.count("\n", 0, match.start()))
            for match in _mailboxes(spelt)
            if contacts.is_personal_mailbox(match[0], context)
        ]
        seen = mailboxes | {address for address, _ in plainly}
        spelt = typed_forms.mailboxes_meant(unmarked, context.settings.personal_mail)
        otherwise = [
            (contacts.personal_mailbox_in(match[0], context), spelt.count("\n", 0, match.start()))
            for match in _mailboxes(spelt)
        ]
        found += [(lines, "mailbox") for address, lines in plainly if address not in mailboxes]
        found += [(lines, "mailbox") for address, lines in otherwise if address and address not in seen]
        small = plain.lower()
        # Whatever lets somebody in is an address or a password, and most texts hold neither.
        if "/" in small or "pass" in small:
            found += [
                (small.count("\n", 0, match.start()), phrase)
                for phrase, pattern in contacts.OPEN_DOORS.items()
                for match in pattern.finditer(small)
            ]
        # No postcode is without a digit.
        if context.postcode_unit and _DIGIT.search(unmarked):
            spaced = capitals(typed_forms.one_spaced(unmarked))
            codes = context.postcode_unit.finditer(spaced)
            found += [
                (spaced.count("\n", 0, match.start()), "door") for match in codes if _plain(match[0]) not in postcodes
            ]
        for lines, phrase in found:
            yield Sighting(text.name, text.line + (lines if text.name == "body" else 0), phrase)


def _mailboxes(text: str) -> Iterable[re.Match[str]]:
    return MAILBOX.finditer(text) if "@" in text else ()


def _digits(value: str) -> str:
    return "".join(re.findall("[0-9]+", typed_forms.plain_signs(value)))


def _ending(number: str) -> str:
    """What two ways to write one number share: its last nine digits."""
    return number[-9:]


def _plain(postcode: str) -> str:
    return capitals(postcode.replace(" ", ""))
