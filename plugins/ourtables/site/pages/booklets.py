"""Booklets to print: the groups of an area, in normal and in large print, and a QR code for each group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import segno

from ourtables.directory.directory import name_order
from ourtables.listing.fields import NOT_ASKED
from ourtables.listing.group import Group
from ourtables.settings.vocabulary import Term
from ourtables.site.page_kinds import Making, kind, kind_without_language, shared
from ourtables.site.record import File, Output, Page

# A larger area's booklet would be a book; its page leads to the booklets of the places inside it.
MOST = 200
# Readers take any of the eight masks, and trying all of them takes ten times as long.
_MASK = 3
# The margin that readers need, in squares.
_MARGIN = 4
_DARK = re.compile(rb"\x01+")


@dataclass(frozen=True, slots=True)
class Carried:
    """What of an area can be taken away.

    Attributes:
        count: How many groups its booklet and its offline copy hold; 0 when it has neither.
        inside: The places in it that have some, when it is itself too large.
    """

    count: int = 0
    inside: tuple[Term, ...] = ()


class Shelf:
    """The groups that go on paper and into offline copies: listed, real, and asked."""

    def __init__(self, making: Making) -> None:
        self._making = making
        directory = making.directory
        self.groups = tuple(
            group for group in directory.listed if not group.example and group.consent != NOT_ASKED
        )  # fmt: skip
        self._real = frozenset(group.slug for group in self.groups)
        counts = {area: len(self._standing(area)) for area in directory.areas.with_groups}
        self.areas = {area: count for area, count in counts.items() if 0 < count <= MOST}
        self._too_large = frozenset(area for area, count in counts.items() if count > MOST)

    def _standing(self, area: str) -> list[Group]:
        return [group for group in self._making.directory.areas.standing(area) if group.slug in self._real]

    def of(self, area: str) -> tuple[Group, ...]:
        """Return the groups of an area by name, as people look for them on paper."""
        return tuple(sorted(self._standing(area), key=lambda group: (name_order(group.name), group.slug)))

    def carried(self, area: str) -> Carried:
        """Return what the page of an area offers to take away."""
        if area not in self._too_large:
            return Carried(self.areas.get(area, 0))
        children = self._making.areas.children(area)
        return Carried(0, tuple(child for child in children if child.key in self.areas or child.key in self._too_large))


shelf_of = shared(Shelf)


@kind
def booklets(making: Making) -> Iterator[Output]:
    """The booklet of each area that is small enough, in normal and in large print."""
    shelf = shelf_of(making)
    for key in shelf.areas:
        area = making.areas[key]
        title = making.say("Groups in %(area)s: a booklet to print", area=area.label)
        large = making.say("Groups in %(area)s: a booklet in large print", area=area.label)
        for end, said in (("", title), ("large/", large)):
            yield Page(
                url=f"/areas/{key}/booklet/{end}",
                template="booklet.html",
                title=said,
                description=making.say("Groups for people living in %(area)s, on paper.", area=area.label),
                noindex=True,
                context=partial(_context, shelf, area, bool(end)),
            )


@kind_without_language
def codes(making: Making) -> Iterator[Output]:
    """The QR code of each group that goes on paper, once for all booklets."""
    for group in shelf_of(making).groups:
        page = f"/groups/{group.slug}/"
        yield File(url=f"{page}qr.svg", body=partial(code, making.address.absolute(page)))


def code(address: str) -> bytes:
    """Return the QR code of an address as SVG: black on a transparent ground, with the margin that readers need."""
    rows = segno.make_qr(address, error="l", mask=_MASK).matrix
    side = len(rows) + 2 * _MARGIN
    # Each run of dark squares is a line through their middle. segno writes the same, five times as slowly.
    lines, start, down = [f"M{_MARGIN} {_MARGIN}.5"], 0, 0
    for row in rows:
        for run in _DARK.finditer(row):
            lines.append(f"m{run.start() - start} {down}h{run.end() - run.start()}")
            start, down = run.end(), 0
        down += 1
    path = f'<path stroke="#000" d="{"".join(lines)}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">{path}</svg>\n'.encode()


def _context(shelf: Shelf, area: Term, large: bool) -> Mapping[str, Any]:
    return {"area": area, "groups": shelf.of(area.key), "large": large}
