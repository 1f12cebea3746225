"""The tables of `content/places/`, read when first asked for."""

from __future__ import annotations

import csv
from functools import cached_property
from pathlib import Path

from ourtables.places.folding import Folding
from ourtables.places.model import PlaceChoice, PlaceEntry


class Tables:
    """The rows of a folder of places.

    `places.csv` (name, area, lat, lon, population, also: other names between bars), `outcodes.csv` (code, areas, lat,
    lon, current, outside), `sectors.csv` (code, area, lat, lon), `words.csv` (word, becomes), and three of one column:
    `common.csv`, `streets.csv` and `abroad.csv`. One that is not there is empty. Numbers stay texts until a row is
    chosen: that makes reading 40,000 rows quick.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def forget(self) -> None:
        """Let go of all rows, tens of megabytes for a country; those that are asked for afterwards are read again."""
        folder = self._folder
        vars(self).clear()
        self._folder = folder

    def _rows(self, name: str) -> list[list[str]]:
        path = self._folder / name
        if not path.is_file():
            return []
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines)
            next(reader, None)
            return list(reader)

    @cached_property
    def folding(self) -> Folding:
        """Words that are written in several ways, with the one to use."""
        return Folding({row[0]: row[1] for row in self._rows("words.csv")})

    @cached_property
    def common(self) -> frozenset[str]:
        """Words that are also names, but are taken for one only where nothing else stands between two commas."""
        return frozenset(row[0] for row in self._rows("common.csv"))

    @cached_property
    def streets(self) -> frozenset[str]:
        """Words that make the name before them a street's: "Leeds Road" is in Bradford."""
        return frozenset(row[0] for row in self._rows("streets.csv"))

    @cached_property
    def abroad(self) -> frozenset[str]:
        """Folded names of other countries: nothing before one is a place of this country."""
        return frozenset(self.folding.fold(row[0]) for row in self._rows("abroad.csv"))

    @cached_property
    def places(self) -> list[list[str]]:
        """The rows of places."""
        return self._rows("places.csv")

    @cached_property
    def outcodes(self) -> dict[str, list[str]]:
        """The rows of outward codes, by code."""
        return {row[0]: row for row in self._rows("outcodes.csv")}

    @cached_property
    def areas_of_whole_outcodes(self) -> dict[str, str]:
        """The area of each outward code that lies wholly in one, by code."""
        return {code: areas for code, (_, areas, *_) in self.outcodes.items() if len(areas.split()) == 1}

    @cached_property
    def sectors(self) -> dict[str, list[str]]:
        """The rows of postcode sectors, by sector."""
        return {row[0]: row for row in self._rows("sectors.csv")}

    @cached_property
    def numbers_by_name(self) -> dict[str, list[int]]:
        """The numbers of the rows of `places` that have a folded name, the first rows first."""
        names, numbers = [], []
        for number, row in enumerate(self.places):
            for name in (row[0], *filter(None, row[5].split("|"))):
                names.append(name)
                numbers.append(number)
        found: dict[str, list[int]] = {}
        folded = self.folding.fold("\n".join(names)).split("\n") if names else []
        for name, number in zip(folded, numbers, strict=True):
            found.setdefault(name, []).append(number)
        return found

    def place(self, number: int) -> PlaceEntry:
        """Reads one row of `places`."""
        name, area, lat, lon, population, _ = self.places[number]
        return PlaceEntry(PlaceChoice(name, "place", area or None, float(lat), float(lon)), float(population))
