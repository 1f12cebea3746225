"""What looks personal outside the fields that are made for it: mobile numbers, whole postcodes, people's mailboxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
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
        node = answers.entries.get(field.name)
        if node is None:
            continue
        name = f"{inside}{field.name}"
        if name in APART:
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


@dataclass(frozen=True, slots=True)
class _Own:
    """What a listing gives as its own, which isn't warned of: its phones by their endings, mailboxes and postcodes."""

    phones: frozenset[str]
    mailboxes: frozenset[str]
    postcodes: frozenset[str]


# Finds one kind of thing in a text of plain signs: how many line breaks are before each, and the phrase that names it.
_Search = Callable[[str, _Own, Context], Iterable[tuple[int, str]]]


def sightings(written: Iterable[Text], values: Mapping[str, Any], context: Context) -> Iterator[Sighting]:
    """What looks personal in some texts; what the listing gives as its own (`values`) doesn't."""
    texts = [(text, typed_forms.plain_signs(text.text[:MOST_LETTERS])) for text in written]
    # Most listings hold nothing of the kind: what all their texts together have no sign of isn't looked for in each.
    searches = _worth_trying("\n".join(plain for _, plain in texts), context)
    if not searches:
        return
    ways, places = values.get("contact", ()), values.get("places", {}).values()
    own = _Own(
        frozenset(_ending(_digits(way.value)) for way in ways),
        frozenset(way.value.lower() for way in ways),
        frozenset(_plain(place.postcode) for place in places if place.precision == EXACT and place.postcode),
    )
    for text, plain in texts:
        for search in searches:
            for lines, phrase in search(plain, own, context):
                yield Sighting(text.name, text.line + (lines if text.name == "body" else 0), phrase)


def _worth_trying(text: str, context: Context) -> list[_Search]:
    """The searches that may find something in a text of plain signs, or in several with line breaks between."""
    may_find: dict[_Search, bool] = {
        _mobiles: typed_numbers.may_hold_one(text),
        _mailboxes: typed_forms.may_name_mailbox(text, context.settings.personal_mail),
        _doors: _may_hold_door(text.lower()),
        _postcodes: context.postcode_unit is not None and any(digit in text for digit in "0123456789"),
    }
    return [search for search, may in may_find.items() if may]


def _mobiles(plain: str, own: _Own, context: Context) -> Iterator[tuple[int, str]]:
    for lines, numbers in typed_numbers.numbers(plain):
        if any(context.phones.is_mobile(number) and _ending(number) not in own.phones for number in numbers):
            yield lines, "mobile"


def _mailboxes(plain: str, own: _Own, context: Context) -> Iterator[tuple[int, str]]:
    unmarked = typed_forms.unmarked(plain)
    spelt = typed_forms.mailboxes_spelt(unmarked)
    seen = set(own.mailboxes)
    for match in MAILBOX.finditer(spelt):
        address = match[0].lower()
        if contacts.is_personal_mailbox(match[0], context):
            seen.add(address)
            if address not in own.mailboxes:
                yield spelt.count("\n", 0, match.start()), "mailbox"
    spelt = typed_forms.mailboxes_meant(unmarked, context.settings.personal_mail)
    for match in MAILBOX.finditer(spelt):
        address = contacts.personal_mailbox_in(match[0], context)
        if address and address not in seen:
            yield spelt.count("\n", 0, match.start()), "mailbox"


def _doors(plain: str, own: _Own, context: Context) -> Iterator[tuple[int, str]]:
    del own, context
    small = plain.lower()
    if _may_hold_door(small):
        for phrase, pattern in contacts.OPEN_DOORS.items():
            for match in pattern.finditer(small):
                yield small.count("\n", 0, match.start()), phrase


def _may_hold_door(small: str) -> bool:
    """Whether an address or a password is in a text of small letters: nothing else lets anyone in."""
    return "/" in small or "passcode" in small or "password" in small


def _postcodes(plain: str, own: _Own, context: Context) -> Iterator[tuple[int, str]]:
    # No postcode is without a digit.
    if context.postcode_unit and _DIGIT.search(plain):
        spaced = capitals(typed_forms.one_spaced(typed_forms.unmarked(plain)))
        for match in context.postcode_unit.finditer(spaced):
            if _plain(match[0]) not in own.postcodes:
                yield spaced.count("\n", 0, match.start()), "door"


def _digits(value: str) -> str:
    return "".join(re.findall("[0-9]+", typed_forms.plain_signs(value)))


def _ending(number: str) -> str:
    """What two ways to write one number share: its last nine digits."""
    return number[-9:]


def _plain(postcode: str) -> str:
    return capitals(postcode.replace(" ", ""))
