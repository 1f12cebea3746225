"""Which groups have meetings to come, and so which pages have a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ourtables.directory.directory import Directory
from ourtables.directory.recurrence import dates, meets_from
from ourtables.exports.reuse import shown
from ourtables.listing.group import Group, Meeting

FILE = "meetings.ics"
# A calendar of more groups is over a megabyte: programs refuse it, and nobody finds anything in it.
MOST = 1_000


@dataclass(frozen=True, slots=True)
class Calendar:
    """One calendar: its name, and the groups whose meetings it has."""

    name: str
    groups: tuple[Group, ...]


def first_date(group: Group, meeting: Meeting, today: date) -> date | None:
    """Return the first confirmed date of a meeting; `None` for a group on a break without an end."""
    start = meets_from(group, group.confirmed or today)
    return next(dates(meeting, start), None) if start else None


def calendars(directory: Directory, most: int = MOST) -> Mapping[str, Calendar]:
    """Return every calendar by the address of its page.

    Each group with dates to come has one, and each area and offer where some groups have any.

    Args:
        directory: The groups.
        most: How many groups a calendar may have.
    """
    meeting = {group.slug: group for group in shown(directory) if _has_dates(group, directory.today)}
    found = {f"groups/{slug}/": Calendar(group.name, (group,)) for slug, group in meeting.items()}
    for area in directory.vocabularies["areas"]:
        found[f"areas/{area.key}/"] = _of(area.label, directory.areas.standing(area.key), meeting)
    for offer in directory.vocabularies["offers"]:
        found[f"offers/{offer.key}/"] = _of(offer.label, directory.with_offer(offer.key), meeting)
    return {page: calendar for page, calendar in found.items() if 0 < len(calendar.groups) <= most}


def _of(name: str, groups: Iterable[Group], meeting: Mapping[str, Group]) -> Calendar:
    return Calendar(name, tuple(group for group in groups if group.slug in meeting))


def _has_dates(group: Group, today: date) -> bool:
    return any(first_date(group, meeting, today) is not None for meeting in group.meetings)
