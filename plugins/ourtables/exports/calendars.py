"""Calendars of meetings (RFC 5545): one for each group that has some, for each area and for each offer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import icalendar

from ourtables.core.catalogue import N_
from ourtables.exports.events import Events, line
from ourtables.exports.export_registry import Exporting, Made, export
from ourtables.exports.meeting import FILE, Calendar
from ourtables.exports.zones import time_zone

_END = b"END:VCALENDAR\r\n"


@export(
    "calendars",
    N_("Calendars"),
    N_("Meetings of a group, of an area or of an offer, for a calendar program that keeps them up to date."),
    "areas/{area}/meetings.ics",
    ruled=False,
    each_language=True,
)
def calendars(exporting: Exporting) -> Iterator[Made]:
    """Yield the site's own calendars, with every listed group that isn't made up."""
    making = _Calendars(exporting)
    for page, calendar in exporting.calendars.items():
        yield Made(page + FILE, partial(making.of, calendar))


class _Calendars:
    """Makes all calendars of a build. What they share is made once, and so are each group's events."""

    def __init__(self, exporting: Exporting) -> None:
        self._events = Events(exporting)
        directory = exporting.directory
        # No meeting begins before the oldest day on which a listing could have been confirmed.
        oldest = directory.today - timedelta(days=directory.settings.bands.listed)
        self._title = directory.settings.title
        self._head = _head().to_ical(sorted=False).removesuffix(_END)
        self._zone = time_zone(directory.settings.time_zone or "UTC", oldest).to_ical(sorted=False)

    def of(self, calendar: Calendar) -> bytes:
        # Most calendar programs read the name here.
        name = line("X-WR-CALNAME", f"{calendar.name} · {self._title}")
        events = (self._events.of(group) for group in calendar.groups)
        return b"".join([self._head, name, self._zone, *events, _END])


def _head() -> icalendar.Calendar:
    head = icalendar.Calendar()
    head["VERSION"] = "2.0"
    head["PRODID"] = "-//ourtables//ourtables//EN"
    # How often a program should check for a newer version.
    head.add("REFRESH-INTERVAL", timedelta(days=1), {"VALUE": "DURATION"})
    return head
