"""Mails and spreadsheets that were read wrong once, each with what is right, by the commands that keepers run.

The inputs are in `reported/`, as they came but for the people in them, who are made up.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ourtables.cli.import_ import command as import_sheet
from ourtables.cli.receive import command as receive
from ourtables.core.problems import Reporter
from ourtables.intake.drafting import answers_of
from ourtables.listing import source
from tests.conftest import TESTS, of_our_content

pytestmark = of_our_content

FOLDER = Path(__file__).with_name("reported")
CONTENT = TESTS.parent / "content"
WORDS = (
    "We are a group of people who meet to talk over tea and cake every week and everyone here has lived through hard "
    "times themselves."
)
CAFE: dict[str, Any] = {
    "name": "Caffi'r Môr – Tea & Talk",
    "offers": ["peer-support-group"],
    "areas": ["leeds"],
    "formats": ["in-person"],
    "led_by": "all-lived-experience",
    "cost": "free",
    "meetings": [{"day": "tuesday", "start": "18:30", "end": "20:30"}],
    "contact": [{"how": "email", "value": "hello@caffi.example.org"}],
}
CAFE_WORDS = (
    "We're a group of people who meet to talk over tea and cake every week, it’s £0, and everyone here has lived "
    "through hard times."
)
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"]


class Received:
    """What the command made of a mail: the listing, if there is one, the reply, and what the keeper read."""

    def __init__(self, name: str, place: Path) -> None:
        self.place, answer = place, place / "reply.txt"
        options = ["--content", str(CONTENT), "--into", str(place), "--today", "2026-10-10", "--reply", str(answer)]
        self.result: Result = CliRunner().invoke(receive, [str(FOLDER / name), *options])
        self.reply = answer.read_text(encoding="utf-8")
        files = list(place.glob("*.md"))
        self.text = files[0].read_text(encoding="utf-8") if files else ""
        read = source.read(files[0], Reporter("x")) if files else None
        self.answers, self.words = answers_of(read), read.words.strip() if read else ""


@pytest.mark.parametrize(
    ("name", "meetings"),
    [
        ("t01-range.txt", [{"day": WEEKDAYS, "start": "10:00", "end": "16:00"}]),
        ("t02-two-sittings.txt", [{"day": "tuesday", "start": "18:00"}, {"day": "tuesday", "start": "20:00"}]),
        ("t03-two-days.txt", [{"day": "tuesday", "start": "10:00"}, {"day": "thursday", "start": "14:00"}]),
        ("t05-dates.txt", None),
        ("t07-across-noon.txt", [{"day": "tuesday", "start": "11:00", "end": "13:00"}]),
        ("t09-end-lost.txt", [{"day": "thursday", "start": "11:00", "end": "13:00"}]),
        ("t10-ordinal-digits.txt", [{"day": "tuesday", "start": "19:00", "every": "month", "which": ["2nd"]}]),
    ],
)
def test_when_a_group_meets(name: str, meetings: Any, tmp_path: Path) -> None:
    mail = Received(name, tmp_path)
    assert mail.answers.get("meetings") == meetings
    assert mail.words == WORDS
    assert ("When do you meet?" in mail.reply.partition("We weren't sure")[2]) is (meetings is None)


@pytest.mark.parametrize(
    ("name", "areas", "asked"),
    [("a01-stray-space.txt", None, "“L S6 2NB”"), ("a03-room.txt", ["hull"], ""), ("a06-next-line.txt", ["leeds"], "")],
)
def test_where_a_group_is(name: str, areas: list[str] | None, asked: str, tmp_path: Path) -> None:
    mail = Received(name, tmp_path)
    assert mail.answers.get("areas") == areas
    assert asked in mail.reply
    assert mail.words.endswith(WORDS)


@pytest.mark.parametrize("name", ["m01-no-charset.eml", "m04-bold-labels.eml", "m06-covering-note.eml"])
def test_a_listing_in_a_mail(name: str, tmp_path: Path) -> None:
    mail = Received(name, tmp_path)
    assert mail.answers == CAFE
    assert mail.words == CAFE_WORDS
    assert not [one for one in ("Sam", "Jo Other", "See below", "mail.example") if one in mail.text + mail.reply]


def test_the_keeper_is_told_of_an_encoding_that_nobody_named(tmp_path: Path) -> None:
    assert "read as Windows-1252" in Received("m01-no-charset.eml", tmp_path).result.output


def test_nobody_of_a_quotes_header_is_kept(tmp_path: Path) -> None:
    mail = Received("m03-wrapped-quote.eml", tmp_path)
    assert mail.words == WORDS
    assert "Membername" not in mail.text + mail.reply


def test_a_group_that_asks_out_is_asked_nothing(tmp_path: Path) -> None:
    mail = Received("r01-remove.txt", tmp_path)
    assert mail.text == ""
    assert mail.reply == (
        "Hello,\n\nthank you for telling us. We're taking the page of The Second Chair down.\n\n"
        "You don't need to do anything else, and you don't need to explain.\n"
    )
    assert f"ourtables unlist second-chair --content {CONTENT}\n" in mail.result.output
    assert "To undo that, take the line “second-chair” out of" in mail.result.output
    assert "It isn't from the listing's own mailbox" in mail.result.output


def test_a_page_that_is_still_right_keeps_all_but_its_day(tmp_path: Path) -> None:
    mail = Received("r02-still-right.eml", tmp_path)
    before = (CONTENT / "groups" / "second-chair.md").read_text(encoding="utf-8").split("\n")
    changed = [pair for pair in zip(before, mail.text.split("\n"), strict=True) if pair[0] != pair[1]]
    assert [new for _, new in changed] == ["confirmed: 2026-10-10", "confirmed_by: keeper"]
    assert "Ask the group at chair@second.example.org first." in mail.result.output


def imported(name: str, place: Path) -> tuple[dict[str, tuple[dict[str, Any], str]], dict[str, list[str]]]:
    """The listings by slug, each with its words, and the report's sentences by row."""
    report = place / "report.csv"
    files = [str(FOLDER / f"{name}.csv"), "--map", str(FOLDER / f"{name}.yml"), "--into", str(place / "groups")]
    result = CliRunner().invoke(import_sheet, [*files, "--content", str(CONTENT), "--report", str(report)])
    assert result.exit_code == 0, result.output
    listings = {}
    for path in (place / "groups").glob("*.md"):
        read = source.read(path, Reporter("x"))
        assert read is not None
        listings[path.stem] = (answers_of(read), read.words.strip())
    lines: dict[str, list[str]] = {}
    with report.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            lines.setdefault(line["row"], []).append(line["text"])
    return listings, lines


def test_the_maps_word_is_for_empty_cells_only(tmp_path: Path) -> None:
    listings, lines = imported("areas", tmp_path)
    assert {slug: answers["areas"] for slug, (answers, _) in listings.items()} == {
        "leeds-talkers": ["leeds"],
        "kent-walkers": ["kent"],
        "hull-room": ["hull"],
        "hull-room-two": ["hull"],
    }
    assert lines == {"3": ["We don't know the place “National”."]}


def test_texts_that_other_programs_changed(tmp_path: Path) -> None:
    listings, lines = imported("texts", tmp_path)
    assert {slug: answers["name"] for slug, (answers, _) in listings.items()} == {
        "lodz-cafe": "Łódź Café",
        "aegir-sorensen-strasse": "Ægir Sørensen Straße",
        "caffir-mor": "Caffi’r Môr",
        "tea-and-talk": "Tea & Talk",
        "tea-talk": "Tea Talk",
    }
    assert listings["caffir-mor"][1].startswith("It’s a café and we meet")
    assert listings["tea-and-talk"][1].split("\n\n")[::2] == [
        "We meet every week",
        "and all of us have lived through hard times and more.",
    ]
    assert {row: len(texts) for row, texts in lines.items()} == {"": 2, "4": 1, "5": 1, "8": 1}
    assert all("no letter of a–z" in lines[row][0] for row in "45")
    assert lines["8"] == ["The cell “name” holds a formula, not its result: =Dangerous."]


def test_times_in_the_afternoon(tmp_path: Path) -> None:
    listings, lines = imported("tsml", tmp_path)
    right = [{"day": ["friday"], "start": "19:30", "end": "20:30"}]
    assert [answers["meetings"] for answers, _ in listings.values()] == [right, right]
    assert lines == {}
