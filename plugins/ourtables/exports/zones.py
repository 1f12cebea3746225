"""A time zone with its clock changes, which every calendar carries (RFC 5545, section 3.6.5)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# The years that show whether a clock change follows a rule. One that doesn't is listed for these years only.
_YEARS = 10


@dataclass(frozen=True, slots=True)
class _Change:
    """One clock change: when it is by the old clock, and the offsets before and after."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    kind: type[TimezoneStandard | TimezoneDaylight]


def time_zone(key: str, first: date) -> Timezone:
    """Return a time zone that is right from a day on.

    icalendar's own (`Timezone.from_tzid`) begins summer time an hour late, so it isn't used.
    """
    zone = ZoneInfo(key)
    start = datetime(first.year, 1, 1, tzinfo=UTC)
    found: dict[tuple[object, ...], list[_Change]] = {}
    for change in [_change(zone, start, start), *_changes(zone, start)]:
        found.setdefault((change.before, change.after, change.name), []).append(change)
    made = Timezone()
    made.add("TZID", key)
    for changes in found.values():
        made.add_component(_observance(changes, start.year + _YEARS))
    return made


def _changes(zone: ZoneInfo, start: datetime) -> Iterator[_Change]:
    """Yield every change of these years, in order."""
    before = start
    while before.year <= start.year + _YEARS:
        after = before + timedelta(1)
        if before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            yield _change(zone, before, _moment(zone, before, after))
        before = after


def _moment(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Return the minute between two moments at which the clock changes."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) // 2
        before, after = (middle, after) if middle.astimezone(zone).utcoffset() == offset else (before, middle)
    return after.replace(second=0, microsecond=0)


def _change(zone: ZoneInfo, before: datetime, moment: datetime) -> _Change:
    then, now = before.astimezone(zone), moment.astimezone(zone)
    old, new = then.utcoffset() or timedelta(), now.utcoffset() or timedelta()
    kind = TimezoneDaylight if now.dst() else TimezoneStandard
    return _Change((moment + old).replace(tzinfo=None), old, new, now.tzname() or "", kind)


def _observance(changes: Sequence[_Change], last: int) -> TimezoneStandard | TimezoneDaylight:
    """Return changes of one kind as a rule, or one by one if they follow none."""
    one = changes[0]
    made = one.kind()
    made.add("DTSTART", one.onset)
    rule = _rule([change.onset for change in changes], last)
    if rule:
        made.add("RRULE", rule)
    elif len(changes) > 1:
        made.add("RDATE", [change.onset for change in changes[1:]])
    made.add("TZNAME", one.name)
    made.add("TZOFFSETFROM", one.before)
    made.add("TZOFFSETTO", one.after)
    return made


def _rule(onsets: Sequence[datetime], last: int) -> dict[str, Any]:
    """Return the rule of yearly changes on one weekday of the same week and month; empty if there is none."""
    one = onsets[0]
    alike = {(onset.month, onset.weekday(), onset.time()) for onset in onsets}
    if [onset.year for onset in onsets] != list(range(one.year, last + 1)) or len(alike) > 1 or len(onsets) < _YEARS:
        return {}
    if all(onset.day + 7 > monthrange(onset.year, onset.month)[1] for onset in onsets):
        week = -1
    elif len({(onset.day - 1) // 7 for onset in onsets}) == 1:
        week = (one.day - 1) // 7 + 1
    else:
        return {}
    return {"FREQ": "YEARLY", "BYMONTH": one.month, "BYDAY": f"{week}{DAYS[one.weekday()]}"}
