"""Where a place is on a map, never more exact than its group allows or than a postcode sector."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ourtables.directory.directory import Directory
from ourtables.exports.reuse import told
from ourtables.listing.fields import PRIVATE
from ourtables.listing.group import Group, Place
from ourtables.places import Gazetteer, PlaceChoice, PostcodeRules
from ourtables.places.tables import Tables

# The distance from the middle within which nine of ten addresses lie. A postcode is looked up by its sector.
_KILOMETRES = {"postcode": 4, "sector": 4, "outcode": 6, "place": 6}


@dataclass(frozen=True, slots=True)
class Point:
    """A point in degrees, and about how many kilometres from it the place may be."""

    lat: float
    lon: float
    within: int


class Points:
    """Finds the points of places in the tables of one directory."""

    def __init__(self, directory: Directory, tables: Tables) -> None:
        self._directory, self._tables = directory, tables
        self._known: dict[tuple[str, str], Point | None] = {}

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        rules = self._directory.settings.postcode
        areas = tuple(self._directory.vocabularies["areas"])
        placed = all({"lat", "lon"} <= area.extra.keys() for area in areas)
        return Gazetteer(
            self._tables,
            # A directory may have areas without points; its towns and postcodes have points all the same.
            areas if placed else (),
            PostcodeRules(rules.unit, rules.sector, rules.outward) if rules else None,
        )

    def of(self, group: Group, place: Place) -> Point | None:
        """Return the point of a place.

        Args:
            group: The place's group.
            place: The place. Only what its precision lets be told decides the point.

        Returns:
            The point, or `None` for a private place and one that isn't in the tables.
        """
        if place.precision == PRIVATE:
            return None
        place = told(place, self._directory.settings)
        text = place.postcode or place.town
        if not text:
            return None
        key = (text, "" if place.postcode or not group.areas else group.areas[0])
        if key not in self._known:
            self._known[key] = self._find(*key)
        return self._known[key]

    def forget_tables(self) -> None:
        """Let go of the tables, and keep the points that were found in them."""
        vars(self).pop("_gazetteer", None)
        self._tables.forget()

    def _find(self, text: str, area: str) -> Point | None:
        choices = [choice for choice in self._gazetteer.find(text) if choice.kind in _KILOMETRES]
        # A postcode is unique; a town outside the group's own area is another of the same name.
        fitting = [one for one in choices if one.kind != "place" or not area or self._lies_in(one, area)]
        best = fitting[0] if fitting else choices[0] if len(choices) == 1 else None
        return Point(round(best.lat, 3), round(best.lon, 3), _KILOMETRES[best.kind]) if best else None

    def _lies_in(self, choice: PlaceChoice, area: str) -> bool:
        areas = self._directory.vocabularies["areas"]
        if choice.area is None or choice.area not in areas:
            return False
        return choice.area == area or area in areas.ancestors(choice.area)
