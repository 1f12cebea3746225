"""Areas: the index, a page for each area and for each offer of a group there, and former names."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any

from ourtables.directory.by_area import FurtherGroups
from ourtables.listing.group import Group
from ourtables.settings.vocabulary import Term
from ourtables.site.jinja_speed import Remembering
from ourtables.site.page_kinds import Counted, Making, kind, regions, shared
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
    """What all pages of an area link to: areas above and below it, and its offers."""

    trail: tuple[Term, ...]
    children: tuple[Counted, ...]
    offers: tuple[Counted, ...]


class Atlas:
    """What the pages of areas share: the areas around each, and the groups that serve it."""

    def __init__(self, making: Making) -> None:
        self.making = making
        self.around = cache(self._around)
        self.shelf = shelf_of(making)
        # An area's pages are drawn one after the other, and gathering a nation's list takes long.
        self.serving = lru_cache(64)(making.directory.serving)
        self._above = cache(self._counted_from)
        self._family = cache(lambda offer: (offer, *making.offers.ancestors(offer))[-1])
        self._groups: dict[tuple[str, ...], tuple[Group, ...]] = {}
        self.further = Remembering(self._further)

    def _around(self, key: str) -> Around:
        making = self.making
        here = making.directory.offers_here(key)
        return Around(
            trail=tuple(making.areas[name] for name in reversed(making.areas.ancestors(key))),
            children=tuple(counted(making, term) for term in making.areas.children(key)),
            offers=tuple(Counted(offer, here[offer.key]) for offer in _offers_by_family(making) if offer.key in here),
        )

    def above(self, area: Term, offer: str | None) -> tuple[Counted, ...]:
        """Return the areas above one with how many groups each has; with an offer, those that have groups with it."""
        return self._above(area.parent, offer) if area.parent else ()

    def _counted_from(self, area: str, offer: str | None) -> tuple[Counted, ...]:
        """Return an area and those above it. All areas within it have the same above them, so it is counted once."""
        making = self.making
        found = [making.areas[key] for key in (area, *making.areas.ancestors(area))]
        if offer is None:
            return tuple(counted(making, term) for term in found)
        counts = [(term, making.directory.offers_here(term.key)) for term in found]
        return tuple(Counted(term, offers[offer]) for term, offers in counts if offer in offers)

    def _further(self, found: FurtherGroups, above: tuple[Counted, ...]) -> FurtherSection:
        # Of twelve lists one differs from all before it. The same groups as the same tuple are drawn once (rows.html).
        groups = self._groups.setdefault(tuple(group.slug for group in found.groups), found.groups)
        return FurtherSection(groups, found.total, above if found.total > len(groups) else ())

    def others(self, area: str, offer: str) -> tuple[Counted, ...]:
        """Return the other offers of the same family that an area's groups have."""
        family = self._family(offer)
        return tuple(one for one in self.around(area).offers if one.key != offer and self._family(one.key) == family)


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
    above = atlas.above(area, offer.key if offer else None)
    context: dict[str, Any] = {
        "area": area,
        "trail": place.trail,
        "here": serving.here[pager.part],
        "here_count": pager.total,
        "online": atlas.further(serving.online, above),
        "wider": atlas.further(serving.wider, above),
        "pager": pager,
    }
    if offer:
        return {**context, "offer": offer, "others": atlas.others(area.key, offer.key)}
    near = neighbours(atlas.making, area) if pager.number == 1 else []
    return {
        **context,
        "offers": place.offers,
        "children": place.children,
        "neighbours": [counted(atlas.making, term) for term in near],
        "carried": atlas.shelf.carried(area.key),
    }


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
    north, east = here
    # Exact enough to sort near ones.
    narrower = math.cos(math.radians(north))
    others = (
        (math.hypot(north - there[0], (east - there[1]) * narrower), key)
        for key, there in _points(making)[area.extra.get("kind")].items()
        if key != area.key
    )
    return [making.areas[key] for _, key in heapq.nsmallest(NEIGHBOURS, others)]


@shared
def _points(making: Making) -> Mapping[str | None, Mapping[str, tuple[float, float]]]:
    """Return where the areas of each kind are, by their keys."""
    found: dict[str | None, dict[str, tuple[float, float]]] = {}
    for term in making.areas:
        point = _point(term)
        if point is not None:
            found.setdefault(term.extra.get("kind"), {})[term.key] = point
    return found


def _point(term: Term) -> tuple[float, float] | None:
    try:
        return float(term.extra["lat"]), float(term.extra["lon"])
    except (KeyError, ValueError):
        return None


@shared
def _offers_by_family(making: Making) -> tuple[Term, ...]:
    """Return each family of offers, followed by its offers."""
    offers = making.offers
    return tuple(offers[key] for root in offers.roots for key in (root.key, *offers.descendants(root.key)))
