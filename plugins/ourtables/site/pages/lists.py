"""Lists of groups that no area or offer narrows: all of them, and those confirmed last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from ourtables.group import Group
from ourtables.site.pages.areas import numbered
from ourtables.site.pages.pager import Pager, paged
from ourtables.site.pages.registry import Making, kind
from ourtables.site.record import Output, Page

MOST_ON_A_PAGE = 50
MOST_NEW = 60


@kind
def all_groups(making: Making) -> Iterator[Output]:
    """All listed groups, and at the end those out of touch."""
    directory = making.directory
    title = making.say("All groups")
    for pager in paged("/all/", len(directory.listed) + len(directory.out_of_touch), MOST_ON_A_PAGE):
        yield Page(
            url=pager.url,
            template="all.html",
            title=numbered(making, title, pager),
            description=making.say("Every group in this directory."),
            context=partial(_all, making, pager),
        )


def _all(making: Making, pager: Pager) -> Mapping[str, Any]:
    listed, lost = making.directory.listed, making.directory.out_of_touch
    part = pager.part
    after = slice(max(0, part.start - len(listed)), max(0, part.stop - len(listed)))
    return {
        "groups": listed[part],
        "groups_count": len(listed),
        "out_of_touch": lost[after],
        "pager": pager,
    }


@kind
def new_and_changed(making: Making) -> Iterator[Output]:
    """The groups whose listings were confirmed last."""
    newest = making.directory.newest[:MOST_NEW]
    title = making.say("New and changed")
    for pager in paged("/new/", len(newest)):
        yield Page(
            url=pager.url,
            template="new.html",
            title=numbered(making, title, pager),
            description=making.say("The listings that groups confirmed last."),
            context=partial(_new, newest, pager),
        )


def _new(newest: tuple[Group, ...], pager: Pager) -> Mapping[str, Any]:
    return {"groups": newest[pager.part], "groups_count": pager.total, "pager": pager}
