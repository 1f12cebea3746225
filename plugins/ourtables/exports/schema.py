"""The JSON Schema of a listing, made from the one declaration of its fields (JSON Schema 2020-12)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ourtables.exports.plain import DAYS, FIELDS_GIVEN
from ourtables.fields import BY_ARRANGEMENT, NEEDED_WHEN_CLOSED, Field
from ourtables.patterns import SLUG
from ourtables.source import SLUG_MOST
from ourtables.vocabulary import Vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LANGUAGE = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
_LONGEST_ITEM = 120

Schema = dict[str, Any]


def of_listing(vocabularies: Mapping[str, Vocabulary], address: str, title: str) -> Schema:
    """The schema of one listing and, beneath `$defs`, of the file that holds many.

    `address` is where the schema is published, `title` what the directory is called.
    """
    properties: Schema = {
        "slug": {"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": SLUG_MOST},
        "address": {"type": "string", "format": "uri"},
        **_properties(FIELDS_GIVEN, vocabularies),
        "words": {"type": "string", "description": "The group's own words, in Markdown."},
    }
    required = ["slug", "address", *(field.name for field in FIELDS_GIVEN if field.name in NEEDED_WHEN_CLOSED)]
    listing = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    many = {
        "type": "object",
        "properties": {
            "directory": {"type": "string"},
            "address": {"type": "string", "format": "uri"},
            "made": {"type": "string", "format": "date"},
            "schema": {"type": "string", "format": "uri"},
            "terms": {"type": "string"},
            "groups": {"type": "array", "items": {"$ref": "#/$defs/listing"}},
        },
        "required": ["directory", "address", "made", "schema", "terms", "groups"],
        "additionalProperties": False,
    }
    return {
        "$schema": DIALECT,
        "$id": address,
        "title": title,
        "oneOf": [{"$ref": "#/$defs/listing"}, {"$ref": "#/$defs/listings"}],
        "$defs": {"listing": listing, "listings": many},
    }


def _properties(fields: Iterable[Field], vocabularies: Mapping[str, Vocabulary]) -> Schema:
    return {field.name: _described(field, vocabularies) for field in fields}


def _described(field: Field, vocabularies: Mapping[str, Vocabulary]) -> Schema:
    return {"title": field.label, "description": field.ask, **_KINDS[field.kind](field, vocabularies)}


def _text(field: Field, vocabularies: Mapping[str, Vocabulary]) -> Schema:
    return _without_empty({"type": "string", "minLength": field.least or 1, "maxLength": field.most})


def _known(field: Field, vocabularies: Mapping[str, Vocabulary]) -> Schema:
    words = vocabularies.get(field.vocabulary)
    keys = field.known or (words.keys if words else ())
    return {"type": "string", "enum": list(keys)} if keys else {"type": "string"}


def _list(item: Callable[[Field, Mapping[str, Vocabulary]], Schema]) -> Callable[..., Schema]:
    def schema(field: Field, vocabularies: Mapping[str, Vocabulary]) -> Schema:
        found = {"type": "array", "items": item(field, vocabularies), "minItems": 1, "maxItems": field.most}
        return _without_empty(found)

    return schema


def _answers(field: Field, vocabularies: Mapping[str, Vocabulary]) -> Schema:
    words = vocabularies.get(field.vocabulary)
    answer = {"type": "string", "enum": list(field.known)}
    return {
        "type": "object",
        "properties": {term.key: {"title": term.label, **answer} for term in words or ()},
        "additionalProperties": False,
        "minProperties": 1,
    }


def _record(field: Field, vocabularies: Mapping[str, Vocabulary]) -> Schema:
    found: Schema = {
        "type": "object",
        "properties": _properties(field.parts, vocabularies),
        "additionalProperties": False,
    }
    required = [part.name for part in field.parts if part.required]
    return found | ({"required": required} if required else {})


def _named(field: Field, vocabularies: Mapping[str, Vocabulary]) -> Schema:
    return {"type": "object", "additionalProperties": _record(field, vocabularies), "maxProperties": field.most}


def _meetings(field: Field, vocabularies: Mapping[str, Vocabulary]) -> Schema:
    return {"oneOf": [{"const": BY_ARRANGEMENT}, _list(_record)(field, vocabularies)]}


def _number(field: Field, vocabularies: Mapping[str, Vocabulary]) -> Schema:
    return {"type": "integer", "minimum": field.least, "maximum": field.most}


def _fixed(schema: Schema) -> Callable[[Field, Mapping[str, Vocabulary]], Schema]:
    return lambda field, vocabularies: dict(schema)


def _without_empty(schema: Schema) -> Schema:
    """A bound of nought is no bound."""
    return {name: value for name, value in schema.items() if value != 0}


_DATE = _fixed({"type": "string", "format": "date"})
_TAG = _fixed({"type": "string", "pattern": _LANGUAGE})
_PLAIN = _fixed({"type": "string", "minLength": 1})
_KINDS: dict[str, Callable[[Field, Mapping[str, Vocabulary]], Schema]] = {
    "text": _text,
    "note": _text,
    "contact-value": _text,
    "place-name": _PLAIN,
    "word": _known,
    "answer": _known,
    "choice": _known,
    "words": _list(_known),
    "choices": _list(_known),
    "date": _DATE,
    "dates": _list(_DATE),
    "yes": _fixed({"const": "yes"}),
    "number": _number,
    "language": _TAG,
    "languages": _list(_TAG),
    "link": _fixed({"type": "string", "format": "uri", "pattern": "^https?://"}),
    "slugs": _list(_fixed({"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": SLUG_MOST})),
    "texts": _list(_fixed({"type": "string", "minLength": 1, "maxLength": _LONGEST_ITEM})),
    "answers": _answers,
    "record": _record,
    "records": _list(_record),
    "named-records": _named,
    "meetings": _meetings,
    "days": _list(_fixed({"type": "string", "enum": list(DAYS)})),
    "time": _fixed({"type": "string", "pattern": _TIME}),
}
