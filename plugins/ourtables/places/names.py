"""Names of areas, aliases and places: what a folded name stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from statistics import fmean

from ourtables.places.model import Area, PlaceChoice, PlaceEntry, kilometres
from ourtables.places.tables import Tables

# An area has no population of its own here. These set it against towns of its name: a council beside a larger town, a
# wider area beside a city.
COUNCIL_WEIGHT = 150_000.0
WIDER_WEIGHT = 2_000_000.0
# Below the area whose bare name it shares: "Cornwall" is the council first, then Cornwall with the Isles of Scilly.
ALIAS_WEIGHT = 100_000.0
# A council that has ended is hardly more than a name.
FORMER_WEIGHT = 1_000.0

ExtraPlace = tuple[str, str | None, float, float]


class Names:
    """Every name, with what it stands for."""

    def __init__(self, tables: Tables, areas: Iterable[Area], extra: Iterable[ExtraPlace]) -> None:
        self._tables = tables
        terms = list(areas)
        self._areas = {term.key: term for term in terms if not term.members}
        self._heights = self._measure()
        self._of_areas: dict[str, list[tuple[bool, PlaceEntry]]] = {}
        for term in terms:
            self._add(term)
        self._of_extra: dict[str, list[PlaceEntry]] = {}
        for name, area, lat, lon in extra:
            entry = PlaceEntry(PlaceChoice(name, "place", area, lat, lon), 0.0)
            self._of_extra.setdefault(tables.folding.fold(name), []).append(entry)

    def chain(self, key: str | None) -> tuple[str, ...]:
        """The key of an area and of all above it, nearest first; nothing for `None`."""
        found: list[str] = []
        while key is not None and key in self._areas:
            found.append(key)
            key = self._areas[key].parent
        return tuple(found)

    def known(self, name: str) -> bool:
        """Says whether a folded name stands for anything."""
        return name in self._of_areas or name in self._of_extra or name in self._tables.numbers_by_name

    def is_common(self, name: str) -> bool:
        """Says whether a folded name is a common word besides."""
        return name in self._tables.common

    def is_street(self, word: str) -> bool:
        """Says whether a folded word makes the name before it a street's."""
        return word in self._tables.streets

    def ends_abroad(self, name: str) -> bool:
        """Says whether a folded name is another country's, or ends with one and with no longer name of ours."""
        words = name.split()
        for first in range(len(words)):
            ending = " ".join(words[first:])
            if ending in self._tables.abroad:
                return True
            if self.known(ending):
                return False
        return False

    def all(self) -> set[str]:
        """Every folded name."""
        return {*self._of_areas, *self._of_extra, *self._tables.numbers_by_name}

    def lookup(self, name: str) -> list[PlaceEntry]:
        """Everything a folded name stands for, the weightiest first.

        A place inside an area of its own name is one with it: "Leeds" is the council, at the point of the town.
        """
        places = [self._tables.place(number) for number in self._tables.numbers_by_name.get(name, ())]
        places += self._of_extra.get(name, ())
        whole: list[PlaceEntry] = []
        for by_label, area in self._of_areas.get(name, ()):
            inside = next((place for place in places if self.contains(area, place)), None)
            if inside is None:
                whole.append(area)
                continue
            places.remove(inside)
            places.append(_merged(area, inside, by_label))
        return sorted(whole + places, key=lambda entry: -entry.weight)

    def lies_by(self, choice: PlaceChoice, entries: Iterable[PlaceEntry], reach: float) -> bool:
        """Says whether a choice lies within one of some entries, or near it: for a town within `reach` kilometres."""
        chain = self.chain(choice.area)
        return any(
            not entry.covers.isdisjoint(chain)
            or entry.choice.area in chain[:1]
            or kilometres(entry.choice, choice) <= reach * (1 + entry.breadth // 2)
            for entry in entries
        )

    def contains(self, outer: PlaceEntry, inner: PlaceEntry) -> bool:
        """Says whether an area or alias has another entry within it."""
        return not outer.covers.isdisjoint(self.chain(inner.choice.area))

    def _measure(self) -> dict[str, int]:
        """How many levels each area has beneath it."""
        heights = dict.fromkeys(self._areas, 0)
        for key in self._areas:
            for height, above in enumerate(self.chain(key)):
                heights[above] = max(heights[above], height)
        return heights

    def _add(self, term: Area) -> None:
        entry = self._alias(term) if term.members else self._area(term)
        fold = self._tables.folding.fold
        label = fold(term.label)
        for name in dict.fromkeys((label, *map(fold, term.synonyms))):
            self._of_areas.setdefault(name, []).append((name == label and not term.members, entry))

    def _area(self, term: Area) -> PlaceEntry:
        height = self._heights[term.key]
        choice = PlaceChoice(term.label, "area", term.key, float(term.extra["lat"]), float(term.extra["lon"]))
        weight = height * WIDER_WEIGHT or COUNCIL_WEIGHT
        return PlaceEntry(choice, weight, 2 * height + 1, frozenset((term.key,)))

    def _alias(self, term: Area) -> PlaceEntry:
        """An alias is as wide as one step above its widest member, or as its only member; its point is their middle."""
        members = [self._areas[key] for key in term.members if key in self._areas]
        chains = [self.chain(member.key) for member in members]
        shared = next((key for key in chains[0] if all(key in chain for chain in chains)), None)
        lat, lon = (round(fmean(float(member.extra[name]) for member in members), 4) for name in ("lat", "lon"))
        height = max(self._heights[member.key] for member in members)
        alone = len(members) == 1
        breadth = 2 * height + (1 if alone else 2)
        weight = FORMER_WEIGHT if alone else ALIAS_WEIGHT
        return PlaceEntry(PlaceChoice(term.label, "alias", shared, lat, lon), weight, breadth, frozenset(term.members))


def _merged(area: PlaceEntry, place: PlaceEntry, by_label: bool) -> PlaceEntry:
    """Makes one of an area and the place of its name: the area's name if that is what was typed, the place's point."""
    choice = replace(area.choice, lat=place.choice.lat, lon=place.choice.lon) if by_label else place.choice
    breadth = area.breadth if by_label else 0
    return PlaceEntry(choice, max(area.weight, place.weight), breadth, area.covers)
