"""A page for each group, for one that has closed, and for each earlier address of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from markupsafe import Markup

from ourtables import formatting, source
from ourtables.exports.linked import of_group, script
from ourtables.fields import BY_NAME, CLOSED, IN_PERSON, NOT_ASKED, QUIET
from ourtables.group import Group, Meeting
from ourtables.problems import Reporter
from ourtables.site.pages.registry import Making, kind
from ourtables.site.record import File, Output, Page, SiteError
from ourtables.vocabulary import Term

NEXT_DATES = 4
_ONLY_IN_PERSON = frozenset({"places", "travel_help"})


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting and its next dates."""

    meeting: Meeting
    next: tuple[date, ...]


@kind
def group_pages(making: Making) -> Iterator[Output]:
    """The page of each group; a closed group's says little more than where else to look."""
    for group in making.directory.groups.values():
        closed = group.status == CLOSED
        yield Page(
            url=f"/groups/{group.slug}/",
            template="closed.html" if closed else "group.html",
            title=group.name,
            description="" if closed else group.blurb,
            noindex=group.example or group.consent == NOT_ASKED,
            calendar=making.has_calendar(f"/groups/{group.slug}/"),
            context=partial(_closed if closed else _group, making, group),
        )


@kind
def earlier_addresses(making: Making) -> Iterator[Output]:
    """A page at each earlier address that leads to the group."""
    for alias, slug in making.directory.aliases.items():
        group = making.directory.groups[slug]
        yield Page(
            url=f"/groups/{alias}/",
            template="moved.html",
            title=making.say("%(group)s has another address", group=group.name),
            noindex=True,
            context=partial(_closed, making, group),
        )


@kind
def listings(making: Making) -> Iterator[Output]:
    """The listing of each group in its one tidy form, which the form reads, without the notes in its file."""
    for group in making.directory.groups.values():
        yield File(url=f"/groups/{group.slug}/listing.md", body=partial(_listing, making, group))


def answered(group: Group, name: str) -> bool:
    """Whether a group has answered a field, or the field isn't asked of it."""
    if name in _ONLY_IN_PERSON and group.formats and IN_PERSON not in group.formats:
        return True
    if name == "meetings" and group.by_arrangement:
        return True
    return bool(getattr(group, BY_NAME[name].attribute))


def closed_listing(group: Group) -> str:
    """The published listing of a closed group: nothing but what its page shows."""
    answers = {name: getattr(group, name) for name in ("name", "status", "status_note", "offers", "areas")}
    return formatting.dump(answers, "")


def _group(making: Making, group: Group) -> Mapping[str, Any]:
    directory = making.directory
    return {
        "group": group,
        "linked": _linked(making, group),
        "trail": _trail(making, group),
        "freshness": directory.freshness(group),
        "related": directory.related(group),
        "meetings": [Coming(meeting, directory.next_dates(group, meeting, NEXT_DATES)) for meeting in group.meetings],
        "unknown": [name for name in QUIET if not answered(group, name)],
    }


def _trail(making: Making, group: Group) -> list[Term]:
    """The way to a group's first area, from the widest below the root, in which everything lies."""
    first = group.areas[:1]
    above = [name for area in first for name in making.areas.ancestors(area) if name != making.settings.root_area]
    return [making.areas[name] for name in (*reversed(above), *first)]


def _linked(making: Making, group: Group) -> Markup:
    """What search engines read of a group; nothing of one that isn't listed."""
    node = of_group(making.exporting, group)
    # `script` escapes what it holds.
    return Markup(script(node) if node else "")  # noqa: S704


def _closed(making: Making, group: Group) -> Mapping[str, Any]:
    return {"group": group}


def _listing(making: Making, group: Group) -> bytes:
    if group.status == CLOSED:
        return closed_listing(group).encode()
    path = making.content / source.FOLDER / f"{group.slug}.md"
    read = source.read(path, Reporter(str(path)))
    if read is None or read.answers is None:
        # As it stands it might hold what the form of it that is published leaves out.
        raise SiteError(f"{path} changed while the site was built. Build it again.")
    return formatting.plain(read.answers, read.words).encode()
