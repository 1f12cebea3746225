"""The tables of places as the browser looks them up: names by their first two letters, postcodes by theirs.

What a name stands for is worked out here, so that the browser repeats only how a text is read. All tables stand in one
folder named by what they are made from; each is small, and asking for one tells the host two letters, not a place.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from typing import Any

from ourtables.directory.finding import AREA
from ourtables.places.model import PlaceEntry
from ourtables.places.names import Names
from ourtables.places.tables import Tables
from ourtables.places.typos import PREFIX
from ourtables.site.finder.facet_index import FOLDER, address, finder_of
from ourtables.site.page_kinds import Making, shared
from ourtables.site.record import compact_json

_FILES = (
    "places.csv",
    "outcodes.csv",
    "sectors.csv",
    "words.csv",
    "common.csv",
    "streets.csv",
    "abroad.csv",
    "map.json",
)
_KINDS = {"place": 0, "area": 1, "alias": 2}
# Goes up when the form of the tables changes.
_FORM = b"2"


class PlaceShards:
    """The tables of one directory: `base` is their address, `find` their bodies by name."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._folder = making.content / "places"
        vocabularies = making.directory.vocabularies
        self._terms = [*vocabularies["areas"], *vocabularies.get("area_aliases", ())]
        digest = hashlib.sha256(_FORM + repr(self._terms).encode())
        for name in _FILES:
            if (self._folder / name).is_file():
                digest.update((self._folder / name).read_bytes())
        self.base = f"{FOLDER}/places-{digest.hexdigest()[:10]}"
        values = next(facet.values for facet in finder_of(making).facets if facet.name == AREA)
        self._places = {key: place for place, key in enumerate(values)}

    def bodies(self) -> Iterator[tuple[str, bytes]]:
        """Every table by its name."""
        drawn = self._folder / "map.json"
        if drawn.is_file():
            yield "map", drawn.read_bytes()
        if not self._located():
            return
        tables = self._making.exporting.tables
        names = Names(tables, self._terms, ())
        yield "words", compact_json([self._words(), *map(sorted, (tables.common, tables.streets, tables.abroad))])
        found: dict[str, dict[str, list[Any]]] = {}
        fold = tables.folding.fold
        of_areas = {fold(text) for term in self._terms for text in (term.label, *term.synonyms)}
        for name in sorted(names.all()):
            if name in of_areas:
                rows = [self._entry(entry) for entry in names.lookup(name)]
            else:
                # Most names are places only: their rows are taken as they stand.
                rows = [self._row(tables.places[number]) for number in tables.numbers_by_name[name]]
                rows.sort(key=lambda row: -row[4])
            found.setdefault(name[:PREFIX], {})[name] = rows
        for prefix, shard in found.items():
            yield f"n-{address(prefix)}", compact_json(shard)
        yield from self._postcodes(tables)

    @property
    def mapped(self) -> bool:
        """Whether there is a map of the areas."""
        return (self._folder / "map.json").is_file()

    def _words(self) -> dict[str, str]:
        path = self._folder / "words.csv"
        if not path.is_file():
            return {}
        with path.open(encoding="utf-8", newline="") as lines:
            return {row["word"]: row["becomes"] for row in csv.DictReader(lines)}

    def _located(self) -> bool:
        """Whether areas have points; a directory without any looks no place up."""
        return all("lat" in term.extra for term in self._making.areas)

    def _entry(self, entry: PlaceEntry) -> list[Any]:
        choice = entry.choice
        row = [choice.name, self._area(choice.area), choice.lat, choice.lon, entry.weight]
        if choice.kind != "place" or entry.covers:
            row += [_KINDS[choice.kind], entry.breadth, sorted(map(self._area, entry.covers))]
        return row

    def _row(self, row: list[str]) -> list[Any]:
        return [row[0], self._area(row[1]), float(row[2]), float(row[3]), float(row[4])]

    def _area(self, key: str | None) -> int:
        return self._places.get(key, -1) if key else -1

    def _postcodes(self, tables: Tables) -> Iterator[tuple[str, bytes]]:
        """Outward codes and sectors by their first two letters, and all outward codes for "where I am"."""
        found: dict[str, list[dict[str, Any]]] = {}
        points = []
        for code, row in tables.outcodes.items():
            areas = [self._area(key) for key in row[1].split()]
            cell = [areas, float(row[2]), float(row[3]), row[5]]
            found.setdefault(code[:PREFIX], [{}, {}])[0][code] = cell
            if areas and row[4] == "1":
                points.append([code, round(float(row[2]), 2), round(float(row[3]), 2), areas[0]])
        for code, row in tables.sectors.items():
            cell = [self._area(row[1]), float(row[2]), float(row[3])]
            found.setdefault(code[:PREFIX], [{}, {}])[1][code] = cell
        for prefix, shard in found.items():
            yield f"p-{address(prefix)}", compact_json(shard)
        yield "outward", compact_json(points)


@shared
def shards(making: Making) -> PlaceShards:
    """The tables of a run."""
    return PlaceShards(making)
