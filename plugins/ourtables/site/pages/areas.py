"""Areas: the index, a page for each area and for each offer of a group there, and former names."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any

from ourtables.directory.by_area import FurtherGroups
from ourtables.listing.group import Group
from ourtables.settings.vocabulary import Term
from ourtables.site.page_kinds import Counted, Making, kind, regions
from ourtables.site.pager import Pager, paged
from ourtables.site.pages.booklets import shelf_of
from ourtables.site.record import Output, Page

NEIGHBOURS = 6


@dataclass(frozen=True, slots=True)
class FurtherSection:
    """One of the two further lists of an area: the freshest `groups`, the `total`, and the areas that list `more`."""

    groups: tuple[Group, ...]
    total: int
    more: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What all pages of an area link to: areas above, below and near it, and its offers."""

    trail: tuple[Term, ...]
    above: tuple[Counted, ...]
    children: tuple[Counted, ...]
    neighbours: tuple[Counted, ...]
    offers: tuple[Counted, ...]


class Atlas:
    """What the pages of one area share: the areas around it, and the groups that serve it."""

    def __init__(self, making: Making) -> None:
        self.making = making
        self.around = cache(self._around)
        self.shelf = shelf_of(making)
        # An area's pages are drawn one after the other, and gathering a nation's list takes long.
        self.above = lru_cache(64)(self._above)
        self.serving = lru_cache(64)(making.directory.serving)

    def _around(self, key: str) -> Around:
        making = self.making
        above = [making.areas[name] for name in making.areas.ancestors(key)]
        return Around(
            trail=tuple(reversed(above)),
            above=tuple(counted(making, term) for term in above),
            children=tuple(counted(making, term) for term in making.areas.children(key)),
            neighbours=tuple(counted(making, term) for term in neighbours(making, making.areas[key])),
            offers=tuple(_by_family(making, making.directory.offers_here(key))),
        )

    def _above(self, area: str, offer: str) -> tuple[Counted, ...]:
        """Return the areas above one that have an offer too, with how many of their groups have it."""
        making = self.making
        counts = [(making.areas[key], making.directory.offers_here(key)) for key in making.areas.ancestors(area)]
        return tuple(Counted(term, offers[offer]) for term, offers in counts if offer in offers)

    def others(self, area: str, offer: str) -> tuple[Counted, ...]:
        """Return the other offers of the same family that an area's groups have."""
        family = self._family(offer)
        return tuple(
            one for one in self.around(area).offers if one.term.key != offer and self._family(one.term.key) == family
        )

    def _family(self, offer: str) -> str:
        return (offer, *self.making.offers.ancestors(offer))[-1]


@kind
def index(making: Making) -> Iterator[Output]:
    """All areas as a tree."""
    yield Page(
        url="/areas/",
        template="areas.html",
        title=making.say("Areas"),
        description=making.say("Groups by area."),
        context=lambda: {"tree": [tree(making, term) for term in making.areas.roots], "parts": _headed(making)},
    )


def _headed(making: Making) -> list[tuple[str, str]]:
    """Return the headings of the regions with their ids.

    There are none when an area below the root has no areas in it: then it and its neighbours are in a list.
    """
    tops = making.areas.children(making.settings.root_area)
    headed = all(making.areas.children(term.key) for term in tops)
    return [(f"in-{term.key}", term.label) for term in regions(making)] if headed else []


@kind
def area_pages(making: Making) -> Iterator[Output]:
    """Each area in pages of twenty, and each offer that a group has there."""
    atlas = Atlas(making)
    for term in making.areas:
        base = f"/areas/{term.key}/"
        for pager in paged(base, making.directory.count_here(term.key)):
            yield _page(atlas, term, None, pager)
        for offer, count in making.directory.offers_here(term.key).items():
            for pager in paged(f"{base}{offer}/", count):
                yield _page(atlas, term, making.offers[offer], pager)


@kind
def former_names(making: Making) -> Iterator[Output]:
    """Former names and wider bodies, which lead to the areas that they mean today."""
    for alias in making.directory.vocabularies.get("area_aliases", ()):
        yield Page(
            url=f"/areas/{alias.key}/",
            template="area_alias.html",
            title=alias.label,
            description=making.say("Areas that are part of %(area)s.", area=alias.label),
            context=partial(_former, making, alias),
        )


def _former(making: Making, alias: Term) -> Mapping[str, Any]:
    return {"alias": alias, "members": [counted(making, making.areas[key]) for key in alias.members]}


def _page(atlas: Atlas, area: Term, offer: Term | None, pager: Pager) -> Page:
    making = atlas.making
    if offer is None:
        title = making.say("Groups in %(area)s", area=area.label)
        description = making.say("Groups for people living in %(area)s.", area=area.label)
    else:
        title = making.say("%(offer)s in %(area)s", offer=offer.label, area=area.label)
        description = making.say("%(offer)s: groups for people living in %(area)s.", offer=offer.label, area=area.label)
    first = offer is None and pager.number == 1
    return Page(
        url=pager.url,
        template="area_offer.html" if offer else "area.html",
        title=numbered(making, title, pager),
        description=description,
        feed=first,
        calendar=first and making.has_calendar(pager.url),
        context=partial(_context, atlas, area, offer, pager),
    )


def numbered(making: Making, title: str, pager: Pager) -> str:
    """Return the title of a page of a list; from the second page on it says which."""
    return title if pager.number == 1 else making.say("%(title)s, page %(number)s", title=title, number=pager.number)


def _context(atlas: Atlas, area: Term, offer: Term | None, pager: Pager) -> Mapping[str, Any]:
    serving = atlas.serving(area.key, offer.key if offer else None)
    place = atlas.around(area.key)
    above = atlas.above(area.key, offer.key) if offer else place.above
    context: dict[str, Any] = {
        "area": area,
        "trail": place.trail,
        "here": serving.here[pager.part],
        "here_count": pager.total,
        "online": _further(serving.online, above),
        "wider": _further(serving.wider, above),
        "pager": pager,
    }
    if offer:
        return {**context, "offer": offer, "others": atlas.others(area.key, offer.key)}
    return {
        **context,
        "offers": place.offers,
        "children": place.children,
        "neighbours": place.neighbours,
        "carried": atlas.shelf.carried(area.key),
    }


def _further(found: FurtherGroups, above: tuple[Counted, ...]) -> FurtherSection:
    return FurtherSection(found.groups, found.total, above if found.total > len(found.groups) else ())


def counted(making: Making, term: Term) -> Counted:
    """Return an area with its number of groups."""
    return Counted(term, making.directory.count_here(term.key))


def tree(making: Making, term: Term) -> Counted:
    """Return an area with all areas in it."""
    children = tuple(tree(making, child) for child in making.areas.children(term.key))
    return Counted(term, making.directory.count_here(term.key), children)


def neighbours(making: Making, area: Term) -> list[Term]:
    """Return the nearest areas of the same kind, so that a page without a group leads somewhere."""
    here = _point(area)
    if here is None or area.parent is None:
        return []
    others = [
        (_apart(here, there), term.key, term)
        for term in making.areas
        if term.key != area.key
        and term.extra.get("kind") == area.extra.get("kind")
        and (there := _point(term)) is not None
    ]
    return [term for _, _, term in sorted(others, key=lambda other: other[:2])[:NEIGHBOURS]]


def _point(term: Term) -> tuple[float, float] | None:
    try:
        return float(term.extra["lat"]), float(term.extra["lon"])
    except (KeyError, ValueError):
        return None


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return how far two points are apart, exactly enough to sort near ones."""
    east = (one[1] - other[1]) * math.cos(math.radians(one[0]))
    return math.hypot(one[0] - other[0], east)


def _by_family(making: Making, counts: Mapping[str, int]) -> Iterator[Counted]:
    """Yield each family that groups here have, followed by its offers that they have."""
    for family in making.offers.roots:
        for key in (family.key, *making.offers.descendants(family.key)):
            if key in counts:
                yield Counted(making.offers[key], counts[key])
