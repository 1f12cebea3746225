"""A page for each group, for one that has closed, and for each earlier address of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from markupsafe import Markup

from ourtables.directory.reworded import NOTES
from ourtables.exports.linked import of_group, script
from ourtables.listing.fields import BY_NAME, CLOSED, FIELDS, IN_PERSON, NOT_ASKED, QUIET, asks
from ourtables.listing.group import Group, Meeting, WordsInLanguage
from ourtables.settings.vocabulary import Term
from ourtables.site.page_kinds import Making, kind, kind_without_language
from ourtables.site.record import File, Output, Page

NEXT_DATES = 4
_ONLY_IN_PERSON = frozenset({"places", "travel_help"})


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting and its next dates."""

    meeting: Meeting
    next: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class InOtherLanguage:
    """A group's words in a language that isn't the reader's, and its notes in that language by their headings."""

    said: WordsInLanguage
    notes: tuple[tuple[str, str], ...]


@kind
def group_pages(making: Making) -> Iterator[Output]:
    """The page of each group. A closed group's page says little more than where else to look."""
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


@kind_without_language
def listings(making: Making) -> Iterator[Output]:
    """The listing of each group in tidy form, which the form reads; the comments of its file are left out."""
    for group in making.directory.groups.values():
        yield File(url=f"/groups/{group.slug}/listing.md", body=group.listing.encode)


def answered(group: Group, name: str) -> bool:
    """Return whether a group has answered a field or isn't asked it."""
    if name in _ONLY_IN_PERSON and group.formats and IN_PERSON not in group.formats:
        return True
    if name == "meetings" and group.by_arrangement:
        return True
    return bool(getattr(group, BY_NAME[name].attribute))


def _group(making: Making, group: Group) -> Mapping[str, Any]:
    directory = making.directory
    return {
        "group": group,
        "linked": _linked(making, group),
        "trail": _trail(making, group),
        "freshness": directory.freshness(group),
        "related": directory.related(group),
        "others": [InOtherLanguage(one, _notes(making, one)) for one in group.also_in],
        "meetings": [Coming(meeting, directory.next_dates(group, meeting, NEXT_DATES)) for meeting in group.meetings],
        "unknown": [
            name for name in QUIET if not answered(group, name) and asks(BY_NAME[name], directory.vocabularies)
        ],
    }


def _notes(making: Making, said: WordsInLanguage) -> tuple[tuple[str, str], ...]:
    fields = (field for field in FIELDS if field.attribute in NOTES)
    return tuple((making.say(field.label), text) for field in fields if (text := getattr(said, field.attribute)))


def _trail(making: Making, group: Group) -> list[Term]:
    """Return the areas that a group's first area lies in, the widest first, without the root."""
    first = group.areas[:1]
    above = [name for area in first for name in making.areas.ancestors(area) if name != making.settings.root_area]
    return [making.areas[name] for name in (*reversed(above), *first)]


def _linked(making: Making, group: Group) -> Markup:
    """Return what search engines read of a group, or nothing for one that isn't listed."""
    node = of_group(making.exporting, group)
    # `script` escapes what it holds.
    return Markup(script(node) if node else "")  # noqa: S704


def _closed(making: Making, group: Group) -> Mapping[str, Any]:
    return {"group": group}
