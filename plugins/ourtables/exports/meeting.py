"""Whose meetings have dates to come, and so which pages have a calendar beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ourtables.directory import Directory
from ourtables.exports.reuse import shown
from ourtables.group import Group, Meeting
from ourtables.recurrence import dates, meets_from

FILE = "meetings.ics"
# A calendar of more is over a megabyte, which calendar programs refuse, and nobody finds anything in it.
MOST = 1_000


@dataclass(frozen=True, slots=True)
class Calendar:
    """One calendar: what it is called, and the groups whose meetings stand in it."""

    name: str
    groups: tuple[Group, ...]


def first_date(group: Group, meeting: Meeting, today: date) -> date | None:
    """The first date that somebody has said is right: none of a group that is away without saying until when."""
    start = meets_from(group, group.confirmed or today)
    return next(dates(meeting, start), None) if start else None


def calendars(directory: Directory) -> Mapping[str, Calendar]:
    """Every calendar by the address of the page that it stands beside: of each group that has dates to come, and of
    each area and offer where 1 to `MOST` groups have some.
    """
    meeting = {group.slug: group for group in shown(directory) if _has_dates(group, directory.today)}
    found = {f"groups/{slug}/": Calendar(group.name, (group,)) for slug, group in meeting.items()}
    for area in directory.vocabularies["areas"]:
        found[f"areas/{area.key}/"] = _of(area.label, directory.areas.standing(area.key), meeting)
    for offer in directory.vocabularies["offers"]:
        found[f"offers/{offer.key}/"] = _of(offer.label, directory.with_offer(offer.key), meeting)
    return {page: calendar for page, calendar in found.items() if 0 < len(calendar.groups) <= MOST}


def _of(name: str, groups: Iterable[Group], meeting: Mapping[str, Group]) -> Calendar:
    return Calendar(name, tuple(group for group in groups if group.slug in meeting))


def _has_dates(group: Group, today: date) -> bool:
    return any(first_date(group, meeting, today) is not None for meeting in group.meetings)
