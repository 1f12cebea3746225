"""Offers: the index, a page for each family and for each offer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from ourtables.settings.vocabulary import Term
from ourtables.site.page_kinds import Counted, Making, kind
from ourtables.site.pager import Pager, paged
from ourtables.site.pages.areas import numbered
from ourtables.site.record import Output, Page


@kind
def index(making: Making) -> Iterator[Output]:
    """All offers, by family."""
    yield Page(
        url="/offers/",
        template="offers.html",
        title=making.say("What groups offer"),
        description=making.say("Every kind of help and company that groups here offer."),
        context=lambda: {"families": families(making)},
    )


@kind
def offer_pages(making: Making) -> Iterator[Output]:
    """Each family and each offer, in pages of twenty."""
    areas = cache(partial(_areas, making))
    for term in making.offers:
        for pager in paged(f"/offers/{term.key}/", len(making.directory.with_offer(term.key))):
            yield Page(
                url=pager.url,
                template="offer.html",
                title=numbered(making, term.label, pager),
                description=term.definition,
                feed=pager.number == 1,
                calendar=pager.number == 1 and making.has_calendar(pager.url),
                context=partial(_context, making, areas, term, pager),
            )


def _areas(making: Making, offer: str) -> tuple[Counted, ...]:
    found = making.directory.areas_with_offer(offer)
    return tuple(Counted(making.areas[key], count) for key, count in found.items())


def _context(
    making: Making, areas: Callable[[str], tuple[Counted, ...]], offer: Term, pager: Pager
) -> Mapping[str, Any]:
    first = pager.number == 1
    return {
        "offer": offer,
        "family": making.offers[offer.parent] if offer.parent else None,
        # Otherwise two thousand further pages would repeat every area.
        "children": [counted(making, child) for child in making.offers.children(offer.key)] if first else [],
        "areas": areas(offer.key) if first else (),
        "groups": making.directory.with_offer(offer.key)[pager.part],
        "groups_count": pager.total,
        "pager": pager,
    }


def counted(making: Making, term: Term) -> Counted:
    """Return an offer with its number of groups, and the offers in it."""
    children = tuple(counted(making, child) for child in making.offers.children(term.key))
    return Counted(term, len(making.directory.with_offer(term.key)), children)


def families(making: Making) -> list[Counted]:
    """Return the families of offers with their groups and offers. An offer without a family is one of them."""
    return [counted(making, term) for term in making.offers.roots]
