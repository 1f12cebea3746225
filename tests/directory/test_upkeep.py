"""Groups are written to in time and without hurry; nobody else is, and nothing in a letter does anything."""

import json
import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from ourtables.cli.upkeep import command
from ourtables.directory.upkeep import markdown
from tests.conftest import LISTING, TESTS, TODAY

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


HOSTILE = "``` @everyone <b>![x](http://e.example)"


def hostile(content: Path, listing: str) -> str:
    """The entry of a group with a hostile name; its first line names the group."""
    text = listing.replace("2026-10-05", "2026-05-01").replace('"Example Kettle"', json.dumps(HOSTILE))
    said = run(content, text, "markdown")
    entry = said[said.index("- [ ]") :]
    assert "@\u200beveryone" in entry.splitlines()[0]
    return entry


def test_an_issue_shows_a_hostile_name_and_its_letter_is_one_link(content: Path) -> None:
    [line] = [one.children or () for one in MarkdownIt().parse(hostile(content, MAILED)) if one.type == "inline"]
    assert [one.type for one in line if one.type not in {"text", "softbreak"}] == [
        *("code_inline", "code_inline", "link_open", "link_close", "code_inline", "code_inline"),
    ]
    [mail] = [urlsplit(str(one.attrs["href"])) for one in line if one.type == "link_open"]
    assert mail.path == "hello@kettle.example"
    [letter] = parse_qs(mail.query)["body"]
    assert letter.startswith(f"Hello,\r\n\r\nThis is about the page of {HOSTILE} in Our Own Tables:")


def test_a_letter_without_a_mailbox_is_fenced(content: Path) -> None:
    entry = hostile(content, LISTING)
    head = entry.splitlines()[0]
    assert entry.count("```") == 2 + head.count("```")
    assert entry.index("```text") < entry.index("the page of '''") < entry.rindex("```")


def test_nobody_late_is_said_as_such(content: Path) -> None:
    assert run(content, form="text") == "Nobody needs a letter.\n"
    assert markdown([]) == "Nobody needs a letter."
