"""The first page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from ourtables.listing.group import Group
from ourtables.site.page_kinds import Making, kind, regions
from ourtables.site.pages.areas import counted
from ourtables.site.pages.offers import families
from ourtables.site.record import Output, Page

QUOTES = 3


@kind
def home(making: Making) -> Iterator[Output]:
    """The first page: what groups offer, where, and a few groups in their own words."""

    def context() -> Mapping[str, Any]:
        return {
            "families": families(making),
            "regions": [counted(making, term) for term in regions(making)],
            "listed_count": len(making.directory.listed),
            "quotes": quotes(making),
        }

    settings = making.settings
    yield Page(url="/", template="home.html", title=settings.title, description=settings.description, context=context)


def quotes(making: Making) -> list[Group]:
    """Return a few active groups, different ones each day, all equally often."""
    day = making.directory.today.isoformat()
    meeting = [group for group in making.directory.listed if group.status == "active" and group.blurb]
    return sorted(meeting, key=lambda group: hashlib.sha256(f"{day} {group.slug}".encode()).digest())[:QUOTES]
