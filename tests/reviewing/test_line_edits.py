"""Answers are changed line by line, and one-press suggestions name the one word that is meant."""

import json
from pathlib import Path

import pytest

from ourtables.reviewing.bot.line_edits import LineEdit, edited, line_edits, meant
from ourtables.reviewing.bot.suggestions import suggestion_calls

from ..conftest import LISTING
from .conftest import Play

CONFIRMED = {"confirmed": "2026-11-20", "confirmed_by": "group-by-phone"}


def test_only_the_lines_of_the_answers_change() -> None:
    text = LISTING.replace("confirmed: 2026-10-05\n", "# our own note\nconfirmed:   '2026-10-05'\n")
    edits = line_edits(text, CONFIRMED)
    assert edits is not None
    after = edited(text, edits)
    assert [line for line in after.split("\n") if line not in text.split("\n")] == [
        "confirmed: 2026-11-20",
        "confirmed_by: group-by-phone",
    ]
    assert "# our own note" in after
    assert len(after.split("\n")) == len(text.split("\n"))


def test_an_answer_that_isnt_there_is_written_in_its_place_and_taken_away_again() -> None:
    edits = line_edits(LISTING, {"status": "paused", "until": "2027-01-11"})
    assert edits is not None
    paused = edited(LISTING, edits)
    assert "\nstatus: paused\nuntil: 2027-01-11\n" in paused
    back = line_edits(paused, {"status": None, "until": None})
    assert back is not None
    assert edited(paused, back) == LISTING


@pytest.mark.parametrize(
    "text",
    [LISTING.replace("\n", "\r\n"), "no listing", LISTING.replace("confirmed: 2026-10-05", "confirmed:\n  2026-10-05")],
    ids=["windows", "no-listing", "several-lines"],
)
def test_what_a_machine_might_spoil_is_left_alone(text: str) -> None:
    assert line_edits(text, CONFIRMED) is None


def test_the_word_that_is_meant_is_suggested_once(play: Play, tmp_path: Path) -> None:
    wrong = LISTING.replace("led_by: all-lived-experience", "led_by: all-lived-experiance").replace("offers:", "ofers:")
    head = play.commit({"content/groups/kettle.md": wrong})
    facts = tmp_path / "facts"
    facts.mkdir()
    for name, text in {"number": "7", "base": play.git("rev-parse", "HEAD~1"), "head": head}.items():
        (facts / name).write_text(text)
    [call] = suggestion_calls(facts, play.context())
    assert (call.method, call.path) == ("POST", "pulls/7/reviews")
    assert (call.body["commit_id"], call.body["event"]) == (head, "COMMENT")
    lines = wrong.split("\n")
    suggested = {lines[one["line"] - 1]: one["body"].split("\n")[-2] for one in call.body["comments"]}
    assert {(old.split(":")[0], new.split(":")[0]) for old, new in suggested.items()} == {
        ("ofers", "offers"),
        ("led_by", "led_by"),
    }
    assert "led_by: all-lived-experience" in suggested.values()

    before = [
        {"path": one["path"], "body": one["body"], "user": {"login": "github-actions[bot]"}}
        for one in call.body["comments"]
    ]
    (facts / "comments.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in before))
    assert list(suggestion_calls(facts, play.context())) == []


def test_a_fence_in_a_line_ends_no_suggestion(play: Play, tmp_path: Path) -> None:
    wrong = LISTING.replace("led_by: all-lived-experience", "led_by: all-lived-experiance # ``` @everyone")
    head = play.commit({"content/groups/kettle.md": wrong})
    for name, text in {"number": "7", "base": play.git("rev-parse", "HEAD~1"), "head": head}.items():
        (tmp_path / name).write_text(text)
    [call] = suggestion_calls(tmp_path, play.context())
    [one] = call.body["comments"]
    assert "````suggestion\nled_by: all-lived-experience # ``` @everyone\n````" in one["body"]


def test_meant_leaves_alone_what_stands_twice_on_a_line() -> None:
    assert meant("x", []) == []
    assert edited("a\nb\nc", [LineEdit(2, None)]) == "a\nc"
