"""What the tables of places hold and what a look-up answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Protocol

KILOMETRES_A_DEGREE = 111.2


class Area(Protocol):
    """What a look-up needs to know of an area, or of an alias, which is one that has `members`.

    `extra` may hold `lat` and `lon` in degrees, as texts. An area without a parent is a root.
    """

    @property
    def key(self) -> str:
        """The key that listings name it by."""

    @property
    def label(self) -> str:
        """Its name."""

    @property
    def parent(self) -> str | None:
        """The key of the area around it; none for the root."""

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Other names of it."""

    @property
    def members(self) -> tuple[str, ...]:
        """The keys of the areas that an alias stands for."""

    @property
    def extra(self) -> Mapping[str, str]:
        """What the vocabulary says of it beside these."""


@dataclass(frozen=True, slots=True)
class PostcodeRules:
    """How a country writes its postcodes, as regular expressions searched for in a text of capitals.

    The first group of each is the outward code; the second of `sector` and `unit`, if any, is what makes it a sector;
    what follows in `unit` is the rest. Blanks inside a group are left out. Only what Python and JavaScript both read.
    """

    unit: str
    sector: str
    outward: str


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """One answer to a typed place.

    `kind` is `postcode`, `sector`, `outcode`, `place`, `area` or `alias`. `area` is the key of the area it lies in, or
    of the smallest area around an alias; `None` where it lies in none. `lat` and `lon` are in degrees.
    """

    name: str
    kind: str
    area: str | None
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A choice with what ranks it.

    `weight` is its population, or what stands for one. `breadth` is 0 for a place and grows with an area's height in
    the tree. `covers` are the keys of the areas it is made of; empty for a place.
    """

    choice: PlaceChoice
    weight: float
    breadth: int = 0
    covers: frozenset[str] = frozenset()


def kilometres(one: PlaceChoice, other: PlaceChoice) -> float:
    """Measures the distance between two points, as on a flat map: exact to 1 % within a country."""
    north = one.lat - other.lat
    east = (one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))
    return hypot(north, east) * KILOMETRES_A_DEGREE
