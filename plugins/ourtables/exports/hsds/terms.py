"""The directory's words as taxonomies, and the identifiers that stay the same from build to build."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha1
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ourtables.exports.export_registry import Exporting
from ourtables.exports.plain_values import FIELDS_GIVEN
from ourtables.listing.fields import Field

# Areas are in service areas, by the codes that others use.
_NOT_TAXONOMIES = frozenset({"", "areas"})
# Two bits of a UUID say that it is one of RFC 9562.
_VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}

Record = dict[str, Any]


class Identifiers:
    """Identifiers by name: version 5 UUIDs (RFC 9562) under the address of the directory."""

    def __init__(self, exporting: Exporting) -> None:
        root = exporting.directory.settings.address or exporting.base
        self._space = uuid5(NAMESPACE_URL, root).bytes

    def of(self, *names: str) -> str:
        """Return the identifier of one thing, given its names from the widest to the narrowest.

        It is what `uuid.uuid5` makes, in a quarter of its time; a large directory has a million.
        """
        text = sha1(self._space + "/".join(names).encode(), usedforsecurity=False).hexdigest()
        return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{_VARIANT[text[16]]}{text[17:20]}-{text[20:32]}"


class Terms:
    """The vocabularies that listings choose from, as taxonomies."""

    def __init__(self, exporting: Exporting, ids: Identifiers) -> None:
        self._exporting, self._ids = exporting, ids
        self._known: dict[tuple[str, str], str] = {}

    def id_of(self, vocabulary: str, key: str) -> str:
        """Return the identifier of a term."""
        if (vocabulary, key) not in self._known:
            self._known[vocabulary, key] = self._ids.of("term", vocabulary, key)
        return self._known[vocabulary, key]

    def term(self, vocabulary: str, key: str) -> Record:
        """Return a term as both schemas define it, with an extra `maps_to` for its equivalents elsewhere."""
        term = self._exporting.vocabulary(vocabulary)[key]
        found: Record = {
            "id": self.id_of(vocabulary, key),
            "code": key,
            "name": term.label,
            "description": term.definition or term.label,
            "taxonomy": vocabulary,
            "taxonomy_id": self._ids.of("taxonomy", vocabulary),
            "language": self._exporting.directory.settings.language,
        }
        if term.parent:
            found["parent_id"] = self.id_of(vocabulary, term.parent)
        if vocabulary == "offers":
            found["term_uri"] = self._exporting.address(f"offers/{key}/")
        return found | ({"maps_to": dict(term.maps_to)} if term.maps_to else {})

    def short(self, vocabulary: str, key: str) -> Record:
        """Return a term with only what both schemas require, to repeat inside every service."""
        term = self._exporting.vocabulary(vocabulary)[key]
        return {"id": self.id_of(vocabulary, key), "name": term.label, "description": term.definition or term.label}

    def taxonomies(self) -> Iterator[Record]:
        """Yield every vocabulary that a field chooses from."""
        for name, label in self._names().items():
            yield {
                "id": self._ids.of("taxonomy", name),
                "name": name,
                "description": label,
                "uri": self._exporting.address("fields/"),
            }

    def terms(self) -> Iterator[Record]:
        """Yield every term of those vocabularies."""
        for name in self._names():
            yield from (self.term(name, term.key) for term in self._exporting.vocabulary(name))

    def _names(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for field in _all(FIELDS_GIVEN):
            if field.vocabulary not in _NOT_TAXONOMIES and field.vocabulary in self._exporting.directory.vocabularies:
                found.setdefault(field.vocabulary, self._exporting.say(field.label))
        return found


def _all(fields: tuple[Field, ...]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from _all(field.parts)
