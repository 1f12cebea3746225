"""The JSON Schema of a listing, made from the one declaration of its fields (JSON Schema 2020-12)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ourtables.core.catalogue import N_
from ourtables.core.patterns import SLUG
from ourtables.exports.plain_values import DAYS, FIELDS_GIVEN
from ourtables.listing import kinds
from ourtables.listing.fields import BY_ARRANGEMENT, NEEDED_WHEN_CLOSED, Field
from ourtables.listing.kinds import Kind
from ourtables.listing.source import SLUG_MOST
from ourtables.settings.vocabulary import Vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LANGUAGE = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
_LONGEST_ITEM = 120

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SchemaWords:
    """What a schema says in words: the directory's vocabularies, and the language of its titles."""

    vocabularies: Mapping[str, Vocabulary]
    say: Callable[[str], str]


def of_listing(words: SchemaWords, address: str, title: str) -> Schema:
    """Return the schema of one listing and of the file that holds many.

    Args:
        words: The directory's words, and its language's.
        address: Where the schema is published.
        title: The directory's title.
    """
    properties: Schema = {
        "slug": {"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": SLUG_MOST},
        "address": {"type": "string", "format": "uri"},
        **_properties(FIELDS_GIVEN, words),
        "words": {"type": "string", "description": words.say(N_("The group's own words, in Markdown."))},
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


def _properties(fields: Iterable[Field], words: SchemaWords) -> Schema:
    return {field.name: _described(field, words) for field in fields}


def _described(field: Field, words: SchemaWords) -> Schema:
    return {"title": words.say(field.label), "description": words.say(field.ask), **SCHEMAS[field.kind](field, words)}


def _text(field: Field, words: SchemaWords) -> Schema:
    return _without_empty({"type": "string", "minLength": field.least or 1, "maxLength": field.most})


def _known(field: Field, words: SchemaWords) -> Schema:
    vocabulary = words.vocabularies.get(field.vocabulary)
    keys = field.known or (vocabulary.keys if vocabulary else ())
    return {"type": "string", "enum": list(keys)} if keys else {"type": "string"}


def _list(item: Callable[[Field, SchemaWords], Schema]) -> Callable[..., Schema]:
    def schema(field: Field, words: SchemaWords) -> Schema:
        found = {"type": "array", "items": item(field, words), "minItems": 1, "maxItems": field.most}
        return _without_empty(found)

    return schema


def _answers(field: Field, words: SchemaWords) -> Schema:
    vocabulary = words.vocabularies.get(field.vocabulary)
    answer = {"type": "string", "enum": list(field.known)}
    return {
        "type": "object",
        "properties": {term.key: {"title": term.label, **answer} for term in vocabulary or ()},
        "additionalProperties": False,
        "minProperties": 1,
    }


def _record(field: Field, words: SchemaWords) -> Schema:
    found: Schema = {
        "type": "object",
        "properties": _properties(field.parts, words),
        "additionalProperties": False,
    }
    required = [part.name for part in field.parts if part.required]
    return found | ({"required": required} if required else {})


def _named(field: Field, words: SchemaWords) -> Schema:
    return {"type": "object", "additionalProperties": _record(field, words), "maxProperties": field.most}


def _meetings(field: Field, words: SchemaWords) -> Schema:
    return {"oneOf": [{"const": BY_ARRANGEMENT}, _list(_record)(field, words)]}


def _number(field: Field, words: SchemaWords) -> Schema:
    return {"type": "integer", "minimum": field.least, "maximum": field.most}


def _fixed(schema: Schema) -> Callable[[Field, SchemaWords], Schema]:
    return lambda field, words: dict(schema)


def _without_empty(schema: Schema) -> Schema:
    """Return a schema without limits of 0, which mean no limit."""
    return {name: value for name, value in schema.items() if value != 0}


_DATE = _fixed({"type": "string", "format": "date"})
_TAG = _fixed({"type": "string", "pattern": _LANGUAGE})
_PLAIN = _fixed({"type": "string", "minLength": 1})
SCHEMAS: dict[Kind, Callable[[Field, SchemaWords], Schema]] = {
    kinds.TEXT: _text,
    kinds.NOTE: _text,
    kinds.CONTACT_VALUE: _text,
    kinds.PLACE_NAME: _PLAIN,
    kinds.WORD: _known,
    kinds.CHOICE: _known,
    kinds.WORDS: _list(_known),
    kinds.CHOICES: _list(_known),
    kinds.DATE: _DATE,
    kinds.DATES: _list(_DATE),
    kinds.YES: _fixed({"const": "yes"}),
    kinds.NUMBER: _number,
    kinds.LANGUAGE: _TAG,
    kinds.LANGUAGES: _list(_TAG),
    kinds.LINK: _fixed({"type": "string", "format": "uri", "pattern": "^https?://"}),
    kinds.SLUGS: _list(_fixed({"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": SLUG_MOST})),
    kinds.TEXTS: _list(_fixed({"type": "string", "minLength": 1, "maxLength": _LONGEST_ITEM})),
    kinds.ANSWERS: _answers,
    kinds.RECORD: _record,
    kinds.RECORDS: _list(_record),
    kinds.NAMED_RECORDS: _named,
    kinds.MEETINGS: _meetings,
    kinds.DAYS: _list(_fixed({"type": "string", "enum": list(DAYS)})),
    kinds.TIME: _fixed({"type": "string", "pattern": _TIME}),
}
