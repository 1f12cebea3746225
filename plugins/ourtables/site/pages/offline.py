"""Copies to keep: the groups of an area as one file that needs nothing else, and is saved only where somebody asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from ourtables.policy import hashed
from ourtables.site.pages.booklets import Shelf
from ourtables.site.pages.registry import Making, kind
from ourtables.site.record import Output, Page
from ourtables.vocabulary import Term

# The whole of its looks. It stands in the file, whose policy allows these bytes and no others.
STYLE = (
    ":root{color-scheme:light dark}"
    "body{max-width:42rem;margin:0 auto;padding:1rem;font:1.0625rem/1.5 system-ui,sans-serif;"
    "background:#fbf6ec;color:#241c15;overflow-wrap:break-word}"
    "a{color:#5b1a63}article{border-top:2px solid;padding:.75rem 0}"
    "h1{line-height:1.1}h2{margin:0;font-size:1.25rem}p,ul{margin:.25rem 0}ul{padding:0;list-style:none}"
    "li a,h2 a{display:inline-block;padding:.5rem 0}"
    "@media(prefers-color-scheme:dark){body{background:#1d1714;color:#f6ecdd}a{color:#e9b3f0}}"
)


@kind
def copies(making: Making) -> Iterator[Output]:
    """The copy of each area that isn't too large for one."""
    shelf = Shelf(making)
    for key in shelf.areas:
        area = making.areas[key]
        yield Page(
            url=f"/areas/{key}/offline.html",
            template="offline.html",
            title=making.say("Groups in %(area)s: a copy to keep", area=area.label),
            noindex=True,
            style=hashed(STYLE),
            context=partial(_context, shelf, area),
        )


def _context(shelf: Shelf, area: Term) -> Mapping[str, Any]:
    return {"area": area, "groups": shelf.of(area.key), "style": Markup(f"<style>{STYLE}</style>")}  # noqa: S704
