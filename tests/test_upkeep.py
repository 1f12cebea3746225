"""Groups are written to in time and without hurry; nobody else is, and nothing in a letter does anything."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from ourtables.cli.upkeep import command
from ourtables.upkeep import markdown

from .conftest import LISTING, TESTS, TODAY

MAILED = LISTING.replace("contact:\n", "contact:\n  - how: email\n    value: hello@kettle.example\n")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(TESTS / "content", tmp_path / "content")
    return tmp_path / "content"


def run(content: Path, text: str = MAILED, form: str = "json") -> str:
    (content / "groups" / "kettle.md").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(command, ["--content", str(content), "--today", str(TODAY), "--format", form])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize(
    ("confirmed", "band"),
    [
        ("2026-10-05", None),
        ("2026-06-22", "due-soon"),
        ("2026-05-24", "due-soon"),
        ("2026-05-23", "overdue"),
        ("2025-06-01", "overdue"),
        ("2025-05-30", "out-of-touch"),
    ],
)
def test_the_bands_of_the_settings_decide(content: Path, confirmed: str, band: str | None) -> None:
    found = json.loads(run(content, MAILED.replace("2026-10-05", confirmed)))
    assert [one["band"] for one in found] == ([band] if band else [])


@pytest.mark.parametrize(
    "line", ["status: closed", "example: yes", "consent: not-asked"], ids=["closed", "made-up", "not-asked"]
)
def test_who_gets_no_letter(content: Path, line: str) -> None:
    text = MAILED.replace("2026-10-05", "2024-10-05")
    key = line.partition(":")[0]
    text = (
        text.replace("consent: group-agreed", line) if key == "consent" else text.replace("led_by:", f"{line}\nled_by:")
    )
    assert json.loads(run(content, text)) == []


def test_a_break_that_was_to_end_is_asked_about(content: Path) -> None:
    text = MAILED.replace("led_by:", "status: paused\nuntil: 2026-11-01\nled_by:")
    assert "its break was to end on 2026-11-01" in run(content, text, "text")


@pytest.mark.parametrize("confirmed", ["2026-05-01", "2024-05-01"])
def test_a_letter_has_the_page_the_link_and_no_hurry(content: Path, confirmed: str) -> None:
    [one] = json.loads(run(content, MAILED.replace("2026-10-05", confirmed)))
    assert one["mailbox"] == "hello@kettle.example"
    assert one["still_right"] == "https://our-own-tables.example.org/change/#g=kettle&still=right"
    assert one["still_right"] in one["letter"]
    assert "https://our-own-tables.example.org/groups/kettle/" in one["letter"]
    assert one["letter"].endswith("No rush, no need to explain.")
    assert "urgent" not in one["letter"]
    assert "must" not in one["letter"]


def test_an_issue_shows_a_hostile_name_and_does_nothing_with_it(content: Path) -> None:
    name = "``` @everyone <b>![x](http://e.example)"
    text = MAILED.replace("2026-10-05", "2026-05-01").replace('"Example Kettle"', json.dumps(name))
    said = run(content, text, "markdown")
    head = next(line for line in said.splitlines() if line.startswith("- [ ]"))
    assert "@\u200beveryone" in head
    assert said.count("```") == 2 + head.count("```")
    assert said.index("```text") < said.index("Is the page of '''") < said.rindex("```")


def test_nobody_late_is_said_as_such(content: Path) -> None:
    assert run(content, form="text") == "Nobody needs a letter.\n"
    assert markdown([]) == "Nobody needs a letter."
