"""A group's meetings as calendar events (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Event, vDatetime, vDDDLists, vRecur

from ourtables.core.catalogue import N_
from ourtables.directory.directory import RECENT
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
            self._made[group.slug] = b"".join(event.to_ical(sorted=False) for event in events if event)
        return self._made[group.slug]

    def _event(self, group: Group, number: int, meeting: Meeting) -> Event | None:
        today = self._exporting.directory.today
        first = first_date(group, meeting, today)
        if first is None:
            return None
        event = Event()
        # A meeting that moves to another day keeps its place in the list, so that is what identifies it.
        event["UID"] = f"{group.slug}-{number}@{self._exporting.host}"
        # In a calendar without METHOD this is when the event last changed (RFC 5545, section 3.8.7.2).
        event["DTSTAMP"] = vDatetime(datetime.combine(group.confirmed or today, time(), UTC))
        self._when(event, meeting, first)
        event["SUMMARY"] = _kept(group.name)
        place = group.places.get(meeting.where or "")
        where = _where(told(place, self._settings)) if place else ""
        if where:
            event["LOCATION"] = _kept(where)
        # The description ends with the group's page, since not every program shows a URL.
        event["DESCRIPTION"] = _kept(self._words(group, meeting, place))
        if meeting.term_time or group.status in (PAUSED, STARTING):
            # Nobody promises this date, so a calendar shows it as tentative.
            event["STATUS"] = "TENTATIVE"
        event["TRANSP"] = "TRANSPARENT"
        return event

    def _when(self, event: Event, meeting: Meeting, first: date) -> None:
        event["DTSTART"] = vDatetime(self._at(first, meeting.start))
        if meeting.end is not None:
            overnight = timedelta(days=meeting.end <= meeting.start)
            event["DTEND"] = vDatetime(self._at(first + overnight, meeting.end))
        rule = _rule(meeting)
        if meeting.until is not None:
            # In UTC where the start has a time zone (RFC 5545, section 3.3.10).
            rule["UNTIL"] = self._at(meeting.until, meeting.start).astimezone(UTC)
        event["RRULE"] = vRecur(rule)
        off = sorted(day for day in meeting.not_on if day > first)
        if off:
            event["EXDATE"] = vDDDLists([self._at(day, meeting.start) for day in off])

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self._zone)

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


def _rule(meeting: Meeting) -> dict[str, Any]:
    """Return the rule of a meeting (RFC 5545, section 3.3.10). A meeting every two weeks counts weeks from Monday."""
    if meeting.every == "month":
        return {"FREQ": "MONTHLY", "BYDAY": [f"{which}{DAYS[day]}" for which in meeting.which for day in meeting.day]}
    weekly = {"FREQ": "WEEKLY", "BYDAY": [DAYS[day] for day in meeting.day]}
    return weekly | {"INTERVAL": 2, "WKST": "MO"} if meeting.every == "2-weeks" else weekly


def _where(place: Place) -> str:
    if place.precision == PRIVATE:
        return place.town or ""
    return ", ".join(part for part in (place.name, place.address, place.town, place.postcode) if part)


def _kept(text: str) -> str:
    r"""Return a text with an invisible joiner inside each `\N`, which icalendar would take for a line break."""
    return text.replace("\\N", "\\\N{WORD JOINER}N")
