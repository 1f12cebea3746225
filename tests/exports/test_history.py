"""When listings were added and changed, as git remembers it."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from ourtables.cli.history import read
from ourtables.core.errors import HistoryError
from ourtables.exports.history import Event, History, dump, load


class Repository:
    """A repository of listings, whose every commit is on a day of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.groups = folder / "content" / "groups"
        self.groups.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, day: str = "2026-01-01") -> None:
        names = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        days = {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
        subprocess.run(["git", *arguments], cwd=self.folder, env={**os.environ, **names, **days}, check=True)

    def commit(self, day: str, **listings: str | None) -> None:
        for slug, text in listings.items():
            path = self.groups / f"{slug}.md"
            path.unlink() if text is None else path.write_text(text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "a change", day=day)

    def events(self) -> list[tuple[str, str, str]]:
        return [(event.day.isoformat(), event.what, event.slug) for event in read(self.groups)]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_each_kind_of_change_is_told_apart(repository: Repository) -> None:
    repository.commit("2026-01-01", kettle="---\nname: Kettle\nconfirmed: 2026-01-01\n---\nTea.\n")
    repository.commit("2026-02-01", kettle="---\nname: Kettle\nconfirmed: 2026-02-01\n---\nTea.\n")
    repository.commit(
        "2026-03-01", kettle="---\nname: Kettle\nconfirmed: 2026-02-01\n---\nTea and cake.\n", pot="---\n---\n"
    )
    repository.commit("2026-04-01", kettle='---\nname: Kettle\nstatus: "paused"\n---\nTea and cake.\n')
    repository.commit("2026-05-01", kettle="---\nname: Kettle\nstatus: closed\n---\n")
    assert repository.events() == [
        ("2026-01-01", "added", "kettle"),
        ("2026-02-01", "confirmed", "kettle"),
        ("2026-03-01", "changed", "kettle"),
        ("2026-03-01", "added", "pot"),
        ("2026-04-01", "changed", "kettle"),
        ("2026-04-01", "paused", "kettle"),
        ("2026-05-01", "changed", "kettle"),
        ("2026-05-01", "closed", "kettle"),
    ]


def test_a_listing_that_was_taken_out_leaves_nothing(repository: Repository) -> None:
    repository.commit("2026-01-01", kettle="one\n", pot="one\n")
    repository.commit("2026-02-01", kettle=None)
    assert repository.events() == [("2026-01-01", "added", "pot")]
    repository.commit("2026-03-01", kettle="another\n")
    assert repository.events()[-1] == ("2026-03-01", "added", "kettle")


def test_a_commit_whose_clock_is_out_of_all_bounds_counts_on_the_day_before_it(repository: Repository) -> None:
    repository.commit("2026-01-01", kettle="one\n")
    (repository.groups / "pot.md").write_text("one\n")
    repository.git("add", "-A")
    environment = {**os.environ, "GIT_COMMITTER_DATE": "@253402300800 +0000"}
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, "commit", "-q", "-m", "x"], cwd=repository.folder, env=environment, check=True)
    assert repository.events() == [("2026-01-01", "added", "kettle"), ("2026-01-01", "added", "pot")]


def test_a_file_whose_name_looks_like_two_is_nobody_elses(repository: Repository) -> None:
    repository.commit("2026-01-01", kettle="one\n")
    for odd in ("kettle.md b", "kettle.md\n b", 'kettle.md" "b'):
        (repository.groups / odd / "a").mkdir(parents=True)
        (repository.groups / odd / "a" / "x.md").write_text("one\n")
    repository.commit("2026-02-01", pot="one\n")
    assert [event for event in repository.events() if event[2] == "kettle"] == [("2026-01-01", "added", "kettle")]


def test_a_merge_counts_on_its_own_day(repository: Repository) -> None:
    repository.commit("2026-01-01", kettle="one\n")
    repository.git("checkout", "-q", "-b", "pot")
    repository.commit("2026-02-01", pot="one\n")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "-m", "a merge", "pot", day="2026-03-01")
    assert repository.events()[-1] == ("2026-03-01", "added", "pot")


def test_the_keepers_tidying_is_no_groups_news(repository: Repository) -> None:
    slugs = [f"group-{number}" for number in range(51)]
    repository.commit("2026-01-01", **dict.fromkeys(slugs, "one\n"))
    repository.commit("2026-02-01", **dict.fromkeys(slugs, "two\n"))
    assert {what for _, what, _ in repository.events()} == {"added"}


def test_a_clone_that_was_cut_short_is_refused(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2026-01-01", kettle="one\n")
    repository.commit("2026-02-01", kettle="two\n")
    short = tmp_path / "short"
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.folder}", str(short))
    with pytest.raises(HistoryError, match="unshallow"):
        read(short / "content" / "groups")


def test_a_folder_outside_of_git_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="git can't tell"):
        read(tmp_path)


def test_a_file_of_it_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    history = History((Event(date(2026, 1, 1), "added", "kettle"), Event(date(2026, 2, 1), "closed", "kettle")))
    path.write_text(dump(history))
    assert load(path) == history
    path.write_text("{}")
    with pytest.raises(HistoryError, match="isn't a history"):
        load(tmp_path / "nowhere.json")
    path.write_text('[{"day": "soon"}]')
    with pytest.raises(HistoryError, match="isn't a history"):
        load(path)
