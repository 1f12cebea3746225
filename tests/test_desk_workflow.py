"""The desk workflow's own steps, with real git and a stand-in for the forge: what a form is answered, and keepers' commands."""

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from ourtables.intake.mail import Desk as MailDesk
from ourtables.intake.mail import Received
from ourtables.listing.checking import Context
from ourtables.reviewing.bot.calls import MADE, Call
from ourtables.reviewing.bot.desk_facts import DeskFacts
from ourtables.reviewing.bot.issue_answer import MARK, answer_calls
from ourtables.reviewing.bot.keepers_commands import command_calls
from ourtables.settings import maintainers

from .conftest import LISTING, TODAY
from .forge_stand_in import BOT, TOKEN, Forge, forge
from .forge_stand_in import ROOT as FORGE
from .test_issue_forms import as_issue
from .workflow_play import ROOT, failed, git, lend_environment, read, run_steps, sparse_clone, work_tree

GOOD = {
    "name": "Riverside Kettle",
    "body": "We meet each week in the hall and talk a while. Nobody is asked to speak, and the soup is free for all.",
    "offers": "peer support group",
    "areas": "Leeds",
    "formats": "in person",
    "led_by": "All who decide share the experience",
    "contact": "hello@riverside-kettle.example",
}


@pytest.fixture(scope="module")
def main(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = work_tree(tmp_path_factory.mktemp("main") / "repo")
    (folder / "content" / "groups" / "kettle.md").write_text(LISTING)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "A group")
    return folder


BRANCHES = "github.event.comment && format('^({0}|draft/issue-[0-9]+-[0-9]+)$', github.event.repository.default_branch) || '^$'"


def no_gh(folder: Path) -> None:
    """Artifacts are in place already: what fetches them does nothing."""
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    (programs / "gh").write_text("#!/bin/sh\n")
    (programs / "gh").chmod(0o755)


class Desk:
    """An issue on the stand-in, and a fresh clone for each event."""

    def __init__(self, stand_in: Forge, main: Path, folder: Path, context: Context) -> None:
        self.forge, self.folder, self.runs, self.context = stand_in, folder, 0, context
        self.main = folder / "main"
        sparse_clone(main, self.main)
        stand_in.repository = self.main
        stand_in.permissions |= {"kim": "write", "mallory": "read", "old-member": "none"}

    def issue(self, body: str, **more: Any) -> None:
        self.forge.issues[7] = {"number": 7, "state": "open", "title": "Add: $(touch pwned)", "body": body, **more}
        self.forge.issues[7].setdefault("user", {"login": "somebody"})

    def pull(
        self, files: dict[str, str], *, branch: str = "theirs", author: str = "somebody", here: bool = False
    ) -> str:
        """A pull request from somebody's copy, or from a branch here; its checks are green."""
        main = git(self.main, "rev-parse", "main").strip()
        git(self.main, "checkout", "-q", "-b", branch, main)
        for name, text in files.items():
            (self.main / name).parent.mkdir(parents=True, exist_ok=True)
            (self.main / name).write_text(text)
        git(self.main, "add", "-A", "--sparse")
        git(self.main, "commit", "-qm", "theirs")
        head = git(self.main, "rev-parse", "HEAD").strip()
        git(self.main, "update-ref", "refs/pull/7/head", head)
        git(self.main, "checkout", "-q", "main")
        repository = {"full_name": "tables/tables"}
        if not here:
            git(self.main, "branch", "-qD", branch)
        user = BOT if here else {"login": author, "id": 4711}
        theirs = {"ref": branch, "sha": head, "repo": repository if here else {"full_name": "somebody/tables"}}
        base = {"ref": "main", "repo": repository}
        self.forge.pulls = [{"number": 7, "state": "open", "user": user, "head": theirs, "base": base}]
        self.forge.issues[7] = {
            "number": 7,
            "state": "open",
            "body": "$(touch pwned)",
            "user": user,
            "pull_request": {},
        }
        self.forge.issues[7]["pull_request"] = {"url": "x"}
        self.forge.checks = [{"id": 1, "name": "Listings", "head_sha": head, "conclusion": "success"}]
        return head

    def file(self, path: str, branch: str = "main") -> str:
        return git(self.main, "show", f"{branch}:{path}")

    def clone(self, *folders: str) -> Path:
        self.runs += 1
        return sparse_clone(self.main, self.folder / f"clone-{self.runs}", *folders)

    def event(self, comment: str | None = None, login: str = "kim") -> None:
        """What `ourtables bot desk` answers to one event, each call made at once; `play` does it by the workflow's steps."""
        clone, facts = self.clone(), self.folder / f"facts-{self.runs}"
        facts.mkdir()
        content = clone / "content"
        context = replace(self.context, content=content, today=TODAY, registers=maintainers.load(content))

        def keep(name: str, *values: Any) -> None:
            (facts / name).write_text("".join(f"{json.dumps(value)}\n" for value in values))

        said = {"id": 500, "body": comment, "user": {"login": login}}
        issue = self.forge.issues[7]
        (facts / "branch").write_text("main")
        (facts / "base").write_text(git(clone, "rev-parse", "HEAD"))
        keep("issue.json", issue)
        keep("comments.jsonl", *self.forge.comments.values())
        keep("pulls.jsonl", *self.forge.pulls)
        if comment is not None:
            keep("comment.json", said)
            keep("permission.json", {"permission": self.forge.permissions.get(login, "none")})
        if "pull_request" in issue:
            git(clone, "fetch", "-q", "origin", "refs/pull/7/head")
            reviews = self.forge.reviews.get(7, [])
            keep("pull.json", self.forge.pulls[0])
            keep("reviews.jsonl", *reviews)
            names = {one["user"]["login"] for one in [*reviews, self.forge.pulls[0]]} & self.forge.permissions.keys()
            keep("permissions.jsonl", *({"login": name, "permission": self.forge.permissions[name]} for name in names))
            keep("checks.jsonl", *self.forge.checks)
        else:
            self._received(clone, facts, context, issue["body"])
        found = DeskFacts.read(facts, context)
        self._made(answer_calls(found, context.settings) if comment is None else command_calls(found, context))

    def _received(self, clone: Path, facts: Path, context: Context, body: str) -> None:
        complete = False
        if body.strip():
            outcome = MailDesk(context).receive(body.encode())
            if isinstance(outcome, Received):
                complete = outcome.complete
                (clone / "content" / "groups" / f"{outcome.slug}.md").write_text(outcome.text)
        (facts / "status").write_text("0" if complete else "1")
        git(clone, "add", "content/groups")
        git(clone, "commit", "-q", "--allow-empty", "-m", "draft")

    def _made(self, calls: Iterable[Call]) -> None:
        self.forge.rights = read(ROOT / ".github" / "workflows" / "desk.yml")["jobs"]["answer"]["permissions"]
        made = ""
        for call in calls:
            body = {name: made if value == MADE else value for name, value in call.body.items()}
            status, answer = self.forge.answer(call.method, FORGE + call.path, body, f"Bearer {TOKEN}")
            assert status < 400, (call, answer)
            made = answer.get("sha", made) if answer else made

    def play(self, comment: str | None = None, login: str = "kim", *, status: int = 0) -> None:
        """Play both jobs of the workflow for one event."""
        clone = self.clone("plugins", ".github")
        lend_environment(clone)
        no_gh(self.folder)
        said = {"id": 500, "body": comment, "user": {"login": login}, "author_association": "OWNER"}
        given = {
            "github.token": TOKEN,
            "github.event_name": "issues" if comment is None else "issue_comment",
            "github.event.issue.number": "7",
            "github.event.repository.default_branch": "main",
            "toJSON(github.event.comment)": json.dumps(said if comment is not None else None),
            "github.event.comment.user.login": login if comment is not None else "",
            BRANCHES: "^(main|draft/issue-[0-9]+-[0-9]+)$" if comment is not None else "^$",
            "GITHUB_API_URL": self.forge.address,
            "GITHUB_SERVER_URL": "https://github.com",
        }
        for job in ("read", "answer"):
            self.forge.rights = read(clone / ".github" / "workflows" / "desk.yml")["jobs"][job]["permissions"]
            done = run_steps(clone, None, "desk.yml", job, given)
            assert failed(done) == bool(job == "answer" and status), [one.stdout + one.stderr for one in done.values()]
        assert not list(self.folder.rglob("pwned"))

    @property
    def answers(self) -> list[str]:
        return self.forge.below(7)


@pytest.fixture
def desk(main: Path, tmp_path: Path, context: Context) -> Iterator[Desk]:
    with forge() as found:
        yield Desk(found, main, tmp_path, context)


def test_a_form_is_answered_once_with_the_card_and_what_is_missing(desk: Desk) -> None:
    desk.issue(as_issue("add.yml", {key: value for key, value in GOOD.items() if key != "led_by"}))
    desk.play()
    [said] = desk.answers
    assert said.startswith(f"{MARK}\n\nThank you for writing.")
    assert "> `Riverside Kettle`" in said
    assert "still missing.**" in said
    assert "- Who has the last word on money and on what you do?" in said
    assert said.endswith("No rush, no need to explain.")
    assert desk.forge.written() == ["POST issues/7/comments"]

    desk.issue(as_issue("add.yml", GOOD))
    desk.event()
    assert desk.forge.written()[1:] == ["PATCH issues/comments/101"]
    [said] = desk.answers
    assert "Who has the last word" not in said
    assert desk.forge.refused == []


def test_a_keepers_draft_becomes_a_branch_a_pull_request_and_a_check(desk: Desk) -> None:
    desk.issue(as_issue("add.yml", GOOD))
    desk.play("/draft\nplease")
    assert desk.forge.refused == []
    assert desk.forge.written() == [
        "POST git/trees",
        "POST git/commits",
        "POST git/refs",
        "POST pulls",
        "POST actions/workflows/check.yml/dispatches",
        "POST issues/7/comments",
    ]
    bodies = {path: body for method, path, body in desk.forge.calls if method != "GET"}
    assert bodies["git/refs"]["ref"] == "refs/heads/draft/issue-7-500"
    assert bodies["git/commits"]["parents"] == [git(desk.main, "rev-parse", "main").strip()]
    changed = git(desk.main, "diff", "--name-status", "main", "draft/issue-7-500")
    assert changed == "A\tcontent/groups/riverside-kettle.md\n"
    text = desk.file("content/groups/riverside-kettle.md", "draft/issue-7-500")
    assert 'name: "Riverside Kettle"' in text
    assert bodies["pulls"]["head"] == "draft/issue-7-500"
    assert bodies["pulls"]["base"] == "main"
    assert "Closes #7." in bodies["pulls"]["body"]
    assert bodies["actions/workflows/check.yml/dispatches"] == {"ref": "draft/issue-7-500"}


def test_a_change_replaces_the_file_that_is_there(desk: Desk) -> None:
    desk.issue("### Which group is it?\n\nkettle\n\n### What is different?\n\ncost: free\n")
    desk.event()
    assert "This is what would change on the page:" in desk.answers[0]
    desk.event("/draft")
    assert git(desk.main, "log", "-1", "--format=%s", "draft/issue-7-500") == "Change kettle\n"
    assert git(desk.main, "diff", "--name-status", "main", "draft/issue-7-500") == "M\tcontent/groups/kettle.md\n"


def test_that_a_page_is_still_right_is_left_to_a_person(desk: Desk) -> None:
    # Anyone can write it in an issue, and the day counts only when the group itself says so.
    desk.issue("### Which group is it?\n\nkettle\n\n### What is different?\n\nstill right\n")
    desk.event()
    desk.event("/draft")
    first, second = desk.answers
    assert "a person reads it and does it." in first
    assert second.startswith("Nothing was done: this text changes no answer of a listing.")
    assert set(desk.forge.written()) == {"POST issues/7/comments"}


def test_what_looks_personal_is_neither_repeated_nor_drafted(desk: Desk) -> None:
    desk.issue(as_issue("add.yml", GOOD | {"contact": "07700 900123"}))
    desk.event()
    desk.event("/draft")
    first, second = desk.answers
    assert "**Please look at this first.**" in first
    assert "Nothing was done: something in the text looks personal." in second
    assert "900123" not in first + second
    assert set(desk.forge.written()) == {"POST issues/7/comments"}


@pytest.mark.parametrize("login", ["mallory", "old-member", "nobody-knows"])
def test_nobody_without_the_right_to_write_commands_anything(desk: Desk, login: str) -> None:
    desk.issue(as_issue("add.yml", GOOD))
    desk.event("/draft", login)
    assert desk.forge.written() == []


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("/help", "A keeper can write one of these"),
        ("/draft $(touch pwned)", "There is no such command, and nothing was done."),
        ("/../../merge", "There is no such command, and nothing was done."),
        ("/drаft", "There is no such command, and nothing was done."),
        ("/confirm $(touch pwned)", "There is no such command, and nothing was done."),
        ("/merge; touch pwned", "There is no such command, and nothing was done."),
        ("/`@everyone` ::error::x", "There is no such command, and nothing was done."),
    ],
)
def test_each_command_is_answered_and_a_strange_one_does_nothing(desk: Desk, comment: str, said: str) -> None:
    desk.issue(as_issue("add.yml", GOOD))
    desk.event(comment)
    [answer] = desk.answers
    assert answer.startswith(said)
    assert "everyone" not in answer


def test_there_are_at_most_twenty_drafts_and_one_for_an_issue(desk: Desk) -> None:
    def draft(number: int) -> dict[str, Any]:
        return {"number": 100 + number, "user": BOT, "head": {"ref": f"draft/issue-{number}-1"}}

    desk.issue(as_issue("add.yml", GOOD))
    desk.forge.pulls = [draft(number) for number in range(10, 29)] + [{**draft(7), "user": {"login": "mallory"}}]
    desk.event("/draft")
    assert "POST pulls" in desk.forge.written()
    git(desk.main, "branch", "-qD", "draft/issue-7-500")
    desk.forge.pulls.append(draft(29))
    desk.event("/draft")
    assert (
        desk.answers[-1] == "Nothing was done: 20 drafts are open, which is the most at once. Merge or close one first."
    )
    desk.forge.pulls = [draft(7)]
    desk.event("/draft")
    assert desk.answers[-1] == "Nothing was done: #107 is already open for this issue."


def test_a_hostile_form_is_shown_and_does_nothing(desk: Desk) -> None:
    hostile = GOOD | {
        "name": "x]($(touch pwned)) @everyone <img src=x> ::error::y",
        "body": GOOD["body"] + "\n\n```\n</details><script>alert(1)</script>\n\n<!-- ourtables answer -->",
    }
    desk.issue(as_issue("add.yml", hostile))
    desk.play()
    [said] = desk.answers
    outside = re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", "", said.partition("\n")[2])
    for sign in ("@everyone", "<img", "<script", "::error", "](", "<!--"):
        assert sign not in outside
    desk.event("/draft")
    branches = git(desk.main, "for-each-ref", "--format=%(refname)", "refs/heads").split()
    assert set(branches) <= {"refs/heads/main", "refs/heads/draft/issue-7-500"}


@pytest.mark.parametrize("body", ["", "Hello", "### Something else\n\nx"], ids=["empty", "words", "another-heading"])
def test_what_is_no_form_is_left_alone(desk: Desk, body: str) -> None:
    desk.issue(body)
    desk.event()
    assert desk.forge.written() == []


def test_a_keeper_is_told_when_a_pull_request_may_not_be_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.issue(as_issue("add.yml", GOOD))
    plain = Forge.may
    monkeypatch.setattr(Forge, "may", lambda self, right: right != "pull-requests: write" and plain(self, right))
    desk.play("/draft", status=1)
    assert desk.answers[-1].startswith("That didn't work, or not all of it.")
    assert "Allow GitHub Actions to create and approve pull requests" in desk.answers[-1]


def a_file(path: str, mode: str = "100644") -> dict[str, str]:
    return {"path": path, "mode": mode, "type": "blob", "content": "x"}


CALLS = "Make the calls that are allowed here"


def writing_job(folder: Path, call: dict[str, Any], login: str) -> tuple[Forge, dict[str, CompletedProcess[str]]]:
    """Play the job that may write, for a comment of somebody's, with a call that it was handed."""
    (folder / "job" / "calls").mkdir(parents=True)
    (folder / "job" / "calls" / "calls.jsonl").write_text(json.dumps(call) + "\n")
    shutil.copytree(ROOT / ".github", folder / "job" / ".github")
    no_gh(folder)
    with forge() as found:
        found.permissions |= {"kim": "write", "mallory": "read"}
        given = {
            "github.token": TOKEN,
            "github.event_name": "issue_comment",
            "github.event.comment.user.login": login,
            "github.event.issue.number": "7",
            BRANCHES: "^(main|draft/issue-[0-9]+-[0-9]+)$",
            "GITHUB_API_URL": found.address,
        }
        return found, run_steps(folder / "job", CALLS, "desk.yml", "answer", given)


@pytest.mark.parametrize(
    "call",
    [
        {"method": "PUT", "path": "contents/content/groups/x.md", "body": {"branch": "main"}},
        {"method": "POST", "path": "git/trees", "body": {"tree": [a_file(".github/workflows/x.yml")]}},
        {"method": "POST", "path": "git/trees", "body": {"tree": [a_file("content/groups/x.md\n")]}},
        {"method": "POST", "path": "git/trees", "body": {"tree": [a_file("content/maintainers/owners.yml")]}},
        {"method": "POST", "path": "git/trees", "body": {"tree": [a_file("content/groups/x.md", mode="120000")]}},
        {"method": "POST", "path": "git/refs", "body": {"ref": "refs/heads/other"}},
        {"method": "PATCH", "path": "git/refs/heads/other", "body": {"sha": "MADE"}},
        {"method": "POST", "path": "actions/workflows/release.yml/dispatches", "body": {"ref": "main"}},
        {"method": "POST", "path": "actions/workflows/deploy.yml/dispatches", "body": {"ref": "theirs"}},
        {"method": "PUT", "path": "pulls/1/merge/../../2/merge", "body": {}},
    ],
    ids=["contents", "workflow", "newline", "owners", "link", "branch", "other", "release", "theirs", "elsewhere"],
)
def test_the_job_that_may_write_makes_no_other_call(tmp_path: Path, call: dict[str, Any]) -> None:
    asked, done = writing_job(tmp_path, call, "kim")
    assert done[CALLS].returncode
    assert (asked.written(), asked.refused) == ([], [])


def test_the_job_that_may_write_asks_again_whether_a_keeper_wrote_it(tmp_path: Path) -> None:
    call = {"method": "POST", "path": "issues/7/comments", "body": {"body": "x"}}
    asked, done = writing_job(tmp_path, call, "mallory")
    assert done["Ask again whether a keeper wrote the command"].returncode == 1
    assert CALLS not in done
    assert asked.written() == []


# ---------------------------------------------------------------- commands about a listing

STILL = "### Which group is it?\n\nkettle\n\n### What is different?\n\nstill right\n"
KETTLE = "content/groups/kettle.md"
UNLISTED = "content/maintainers/unlisted.txt"


def changed_lines(desk: Desk, path: str, branch: str = "main", before: str = "main~1") -> set[str]:
    diff = git(desk.main, "diff", "-U0", before, branch, "--", path).splitlines()
    return {line for line in diff if line[0] in "+-" and not line.startswith(("+++", "---"))}


@pytest.mark.parametrize(
    ("comment", "lines", "said"),
    [
        ("/confirm", {f"confirmed: {TODAY}"}, "The page now says that the group confirmed it on "),
        (
            "/confirm by phone on 20 November 2026",
            {"confirmed: 2026-11-20", "confirmed_by: group-by-phone"},
            "The page now says that the group confirmed it on 20 November 2026: `kettle`.",
        ),
        (
            "/confirm by e-mail 2026-11-19",
            {"confirmed: 2026-11-19", "confirmed_by: group-by-email"},
            "The page now says that the group confirmed it on 19 November 2026: `kettle`.",
        ),
        ("/pause", {"status: paused"}, "The page now says that the group is paused: `kettle`."),
        (
            "/pause until 11 January 2027",
            {"status: paused", "until: 2027-01-11"},
            "The page now says that the group is paused until 11 January 2027: `kettle`.",
        ),
        ("/close", {"status: closed"}, "The page now says that the group has closed: `kettle`."),
    ],
)
def test_a_command_below_an_issue_changes_one_page_and_publishes_it(
    desk: Desk, comment: str, lines: set[str], said: str
) -> None:
    desk.issue(STILL)
    desk.event(comment)
    assert desk.forge.refused == []
    assert desk.forge.written() == [
        "POST git/trees",
        "POST git/commits",
        "PATCH git/refs/heads/main",
        "POST actions/workflows/deploy.yml/dispatches",
        "POST issues/7/comments",
    ]
    assert desk.answers[-1].startswith(said)
    assert {line[1:] for line in changed_lines(desk, KETTLE) if line[0] == "+"} == lines
    assert git(desk.main, "diff", "--name-only", "main~1", "main") == f"{KETTLE}\n"


def test_a_break_is_ended_with_all_that_the_page_says_of_it(desk: Desk) -> None:
    desk.issue(STILL)
    desk.event("/pause until 11 January 2027")
    paused = desk.file(KETTLE)
    noted = paused.replace("status: paused\n", 'status: paused\nstatus_note: "Back when the roof is mended"\n')
    (desk.main / KETTLE).write_text(noted)
    git(desk.main, "commit", "-qm", "A note", "--", KETTLE)
    desk.event("/resume until Monday")
    assert desk.answers[-1].startswith("There is no such command, and nothing was done.")
    assert desk.file(KETTLE) == noted
    desk.event("/resume")
    assert desk.answers[-1].startswith("The page now shows the group as meeting: `kettle`.")
    assert desk.file(KETTLE) == LISTING
    desk.event("/resume kettle")
    assert desk.answers[-1] == "Nothing was done. The page says so already."


def test_a_command_may_name_another_page_as_in_the_upkeep_issue(desk: Desk) -> None:
    desk.issue("This is written by a machine every week.", title="Upkeep: November 2026")
    desk.event("/confirm by phone kettle")
    assert "confirmed_by: group-by-phone" in desk.file(KETTLE)
    desk.event("/confirm by phone no-such-page")
    assert desk.answers[-1].startswith("There is no such command, and nothing was done.")
    desk.event("/close")
    assert desk.answers[-1].startswith("Nothing was done: I can't tell which page you mean.")


@pytest.mark.parametrize("comment", ["/pause until the leaves fall", "/pause until 5/10", "/confirm 20 November"])
def test_a_day_that_could_be_another_is_asked_about(desk: Desk, comment: str) -> None:
    desk.issue(STILL)
    desk.event(comment)
    assert desk.answers[-1].startswith("Nothing was done: I can't tell which day that is.")
    assert desk.forge.written() == ["POST issues/7/comments"]


def test_a_day_in_the_future_isnt_confirmed(desk: Desk) -> None:
    desk.issue(STILL)
    desk.event("/confirm 2041-01-01")
    assert desk.answers[-1].startswith("Nothing was done. The checks would say: ")
    assert desk.forge.written() == ["POST issues/7/comments"]


def test_a_page_is_taken_off_at_once_and_its_file_stays(desk: Desk) -> None:
    desk.issue(STILL)
    desk.play("/take-off")
    assert git(desk.main, "diff", "--name-status", "main~1", "main") == f"A\t{UNLISTED}\n"
    assert desk.file(UNLISTED).splitlines()[1:] == ["kettle"]
    assert desk.forge.written()[-2:] == ["POST actions/workflows/deploy.yml/dispatches", "POST issues/7/comments"]
    assert desk.answers[-1].startswith("`kettle` is taken off")


# ---------------------------------------------------------------- below a pull request

NEW = "content/groups/riverside-kettle.md"
A_NEW_ONE = LISTING.replace("Example Kettle", "Riverside Kettle")


def test_a_command_below_a_draft_writes_on_its_branch(desk: Desk) -> None:
    desk.pull({NEW: A_NEW_ONE}, branch="draft/issue-3-9", here=True)
    desk.event("/confirm by phone on 20 November 2026")
    assert desk.forge.refused == []
    assert changed_lines(desk, NEW, "draft/issue-3-9", "draft/issue-3-9~1") == {
        "-confirmed: 2026-10-05",
        "-confirmed_by: group",
        "+confirmed: 2026-11-20",
        "+confirmed_by: group-by-phone",
    }
    assert "POST actions/workflows/check.yml/dispatches" in desk.forge.written()
    assert not any("deploy" in call or call.endswith("heads/main") for call in desk.forge.written())


def test_a_command_below_a_strangers_pull_request_suggests_what_one_press_takes(desk: Desk) -> None:
    head = desk.pull({NEW: A_NEW_ONE})
    desk.play("/confirm by phone on 20 November 2026")
    assert desk.forge.refused == []
    assert desk.forge.written() == ["POST pulls/7/reviews"]
    [body] = [body for method, _, body in desk.forge.calls if method == "POST"]
    assert (body["commit_id"], body["event"]) == (head, "COMMENT")
    lines = A_NEW_ONE.split("\n")
    for one in body["comments"]:
        assert (one["path"], one["side"]) == (NEW, "RIGHT")
        wrong, right = lines[one["line"] - 1], one["body"].split("\n")[2]
        assert (wrong, right) in [
            ("confirmed: 2026-10-05", "confirmed: 2026-11-20"),
            ("confirmed_by: group", "confirmed_by: group-by-phone"),
        ]
    assert len(body["comments"]) == 2


def test_a_line_that_the_forge_doesnt_show_is_written_out_instead(desk: Desk) -> None:
    desk.pull({KETTLE: LISTING + "One more line of our own words.\n"})
    desk.event("/confirm by phone on 20 November 2026")
    assert desk.forge.written() == ["POST issues/7/comments"]
    assert desk.answers[-1].endswith("- `confirmed: 2026-11-20`\n- `confirmed_by: group-by-phone`")


def approve(desk: Desk, login: str, head: str, state: str = "APPROVED") -> None:
    one = {"user": {"login": login}, "state": state, "commit_id": head}
    desk.forge.reviews.setdefault(7, []).append(one)


def test_a_new_listing_is_merged_when_two_keepers_have_looked(desk: Desk) -> None:
    head = desk.pull({NEW: A_NEW_ONE})
    desk.forge.permissions["jo"] = "write"
    desk.event("/merge")
    assert desk.answers[-1].startswith("Not merged. Two of you have to look at this one, and 1 has so far.")
    approve(desk, "kim", head)
    approve(desk, "mallory", head)
    approve(desk, "jo", "0" * 40)
    desk.event("/merge")
    assert desk.answers[-1].startswith("Not merged. Two of you have to look")
    approve(desk, "jo", head)
    # The check of listings is on the second page of the forge's answer.
    others = [{"id": 100 + one, "name": "Other", "head_sha": head, "conclusion": "failure"} for one in range(100)]
    desk.forge.checks[:0] = others
    desk.play("/merge")
    assert desk.forge.refused == []
    assert desk.forge.written()[-3:] == [
        "PUT pulls/7/merge",
        "POST actions/workflows/deploy.yml/dispatches",
        "POST issues/7/comments",
    ]
    assert [body for method, _, body in desk.forge.calls if method == "PUT"] == [{"sha": head}]
    assert desk.answers[-1].startswith(f"Merged at `{head[:10]}`.")


@pytest.mark.parametrize(
    ("files", "author", "more", "said"),
    [
        ({KETTLE: LISTING + "More.\n"}, "somebody", {}, "Merged at"),
        ({KETTLE: LISTING + "More.\n"}, "kim", {}, "Not merged. You made it yourself"),
        (
            {KETTLE: LISTING + "More.\n", "plugins/x.py": "x"},
            "somebody",
            {},
            "Not merged. It touches files that aren't",
        ),
        ({"plugins/x.py": "x"}, "somebody", {}, "Not merged. It changes no listing."),
        ({KETTLE: LISTING.replace("leeds", "leds")}, "somebody", {}, "Not merged. Its checks aren't green"),
        ({KETTLE: LISTING + "More.\n"}, "somebody", {"conclusion": "failure"}, "Not merged. Its checks aren't green"),
        ({KETTLE: LISTING + "More.\n"}, "somebody", {"name": "Other"}, "Not merged. Its checks aren't green"),
    ],
    ids=["one", "own", "mixed", "software", "stopped", "red", "unchecked"],
)
def test_what_may_be_merged_by_a_word(
    desk: Desk, files: dict[str, str], author: str, more: dict[str, str], said: str
) -> None:
    desk.pull(files, author=author)
    desk.forge.checks[0] |= more
    desk.event("/merge")
    assert desk.answers[-1].startswith(said)
    assert ("PUT pulls/7/merge" in desk.forge.written()) == said.startswith("Merged")


def test_a_keeper_who_made_a_new_listing_is_one_of_two(desk: Desk) -> None:
    head = desk.pull({NEW: A_NEW_ONE}, author="kim")
    desk.event("/merge")
    assert desk.answers[-1].startswith("Not merged. You made it yourself: another of you has to look.")
    desk.forge.permissions["jo"] = "write"
    approve(desk, "jo", head)
    desk.event("/merge")
    assert desk.answers[-1].startswith("Merged at")


def test_a_change_that_a_keeper_asks_for_is_waited_for(desk: Desk) -> None:
    head = desk.pull({KETTLE: LISTING + "More.\n"})
    desk.forge.permissions["jo"] = "write"
    approve(desk, "jo", head, "CHANGES_REQUESTED")
    desk.event("/merge")
    assert desk.answers[-1] == "Not merged. One of you has asked for a change in it. Settle that first."


def test_nobody_else_commands_below_a_pull_request(desk: Desk) -> None:
    desk.pull({KETTLE: LISTING + "More.\n"})
    for comment in ("/confirm", "/take-off", "/resume", "/merge", "/close kettle", "/help"):
        desk.event(comment, "mallory")
    assert desk.forge.written() == []
