"""The tables of docs/receiving.md say what the program does: each example in them is tried, and none is missing here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from ourtables.intake.mail import Desk, Received
from ourtables.intake.mail.sorting import Sorter
from ourtables.intake.mail.wishes import Case
from ourtables.intake.timings import Timings
from ourtables.listing import checking

from ..conftest import TESTS, TODAY, of_our_content

pytestmark = of_our_content
DOC = (TESTS.parent / "docs" / "receiving.md").read_text(encoding="utf-8")


def rows(head: str) -> list[list[str]]:
    """The cells of the table whose first heading is given."""
    lines = DOC.split(f"\n| {head} |", 1)[1].split("\n")[2:]
    table = lines[: next(number for number, line in enumerate(lines) if not line.startswith("|"))]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in table]


def quoted(cell: str) -> list[str]:
    return re.findall(r'"([^"]+)"', cell)


SORTED = {
    Case.REMOVE: 0,
    Case.CLOSED: 1,
    Case.STILL_RIGHT: 2,
    Case.OTHER: 6,
}


@pytest.mark.parametrize(
    ("case", "text"), [(case, text) for case, row in SORTED.items() for text in quoted(rows("the mail says")[row][0])]
)
def test_a_mail_is_sorted_as_the_table_says(case: Case, text: str) -> None:
    assert Sorter(str).sort(text, "", about=True).case is case


def test_a_question_goes_to_a_person() -> None:
    row = rows("the mail says")[5]
    assert quoted(row[0]) == ["when does it meet?"]
    assert Sorter(str).sort("When does it meet?", "", about=True, asked=False).case is Case.OTHER


def timings() -> Iterator[tuple[str, bool]]:
    for read, asked in rows("read"):
        yield from ((text, True) for text in quoted(read))
        yield from ((text, False) for text in quoted(asked))


@pytest.mark.parametrize(("text", "is_read"), list(timings()))
def test_a_line_of_days_and_times_is_read_or_asked_about_as_the_table_says(text: str, is_read: bool) -> None:
    assert bool(Timings("en-GB").line(text)) is is_read


def phone(value: str, **more: str) -> dict[str, str]:
    return {"how": "phone", "value": value, **more}


# What each row's examples become; `None` stands for nothing, and a `?` before an example says that it is asked about.
CONTACTS: dict[str, list[tuple[str, Any]]] = {
    "`+44 (0)113 …`, `0044 113 …`, `(0113) …`, wide digits, `ext 4`": [
        ("+44 (0)113 496 0123", [phone("+44 (0)113 496 0123")]),
        ("0044 113 496 0123", [phone("0044 113 496 0123")]),
        ("(0113) 496 0123", [phone("(0113) 496 0123")]),
        ("０１１３ ４９６ ０１２３", [phone("0113 496 0123")]),
        ("0113 496 0123 ext 4", [phone("0113 496 0123 ext 4")]),
    ],
    '"Tel: 0113 496 0123 (Tues only)"': [
        ("Tel: 0113 496 0123 (Tues only)", [phone("0113 496 0123", note="Tues only")])
    ],
    '"Jean 01632 960123"': [("Jean 01632 960123", [phone("01632 960123")])],
    '"113 496 0123"': [("?113 496 0123", None)],
    '"Instagram @ourgroup", "@ourgroup on Facebook"': [
        ("Instagram @ourgroup", [{"how": "instagram", "value": "https://www.instagram.com/ourgroup"}]),
        ("@ourgroup on Facebook", [{"how": "facebook", "value": "https://www.facebook.com/ourgroup"}]),
    ],
    "`https://example.org/tea?fbclid=…,`": [
        ("https://example.org/tea?fbclid=abc,", [{"how": "website", "value": "https://example.org/tea"}])
    ],
    '"01632 960123 / 01632 960124" · "07700 900123 (text)"': [
        ("01632 960123 / 01632 960124", [phone("01632 960123"), phone("01632 960124")]),
        ("07700 900123 (text)", [{"how": "text", "value": "07700 900123"}]),
    ],
    '"info [at] example.org" · "example.org" · "facebook.com/tea"': [
        ("info [at] example.org", [{"how": "email", "value": "info@example.org"}]),
        ("example.org", [{"how": "website", "value": "https://example.org"}]),
        ("facebook.com/tea", [{"how": "facebook", "value": "https://facebook.com/tea"}]),
    ],
    '"0113 496 0123 except Mondays"': [("?0113 496 0123 except Mondays", [phone("0113 496 0123")])],
}
AREAS: dict[str, list[tuple[str, Any]]] = {
    '"Room B1, Hull" · "10 Leeds Road, Bradford" · "Otley, Leeds"': [
        ("Room B1, Hull", ["hull"]),
        ("10 Leeds Road, Bradford", ["bradford"]),
        ("Otley, Leeds", ["leeds"]),
    ],
    '"Leeds and Bradford", "Leeds / Bradford"': [
        ("Leeds and Bradford", ["leeds", "bradford"]),
        ("Leeds / Bradford", ["leeds", "bradford"]),
    ],
    '"SW1A IAA", "CF1O 1AA"': [("SW1A IAA", ["westminster"]), ("CF1O 1AA", ["cardiff"])],
    '"Llundain", "Glaschu", "Béal Feirste"': [
        ("Llundain", ["london"]),
        ("Glaschu", ["glasgow"]),
        ("Béal Feirste", ["belfast"]),
    ],
    '"Not Leeds", "near Leeds", "Unit B1", "Cambridge, MA"': [
        (text, None) for text in ("?Not Leeds", "?near Leeds", "?Unit B1", "?Cambridge, MA")
    ],
    '"L S6 2NB", "Bangor", "Perth, Australia", "Leeds and Narnia"': [
        ("?L S6 2NB", None),
        ("?Bangor", None),
        ("?Perth, Australia", None),
        ("?Leeds and Narnia", ["leeds"]),
    ],
    'a line such as "how: in person" below another answer': [("leeds\nhow: in person", ["leeds"])],
}


def test_every_row_is_tried_here() -> None:
    assert [row[0] for row in rows("somebody writes")] == [*CONTACTS, *AREAS]


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(checking.load(TESTS.parent / "content", TODAY))


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (field, typed, value)
        for field, table in (("contact", CONTACTS), ("areas", AREAS))
        for examples in table.values()
        for typed, value in examples
    ],
)
def test_a_contact_or_a_place_becomes_what_the_table_says(desk: Desk, field: str, typed: str, value: Any) -> None:
    outcome = desk.receive(f"name: Tea and Talk\n{field}: {typed.strip('?')}\n\nWe sit and talk.\n".encode())
    assert isinstance(outcome, Received)
    assert outcome.answers.get(field) == value
    assert [doubt.field for doubt in outcome.doubts] == ([field] if typed.startswith("?") else [])
