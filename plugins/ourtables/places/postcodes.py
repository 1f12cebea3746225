"""Postcodes in a text: the longest known one, and the choices it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ourtables.places.model import Choice, PostcodeRules
from ourtables.places.tables import Tables


@dataclass(frozen=True, slots=True)
class Found:
    """A postcode in a text: its choices, the text without it, and whether its sector is known."""

    kind: str
    choices: tuple[Choice, ...]
    rest: str
    exact: bool


class Postcodes:
    """Finds postcodes by a country's rules in its tables."""

    def __init__(self, rules: PostcodeRules, tables: Tables) -> None:
        # Coarse before fine: of two that take the same signs, "LS28" is the outward code and not the sector "LS2 8".
        self._patterns = [
            (kind, re.compile(rf"\b(?:{pattern})\b"))
            for kind, pattern in (("outcode", rules.outward), ("sector", rules.sector), ("postcode", rules.unit))
        ]
        self._tables = tables

    def find(self, text: str) -> Found | None:
        """Finds the longest postcode of a text whose outward code is known; of equals the coarsest, then the first."""
        capitals = " ".join(text.upper().split())
        longest: tuple[int, Found] | None = None
        for kind, pattern in self._patterns:
            for match in pattern.finditer(capitals):
                length = match.end() - match.start()
                if longest is not None and length <= longest[0]:
                    continue
                groups = [group.replace(" ", "") for group in match.groups("")]
                row = self._tables.sectors.get(" ".join(groups[:2])) if len(groups) > 1 else None
                choices = tuple(self._choices(kind, groups, row))
                if choices:
                    rest = f"{capitals[: match.start()]},{capitals[match.end() :]}"
                    longest = (length, Found(kind, choices, rest, row is not None))
        return longest[1] if longest else None

    def _choices(self, kind: str, groups: list[str], sector: list[str] | None) -> Iterator[Choice]:
        outward, inward = groups[0], "".join(groups[1:])
        name = f"{outward} {inward}" if inward else outward
        if sector is not None:
            yield Choice(name, kind, sector[1], float(sector[2]), float(sector[3]))
            return
        row = self._tables.outcodes.get(outward)
        if row is None:
            return
        _, areas, lat, lon, _, outside = row
        if not areas:
            yield Choice(f"{name} ({outside})" if outside else name, kind, None, float(lat), float(lon))
        for area in areas.split():
            yield Choice(name, kind, area, float(lat), float(lon))
