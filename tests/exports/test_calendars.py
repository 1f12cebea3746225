"""A calendar program finds in our calendars the dates that a reckoning day by day finds in the listing."""

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from dateutil.tz import tzical
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from icalendar.parser import Contentline

from ourtables.exports import meeting
from ourtables.exports.events import folded
from ourtables.exports.zones import time_zone
from ourtables.listing.group import Group, Meeting, Place
from tests.directory.test_recurrence import falls_on
from tests.exports.conftest import TODAY, Files, a_group, a_meeting

ZONE = ZoneInfo("Europe/London")
YEARS, MOST = 2 * 365, 60
PATH = "groups/kettle/meetings.ics"
Make = Callable[..., Files]


def calendar(export: Make, *meetings: Meeting, **more: object) -> Calendar:
    return Calendar.from_ical(export(a_group(meetings=meetings, **more)).body(PATH))


def occurrences(read: Calendar, first: date = TODAY, days: int = YEARS) -> list[tuple[datetime, datetime]]:
    found = recurring_ical_events.of(read).between(first, first + timedelta(days))
    return sorted((event.start, event.end) for event in found)


DAYS = st.dates(date(2026, 6, 1), date(2027, 12, 1))
# Not in the hour that the clocks leave out or repeat, where a time of day is none or two.
CLOCK = st.times(time(3)).map(lambda at: at.replace(second=0, microsecond=0))


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    every = draw(st.sampled_from(["week", "2-weeks", "month"]))
    start, end = draw(CLOCK), draw(st.none() | CLOCK)
    return Meeting(
        day=tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1, max_size=3)))),
        start=start,
        end=None if end == start else end,
        every=every,
        which=tuple(draw(st.sets(st.sampled_from([1, 2, 3, 4, -1]), min_size=1))) if every == "month" else (),
        from_=draw(DAYS if every == "2-weeks" else st.none() | DAYS),
        until=draw(st.none() | DAYS),
        not_on=tuple(draw(st.lists(DAYS, max_size=6))),
    )


@given(rule=meetings())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_every_rule_gives_the_dates_that_a_reckoning_day_by_day_gives(export: Make, rule: Meeting) -> None:
    reckoned = [one for one in (TODAY + timedelta(n) for n in range(YEARS)) if falls_on(rule, one)][:MOST]
    files = export(a_group(meetings=(rule,)))
    found = occurrences(Calendar.from_ical(files.body(PATH)))[:MOST] if PATH in files.made else []
    assert [begin for begin, _ in found] == [datetime.combine(one, rule.start, ZONE) for one in reckoned]
    for begin, finish in found:
        overnight = rule.end is not None and rule.end < rule.start
        day = begin.date() + timedelta(overnight)
        assert finish == datetime.combine(day, rule.end or rule.start, ZONE)


def test_a_meeting_keeps_its_hour_when_the_clocks_change(export: Make) -> None:
    found = occurrences(calendar(export, a_meeting()))
    assert {begin.time() for begin, _ in found} == {time(19)}
    assert {begin.utcoffset() for begin, _ in found} == {timedelta(0), timedelta(hours=1)}


def test_an_evening_that_ends_after_midnight_ends_the_next_day(export: Make) -> None:
    begin, finish = occurrences(calendar(export, a_meeting(start=time(22), end=time(2))))[0]
    assert finish - begin == timedelta(hours=4)


def test_term_time_is_shown_as_open(export: Make) -> None:
    event = calendar(export, a_meeting(term_time=True)).events[0]
    assert event["STATUS"] == "TENTATIVE"
    assert "term time" in event["DESCRIPTION"]


def test_a_pause_shows_no_dates_before_its_end(export: Make) -> None:
    assert PATH not in export(a_group(meetings=(a_meeting(),), status="paused")).made
    read = calendar(export, a_meeting(), status="paused", until=date(2027, 2, 1))
    assert occurrences(read)[0][0].date() == date(2027, 2, 2)


def test_a_meeting_that_moves_keeps_its_identifier(export: Make) -> None:
    before = calendar(export, a_meeting(), a_meeting(day=(4,))).events
    after = calendar(
        export, a_meeting(day=(3,), start=time(11), every="month", which=(-1,)), a_meeting(day=(4,))
    ).events
    assert [event["UID"] for event in before] == [event["UID"] for event in after]
    assert len({event["UID"] for event in after}) == 2


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (Place("hall", "private", town="Otley"), "Otley"),
        (Place("hall", "area", "Hall", "Otley", "LS21"), "Hall, Otley, LS21"),
        (Place("hall", "exact", "Hall", "Otley", "LS21 9ZZ", "1 Kirkgate"), "Hall, 1 Kirkgate, Otley, LS21 9ZZ"),
    ],
)
def test_a_venue_is_told_as_finely_as_its_group_wants(export: Make, place: Place, where: str) -> None:
    event = calendar(export, a_meeting(where="hall"), places={"hall": place}).events[0]
    assert event["LOCATION"] == where


def test_what_a_group_writes_comes_back_as_it_was(export: Make) -> None:
    name = "Kettle; tea, \\ and “biscuits” – 日本語 🫖 " * 4
    read = calendar(export, a_meeting(note="BEGIN:VEVENT\r\nX: 1"), name=name)
    assert read.events[0]["SUMMARY"] == name
    assert len(read.events) == 1
    assert "BEGIN:VEVENT\nX: 1" in read.events[0]["DESCRIPTION"]


def test_a_backslash_before_a_capital_n_is_no_new_line(export: Make) -> None:
    read = calendar(export, a_meeting(note=r"The board game \Night\Now"))
    assert (
        str(read.events[0]["DESCRIPTION"]).splitlines()[0].replace("\N{WORD JOINER}", "")
        == r"The board game \Night\Now"
    )


def test_calendars_of_areas_and_offers_hold_those_of_their_groups(made: Files) -> None:
    directory = made.exporting.directory
    for path, groups in (
        ("areas/leeds/meetings.ics", directory.areas.standing("leeds")),
        ("areas/england/meetings.ics", directory.areas.standing("england")),
        ("offers/hearing-voices/meetings.ics", directory.with_offer("hearing-voices")),
    ):
        events = Calendar.from_ical(made.body(path)).events
        own = [event for group in groups for event in events_of(made, group)]
        assert {event["UID"] for event in events} == {event["UID"] for event in own}
        assert len(events) == len({event["UID"] for event in events}) > 0


def test_a_calendar_stands_only_where_there_are_dates_and_where_it_is_not_too_large(export: Make) -> None:
    groups = [a_group("kettle", meetings=(a_meeting(),)), a_group("pot", meetings=(a_meeting(),)), a_group("cup")]
    over = a_group("over", areas=("bradford",), meetings=(a_meeting(until=date(2026, 10, 5)),))
    made = export(*groups, over)
    assert {path for path in made.made if path.endswith(".ics")} == {
        "groups/kettle/meetings.ics",
        "groups/pot/meetings.ics",
        "areas/leeds/meetings.ics",
        "areas/yorkshire-and-the-humber/meetings.ics",
        "areas/england/meetings.ics",
        "offers/sit-with-others/meetings.ics",
        "offers/peer-support-group/meetings.ics",
    }
    assert set(meeting.calendars(made.exporting.directory, most=1)) == {"groups/kettle/", "groups/pot/"}


@pytest.mark.parametrize(
    "key",
    ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata", "UTC"],
)
def test_a_time_zone_says_what_the_clock_says_there(key: str) -> None:
    """Another reader of VTIMEZONE, that knows no zone by its name, reckons every third hour of two years."""
    text = time_zone(key, date(2025, 5, 31)).to_ical().decode()
    read, zone = tzical(io.StringIO(f"BEGIN:VCALENDAR\r\n{text}END:VCALENDAR\r\n")).get(key), ZoneInfo(key)
    moment = datetime(2026, 11, 1)
    while moment.year < 2029:
        there = moment.replace(tzinfo=zone)
        # An hour that the clock leaves out or repeats is none or two.
        if there.utcoffset() == there.replace(fold=1).utcoffset():
            assert moment.replace(tzinfo=read).utcoffset() == there.utcoffset(), moment
        moment += timedelta(hours=3)


def test_a_time_zone_that_follows_a_rule_says_the_rule() -> None:
    lines = time_zone("Europe/London", date(2025, 5, 31)).to_ical(sorted=False).decode().splitlines()
    rules = [line for line in lines if line[:5] in ("RRULE", "DTSTA")]
    assert rules == [
        "DTSTART:20250101T000000",
        "DTSTART:20250330T010000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "DTSTART:20251026T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    ]


def events_of(made: Files, group: Group) -> list[object]:
    path = f"groups/{group.slug}/meetings.ics"
    return Calendar.from_ical(made.body(path)).events if path in made.made else []


def test_every_line_is_at_most_75_octets_and_every_calendar_has_its_time_zone(made: Files) -> None:
    for path, body in made.of("calendars"):
        assert max(map(len, body.split(b"\r\n"))) <= 75, path
        assert b"\n" not in body.replace(b"\r\n", b""), path
        assert body.count(b"BEGIN:VTIMEZONE") == 1, path


@given(
    line=st.lists(
        st.sampled_from(["\\", "^", "\\,", "é", "\N{GRINNING FACE}", "x" * 9, "\N{HEBREW LETTER ALEF}" * 5])
    ).map("".join)
)
@settings(deadline=None)
def test_a_long_line_is_folded_where_icalendar_folds_it(line: str) -> None:
    assert folded(f"SUMMARY:{line}") == Contentline(f"SUMMARY:{line}").to_ical() + b"\r\n"
