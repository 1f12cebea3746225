"""Lists of all groups: by name, and by what happened last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from ourtables.exports.history import CONFIRMED
from ourtables.exports.news import SAID, News
from ourtables.listing.group import Group
from ourtables.site.page_kinds import Making, kind
from ourtables.site.pager import Pager, paged
from ourtables.site.pages.areas import numbered
from ourtables.site.record import Output, Page

MOST_ON_A_PAGE = 50
MOST_NEW = 60


@kind
def all_groups(making: Making) -> Iterator[Output]:
    """All listed groups, followed by those out of touch."""
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
    """The groups that were last added, changed or confirmed."""
    news = News(making.history)
    newest = news.newest(making.directory.listed, MOST_NEW)
    title = making.say("New and changed")
    for pager in paged("/new/", len(newest)):
        yield Page(
            url=pager.url,
            template="new.html",
            title=numbered(making, title, pager),
            description=making.say("New groups, and those that we heard from last."),
            context=partial(_new, making, news, newest, pager),
        )


def _new(making: Making, news: News, newest: list[Group], pager: Pager) -> Mapping[str, Any]:
    groups = newest[pager.part]
    return {
        "groups": groups,
        "groups_count": pager.total,
        "pager": pager,
        "news": {group.slug: _said(making, news, group) for group in groups},
    }


def _said(making: Making, news: News, group: Group) -> str:
    """Return what happened last, unless the foot of the card says it."""
    last = news.last(group)
    return making.say(SAID[last[0]], day=making.words.day(last[1])) if last and last[0] != CONFIRMED else ""
