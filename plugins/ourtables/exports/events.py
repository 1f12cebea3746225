"""A group's meetings as calendar events (RFC 5545), each worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ourtables.catalogue import N_
from ourtables.directory import RECENT
from ourtables.exports.meeting import first_date
from ourtables.exports.registry import Exporting
from ourtables.exports.reuse import told
from ourtables.exports.zones import DAYS
from ourtables.fields import EXACT, ONLINE, PAUSED, PRIVATE, STARTING
from ourtables.group import Group, Meeting, Place

_LONGEST, _BACKSLASH = 75, ord("\\")
_IN_TERM_TIME = N_("In term time only: ask the group before you travel.")
_CHECK_FIRST = N_("It is a while since the group said this is still right: check before you travel.")
_NOT_SURE = N_("The group is having a break or hasn't begun: ask before you travel.")
_ASK_WHERE = N_("The group tells you where when you get in touch.")
_ONLINE = N_("Online")


class Events:
    """The events of one build's groups."""

    def __init__(self, exporting: Exporting) -> None:
        self._exporting = exporting
        self._settings = exporting.directory.settings
        self._zone = ZoneInfo(self._settings.time_zone or "UTC")
        self._made: dict[str, bytes] = {}

    def of(self, group: Group) -> bytes:
        """All events of a group, ready to stand in a calendar; empty when it promises none."""
        if group.slug not in self._made:
            lines = [
                line for number, meeting in enumerate(group.meetings) for line in self._lines(group, number, meeting)
            ]
            self._made[group.slug] = b"".join(folded(line) for line in lines)
        return self._made[group.slug]

    def _lines(self, group: Group, number: int, meeting: Meeting) -> Iterator[str]:
        today = self._exporting.directory.today
        first = first_date(group, meeting, today)
        if first is None:
            return
        yield "BEGIN:VEVENT"
        # The place in the list, not the time, is what a meeting keeps when it moves to another day.
        yield f"UID:{group.slug}-{number}@{self._exporting.host}"
        # Also when it was last changed: that is what this means in a calendar of no METHOD (RFC 5545, section 3.8.7.2).
        yield f"DTSTAMP:{group.confirmed or today:%Y%m%d}T000000Z"
        yield from self._when(meeting, first)
        yield f"SUMMARY:{escaped(group.name)}"
        place = group.places.get(meeting.where or "")
        where = _where(told(place, self._settings)) if place else ""
        if where:
            yield f"LOCATION:{escaped(where)}"
        # It ends with the group's page, since not every program shows a URL.
        yield f"DESCRIPTION:{escaped(self._words(group, meeting, place))}"
        if meeting.term_time or group.status in (PAUSED, STARTING):
            # Nobody promises it, so a calendar shows it as open.
            yield "STATUS:TENTATIVE"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"

    def _when(self, meeting: Meeting, first: date) -> Iterator[str]:
        zone = f";TZID={self._zone.key}"
        yield f"DTSTART{zone}:{_local(first, meeting.start)}"
        if meeting.end is not None:
            overnight = timedelta(days=meeting.end <= meeting.start)
            yield f"DTEND{zone}:{_local(first + overnight, meeting.end)}"
        yield f"RRULE:{_rule(meeting)}{self._until(meeting)}"
        off = sorted(day for day in meeting.not_on if day > first)
        if off:
            yield f"EXDATE{zone}:{','.join(_local(day, meeting.start) for day in off)}"

    def _until(self, meeting: Meeting) -> str:
        """The end of a rule, which is in UTC where its start has a time zone (RFC 5545, section 3.3.10)."""
        if meeting.until is None:
            return ""
        last = datetime.combine(meeting.until, meeting.start, self._zone).astimezone(UTC)
        return f";UNTIL={last:%Y%m%dT%H%M%SZ}"

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


def _rule(meeting: Meeting) -> str:
    """The rule of a meeting (RFC 5545, section 3.3.10); the weeks of every second one are counted from Monday."""
    if meeting.every == "month":
        return "FREQ=MONTHLY;BYDAY=" + ",".join(f"{which}{DAYS[day]}" for which in meeting.which for day in meeting.day)
    days = ",".join(DAYS[day] for day in meeting.day)
    return f"FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY={days}" if meeting.every == "2-weeks" else f"FREQ=WEEKLY;BYDAY={days}"


def _where(place: Place) -> str:
    if place.precision == PRIVATE:
        return place.town or ""
    return ", ".join(part for part in (place.name, place.address, place.town, place.postcode) if part)


def _local(day: date, at: time) -> str:
    return f"{day:%Y%m%d}T{at:%H%M}00"


def escaped(text: str) -> str:
    """A text as a value (RFC 5545, section 3.3.11)."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets (RFC 5545, section 3.1), none of which cuts a character in two."""
    rest, parts = line.encode(), []
    room = _LONGEST
    while len(rest) > room:
        cut = room
        while rest[cut] & 0xC0 == 0x80 or rest[cut - 1] == _BACKSLASH:
            cut -= 1
        parts.append(rest[:cut])
        # The blank that begins a further piece takes one octet.
        rest, room = rest[cut:], _LONGEST - 1
    return b"\r\n ".join([*parts, rest]) + b"\r\n"
