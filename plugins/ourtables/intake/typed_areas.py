"""Areas as people type them: our own keys, and places that the gazetteer knows, one or several in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ourtables.core.problems import shorten
from ourtables.listing.checking import Context
from ourtables.listing.hidden_characters import DROPPED, hidden_characters
from ourtables.places import PlaceChoice

MOST_MEMBERS = 10
_WHOLLY_KNOWN = frozenset({"postcode", "sector", "outcode"})
_CELLS = re.compile(r"\s*(?:[;•|]|\s\+\s)\s*")
_LINES = re.compile(r"\s*\n\s*")
_LINES_TOO = re.compile(rf"{_CELLS.pattern}|{_LINES.pattern}")
# "Leeds / Bradford" names two places; a comma may also lead from a town to its county.
_AND = re.compile(r"\s*(?:[/&]|\s(?:and|or|plus|also)\s)\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*(?:and\s+)?", re.IGNORECASE)
# Between two places known by themselves; "Hall - Leeds" is an address.
_DASH = re.compile(r"\s+(?:[-–—>]|->|to)\s+|\s*→\s*")
_AROUND = " .-*\t"
# Beside a place these say that it isn't meant, or isn't all.
_NOT_IN_IT = re.compile(
    r"\b(?:not|except|excluding|excl|outside|other than|apart from|near|nearest|nearby|close to|"
    r"around|within|miles?)\b",
    re.IGNORECASE,
)
# "Unit B1" is no half postcode, nor is "MA" behind a town one of our counties.
_ROOM = re.compile(
    r"(?:room|rm|unit|suite|flat|block|floor|studio|office|building|gate|bay|level)\s+[a-z]{1,2}[0-9][0-9a-z]?",
    re.IGNORECASE,
)
_TWO_LETTERS = re.compile(r"\S[\s,]+([A-Z]{2})")


@dataclass(frozen=True, slots=True)
class FoundAreas:
    """What a text says of areas.

    Attributes:
        keys: The areas that it means; none when that can't be told.
        note: A sentence for the report.
        unread: The part of the text that isn't understood.
    """

    keys: tuple[str, ...] = ()
    note: str = ""
    unread: str = ""


class TypedAreas:
    """Finds the areas of a directory that typed texts mean."""

    def __init__(self, context: Context) -> None:
        self._words = context.vocabularies["areas"]
        self._aliases = context.area_aliases
        self._alias_of = {term.label: term.key for term in context.vocabularies.get("area_aliases", ())}
        self._gazetteer = context.gazetteer
        self._remembered: dict[tuple[str, bool], FoundAreas] = {}

    def find(self, text: str, *, first: bool) -> FoundAreas:
        """Find the areas of a text.

        Args:
            text: Keys of ours, towns, postcodes or an address.
            first: Whether the first area is taken when a place may be in several.
        """
        key = (text, first)
        if key not in self._remembered:
            self._remembered[key] = self._all_of(text, first)
        return self._remembered[key]

    def _all_of(self, text: str, first: bool) -> FoundAreas:
        if any(code != DROPPED for code, _, _ in hidden_characters(text)):
            return FoundAreas(note=f"“{shorten(text, 60)}” holds a hidden character.", unread=text)
        # With a figure in it, a text of several lines is an address.
        cells = _CELLS if any(map(str.isdecimal, text)) else _LINES_TOO
        pieces = [piece for cell in cells.split(text) for piece in self._pieces(cell.strip(_AROUND)) if piece]
        found = [self._key(piece) or self._look_up(piece, first) for piece in pieces]
        return FoundAreas(
            tuple(dict.fromkeys(key for one in found for key in one.keys)),
            " ".join(one.note for one in found if one.note),
            ", ".join(one.unread for one in found if one.unread),
        )

    def _key(self, text: str) -> FoundAreas | None:
        if text in self._words:
            return FoundAreas((text,))
        return FoundAreas(self._aliases[text]) if text in self._aliases else None

    def _pieces(self, cell: str) -> list[str]:
        """The places of a cell: all of it, unless it lists several."""
        if self._key(cell) or (self._gazetteer and self._gazetteer.are_several([cell])):
            return [cell]
        commas = _COMMA.split(cell)
        for parts in (_LINES.split(cell), commas, _DASH.split(cell)):
            if len(parts) > 1 and self._are_several(parts):
                return parts
        joined = _AND.split(cell)
        # "Tyne and Wear" is one place.
        whole = [part for part in commas if _AND.search(part) and self._are_several([part])]
        if len(joined) > 1 and not whole:
            return [piece for part in joined for piece in self._pieces(part)]
        return [cell]

    def _are_several(self, parts: list[str]) -> bool:
        typed = [part for part in parts if not self._key(part)]
        return not typed or (self._gazetteer is not None and self._gazetteer.are_several(typed))

    def _look_up(self, text: str, first: bool) -> FoundAreas:
        shown = shorten(text, 60)
        if _NOT_IN_IT.search(text):
            return FoundAreas(note=f"“{shown}” names a place, but doesn't say that it is there.", unread=text)
        choices = self._gazetteer.settled(text) if self._gazetteer and not self._is_elsewhere(text) else []
        if not choices:
            return FoundAreas(note=f"We don't know the place “{shown}”.", unread=text)
        found = list(dict.fromkeys(self._keys(choice) for choice in choices))
        best = found[0]
        # A wider name around the best one says the same less exactly.
        others = [keys for keys in found[1:] if not best or not set(best) <= set(keys)]
        if others and not first:
            names = ", ".join(dict.fromkeys(key for keys in found for key in keys or ("outside every area",)))
            return FoundAreas(note=f"“{shown}” may be in several areas: {names}.", unread=text)
        if not best:
            return FoundAreas(note=f"“{shown}” lies outside every area.", unread=text)
        if others:
            return FoundAreas(best, f"“{shown}” may be in several areas; {', '.join(best)} was taken.")
        return FoundAreas(best, self._told(text, choices[0]))

    def _is_elsewhere(self, text: str) -> bool:
        """Whether a text is a room and no more, or ends with two capitals that no place of ours has, as abroad."""
        ending = _TWO_LETTERS.search(text[-5:])
        unknown = ending is not None and text.endswith(ending[1]) and not self._are_several([ending[1]])
        return unknown or _ROOM.fullmatch(text.strip()) is not None

    def _keys(self, choice: PlaceChoice) -> tuple[str, ...]:
        alias = self._alias_of.get(choice.name) if choice.kind == "alias" else None
        members = self._aliases.get(alias, ()) if alias else ()
        # A listing has room for ten areas, so a wide alias becomes the one area around it.
        return members if 0 < len(members) <= MOST_MEMBERS else (choice.area,) if choice.area else ()

    def _told(self, text: str, choice: PlaceChoice) -> str:
        if choice.kind in _WHOLLY_KNOWN or choice.name.casefold() in text.casefold():
            return ""
        return f"“{shorten(text, 60)}” is read as {choice.name}."
