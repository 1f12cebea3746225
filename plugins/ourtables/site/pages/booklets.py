"""Booklets to print: the groups of an area, in normal and in large print, and a QR code for each group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import zxingcpp

from ourtables.directory.directory import name_order
from ourtables.listing.fields import NOT_ASKED
from ourtables.listing.group import Group
from ourtables.settings.vocabulary import Term
from ourtables.site.page_kinds import Making, kind, kind_without_language, shared
from ourtables.site.record import File, Output, Page

# A larger area's booklet would be a book; its page leads to the booklets of the places inside it.
MOST = 200
# Readers take any of the eight masks, and trying all of them takes five times as long.
_MASK = 3
# The margin that readers need, in squares.
_MARGIN = 4
# A run of dark squares with the light ones before it, those in earlier rows included.
_RUN = re.compile(rb"[\xff\n]*\0+")


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
    drawing = Codes()
    for group in shelf_of(making).groups:
        page = f"/groups/{group.slug}/"
        yield File(url=f"{page}qr.svg", body=partial(drawing.of, making.address.absolute(page)))


class Codes:
    """Draws QR codes. Few runs of squares differ, so each is put into words once."""

    def __init__(self) -> None:
        self._runs: dict[int, _Runs] = {}

    def of(self, address: str) -> bytes:
        """Return the QR code of an address as SVG: black on a transparent ground, with the margin that readers need."""
        # It takes the smallest size that holds the address, and the highest error level that fits this size.
        made = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, data_mask=_MASK)
        # Its type doesn't say that it is a buffer of bytes: 0 for a dark square.
        image: Any = made.to_image(add_quiet_zones=False)
        side, squares = image.shape[0], bytes(image)
        rows = b"\n".join(squares[start : start + side] for start in range(0, len(squares), side))
        runs = self._runs.setdefault(side, _Runs(side))
        path = "".join(map(runs.__getitem__, _RUN.findall(rows)))
        box = side + 2 * _MARGIN
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box} {box}">'
            f'<path stroke="#000" d="M{_MARGIN} {_MARGIN}.5{path}"/></svg>\n'
        ).encode()


class _Runs(dict[bytes, str]):
    """Each run of dark squares as a line through their middle, for codes with sides of one length."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._side = side

    def __missing__(self, run: bytes) -> str:
        light = run.rstrip(b"\0")
        down = light.count(b"\n")
        self[run] = f"m{len(light) - down * (self._side + 1)} {down}h{len(run) - len(light)}"
        return self[run]


def _context(shelf: Shelf, area: Term, large: bool) -> Mapping[str, Any]:
    return {"area": area, "groups": shelf.of(area.key), "large": large}
