"""A group's meetings as calendar events (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from ourtables.core.catalogue import N_
from ourtables.directory.directory import RECENT
from ourtables.exports.calendar_lines import calendar_text, folded_line
from ourtables.exports.export_registry import Exporting
from ourtables.exports.meeting import first_date
from ourtables.exports.reuse import told
from ourtables.exports.zones import DAYS
from ourtables.listing.fields import EXACT, ONLINE, PAUSED, PRIVATE, STARTING
from ourtables.listing.group import Group, Meeting, Place

_IN_TERM_TIME = N_("In term time only: ask the group before you travel.")
_CHECK_FIRST = N_("It is a while since the group said this is still right: check before you travel.")
_NOT_SURE = N_("The group is having a break or hasn't begun: ask before you travel.")
_ASK_WHERE = N_("The group tells you where when you get in touch.")
_ONLINE = N_("Online")


class Events:
    """Makes the events of a build's groups, each once."""

    def __init__(self, exporting: Exporting) -> None:
        self._exporting = exporting
        self._settings = exporting.directory.settings
        self._zone = ZoneInfo(self._settings.time_zone or "UTC")
        self._made: dict[str, bytes] = {}

    def of(self, group: Group) -> bytes:
        """Return all events of a group as bytes for a calendar; empty when it promises none."""
        if group.slug not in self._made:
            events = (self._event(group, number, meeting) for number, meeting in enumerate(group.meetings))
            self._made[group.slug] = b"".join(map(folded_line, chain.from_iterable(events)))
        return self._made[group.slug]

    def _event(self, group: Group, number: int, meeting: Meeting) -> Iterator[str]:
        """Yield the lines of a meeting; none when it promises no date."""
        today = self._exporting.directory.today
        first = first_date(group, meeting, today)
        if first is None:
            return
        yield "BEGIN:VEVENT"
        # A meeting that moves to another day keeps its place in the list, so that is what identifies it.
        yield f"UID:{group.slug}-{number}@{self._exporting.host}"
        # In a calendar without METHOD this is when the event last changed (RFC 5545, section 3.8.7.2).
        yield f"DTSTAMP:{group.confirmed or today:%Y%m%d}T000000Z"
        yield from self._when(meeting, first)
        yield f"SUMMARY:{calendar_text(group.name)}"
        place = group.places.get(meeting.where or "")
        where = _where(told(place, self._settings)) if place else ""
        if where:
            yield f"LOCATION:{calendar_text(where)}"
        # The description ends with the group's page, since not every program shows a URL.
        yield f"DESCRIPTION:{calendar_text(self._words(group, meeting, place))}"
        if meeting.term_time or group.status in (PAUSED, STARTING):
            # Nobody promises this date, so a calendar shows it as tentative.
            yield "STATUS:TENTATIVE"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"

    def _when(self, meeting: Meeting, first: date) -> Iterator[str]:
        yield f"DTSTART{self._at(meeting.start, first)}"
        if meeting.end is not None:
            overnight = timedelta(days=meeting.end <= meeting.start)
            yield f"DTEND{self._at(meeting.end, first + overnight)}"
        yield f"RRULE:{self._rule(meeting)}"
        off = sorted(day for day in meeting.not_on if day > first)
        if off:
            yield f"EXDATE{self._at(meeting.start, *off)}"

    def _at(self, clock: time, *days: date) -> str:
        """Return a time of some days, with what says its time zone before them."""
        utc = "Z" if self._zone.key == "UTC" else ""
        moments = ",".join(f"{day:%Y%m%d}T{clock:%H%M%S}{utc}" for day in days)
        return f":{moments}" if utc else f";TZID={self._zone.key}:{moments}"

    def _rule(self, meeting: Meeting) -> str:
        """Return a meeting's rule (RFC 5545, section 3.3.10). A meeting every two weeks counts weeks from Monday."""
        monthly, every_other = meeting.every == "month", meeting.every == "2-weeks"
        weeks = meeting.which if monthly else ("",)
        rule = [
            f"FREQ={'MONTHLY' if monthly else 'WEEKLY'}",
            # In UTC where the start has a time zone.
            f"UNTIL={self._in_utc(meeting.until, meeting.start)}" if meeting.until else "",
            "INTERVAL=2" if every_other else "",
            f"BYDAY={','.join(f'{week}{DAYS[day]}' for week in weeks for day in meeting.day)}",
            "WKST=MO" if every_other else "",
        ]
        return ";".join(filter(None, rule))

    def _in_utc(self, day: date, clock: time) -> str:
        return f"{datetime.combine(day, clock, self._zone).astimezone(UTC):%Y%m%dT%H%M%SZ}"

    def _words(self, group: Group, meeting: Meeting, place: Place | None) -> str:
        say = self._exporting.say
        found = []
        if meeting.where == ONLINE:
            found.append(say(_ONLINE))
        elif place is not None and place.precision != EXACT:
            found.append(say(_ASK_WHERE))
        if group.status in (PAUSED, STARTING):
            found.append(say(_NOT_SURE))
        if meeting.term_time:
            found.append(say(_IN_TERM_TIME))
        if self._exporting.directory.freshness(group).band != RECENT:
            found.append(say(_CHECK_FIRST))
        found += [meeting.note or "", self._exporting.page(group)]
        return "\n".join(part for part in found if part)


def _where(place: Place) -> str:
    if place.precision == PRIVATE:
        return place.town or ""
    return ", ".join(part for part in (place.name, place.address, place.town, place.postcode) if part)
