"""Calendars of meetings (RFC 5545): one for each group that has some, for each area and for each offer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial

from icalendar import Calendar, Timezone

from ourtables.catalogue import N_
from ourtables.directory import Directory
from ourtables.exports.events import Events
from ourtables.exports.registry import Exporting, Made, export
from ourtables.exports.reuse import shown
from ourtables.group import Group

_AHEAD = 10
_PRODUCT = "-//ourtables//ourtables//EN"
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
    directory = exporting.directory
    making = _Calendars(exporting)
    groups = shown(directory)
    for group in groups:
        if group.meetings:
            yield Made(f"groups/{group.slug}/meetings.ics", partial(making.of, group.name, (group,)))
    real = frozenset(group.slug for group in groups)
    for area in exporting.vocabulary("areas"):
        here = _Lazy(real, partial(directory.areas.standing, area.key))
        yield Made(f"areas/{area.key}/meetings.ics", partial(making.of, area.label, here))
    for offer in exporting.vocabulary("offers"):
        having = _Lazy(real, partial(directory.with_offer, offer.key))
        yield Made(f"offers/{offer.key}/meetings.ics", partial(making.of, offer.label, having))


def time_zone(directory: Directory) -> bytes:
    """The time zone of a directory with its changes of the clock, from the oldest meeting listed to ten years on."""
    first = directory.today - timedelta(days=directory.settings.bands.listed)
    zone = Timezone.from_tzid(
        directory.settings.time_zone or "UTC",
        first_date=date(first.year, 1, 1),
        last_date=date(directory.today.year + _AHEAD, 1, 1),
    )
    body: bytes = zone.to_ical()
    return body


class _Lazy:
    """Some groups, looked up where a file is written."""

    def __init__(self, real: frozenset[str], look_up: Callable[[], Iterable[Group]]) -> None:
        self._real, self._look_up = real, look_up

    def __iter__(self) -> Iterator[Group]:
        return (group for group in self._look_up() if group.slug in self._real)


class _Calendars:
    """Every calendar of a build; their time zone is made once."""

    def __init__(self, exporting: Exporting) -> None:
        self._exporting = exporting
        self._events = Events(exporting)
        self._zone = time_zone(exporting.directory)

    def of(self, name: str, groups: Iterable[Group]) -> bytes:
        return b"".join([self._head(name), self._zone, *(self._events.of(group) for group in groups), _END])

    def _head(self, name: str) -> bytes:
        settings = self._exporting.directory.settings
        title = f"{name} · {settings.title}"
        head = Calendar()
        head.add("prodid", _PRODUCT)
        head.add("version", "2.0")
        # The name by RFC 7986, and the one that most programs read.
        head.add("name", title)
        head.add("x-wr-calname", title)
        head.add("x-wr-timezone", settings.time_zone or "UTC")
        head.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
        body: bytes = head.to_ical()
        return body.removesuffix(_END)
