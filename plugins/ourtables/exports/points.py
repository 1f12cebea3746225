"""Where a place lies on a map, never finer than its group allows and never finer than a postcode sector."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ourtables.directory import Directory
from ourtables.fields import PRIVATE
from ourtables.group import Group, Place
from ourtables.places import Choice, Gazetteer, PostcodeRules

# How far from the middle of what was found nine of ten lie that are in it. A postcode is looked up by its sector.
_KILOMETRES = {"postcode": 4, "sector": 4, "outcode": 6, "place": 6}


@dataclass(frozen=True, slots=True)
class Point:
    """A point in degrees, and about how many kilometres from it the place may be."""

    lat: float
    lon: float
    within: int


class Points:
    """Points of places, by the tables of one directory."""

    def __init__(self, directory: Directory, content: Path) -> None:
        self._directory, self._content = directory, content
        self._known: dict[tuple[str, str], Point | None] = {}

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        rules = self._directory.settings.postcode
        areas = tuple(self._directory.vocabularies["areas"])
        placed = all({"lat", "lon"} <= area.extra.keys() for area in areas)
        return Gazetteer.load(
            self._content / "places",
            # A directory may give its areas no points; its towns and postcodes have theirs all the same.
            areas if placed else (),
            PostcodeRules(rules.unit, rules.sector, rules.outward) if rules else None,
        )

    def of(self, group: Group, place: Place) -> Point | None:
        """The point of a place that is told as finely as it may be (`reuse.told`); none for a private one, and none
        for one that the tables don't know.
        """
        if place.precision == PRIVATE:
            return None
        text = place.postcode or place.town
        if not text:
            return None
        key = (text, "" if place.postcode or not group.areas else group.areas[0])
        if key not in self._known:
            self._known[key] = self._find(*key)
        return self._known[key]

    def _find(self, text: str, area: str) -> Point | None:
        choices = [choice for choice in self._gazetteer.find(text) if choice.kind in _KILOMETRES]
        # A postcode is where it is; a town that lies elsewhere than the group's own area is another of that name.
        fitting = [one for one in choices if one.kind != "place" or not area or self._lies_in(one, area)]
        best = fitting[0] if fitting else choices[0] if len(choices) == 1 else None
        return Point(round(best.lat, 3), round(best.lon, 3), _KILOMETRES[best.kind]) if best else None

    def _lies_in(self, choice: Choice, area: str) -> bool:
        areas = self._directory.vocabularies["areas"]
        if choice.area is None or choice.area not in areas:
            return False
        return choice.area == area or area in areas.ancestors(choice.area)
