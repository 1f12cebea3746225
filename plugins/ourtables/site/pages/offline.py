"""Copies to keep: the groups of an area as one file that needs no other. A reader saves it on request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from ourtables.settings.policy import hashed
from ourtables.settings.vocabulary import Term
from ourtables.site.page_kinds import Making, kind
from ourtables.site.pages.booklets import Shelf, shelf_of
from ourtables.site.record import Output, Page

# The whole style sheet. It is inside the file, whose policy allows exactly these bytes.
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
    """The copy of each area that is small enough."""
    shelf = shelf_of(making)
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
