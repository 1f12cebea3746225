"""Splits long lists into pages: `/areas/leeds/`, `/areas/leeds/page/2/` and so on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isqrt

SIZE = 20


@dataclass(frozen=True, slots=True)
class Pager:
    """One page of a list.

    Attributes:
        base: The address of the first page.
        number: Which page this is, from 1.
        count: How many pages the list has.
        total: How many entries the whole list has.
        size: How many entries a page has.
    """

    base: str
    number: int
    count: int
    total: int
    size: int = SIZE

    @property
    def url(self) -> str:
        """The address of this page."""
        return self.at(self.number)

    @property
    def previous(self) -> str | None:
        """The address of the page before, or `None` on the first."""
        return self.at(self.number - 1) if self.number > 1 else None

    @property
    def next(self) -> str | None:
        """The address of the page after, or `None` on the last."""
        return self.at(self.number + 1) if self.number < self.count else None

    @property
    def jumps(self) -> list[int]:
        """The numbers of the pages that this one links to.

        These are its neighbours and every n-th page, so that each page of the list is at most two presses away.
        """
        step = isqrt(self.count - 1) + 1
        start = (self.number - 1) // step * step + 1
        around = range(start, min(start + step, self.count + 1))
        return sorted({*range(1, self.count + 1, step), *around, self.count})

    @property
    def part(self) -> slice:
        """The part of the list that this page shows."""
        return slice((self.number - 1) * self.size, self.number * self.size)

    def at(self, number: int) -> str:
        """Return the address of a page by its number."""
        return self.base if number == 1 else f"{self.base}page/{number}/"


def paged(base: str, total: int, size: int = SIZE) -> Iterator[Pager]:
    """Yield the pages of a list. An empty list has one page, which says so.

    Args:
        base: The address of the first page.
        total: How many entries the list has.
        size: How many entries a page has.
    """
    count = max(1, -(-total // size))
    for number in range(1, count + 1):
        yield Pager(base, number, count, total, size)
