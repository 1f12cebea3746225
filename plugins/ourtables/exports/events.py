"""A group's meetings as calendar events (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import vDatetime, vText
from icalendar.parser import Contentline

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
# In bytes, without the blank before what continues a line.
_LONGEST = 74


class Events:
    """Makes the events of a build's groups, each once."""

    def __init__(self, exporting: Exporting) -> None:
        self._exporting = exporting
        self._settings = exporting.directory.settings
        self._zone = ZoneInfo(self._settings.time_zone or "UTC")
        # In UTC a moment ends in a “Z”. In another time zone, a parameter before it says which.
        moment = vDatetime(datetime.combine(exporting.directory.today, time(), self._zone))
        self._in_zone, self._end = Contentline.from_parts("", moment.params, moment).split(_moment(moment.dt))
        self._made: dict[str, bytes] = {}

    def of(self, group: Group) -> bytes:
        """Return all events of a group as bytes for a calendar; empty when it promises none."""
        if group.slug not in self._made:
            events = (self._event(group, number, meeting) for number, meeting in enumerate(group.meetings))
            self._made[group.slug] = b"".join(folded(line) for event in events for line in event)
        return self._made[group.slug]

    def _event(self, group: Group, number: int, meeting: Meeting) -> Iterator[str]:
        """Yield the lines of an event; none when a meeting has no first date."""
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
        yield f"SUMMARY:{_escaped(group.name)}"
        place = group.places.get(meeting.where or "")
        where = _where(told(place, self._settings)) if place else ""
        if where:
            yield f"LOCATION:{_escaped(where)}"
        # The description ends with the group's page, since not every program shows a URL.
        yield f"DESCRIPTION:{_escaped(self._words(group, meeting, place))}"
        if meeting.term_time or group.status in (PAUSED, STARTING):
            # Nobody promises this date, so a calendar shows it as tentative.
            yield "STATUS:TENTATIVE"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"

    def _when(self, meeting: Meeting, first: date) -> Iterator[str]:
        yield self._at("DTSTART", meeting.start, [first])
        if meeting.end is not None:
            overnight = timedelta(days=meeting.end <= meeting.start)
            yield self._at("DTEND", meeting.end, [first + overnight])
        yield f"RRULE:{';'.join(self._rule(meeting))}"
        off = sorted(day for day in meeting.not_on if day > first)
        if off:
            yield self._at("EXDATE", meeting.start, off)

    def _at(self, name: str, clock: time, days: Iterable[date]) -> str:
        """Return a property that says moments: one time on some days."""
        moments = (f"{_moment(datetime.combine(day, clock))}{self._end}" for day in days)
        return f"{name}{self._in_zone}{','.join(moments)}"

    def _rule(self, meeting: Meeting) -> Iterator[str]:
        """Yield the parts of a meeting's rule (RFC 5545, section 3.3.10)."""
        monthly = meeting.every == "month"
        yield "FREQ=MONTHLY" if monthly else "FREQ=WEEKLY"
        if meeting.until is not None:
            # In UTC where the start has a time zone.
            last = datetime.combine(meeting.until, meeting.start, self._zone)
            yield f"UNTIL={_moment(last.astimezone(UTC))}Z"
        if meeting.every == "2-weeks":
            yield "INTERVAL=2"
        which = meeting.which if monthly else ("",)
        yield f"BYDAY={','.join(f'{one}{DAYS[day]}' for one in which for day in meeting.day)}"
        if meeting.every == "2-weeks":
            # Weeks are counted from Monday.
            yield "WKST=MO"

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


def line(name: str, text: str) -> bytes:
    """Return a property whose value is a text as a line of a calendar."""
    return folded(f"{name}:{_escaped(text)}")


def folded(line: str) -> bytes:
    """Return a line of a calendar with its line end, in pieces if it is long (RFC 5545, section 3.1).

    icalendar cuts at the same places. It looks at each letter for that, which takes ten times as long.
    """
    pieces, rest = [], line.encode()
    while len(rest) > _LONGEST:
        cut = _LONGEST
        while rest[cut] & 0xC0 == 0x80:
            # Not within a letter.
            cut -= 1
        if rest[cut - 1] in b"\\^":
            # Nor within an escape.
            cut -= 1
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return b"\r\n ".join([*pieces, rest]) + b"\r\n"


def _escaped(text: str) -> str:
    # icalendar would take `\N` for a line break, so that an invisible joiner goes inside.
    return vText(text.replace("\\N", "\\\N{WORD JOINER}N")).to_ical().decode()


def _moment(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"
