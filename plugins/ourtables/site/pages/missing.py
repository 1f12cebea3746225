"""Gaps: how many groups each area has for each offer, as tables by region and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ourtables.exports.csv_tables import csv_text
from ourtables.settings.vocabulary import Term
from ourtables.site.page_kinds import Making, kind, kind_without_language, regions
from ourtables.site.record import File, Output, Page

BASE = "/missing/"
_COLUMNS = ("area", "area_label", "inside", "offer", "groups")


@dataclass(frozen=True, slots=True)
class MissingRow:
    """One area of a table: how many groups it has for each offer, and for how many offers it has none."""

    area: Term
    counts: tuple[int, ...]

    @property
    def gaps(self) -> int:
        """How many offers no group is listed for."""
        return self.counts.count(0)


def data(making: Making) -> Mapping[str, Any]:
    """Return what the first table shows: every region."""
    return _table(making, regions(making))


@kind
def region_pages(making: Making) -> Iterator[Output]:
    """A table for each region: its areas, down to councils."""
    for region in regions(making) if asked_for(making) else ():
        if making.areas.children(region.key):
            yield Page(
                url=f"{BASE}{region.key}/",
                template="missing_region.html",
                title=making.say("Not listed yet in %(area)s", area=region.label),
                description=making.say("Which offers no group is listed for, area by area."),
                context=partial(_region, making, region),
            )


@kind_without_language
def gaps_as_data(making: Making) -> Iterator[Output]:
    """The same for every area as data."""
    if asked_for(making):
        yield File(url=f"{BASE}gaps.csv", body=partial(_csv, making))
        yield File(url=f"{BASE}gaps.json", body=partial(_json, making))


def asked_for(making: Making) -> bool:
    """Return whether the keepers have the page that these tables belong to."""
    return (making.content / "pages" / "missing.md").is_file()


def _region(making: Making, region: Term) -> Mapping[str, Any]:
    leaves = [making.areas[key] for key in making.areas.descendants(region.key) if not making.areas.children(key)]
    return {"region": region, **_table(making, leaves)}


def _table(making: Making, areas: list[Term]) -> dict[str, Any]:
    offers = _offers(making)
    lines = []
    for area in areas:
        here = making.directory.offers_here(area.key)
        lines.append(MissingRow(area, tuple(here.get(offer.key, 0) for offer in offers)))
    return {"offers": offers, "lines": lines}


def _offers(making: Making) -> list[Term]:
    """Return the offers without their families."""
    return [term for term in making.offers if not making.offers.children(term.key)]


def _rows(making: Making) -> list[tuple[str | int, ...]]:
    offers = _offers(making)
    return [
        (area.key, area.label, area.parent or "", offer.key, here.get(offer.key, 0))
        for area in making.areas
        for here in (making.directory.offers_here(area.key),)
        for offer in offers
    ]


def _csv(making: Making) -> bytes:
    return csv_text(_COLUMNS, _rows(making)).encode()


def _json(making: Making) -> bytes:
    """Return the rows as `json.dumps` writes them with `indent=0`, but with its encoder in C, which takes no indent."""
    rows = [dict(zip(_COLUMNS, row, strict=True)) for row in _rows(making)]
    text = json.dumps(rows, ensure_ascii=False, separators=(",\n", ": "))
    # A line end in a value is escaped, so that this one is between two rows.
    inside = text[2:-2].replace("},\n{", "\n},\n{\n")
    return f"[\n{{\n{inside}\n}}\n]".encode() if rows else b"[]"
