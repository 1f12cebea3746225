"""The next dates of a meeting: weekly, every two weeks or by week of the month, with an end and dates off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from dateutil.relativedelta import relativedelta, weekday

from ourtables.listing.fields import PAUSED, STARTING
from ourtables.listing.group import Group, Meeting

# A rule whose every date is off would search for ever.
MOST_SEARCHED = 400


def next_dates(meeting: Meeting, today: date, count: int = 4) -> tuple[date, ...]:
    """List at most `count` dates of a meeting from `today` on.

    A meeting in term time has none: nobody knows the terms.
    """
    return () if meeting.term_time else tuple(islice(dates(meeting, today), count))


def meets_from(group: Group, day: date) -> date | None:
    """The first day from `day` on that a group may meet; none of one that is away without saying until when."""
    if group.status not in (PAUSED, STARTING):
        return day
    return max(day, group.until) if group.until else None


def dates(meeting: Meeting, today: date) -> Iterator[date]:
    """Each date of a meeting from `today` on; term time is not known here."""
    start = max(today, meeting.from_) if meeting.from_ else today
    off = set(meeting.not_on)
    by_rule = _month_by_month if meeting.every == "month" else _week_by_week
    for found in islice(by_rule(meeting, start), MOST_SEARCHED):
        if meeting.until and found > meeting.until:
            return
        if found >= start and found not in off:
            yield found


def _month_by_month(meeting: Meeting, start: date) -> Iterator[date]:
    """Every date of a monthly meeting, from the month of `start` on."""
    # The second Tuesday is the second from the first day on, the last one the first back from the last day.
    steps = [
        relativedelta(day=1 if which > 0 else 31, weekday=weekday(day, which))
        for which in meeting.which
        for day in meeting.day
    ]
    month, next_month = start.replace(day=1), relativedelta(months=1)
    while steps:
        yield from sorted({month + step for step in steps})
        month += next_month


def _week_by_week(meeting: Meeting, start: date) -> Iterator[date]:
    """Every date of a meeting each week or every other one, from the week of `start` or the one before it on."""
    step, counted_from = timedelta(weeks=1), start
    if meeting.every == "2-weeks" and meeting.from_:
        # `from` may be any one of the meetings, so the weeks are counted from its own.
        step, counted_from = timedelta(weeks=2), meeting.from_
    monday = counted_from - timedelta(days=counted_from.weekday())
    monday += (start - monday) // step * step
    while meeting.day:
        yield from (monday + timedelta(days=day) for day in sorted(set(meeting.day)))
        monday += step
