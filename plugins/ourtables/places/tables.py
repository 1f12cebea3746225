"""The tables of `content/places/`, read when first asked for."""

from __future__ import annotations

import csv
from functools import cached_property
from pathlib import Path

from ourtables.places.folding import Folding
from ourtables.places.model import Choice, Entry


class Tables:
    """The rows of a folder of places.

    `places.csv` (name, area, lat, lon, population, also: other names between bars), `outcodes.csv` (code, areas, lat,
    lon, current, outside), `sectors.csv` (code, area, lat, lon), `words.csv` (word, becomes) and `common.csv` (word);
    one that is not there is empty. Numbers stay texts until a row is chosen: that makes reading 40,000 rows quick.
    """

    def __init__(self, folder: Path) -> None:
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
        return Folding({row[0]: row[1] for row in self._rows("words.csv")})

    @cached_property
    def common(self) -> frozenset[str]:
        """Words that are also names, but are taken for one only where nothing else stands between two commas."""
        return frozenset(row[0] for row in self._rows("common.csv"))

    @cached_property
    def places(self) -> list[list[str]]:
        return self._rows("places.csv")

    @cached_property
    def outcodes(self) -> dict[str, list[str]]:
        return {row[0]: row for row in self._rows("outcodes.csv")}

    @cached_property
    def sectors(self) -> dict[str, list[str]]:
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

    def place(self, number: int) -> Entry:
        """Reads one row of `places`."""
        name, area, lat, lon, population, _ = self.places[number]
        return Entry(Choice(name, "place", area or None, float(lat), float(lon)), float(population))
