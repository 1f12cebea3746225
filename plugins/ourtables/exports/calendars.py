"""Calendars of meetings (RFC 5545): one for each group that has some, for each area and for each offer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from ourtables.catalogue import N_
from ourtables.exports.events import Events, escaped, folded
from ourtables.exports.meeting import FILE, Calendar
from ourtables.exports.registry import Exporting, Made, export
from ourtables.exports.zones import time_zone

_BEGIN = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ourtables//ourtables//EN")
_END = b"END:VCALENDAR\r\n"


@export(
    "calendars",
    N_("Calendars"),
    N_("Meetings of a group, of an area or of an offer, for a calendar program that keeps them up to date."),
    "areas/{area}/meetings.ics",
    ruled=False,
)
def calendars(exporting: Exporting) -> Iterator[Made]:
    """The calendars of the site itself, which show every listed group that isn't made up."""
    making = _Calendars(exporting)
    for page, calendar in exporting.calendars.items():
        yield Made(page + FILE, partial(making.of, calendar))


class _Calendars:
    """Every calendar of a build; their time zone is made once."""

    def __init__(self, exporting: Exporting) -> None:
        self._exporting = exporting
        self._events = Events(exporting)
        directory = exporting.directory
        # No meeting begins before the oldest day on which a listing could have been confirmed.
        oldest = directory.today - timedelta(days=directory.settings.bands.listed)
        zone = time_zone(directory.settings.time_zone or "UTC", oldest)
        self._zone = b"".join(folded(line) for line in zone)

    def of(self, calendar: Calendar) -> bytes:
        events = (self._events.of(group) for group in calendar.groups)
        return b"".join([self._head(calendar.name), self._zone, *events, _END])

    def _head(self, name: str) -> bytes:
        title = escaped(f"{name} · {self._exporting.directory.settings.title}")
        # Most programs read a calendar's name here; a day is how often they should look for a newer one.
        lines = [*_BEGIN, f"X-WR-CALNAME:{title}", "REFRESH-INTERVAL;VALUE=DURATION:P1D"]
        return b"".join(folded(line) for line in lines)
