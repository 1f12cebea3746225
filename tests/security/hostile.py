"""Listings that carry one text in every place where a group can write one, and what a page may then look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ourtables.listing import checking, formatting
from ourtables.listing.checking import Context
from ourtables.listing.fields import FIELDS, Field
from ourtables.listing.hidden_characters import hidden_characters

from .holding import safe

# A harmless text stands where a hostile one is refused, and in the twin of every hostile listing.
TEA = "teawordforalltoread"
FREE = frozenset({"text", "note", "texts", "link", "contact-value"})
FORMS = {"text": "{}", "link": "[word]({})", "bracketed": "[word](<{}>)", "autolink": "<{}>", "image": "![word]({})"}
_WORDS = "These are twenty plain words so that nobody is warned of too few of them and all else is about the forms below.\n\n"
_AROUND = {
    "summary": "Come and sit with us. {}",
    "also_in.summary": "Come and sit with us. {}",
    "give": "https://example.org/{}",
    "contact.value": "https://example.org/?{}",
}
# What each free text needs around it to be shown at all.
_FIXED: dict[str, Any] = {
    "status": "paused", "until": "2027-11-22", "offers": ["peer-support-group", "other"], "areas": ["leeds"], "formats": ["in-person"],
    "led_by": "all-lived-experience", "funding": ["donations"], "needs": ["room"], "joining": ["drop-in"], "cost": "free",
    "confidentiality": "stays-in-group", "emergency_response": "only-if-you-ask", "access": {"step-free": "yes"}, "languages": ["en"],
    "reuse": "facts-and-words", "confirmed": "2026-10-05", "confirmed_by": "group", "consent": "group-agreed",
    "ties": {"host_kind": "charity"}, "meetings": {"day": "tuesday", "start": "18:30", "where": "hall"},
    "places": {"precision": "exact", "postcode": "LS6 1AA"}, "contact": {"how": "website"}, "networks": {}, "also_in": {"language": "cy"},
}  # fmt: skip


def free_texts(fields: tuple[Field, ...] = FIELDS, inside: str = "") -> Iterator[tuple[str, Field]]:
    """Every field in which a group writes what it likes, by its dotted name."""
    for field in fields:
        name = f"{inside}{field.name}"
        if field.kind.name in FREE and name != "places.postcode":
            yield name, field
        yield from free_texts(field.parts, f"{name}.")


@dataclass(frozen=True, slots=True)
class Hostile:
    """A listing that carries a text, its harmless twin, and the places and forms in which the text was refused."""

    slug: str
    listing: str
    twin: str
    refused: frozenset[str]


def carry(text: str, number: int, check: Callable[[str], set[str]]) -> Hostile:
    """Put a text into every field and form that takes it.

    `check` gives the fields that keep a listing out.
    """
    slug, refused = f"group-{number:05}", set[str]()
    for _ in range(len(FIELDS)):
        listing = _listing(text, number, refused)
        stopped = check(listing)
        if not stopped:
            return Hostile(slug, listing, _listing(text, number, refused, TEA), frozenset(refused))
        refused |= _forms_refused(text, number, refused, check) if stopped == {"body"} else stopped
    raise AssertionError(f"nothing of a listing with {text!r} came through: {stopped}")


def _forms_refused(text: str, number: int, refused: set[str], check: Callable[[str], set[str]]) -> set[str]:
    fields = {name for name, _ in free_texts()} | refused
    return {form for form in FORMS if check(_listing(text, number, fields | (set(FORMS) - {form})))} or set(FORMS)


def _listing(text: str, number: int, refused: set[str], instead: str | None = None) -> str:
    """A listing with the text, or with another in its stead, wherever it isn't refused."""

    def put(name: str, field: Field) -> str:
        harmless = instead is not None or name in refused
        value = _AROUND.get(name, "{}").replace("{}", TEA if harmless else text)
        value = value if field.kind.name == "note" else " ".join(value.split())
        # In lists the hostile group and its twin stand at the same place.
        return (f"Group {number:05} {value}" if name == "name" else value)[: field.most or 300].strip()

    words = "\n\n".join(form.format(TEA if instead or name in refused else text) for name, form in FORMS.items())
    return formatting.dump(_filled(FIELDS, put, _FIXED), f"{_WORDS}{words}\n")


def _filled(
    fields: tuple[Field, ...], put: Callable[[str, Field], str], fixed: dict[str, Any], inside: str = ""
) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for field in fields:
        name, given = f"{inside}{field.name}", fixed.get(field.name)
        if field.parts:
            record = _filled(field.parts, put, given or {}, f"{name}.")
            answers[field.name] = (
                {"hall": record} if field.name == "places" else record if field.name == "ties" else [record]
            )
        elif given is not None:
            answers[field.name] = given
        elif field.kind.name in FREE:
            value = put(name, field)
            answers[field.name] = [value] if field.kind.name == "texts" else value
    return answers


def checker(folder: Path, context: Context) -> Callable[[str], set[str]]:
    """Which fields keep a listing out; what is hidden in the file as such counts as refused everywhere."""

    def stopped(text: str) -> set[str]:
        path = folder / "kettle.md"
        path.write_text(text, encoding="utf-8", newline="")
        fields = {problem.field for problem in checking.check_file(path, context).problems if problem.stops}
        # A problem with the words in another language is reported at the whole record.
        return {"also_in.words" if field == "also_in" else field for field in fields}

    return stopped


def visible(text: str) -> str:
    """A text without the characters that no listing may hold, which have tests of their own."""
    hidden = {index for _, index, _ in hidden_characters(text)}
    return (
        "".join(c for index, c in enumerate(text) if index not in hidden)
        .encode("utf-8", "ignore")
        .decode()
        .replace("\r", " ")
    )


# ---------------------------------------------------------------- pages

# A file of the finder is named by what is in it.
_HASH = re.compile(r"(?<=-)[0-9a-f]{10}(?=\.)")
_TOLD = ("href", "content", "title", "alt", "value", "aria-label", "datetime", "data-")


def differences(page: str, twin: str) -> list[str]:
    """Where a page has an element, an attribute or an address that its harmless twin hasn't, words apart."""
    ours, theirs = list(_elements(page)), list(_elements(twin))
    found = [f"{one} instead of {other}" for one, other in zip(ours, theirs, strict=False) if not _same(one, other)]
    return found[:3] or ([f"{len(ours)} elements instead of {len(theirs)}"] if len(ours) != len(theirs) else [])


_Element = tuple[str, tuple[tuple[str, str], ...]]


def _elements(page: str) -> Iterator[_Element]:
    """Every element with its attributes, in order; a group's own words are held to their own list instead."""
    tree = LexborHTMLParser(page)
    for words in tree.css(".words"):
        safe(words.inner_html or "")
        words.inner_html = ""
    # The site itself puts a `wbr` where a long address may break, and a `bdi` around numbers beside words from right to left.
    for node in tree.css("*:not(wbr)"):
        assert isinstance(node, LexborNode)
        if node.tag == "bdi" and not node.attributes:
            continue
        yield (
            str(node.tag),
            tuple(sorted((name, _HASH.sub("", value or "")) for name, value in node.attributes.items())),
        )


def _same(one: _Element, other: _Element) -> bool:
    if one == other:
        return True
    if one[0] != other[0] or [name for name, _ in one[1]] != [name for name, _ in other[1]]:
        return False
    return all(
        mine == twins or _may_differ(name, mine, twins)
        for (name, mine), (_, twins) in zip(one[1], other[1], strict=True)
    )


def _may_differ(name: str, mine: str, twins: str) -> bool:
    """An attribute may hold a group's text where its twin holds the harmless one; an address keeps scheme and host."""
    if TEA not in twins or not name.startswith(_TOLD):
        return False
    start = re.match(r"[a-z]+:(//[^/?#]+[/?#])?|[/#]", twins)
    return name != "href" or (start is not None and mine.startswith(start[0]))
