"""The forms that keepers press: their workflows' own steps, with real git and a stand-in for the forge."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from .conftest import LISTING
from .forge_stand_in import BOT, TOKEN, Forge, forge
from .workflow_play import ROOT, failed, git, lend_environment, read, run_steps, sparse_clone, work_tree

WORKFLOWS = ROOT / ".github" / "workflows"
KETTLE = "content/groups/kettle.md"
FORMS = ("take-off.yml", "retire.yml", "confirm.yml", "booklet.yml", "spreadsheet.yml", "links.yml", "upkeep.yml")


@pytest.fixture(scope="module")
def main(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = work_tree(tmp_path_factory.mktemp("main") / "repo")
    for slug in ("kettle", "table"):
        text = LISTING.replace("Example Kettle", slug.capitalize())
        (folder / "content" / "groups" / f"{slug}.md").write_text(text)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Two groups")
    return folder


class Press:
    """A form, pressed on a clone; what it writes goes into `main` as the forge would write it."""

    def __init__(self, stand_in: Forge, main: Path, folder: Path) -> None:
        self.forge, self.main, self.folder = stand_in, folder / "main", folder
        sparse_clone(main, self.main)
        stand_in.repository = self.main

    def play(
        self, workflow: str, jobs: tuple[str, ...], *, fails: bool = False, gh: str = "exit 0", **inputs: str
    ) -> str:
        """Play jobs one after the other, and give all that their steps printed."""
        said = ""
        clone = self.folder / "clone"
        git(self.folder, "clone", "-q", str(self.main), str(clone))
        lend_environment(clone)
        programs = self.folder / "programs"
        programs.mkdir()
        (programs / "gh").write_text(f"#!/bin/bash\n{gh}\n")
        (programs / "gh").chmod(0o755)
        given = {
            "github.token": TOKEN,
            "github.event.repository.default_branch": "main",
            "format('^{0}$', github.event.repository.default_branch)": "^main$",
            "GITHUB_API_URL": self.forge.address,
            "GITHUB_SERVER_URL": "https://github.com",
            **{f"inputs.{name}": value for name, value in inputs.items()},
        }
        for job in jobs:
            self.forge.rights = read(clone / ".github" / "workflows" / workflow)["jobs"][job]["permissions"]
            done = run_steps(clone, None, workflow, job, given)
            said += "".join(one.stdout + one.stderr for one in done.values())
            assert failed(done) == fails, said
            if fails:
                break
        assert self.forge.refused == []
        assert not list(self.folder.rglob("pwned"))
        return said

    def press(self, what: str, pages: str, *, fails: bool = False, by: str = "group", day: str = "") -> None:
        self.play("press.yml", ("do", "write"), fails=fails, what=what, pages=pages, by=by, day=day)

    def changes(self) -> list[str]:
        return git(self.main, "diff", "--name-status", "main~1", "main").splitlines()


@pytest.fixture
def press(main: Path, tmp_path: Path) -> Iterator[Press]:
    with forge() as found:
        yield Press(found, main, tmp_path)


PUBLISHED = [
    "POST git/trees",
    "POST git/commits",
    "PATCH git/refs/heads/main",
    "POST actions/workflows/deploy.yml/dispatches",
]


def test_a_listing_is_taken_off_and_the_site_is_published(press: Press) -> None:
    press.press("unlist", "kettle")
    assert press.forge.written() == PUBLISHED
    assert press.changes() == ["A\tcontent/maintainers/unlisted.txt"]
    assert git(press.main, "show", "main:content/maintainers/unlisted.txt").splitlines()[1:] == ["kettle"]
    assert git(press.main, "log", "-1", "--format=%B", "main").strip() == "Take a listing off"


def test_a_retired_listing_leaves_no_name_behind(press: Press) -> None:
    press.press("retire", "kettle")
    assert press.forge.written() == PUBLISHED
    assert press.changes() == [f"D\t{KETTLE}", "M\tcontent/maintainers/retired.txt"]
    assert "kettle" not in git(press.main, "show", "main:content/maintainers/retired.txt")
    assert git(press.main, "log", "-1", "--format=%B", "main").strip() == "Retire a listing"
    assert "kettle" not in (press.folder / "clone-summary").read_text()


def test_several_are_confirmed_at_once_and_nothing_else_changes(press: Press) -> None:
    press.press("confirm", "kettle table", by="phone", day="2026-11-20")
    assert press.forge.written() == PUBLISHED
    assert press.changes() == [f"M\t{KETTLE}", "M\tcontent/groups/table.md"]
    diff = git(press.main, "diff", "-U0", "main~1", "main").splitlines()
    assert {line for line in diff if line[0] == "+" and line[1] != "+"} == {
        "+confirmed: 2026-11-20",
        "+confirmed_by: group-by-phone",
    }


@pytest.mark.parametrize(
    ("what", "pages"),
    [
        ("unlist", "$(touch pwned) ../../README"),
        ("retire", "--help"),
        ("confirm", "kettle; touch pwned"),
    ],
)
def test_a_hostile_or_mistyped_input_changes_nothing(press: Press, what: str, pages: str) -> None:
    before = git(press.main, "rev-parse", "main")
    press.press(what, pages, fails=True)
    assert git(press.main, "rev-parse", "main") == before
    assert press.forge.calls == []


def test_an_owners_safe_change_is_merged_after_three_days(press: Press) -> None:
    git(press.main, "checkout", "-q", "main")
    settings = press.main / "content" / "directory.yml"
    settings.write_text(settings.read_text() + "\nowners_alone: yes\n")
    (press.main / "content" / "maintainers" / "owners.yml").write_text("kettle: {github: [4711]}\n")
    git(press.main, "add", "-A")
    git(press.main, "commit", "-qm", "An owner")
    git(press.main, "checkout", "-q", "-b", "theirs")
    text = (press.main / KETTLE).read_text()
    (press.main / KETTLE).write_text(text.replace("confirmed: 2026-10-05", "confirmed: 2026-11-20"))
    (press.main / "dev").write_text("raise SystemExit('the pull request was run')\n")
    git(press.main, "commit", "-qm", "Still right", "--", KETTLE)
    git(press.main, "checkout", "-q", "-f", "main")
    head = git(press.main, "rev-parse", "theirs").strip()
    git(press.main, "update-ref", "refs/pull/7/head", head)
    pull = {"number": 7, "state": "open", "user": {"login": "kettle", "id": 4711}, "labels": [], "mergeable": True}
    pull |= {"head": {"sha": head}, "base": {"ref": "main"}, "draft": False}
    body = f"<!-- ourtables owner {head} -->\nsaid"
    said = {"id": 101, "issue": 7, "user": BOT, "body": body, "created_at": "2026-11-01T00:00:00Z"}
    # The forge gives a hundred comments at once; the announcement is on the second page.
    chat = {number: {"id": number, "issue": 7, "user": {"login": "kim"}, "body": "Thanks"} for number in range(1, 101)}
    press.forge.pulls, press.forge.comments, press.forge.issues = [pull], {**chat, 101: said}, {7: {"number": 7}}
    press.forge.checks = [{"id": 1, "name": "Listings", "head_sha": head, "conclusion": "success"}]
    press.play("owners.yml", ("look", "merge"))
    assert press.forge.written() == [
        "PUT pulls/7/merge",
        "POST issues/7/labels",
        "POST issues/7/comments",
        "POST actions/workflows/deploy.yml/dispatches",
    ]
    [merge] = [body for method, _, body in press.forge.calls if method == "PUT"]
    assert merge["sha"] == head
    assert press.forge.issues[7]["labels"] == ["merged-by-machine"]


SHEET = """number,name,what
1,Riverside Soup,"We cook for one another each week, and nobody is asked to pay or to say why they came."
2,=cmd|' /C calc'!A0,"We cook for one another each week, and nobody is asked to pay or to say why they came."
"""
MAP = """id: "{number}"
body: "{what}"
fields:
  name: "{name}"
  areas: [leeds]
"""


def test_a_spreadsheet_from_a_branch_becomes_a_pull_request(press: Press) -> None:
    git(press.main, "checkout", "-q", "-b", "sheet/$(touch${IFS}pwned)")
    (press.main / "groups.csv").write_text(SHEET)
    (press.main / "groups.yml").write_text(MAP)
    (press.main / "dev").write_text("raise SystemExit('the branch was run')\n")
    git(press.main, "add", "-A")
    git(press.main, "commit", "-qm", "A spreadsheet")
    git(press.main, "checkout", "-q", "main")
    inputs = {"branch": "sheet/$(touch${IFS}pwned)", "file": "groups.csv", "map": "groups.yml"}
    press.play("spreadsheet.yml", ("read", "propose"), **inputs)
    assert press.forge.written() == [
        "POST git/trees",
        "POST git/commits",
        "POST git/refs",
        "POST pulls",
        "POST actions/workflows/check.yml/dispatches",
    ]
    changed = git(press.main, "diff", "--name-status", "main", "draft/spreadsheet-99").splitlines()
    assert "A\tcontent/groups/riverside-soup.md" in changed
    assert all(line.startswith("A\tcontent/groups/") for line in changed)
    text = git(press.main, "show", "draft/spreadsheet-99:content/groups/riverside-soup.md")
    assert "consent: not-asked" in text


def test_a_booklet_of_chosen_areas_is_made_as_a_pdf(press: Press) -> None:
    press.play("booklet.yml", ("make",), areas="leeds  bradford", large="true")
    text = "\n".join(page.extract_text() for page in PdfReader(press.folder / "clone" / "booklet.pdf").pages)
    assert "Kettle" in text
    assert "Table" in text
    assert press.forge.calls == []
    assert "under **Artifacts**" in (press.folder / "clone-summary").read_text()


@pytest.mark.parametrize(
    ("areas", "said"),
    [
        ("$(touch pwned)", "There is no area $(touch."),
        ("leeds --output=pwned", "There is no area --output=pwned."),
        ("* leeds\n::error::pwned", "There is no area *."),
    ],
)
def test_what_is_no_area_comes_out_as_text_and_makes_no_booklet(press: Press, areas: str, said: str) -> None:
    shown = press.play("booklet.yml", ("make",), fails=True, areas=areas, large="false")
    assert said in shown
    assert not re.search("^::", shown, re.MULTILINE)
    assert not (press.folder / "clone" / "booklet.pdf").exists()
    assert not (press.folder / "clone-summary").exists()


GONE = "https://kettle.example/$(touch$IFS$9pwned)"
# What last weeks saw comes from an artifact: this `gh` gives it only to the job's own token.
REMEMBERED = f"""
[ "$GH_TOKEN" = {TOKEN} ] || exit 1
if [ "$1 $2" = "run list" ]; then echo 41; exit 0; fi
[ "$1 $2 $3" = "run download 41" ] || exit 1
cat > "${{@: -1}}/links.json" << 'MEMORY'
{{"addresses": {{"{GONE}": {{"state": "gone", "why": "there is no such domain", "seen": "2026-11-01",
"missing_since": "2026-10-01", "times": 5}}}}}}
MEMORY
"""


def test_links_that_lead_nowhere_are_named_and_nothing_is_written(press: Press) -> None:
    git(press.main, "checkout", "-q", "main")
    text = (press.main / KETTLE).read_text()
    (press.main / KETTLE).write_text(text.replace("contact:\n", f"contact:\n  - how: website\n    value: {GONE}\n"))
    git(press.main, "commit", "-qam", "A website")
    press.play("links.yml", ("look",), gh=REMEMBERED)
    summary = (press.folder / "clone-summary").read_text()
    assert summary.startswith("1 links: 0 ok, 0 unknown, 1 gone.\n\n### Gone (1)\n")
    assert f"- `{GONE}` of `kettle`: there is no such domain, since 2026-10-01." in summary
    assert press.forge.calls == []


def test_no_token_is_given_to_the_step_that_meets_strangers() -> None:
    steps = read(WORKFLOWS / "links.yml")["jobs"]["look"]["steps"]
    [look] = [one for one in steps if "ourtables links" in one.get("run", "")]
    assert "env" not in look


def test_a_form_says_that_its_inputs_are_public_and_asks_for_nothing_but_an_address() -> None:
    for name in FORMS:
        form = read(WORKFLOWS / name)["on"]["workflow_dispatch"]
        for key, one in (form["inputs"] if form else {}).items():
            assert one["description"]
            if key in ("page", "pages", "branch"):
                assert "Everyone can read" in one["description"]
        assert "run-name" not in read(WORKFLOWS / name)


@pytest.mark.parametrize(
    ("form", "what"), [("take-off.yml", "unlist"), ("retire.yml", "retire"), ("confirm.yml", "confirm")]
)
def test_each_form_presses_its_own_command(form: str, what: str) -> None:
    job = read(WORKFLOWS / form)["jobs"]["press"]
    called = read(WORKFLOWS / "press.yml")
    assert job["with"]["what"] == what
    assert job["with"].keys() <= called["on"]["workflow_call"]["inputs"].keys()
    for one in called["jobs"].values():
        assert one["permissions"].items() <= {"contents": "read", **job["permissions"]}.items() or set(
            one["permissions"].values()
        ) == {"read"}
