"""Booklets to print: the groups of an area on paper, in normal and in large print, and a QR code for each group."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import segno

from ourtables.directory import name_order
from ourtables.fields import NOT_ASKED
from ourtables.group import Group
from ourtables.site.pages.registry import Making, kind
from ourtables.site.record import File, Output, Page
from ourtables.vocabulary import Term

# A larger area's booklet would be a book: its page leads to those of the places inside it.
MOST = 200
# Trying all eight masks takes ten times as long, and any of them can be read.
_MASK = 3


@dataclass(frozen=True, slots=True)
class Carried:
    """What of an area can be taken away: how many groups its booklet and its offline copy hold, none when it has
    neither, and which places `inside` it have some when it is too large itself.
    """

    count: int = 0
    inside: tuple[Term, ...] = ()


class Shelf:
    """The groups that go on paper and into offline copies: all that are listed, real and asked."""

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
        """The groups of an area by name, as one looks for them on paper."""
        return tuple(sorted(self._standing(area), key=lambda group: (name_order(group.name), group.slug)))

    def carried(self, area: str) -> Carried:
        """What the page of an area says there is to take away."""
        if area not in self._too_large:
            return Carried(self.areas.get(area, 0))
        children = self._making.areas.children(area)
        return Carried(0, tuple(child for child in children if child.key in self.areas or child.key in self._too_large))


@kind
def booklets(making: Making) -> Iterator[Output]:
    """The booklet of each area that isn't too large for one, in normal and in large print."""
    shelf = Shelf(making)
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


@kind
def codes(making: Making) -> Iterator[Output]:
    """The QR code of each group that goes on paper, once, however many booklets it stands in."""
    for group in Shelf(making).groups:
        page = f"/groups/{group.slug}/"
        yield File(url=f"{page}qr.svg", body=partial(code, making.address.absolute(page)))


def code(address: str) -> bytes:
    """An address as the QR code of a picture, black on nothing, with the quiet edge that readers need."""
    written = io.BytesIO()
    made = segno.make_qr(address, error="l", mask=_MASK)
    made.save(written, kind="svg", xmldecl=False, omitsize=True, svgclass=None, lineclass=None)
    return written.getvalue()


def _context(shelf: Shelf, area: Term, large: bool) -> Mapping[str, Any]:
    return {"area": area, "groups": shelf.of(area.key), "large": large}
