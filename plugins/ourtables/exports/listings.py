"""Listings as JSON, with the same fields, words and order as a listing's own file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from io import BytesIO
from typing import Any

from ourtables.core.catalogue import N_
from ourtables.exports import plain_values, schema
from ourtables.exports.export_registry import Exporting, Made, export
from ourtables.listing.group import Group

SCHEMA = "data/listing.schema.json"
TERMS = N_(
    "The words of a listing stay its group's own. Each listing's “reuse” says what may be taken: the facts, or the"
    " facts and the words. Say where they are from, and take a listing away when it is gone from here."
)


@export(
    "json",
    N_("Listings as JSON"),
    N_("Every listing that may be reused, field by field as its group wrote it, with a schema."),
    "data/groups.json",
)
def listings(exporting: Exporting) -> Iterator[Made]:
    """Yield one file of all listings, one beside each group's page, and the schema of both."""
    yield Made("data/groups.json", partial(_all, exporting))
    yield Made(SCHEMA, partial(_schema, exporting))
    for group in exporting.groups:
        yield Made(f"groups/{group.slug}/group.json", partial(_one, exporting, group))


def listing(exporting: Exporting, group: Group) -> dict[str, Any]:
    """Return a listing as plain values: slug, page, answers and, if others may take them, its words."""
    found = {"slug": group.slug, "address": exporting.page(group), **plain_values.answers(group)}
    if group.words.markdown:
        found["words"] = group.words.markdown
    return found


def as_bytes(value: object) -> bytes:
    """Return a value as JSON in UTF-8, with a line end."""
    return f"{_text(value)}\n".encode()


def with_list(head: Mapping[str, Any], name: str, items: Iterable[object]) -> bytes:
    """Return an object as `as_bytes` does; of its last value, a list, only one item at a time is in memory.

    Args:
        head: The values before the list; at least one.
        name: The list's name.
        items: What it holds.
    """
    # As bytes at once: as one text, each of its letters would take two bytes where groups write “such quotes”.
    written = BytesIO()
    written.write(f"{_text(head)[:-1]},{_text(name)}:[".encode())
    for number, item in enumerate(items):
        written.write(f"{',' if number else ''}{_text(item)}".encode())
    written.write(b"]}\n")
    return written.getvalue()


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def head(exporting: Exporting) -> dict[str, Any]:
    """Return what every file of listings says about itself."""
    return {
        "directory": exporting.directory.settings.title,
        "address": exporting.address(""),
        "made": exporting.directory.today.isoformat(),
    }


def _all(exporting: Exporting) -> bytes:
    before = head(exporting) | {"schema": exporting.address(SCHEMA), "terms": exporting.say(TERMS)}
    return with_list(before, "groups", (listing(exporting, group) for group in exporting.groups))


def _one(exporting: Exporting, group: Group) -> bytes:
    return as_bytes(listing(exporting, group))


def _schema(exporting: Exporting) -> bytes:
    directory = exporting.directory
    words = schema.SchemaWords(directory.vocabularies, exporting.say)
    return as_bytes(schema.of_listing(words, exporting.address(SCHEMA), directory.settings.title))
