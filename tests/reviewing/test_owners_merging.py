"""What an owner may change without a second person, and when a machine merges it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ourtables.reviewing.bot.calls import Call
from ourtables.reviewing.bot.owners_merging import owners_calls, safe_change
from ourtables.reviewing.git import Repository

from ..conftest import LISTING
from .conftest import Play

KETTLE = "content/groups/kettle.md"
OWNERS = "content/maintainers/owners.yml"
OWNED = LISTING.replace("---\n\n", 'meetings:\n  - day: tuesday\n    start: "18:30"\n    every: week\n---\n\n', 1)


@pytest.fixture
def owned(play: Play) -> Play:
    play.commit({KETTLE: OWNED, OWNERS: "kettle: {github: [4711]}\n"})
    return play


def changed(play: Play, files: dict[str, str | None], author: int = 4711) -> tuple[str, ...] | None:
    play.commit(files)
    found = safe_change(Repository.open(play.folder / "content", "HEAD~1...HEAD"), play.context(), author)
    return found.fields if found else None


def test_the_fixture_has_the_meeting(owned: Play) -> None:
    assert owned.review("HEAD~1..HEAD").listings[0].problems == ()


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("2026-10-05", "2026-11-20", ("confirmed",)),
        ('"18:30"', '"19:00"', ("meetings",)),
        ("led_by:", "status: paused\nuntil: 2027-01-11\nled_by:", ("status", "until")),
    ],
    ids=["confirmed", "meetings", "status"],
)
def test_times_a_status_and_a_day_need_no_second_person(
    owned: Play, old: str, new: str, fields: tuple[str, ...]
) -> None:
    assert changed(owned, {KETTLE: OWNED.replace(old, new, 1)}) == fields


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("every: week", 'every: week\n    note: "Ring 01632 960123"'),
        ("every: week", "every: week  # https://elsewhere.example"),
        ("Example Kettle", "Other Kettle"),
        ("leeds", "bristol"),
        ("confirmed_by: group", "confirmed_by: group-by-phone"),
        ("led_by:", 'summary: "We are somewhere else now, at www.elsewhere.example"\nled_by:'),
        ("2026-10-05", "2041-01-01"),
        ("---\n\n", "---\n\nSee https://elsewhere.example. "),
    ],
    ids=["number", "comment", "name", "area", "by-phone", "summary", "future", "words"],
)
def test_anything_else_goes_to_people(owned: Play, old: str, new: str) -> None:
    assert changed(owned, {KETTLE: OWNED.replace(old, new, 1)}) is None


def test_only_the_owner_of_the_base_branch_and_only_their_own_file(owned: Play) -> None:
    later = OWNED.replace("2026-10-05", "2026-11-20")
    assert changed(owned, {KETTLE: later}, author=4712) is None
    owned.git("reset", "-q", "--hard", "HEAD~1")
    assert changed(owned, {KETTLE: later, OWNERS: "kettle: {github: [4711, 4712]}\n"}, author=4712) is None
    owned.git("reset", "-q", "--hard", "HEAD~1")
    assert changed(owned, {KETTLE: later, "content/groups/table.md": LISTING}) is None
    owned.git("reset", "-q", "--hard", "HEAD~1")
    assert changed(owned, {KETTLE: None}) is None


class Waiting:
    """A pull request of the owner's, and what was said of it."""

    def __init__(self, play: Play, folder: Path) -> None:
        self.play, self.folder = play, folder
        self.base = play.git("rev-parse", "HEAD").strip()
        self.head = play.commit({KETTLE: OWNED.replace("2026-10-05", "2026-11-20")})
        base = {"ref": "main"}
        self.pull = {"number": 7, "head": {"sha": self.head}, "base": base, "user": {"id": 4711}, "labels": []}
        self.pull |= {"mergeable": True, "draft": False}
        self.comments: list[dict[str, object]] = []
        self.checks = [{"id": 1, "name": "Listings", "head_sha": self.head, "conclusion": "success"}]
        self.reviews: list[dict[str, object]] = []

    def look(self, now: str, *, on: bool = True) -> list[Call]:
        lists = {"pulls": [self.pull], "comments": self.comments, "checks": self.checks, "reviews": self.reviews}
        for name, found in lists.items():
            (self.folder / f"{name}.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in found))
        for name, text in {"base": self.base, "branch": "main", "now": now}.items():
            (self.folder / name).write_text(text)
        context = self.play.context()
        return list(owners_calls(self.folder, replace(context, settings=replace(context.settings, owners_alone=on))))

    def announce(self) -> None:
        [call] = self.look("2026-11-20T00:00:00Z")
        assert call.path == "issues/7/comments"
        user = {"login": "github-actions[bot]"}
        created = "2026-11-20T00:00:00Z"
        self.comments = [{"number": 7, "user": user, "body": call.body["body"], "created_at": created}]


@pytest.fixture
def waiting(owned: Play, tmp_path: Path) -> Waiting:
    (tmp_path / "facts").mkdir()
    return Waiting(owned, tmp_path / "facts")


def test_it_is_announced_first_and_merged_after_72_hours_at_the_reviewed_commit(waiting: Waiting) -> None:
    waiting.announce()
    assert waiting.look("2026-11-22T23:59:59Z") == []
    merge, label, said, deploy = waiting.look("2026-11-23T00:00:00Z")
    assert (merge.method, merge.path, merge.body["sha"]) == ("PUT", "pulls/7/merge", waiting.head)
    assert merge.body["commit_message"] == (
        "Merged by machine after 72 hours. Account 4711, the owner on record, changed confirmed. "
        f"Reviewed commit: {waiting.head}"
    )
    assert label.body == {"labels": ["merged-by-machine"]}
    assert said.body["body"] == merge.body["commit_message"]
    assert deploy.path == "actions/workflows/deploy.yml/dispatches"


def test_it_is_off_until_it_is_switched_on(waiting: Waiting) -> None:
    assert waiting.play.context().settings.owners_alone is False
    assert waiting.look("2026-11-23T00:00:00Z", on=False) == []


@pytest.mark.parametrize("what", ["label", "red", "asked", "unmergeable", "other-commit", "stranger"])
def test_a_label_a_red_check_or_a_new_commit_stops_it(waiting: Waiting, what: str) -> None:
    waiting.announce()
    if what == "label":
        waiting.pull["labels"] = [{"name": "anything"}]
    elif what == "red":
        waiting.checks[0]["conclusion"] = "failure"
    elif what == "asked":
        waiting.reviews = [{"number": 7, "state": "CHANGES_REQUESTED"}]
    elif what == "unmergeable":
        waiting.pull["mergeable"] = None
    elif what == "other-commit":
        waiting.comments[0]["body"] = str(waiting.comments[0]["body"]).replace(waiting.head, "0" * 40)
    else:
        waiting.comments[0]["user"] = {"login": "mallory"}
    calls = waiting.look("2026-12-01T00:00:00Z")
    assert not any(call.method == "PUT" for call in calls)
