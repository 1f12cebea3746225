"""Days that no calendar has, or that no program can reckon from, are refused or left out wherever they come in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ourtables.intake.mail import Desk as MailDesk
from ourtables.intake.mail import Received
from ourtables.intake.mail.reply import reply
from ourtables.listing.checking import Checked, Context

from ..conftest import LISTING

TOO_FAR = [
    *("9998-12-31", "9999-01-01", "9999-12-31", "0001-01-01", "0001-12-31", "1582-10-10", "1752-09-05", "1899-12-31"),
    *("2076-11-23", "2262-04-12"),
]
NO_SUCH_DAY = ["0000-01-01", "0000-00-00", "2026-02-30", "2100-02-29", "1900-02-29", "2026-13-01", "2026-00-10"]
NO_DATE = [
    *("10000-01-01", "+10000-01-01", "-0001-01-01", "-0044-03-15", "44 BCE", "2016-12-31T23:59:60Z", "23:59:60", "1e9", "NaN"),
    *("99999999999999999999", "2026-W01", "2026-10", "1-1-1", "0", "٢٠٢٦-١٠-٠٥", "２０２６-10-05", "2026‑10‑05", "year 1"),
]  # fmt: skip
DAYS = [
    *((day, "date-range") for day in TOO_FAR),
    *((day, "no-such-day") for day in NO_SUCH_DAY),
    *((day, "not-a-date") for day in NO_DATE),
]
# A listing's front matter with a day in each of its fields.
FIELDS = {
    "confirmed": "confirmed: {}",
    "until": "status: paused\nuntil: {}",
    "meetings.from": "meetings:\n  - {{day: monday, start: '18:30', every: 2-weeks, from: {}}}",
    "meetings.until": "meetings:\n  - {{day: monday, start: '18:30', until: {}}}",
    "meetings.not_on": "meetings:\n  - {{day: monday, start: '18:30', not_on: [{}]}}",
}


@pytest.mark.parametrize(("day", "code"), DAYS)
@pytest.mark.parametrize("field", FIELDS)
def test_the_checker_refuses_it(field: str, day: str, code: str, check: Callable[..., Checked]) -> None:
    line = FIELDS[field].format(f'"{day}"')
    without = LISTING.replace("confirmed: 2026-10-05\n", "") if field == "confirmed" else LISTING
    checked = check(without, ("---\n", f"---\n{line}\n"))
    assert [(one.code, one.field) for one in checked.problems] == [(code, field)]
    assert checked.group is None


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("day", ["1900-01-01", "2000-02-29", "2026-11-22"])
def test_days_at_the_bounds_are_days(field: str, day: str, check: Callable[..., Checked]) -> None:
    without = LISTING.replace("confirmed: 2026-10-05\n", "") if field == "confirmed" else LISTING
    assert check(without, ("---\n", f"---\n{FIELDS[field].format(day)}\n")).group is not None


@pytest.mark.parametrize("field", ["start", "end"])
@pytest.mark.parametrize("clock", ["24:00", "23:59:60", "23:60", "25:00", "-1:00", "٠٧:٠٠", "9999:00", "1e1:00"])
def test_a_time_that_no_clock_shows_is_refused(field: str, clock: str, check: Callable[..., Checked]) -> None:
    times = {"start": "18:30", "end": "20:30"} | {field: clock}
    line = f"meetings:\n  - {{day: monday, start: '{times['start']}', end: '{times['end']}'}}"
    checked = check(LISTING, ("---\n", f"---\n{line}\n"))
    assert [(one.code, one.field) for one in checked.problems] == [("not-a-time", f"meetings.{field}")]


@pytest.mark.parametrize(
    "year", ["0", "1", "1799", "2101", "9999", "10000", "-44", "1e3", "١٩٩٩", "99999999999999999999"]
)
def test_a_year_that_no_group_began_in_is_refused(year: str, check: Callable[..., Checked]) -> None:
    problems = check(LISTING, ("---\n", f'---\nstarted: "{year}"\n')).problems
    assert [one.code for one in problems] in (["number-range"], ["not-a-number"])


@pytest.mark.parametrize(("day", "_"), DAYS)
@pytest.mark.parametrize(
    "line",
    [
        *("When: Mondays 6pm until {}", "When: every 2 weeks from {}, Mondays 6pm", "Not on: {}", "Started: {}"),
        *("Confirmed: {}", "Status: paused until {}"),
    ],
)
def test_a_mail_brings_none_of_them(line: str, day: str, _: str, context: Context) -> None:
    received = MailDesk(context).receive(f"Name: Tea\n{line.format(day)}\n".encode())
    assert isinstance(received, Received)
    assert reply(received, context)
    answers = received.text.split("\n---\n")[0]
    assert day not in answers or any(one.stops for one in received.problems)


@pytest.mark.parametrize(
    "head", ["Mon, 31 Dec 9999 23:59:60 +9999", "Sat, 00 Jan 0000 00:00:00", "1 Jan 1", "9" * 5_000]
)
def test_a_mail_may_be_of_any_day(head: str, context: Context) -> None:
    received = MailDesk(context).receive(f"From: a@example.org\nDate: {head}\nSubject: x\n\nName: Tea\n".encode())
    assert isinstance(received, Received)
