"""The upkeep and deploy workflows' own steps, against a stand-in for the forge: letters, ticks, and who is told of a failure."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from ourtables.cli import main_group
from ourtables.directory import loading, upkeep
from ourtables.reviewing.bot.calls import as_lines
from ourtables.reviewing.bot.upkeep_issue import UpkeepFacts, upkeep_calls

from .conftest import LISTING, TESTS, TODAY
from .forge_stand_in import BOT, TOKEN, Forge, forge
from .workflow_play import failed, git, lend_environment, read, run_steps, work_tree

MOST_CHARACTERS = 65_536
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
MONTH = f"Upkeep: {TODAY:%B %Y}"


@pytest.fixture
def stand_in() -> Iterator[Forge]:
    with forge() as found:
        yield found


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("main")
    work_tree(folder / "repo")
    git(folder, "clone", "-q", str(folder / "repo"), str(folder / "clone"))
    lend_environment(folder / "clone")
    return folder / "clone"


def fake_gh(clone: Path) -> None:
    """Only artifacts go through `gh`: of those there is none before, and the job's own is in its folder."""
    programs = clone.parent / "programs"
    programs.mkdir(exist_ok=True)
    (programs / "gh").write_text("#!/bin/sh\nexit 0\n")
    (programs / "gh").chmod(0o755)


def played(clone: Path, stand_in: Forge, workflow: str, job: str, **known: str) -> None:
    """Run a job with the rights that it names and no others."""
    stand_in.rights = read(clone / ".github" / "workflows" / workflow)["jobs"][job]["permissions"]
    given = {
        "github.token": TOKEN,
        "vars.KEEPERS || github.repository_owner": "kim, jo-1",
        "GITHUB_API_URL": stand_in.address,
        "GITHUB_SERVER_URL": "https://github.com",
        **known,
    }
    done = run_steps(clone, None, workflow, job, given)
    assert not failed(done), [one.stdout + one.stderr for one in done.values()]
    assert stand_in.refused == []


def week(clone: Path, stand_in: Forge) -> None:
    for name in ("memory", "facts", "calls"):
        for path in (clone / name).glob("*"):
            path.unlink()
        if (clone / name).is_dir():
            (clone / name).rmdir()
    fake_gh(clone)
    played(clone, stand_in, "upkeep.yml", "look")
    played(clone, stand_in, "upkeep.yml", "issue")


def late(slug: str, name: str = "", days: int = 300, mailbox: str = "") -> str:
    day = (TODAY - timedelta(days=days)).isoformat()
    text = LISTING.replace("2026-10-05", day).replace('"Example Kettle"', json.dumps(name or f"Table {slug}"))
    return text.replace("contact:\n", f"contact:\n  - how: email\n    value: {mailbox or slug + '@example.org'}\n")


def test_an_issue_a_month_is_made_assigned_and_written_again_with_its_ticks(clone: Path, stand_in: Forge) -> None:
    groups = clone / "content" / "groups"
    for path in groups.glob("*.md"):
        path.unlink()
    for number in range(1, 61):
        (groups / f"table-{number}.md").write_text(late(f"table-{number}"))
    old = {"title": "Upkeep: May 2020", "body": "", "state": "open", "user": BOT, "number": 3, "assignees": []}
    # Somebody else's issue and comment never count as ours.
    theirs = {**old, "number": 4, "title": MONTH, "user": {"login": "mallory"}}
    stand_in.issues |= {3: dict(old), 4: dict(theirs)}
    week(clone, stand_in)
    mine = stand_in.issues[5]
    assert (mine["title"], mine["assignees"]) == (MONTH, ["kim", "jo-1"])
    assert "60 groups might like a letter (overdue 60)." in mine["body"]
    assert "## Links\n\n0 links: 0 ok, 0 unknown, 0 gone." in mine["body"]
    assert stand_in.issues[3]["state"] == "closed"
    assert stand_in.issues[4] == theirs
    pages = stand_in.below(5)
    counts = [len(re.findall(r"^- \[ \] ", page, re.MULTILINE)) for page in pages]
    assert counts == [50, 10]

    first = next(number for number, one in stand_in.comments.items() if "(`table-7`)" in one["body"])
    ticked = stand_in.comments[first]["body"].replace("- [ ] `Table table-7`", "- [x] `Table table-7`")
    assert ticked != stand_in.comments[first]["body"]
    stand_in.comments[first]["body"] = ticked
    stand_in.comments[900] = {
        "id": 900,
        "issue": 5,
        "user": {"login": "mallory"},
        "body": "<!-- ourtables letters -->\n- [x] x (`table-8`)",
    }
    (groups / "table-1.md").unlink()
    stand_in.calls.clear()
    week(clone, stand_in)
    whole = "\n".join(stand_in.below(5)[:-1])
    assert re.findall(r"^- \[x\] .*", whole, re.MULTILINE) == [
        f"- [x] `Table table-7`, 300 days since {TODAY - timedelta(days=300)} (`table-7`)"
    ]
    assert "table-1`" not in whole
    assert not any(call.startswith("POST issues/5/comments") or call == "POST issues" for call in stand_in.written())


def test_every_letter_of_324_due_groups_is_reachable_and_every_address_deliverable(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(TESTS / "content", content)
    for path in (content / "groups").glob("*.md"):
        path.unlink()
    for number in range(324):
        text = late(f"table-{number}", mailbox=f"tea_and-talk+{number}@tables.example.org")
        (content / "groups" / f"table-{number}.md").write_text(text)
    loaded = loading.load(content, TODAY + timedelta(days=30)).directory
    letters = upkeep.due(loaded)
    assert len(letters) == 324
    calls = list(upkeep_calls(letters, UpkeepFacts((), (), "", ()), TODAY))
    texts = [str(call.body["body"]) for call in calls]
    assert [text.count("- [ ] ") for text in texts] == [0, *[50] * 6, 24]
    assert max(map(len, texts)) < MOST_CHARACTERS
    whole = "\n".join(texts)
    assert not INVISIBLE.search(whole)
    reached = re.findall(r"\(`(table-\d+)`\)$", whole, re.MULTILINE)
    assert sorted(reached) == sorted(one.slug for one in letters)
    inlines = [one.children or () for one in MarkdownIt().parse(whole) if one.type == "inline"]
    links = [str(one.attrs["href"]) for line in inlines for one in line if one.type == "link_open"]
    assert all(link.startswith("mailto:") and " " not in link for link in links)
    addresses = [urlsplit(one) for one in links]
    assert [unquote(one.path) for one in addresses] == [one.mailbox for one in letters]
    copied = re.findall(r"or copy the one above to `(.+?)`, subject `(.+?)`\.", whole)
    assert copied == [(one.mailbox, f"{one.slug} – still right?") for one in letters]
    assert all(text.count("<summary>A letter to copy</summary>") == 1 for text in texts[1:])
    for found, one in zip(addresses, letters, strict=True):
        query = parse_qs(found.query)
        assert query["subject"] == [one.subject]
        assert query["body"] == [one.letter.replace("\n", "\r\n")]
        assert one.slug in one.subject


def test_the_answer_to_a_letter_is_known_by_its_subject(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(TESTS / "content", content)
    (content / "groups" / "table-7.md").write_text(late("table-7", "Tea on Tuesdays"))
    [letter] = [one for one in upkeep.due(loading.load(content, TODAY).directory) if one.slug == "table-7"]
    assert letter.subject == "table-7 – is the page of Tea on Tuesdays still right?"
    answer = (
        f"From: a@example.org\nSubject: Re: {letter.subject}\nDate: Mon, 26 Oct 2026 10:00:00 +0000\n\nStill right.\n"
    )
    (tmp_path / "answer.eml").write_text(answer)
    words = ["receive", str(tmp_path / "answer.eml"), "--content", str(content), "--into", str(content / "groups")]
    done = CliRunner().invoke(main_group, [*words, "--today", str(TODAY), "--reply", str(tmp_path / "reply.txt")])
    assert re.search('^confirmed: "?2026-10-26', (content / "groups" / "table-7.md").read_text(), re.MULTILINE), (
        done.output
    )


def test_calls_are_ascii_and_hold_one_call_a_line(tmp_path: Path) -> None:
    hostile = '\n{"method": "DELETE"}\u2028 @everyone'
    issue = {"number": 1, "title": f"Upkeep: {hostile}", "user": BOT, "body": hostile}
    found = as_lines(upkeep_calls([], UpkeepFacts([issue], (), hostile, ()), TODAY))
    assert found.isascii()
    assert [json.loads(line)["method"] for line in found.splitlines()] == ["POST", "PATCH"]


@pytest.mark.parametrize(
    "line",
    [
        {"method": "DELETE", "path": "issues/1", "body": {}},
        {"method": "PATCH", "path": "../other/issues/1", "body": {}},
        {"method": "POST", "path": "issues\nissues", "body": {}},
        {"method": "PUT", "path": "contents/x", "body": {}},
    ],
    ids=["delete", "elsewhere", "two-lines", "contents"],
)
def test_a_job_that_may_write_makes_no_call_that_it_does_not_list(clone: Path, stand_in: Forge, line: object) -> None:
    (clone / "calls").mkdir(exist_ok=True)
    (clone / "calls" / "calls.jsonl").write_text(json.dumps(line) + "\n")
    fake_gh(clone)
    given = {"github.token": TOKEN, "GITHUB_API_URL": stand_in.address}
    done = run_steps(clone, None, "upkeep.yml", "issue", given)
    assert failed(done)
    assert (stand_in.calls, stand_in.refused) == ([], [])


def test_a_failing_build_opens_one_issue_which_the_next_good_one_closes(clone: Path, stand_in: Forge) -> None:
    def tell(built: str, published: str) -> None:
        results = {"needs.build.result": built, "needs.deploy.result": published}
        played(clone, stand_in, "deploy.yml", "tell", **results)

    tell("success", "success")
    assert stand_in.issues == {}
    tell("failure", "skipped")
    tell("success", "failure")
    assert list(stand_in.issues) == [1]
    assert stand_in.issues[1]["title"] == "The site could not be published"
    assert stand_in.issues[1]["assignees"] == ["kim", "jo-1"]
    assert "https://github.com/tables/tables/actions/runs/99" in stand_in.issues[1]["body"]
    assert "Readers still see the site as it was before" in stand_in.issues[1]["body"]
    tell("success", "success")
    assert stand_in.issues[1]["state"] == "closed"
