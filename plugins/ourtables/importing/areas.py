"""The areas of a row: keys of ours as they stand, and typed places as the gazetteer knows them."""

from __future__ import annotations

from dataclasses import dataclass

from ourtables.checking import Context
from ourtables.places import Choice, Gazetteer
from ourtables.problems import shorten
from ourtables.source import hidden_characters

MOST_MEMBERS = 10
_WHOLLY_KNOWN = frozenset({"postcode", "sector", "outcode"})


@dataclass(frozen=True, slots=True)
class Found:
    """The keys of the areas that a text means, and what to tell about it; no keys when it can't be told."""

    keys: tuple[str, ...] = ()
    note: str = ""


class Areas:
    """Turns what stands in a spreadsheet into areas of a directory."""

    def __init__(self, context: Context, gazetteer: Gazetteer) -> None:
        self._words = context.vocabularies["areas"]
        self._aliases = context.area_aliases
        labels = context.vocabularies.get("area_aliases", ())
        self._alias_of = {term.label: term.key for term in labels}
        self._gazetteer = gazetteer
        self._remembered: dict[tuple[str, bool], Found] = {}

    def find(self, text: str, *, first: bool) -> Found:
        """The areas of a text; of places in several areas the first is taken only when `first` says so."""
        if text in self._words or text in self._aliases:
            return Found(self._aliases.get(text, (text,)) if text not in self._words else (text,))
        key = (text, first)
        if key not in self._remembered:
            self._remembered[key] = self._look_up(text, first)
        return self._remembered[key]

    def _look_up(self, text: str, first: bool) -> Found:
        shown = shorten(text, 60)
        if any(True for _ in hidden_characters(text)):
            return Found(note=f"“{shown}” holds a hidden character.")
        choices = self._gazetteer.find(text)
        if not choices:
            return Found(note=f"We don't know the place “{shown}”.")
        found = list(dict.fromkeys(self._keys(choice) for choice in choices))
        best = found[0]
        if len(found) > 1 and not first:
            names = ", ".join(dict.fromkeys(key for keys in found for key in keys or ("outside every area",)))
            return Found(note=f"“{shown}” may be in several areas: {names}.")
        if not best:
            return Found(note=f"“{shown}” lies outside every area.")
        if len(found) > 1:
            return Found(best, f"“{shown}” may be in several areas; {', '.join(best)} was taken.")
        return Found(best, self._told(text, choices[0]))

    def _keys(self, choice: Choice) -> tuple[str, ...]:
        alias = self._alias_of.get(choice.name) if choice.kind == "alias" else None
        members = self._aliases.get(alias, ()) if alias else ()
        # Of a wide alias the one area around it is named, since a listing has room for ten.
        return members if 0 < len(members) <= MOST_MEMBERS else (choice.area,) if choice.area else ()

    def _told(self, text: str, choice: Choice) -> str:
        if choice.kind in _WHOLLY_KNOWN or choice.name.casefold() in text.casefold():
            return ""
        return f"“{shorten(text, 60)}” is read as {choice.name}."
