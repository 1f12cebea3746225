"""The next dates of a meeting: weekly, every two weeks or by week of the month, with an end and dates off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import MO, MONTHLY, WEEKLY, rrule, weekday

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
    for moment in islice(_rule(meeting, start), MOST_SEARCHED):
        found = moment.date()
        if meeting.until and found > meeting.until:
            return
        if found >= start and found not in off:
            yield found


def _rule(meeting: Meeting, start: date) -> rrule:
    if meeting.every == "month":
        days = [weekday(day, which) for which in meeting.which for day in meeting.day]
        return rrule(MONTHLY, dtstart=_midnight(start.replace(day=1)), byweekday=days)
    if meeting.every == "2-weeks" and meeting.from_:
        # `from` may be any one of the meetings, so the weeks are counted from its own.
        return rrule(
            WEEKLY,
            interval=2,
            wkst=MO,
            # A meeting that began long ago is searched from shortly before the day that is asked about.
            dtstart=_midnight(meeting.from_ + timedelta(days=max((start - meeting.from_).days // 14, 0) * 14)),
            byweekday=[weekday(day) for day in meeting.day],
        )
    return rrule(WEEKLY, dtstart=_midnight(start), byweekday=[weekday(day) for day in meeting.day])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
