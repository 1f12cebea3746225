"""The page of components: each macro of the theme with named examples.

No published site has it. A run makes it for a designer's preview or a test, with the option `components`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from ourtables.core.catalogue import direction
from ourtables.directory.directory import STALE, Directory
from ourtables.listing.fields import PRIVATE
from ourtables.listing.group import Group, OwnWords, WordsInLanguage
from ourtables.site import finder
from ourtables.site.page_kinds import Making
from ourtables.site.pager import Pager
from ourtables.site.pages import help as help_today
from ourtables.site.pages.areas import counted, tree
from ourtables.site.pages.booklets import Carried
from ourtables.site.pages.groups import Coming, InOtherLanguage
from ourtables.site.record import Page

FEW = 3
_WELSH = "Te a sgwrs bob nos Fawrth."
_IN_WELSH = WordsInLanguage(language="cy", words=_WELSH, own_words=OwnWords(_WELSH, f"<p>{_WELSH}</p>", _WELSH, _WELSH))


def page(making: Making) -> Page:
    """Return the record of the page."""
    return Page(
        url="/components/",
        template="components_page.html",
        title=making.say("Components"),
        noindex=True,
        context=partial(_context, making),
    )


def _context(making: Making) -> Mapping[str, Any]:
    directory = making.directory
    meeting = [Coming(one, directory.next_dates(group, one)) for group in directory.listed for one in group.meetings]
    area = making.areas[making.settings.root_area]
    shown_help = help_today.data(making)
    return {
        "states": states(directory),
        "groups": directory.listed[:FEW],
        "meetings": meeting[: 2 * FEW],
        "fullest": max(directory.listed, key=_said, default=None),
        "answering": next((group for group in directory.listed if group.emergency_response), None),
        "area": area,
        "areas": [counted(making, child) for child in making.areas.children(area.key)],
        "tree": [tree(making, term) for term in making.areas.roots],
        "serving": directory.serving(area.key),
        "carried": Carried(FEW),
        "example": Page(url="/areas/example/", template="area.html", title="", feed=True, calendar=True),
        "some_editions": [making.edition],
        "others": [InOtherLanguage(_IN_WELSH, (("Cost", "Am ddim"),))],
        "pager": Pager("/all/", 2, 30, 600),
        "lines": [line for part in shown_help["lines"] for line in part.lines][:FEW],
        "first": shown_help["first"],
        "grounds": [one for part in shown_help["lines"] for line in part.lines for one in line.said.grounds][:FEW],
        "facets": finder.data(making)["facets"][:FEW],
    }


def states(directory: Directory) -> dict[str, Group]:
    """Return a group for each state that a component shows, by the state; states without one are left out."""
    listed, every = directory.listed, tuple(directory.groups.values())
    wanted: dict[str, tuple[Iterable[Group], Callable[[Group], bool]]] = {
        "running": (listed, lambda group: group.status == "active"),
        "paused": (every, lambda group: group.status == "paused"),
        "starting": (every, lambda group: group.status == "starting-soon"),
        "long ago": (listed, lambda group: directory.freshness(group).band == STALE),
        "out of touch": (directory.out_of_touch, lambda group: True),
        "right to left": (every, lambda group: direction(group.written_in or "en") == "rtl"),
        "warned of": (every, lambda group: bool(group.content_notes)),
        "private place": (every, lambda group: any(one.precision == PRIVATE for one in group.places.values())),
        "fullest": (sorted(listed, key=_said, reverse=True), lambda group: True),
        "barest": (sorted(listed, key=_said), lambda group: True),
        "longest name": (sorted(every, key=lambda group: -len(group.name)), lambda group: True),
    }
    found = {name: next(filter(fits, groups), None) for name, (groups, fits) in wanted.items()}
    return {name: group for name, group in found.items() if group is not None}


def _said(group: Group) -> int:
    return sum(bool(getattr(group, name)) for name in group.__dataclass_fields__)
