"""Listings as JSON: the same fields, words and order as a listing's own file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from ourtables.catalogue import N_
from ourtables.exports import schema
from ourtables.exports.registry import Exporting, Made, export
from ourtables.group import Group

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
    """One file of all listings, one beside each group's page, and the schema of both."""
    yield Made("data/groups.json", partial(_all, exporting))
    yield Made(SCHEMA, partial(_schema, exporting))
    for group in exporting.groups:
        yield Made(f"groups/{group.slug}/group.json", partial(_one, exporting, group))


def listing(exporting: Exporting, group: Group) -> dict[str, Any]:
    """One listing as plain values: its slug, its page, its answers and, where they may be taken, its words."""
    found = {"slug": group.slug, "address": exporting.page(group), **exporting.answers(group)}
    if group.words.markdown:
        found["words"] = group.words.markdown
    return found


def as_bytes(value: object) -> bytes:
    """JSON as every export writes it: UTF-8, with a line end."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def head(exporting: Exporting) -> dict[str, Any]:
    """What every file of listings says of itself."""
    return {
        "directory": exporting.directory.settings.title,
        "address": exporting.address(""),
        "made": exporting.directory.today.isoformat(),
    }


def _all(exporting: Exporting) -> bytes:
    return as_bytes(
        head(exporting)
        | {
            "schema": exporting.address(SCHEMA),
            "terms": exporting.say(TERMS),
            "groups": [listing(exporting, group) for group in exporting.groups],
        }
    )


def _one(exporting: Exporting, group: Group) -> bytes:
    return as_bytes(listing(exporting, group))


def _schema(exporting: Exporting) -> bytes:
    directory = exporting.directory
    return as_bytes(schema.of_listing(directory.vocabularies, exporting.address(SCHEMA), directory.settings.title))
