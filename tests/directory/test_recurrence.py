"""A meeting's next dates, against the calendar of late 2026 and against a reckoning day by day."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ourtables.directory.recurrence import next_dates
from ourtables.listing.group import Meeting

TODAY = date(2026, 11, 22)  # a Sunday
SEVEN = time(19)


def meeting(**parts: object) -> Meeting:
    return Meeting(**{"day": (1,), "start": SEVEN, **parts})  # type: ignore[arg-type]


def days(*texts: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(text) for text in texts)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (meeting(), days("2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15")),
        (meeting(day=(6,)), days("2026-11-22", "2026-11-29", "2026-12-06", "2026-12-13")),
        (meeting(day=(1, 3)), days("2026-11-24", "2026-11-26", "2026-12-01", "2026-12-03")),
        (meeting(every="month", which=(1,)), days("2026-12-01", "2027-01-05", "2027-02-02", "2027-03-02")),
        (meeting(day=(4,), every="month", which=(-1,)), days("2026-11-27", "2026-12-25", "2027-01-29", "2027-02-26")),
        (meeting(every="month", which=(1, 3)), days("2026-12-01", "2026-12-15", "2027-01-05", "2027-01-19")),
        (
            meeting(every="2-weeks", from_=date(2026, 10, 6)),
            days("2026-12-01", "2026-12-15", "2026-12-29", "2027-01-12"),
        ),
        (
            meeting(every="2-weeks", from_=date(2026, 10, 13)),
            days("2026-11-24", "2026-12-08", "2026-12-22", "2027-01-05"),
        ),
        (meeting(not_on=days("2026-12-01")), days("2026-11-24", "2026-12-08", "2026-12-15", "2026-12-22")),
        (meeting(until=date(2026, 12, 1)), days("2026-11-24", "2026-12-01")),
        (meeting(from_=date(2027, 1, 1)), days("2027-01-05", "2027-01-12", "2027-01-19", "2027-01-26")),
        (meeting(term_time=True), ()),
        (meeting(until=date(2026, 1, 1)), ()),
    ],
)
def test_next_dates_are_the_calendars(rule: Meeting, expected: tuple[date, ...]) -> None:
    assert next_dates(rule, TODAY) == expected


def falls_on(rule: Meeting, day: date) -> bool:
    """The rule of listing.md, day by day."""
    if (
        day.weekday() not in rule.day
        or day in rule.not_on
        or (rule.until and day > rule.until)
        or (rule.from_ and day < rule.from_)
    ):
        return False
    if rule.every == "month":
        last = (day + timedelta(7)).month != day.month
        return (day.day - 1) // 7 + 1 in rule.which or (last and -1 in rule.which)
    if rule.every == "2-weeks" and rule.from_:
        monday = [one - timedelta(one.weekday()) for one in (day, rule.from_)]
        return (monday[0] - monday[1]).days % 14 == 0
    return True


DAYS = st.dates(date(2026, 6, 1), date(2027, 6, 1))


@given(
    day=st.sets(st.integers(0, 6), min_size=1, max_size=3),
    every=st.sampled_from(["week", "2-weeks", "month"]),
    which=st.sets(st.sampled_from([1, 2, 3, 4, -1]), min_size=1),
    from_=DAYS,
    until=st.none() | DAYS,
    not_on=st.lists(DAYS, max_size=4),
    today=DAYS,
)
def test_every_rule_agrees_with_a_reckoning_day_by_day(
    day: set[int], every: str, which: set[int], from_: date, until: date | None, not_on: list[date], today: date
) -> None:
    rule = Meeting(
        tuple(sorted(day)), SEVEN, None, every, tuple(which) if every == "month" else (), from_, until, tuple(not_on)
    )
    reckoned = [one for one in (today + timedelta(n) for n in range(800)) if falls_on(rule, one)]
    assert list(next_dates(rule, today, 8)) == reckoned[:8]
