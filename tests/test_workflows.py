"""The GitHub workflows are safe to run on strangers' pull requests, and their own steps tell good listings from bad."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from .conftest import TODAY
from .workflow_play import BIN, ROOT, Workflow, failed, git, lend_environment, pull_request, read, run_steps, work_tree

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
# A workflow of this repository, at the commit that is run.
OWN = re.compile(r"uses: \$/\.github/workflows/(?P<name>[\w-]+\.yml)$")
PINNED = re.compile(r"uses: (?P<name>[\w./-]+)@(?P<sha>[0-9a-f]{40}) # v\d+\.\d+\.\d+$")


def steps(workflow: Workflow) -> list[Workflow]:
    return [step for job in workflow["jobs"].values() for step in job.get("steps", [])]


each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def test_zizmor_finds_no_weakness() -> None:
    # Without a token in the environment it could only ask nobody: --offline says so.
    found = subprocess.run(
        [BIN / "zizmor", "--offline", "--no-progress", "--persona", "auditor", ROOT / ".github"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-issue-forms", [FORMS / "add.yml", FORMS / "change.yml"]),
        ("github-issue-config", [FORMS / "config.yml"]),
        ("dependabot", [ROOT / ".github" / "dependabot.yml"]),
    ],
    ids=["workflows", "issue-forms", "issue-config", "dependabot"],
)
def test_each_file_fits_githubs_schema(schema: str, paths: list[Path]) -> None:
    found = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr


@each_workflow
def test_every_action_is_pinned_to_a_commit_and_says_its_version(path: Path) -> None:
    lines = [line.strip() for line in path.read_text().splitlines() if "uses:" in line]
    own = [found for line in lines if (found := OWN.search(line))]
    assert [line for line in lines if not PINNED.search(line) and not OWN.search(line)] == []
    assert {found["name"] for found in own} <= {path.name for path in WORKFLOWS}


def test_one_action_has_one_pin() -> None:
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for match in re.finditer(PINNED.pattern, path.read_text(), re.MULTILINE):
            pins.setdefault(match["name"], set()).add(match["sha"])
    assert {name: shas for name, shas in pins.items() if len(shas) > 1} == {}


@each_workflow
def test_nothing_is_permitted_that_a_job_does_not_name(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())


@each_workflow
def test_no_checkout_leaves_its_token_behind(path: Path) -> None:
    checkouts = [step for step in steps(read(path)) if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


@each_workflow
def test_what_others_wrote_reaches_a_shell_through_the_environment_only(path: Path) -> None:
    assert [step["run"] for step in steps(read(path)) if "${{" in step.get("run", "")] == []


@each_workflow
def test_no_workflow_gives_a_stranger_the_repositorys_rights(path: Path) -> None:
    assert "pull_request_target" not in read(path)["on"]


@each_workflow
def test_a_job_that_may_write_runs_none_of_our_code_and_reads_no_file_of_the_repository(path: Path) -> None:
    for job in read(path)["jobs"].values():
        if "write" not in job["permissions"].values():
            continue
        own = job.get("steps", [])
        # A job that is another workflow of ours has its jobs looked at there.
        assert own or OWN.search(f"uses: {job['uses']}")
        assert not any("actions/checkout@" in step.get("uses", "") for step in own)
        assert not any(word in step.get("run", "") for step in own for word in (".venv", "./dev", "python"))


def test_calls_are_made_by_the_same_steps_wherever_they_are_made() -> None:
    name = "Make the calls that are allowed here"
    found = [step for path in WORKFLOWS for step in steps(read(path)) if step.get("name") == name]
    assert len(found) == 6
    assert len({step["run"] for step in found}) == 1
    for step in found:
        assert set(step["env"]) == {"GH_TOKEN", "ALLOWED", "BRANCHES", "FILES"}
        assert step["env"]["ALLOWED"].startswith("^(")
        assert step["env"]["ALLOWED"].endswith(")$")


@each_workflow
def test_a_step_that_runs_our_code_holds_no_token(path: Path) -> None:
    for step in steps(read(path)):
        if ".venv/bin" in step.get("run", "") or "./dev" in step.get("run", ""):
            assert not any("token" in value.lower() for value in step.get("env", {}).values())


def test_the_software_is_tried_on_every_python_and_system_that_it_is_for() -> None:
    job = read(ROOT / ".github" / "workflows" / "check.yml")["jobs"]["systems"]
    tried = {(one["system"], one["python"]) for one in job["strategy"]["matrix"]["include"]}
    assert {python for system, python in tried if system.startswith("ubuntu")} == {"3.12", "3.13", "3.14"}
    assert {system for system, _ in tried} >= {"windows-latest", "macos-latest"}
    assert "needs.listings.outputs.software == 'true'" in job["if"]


def test_schedules_stand_in_a_file_of_their_own() -> None:
    assert [path.name for path in WORKFLOWS if "schedule" in read(path)["on"]] == ["schedule.yml"]
    assert list(read(ROOT / ".github" / "workflows" / "schedule.yml")["on"]) == ["workflow_call", "schedule"]


def test_a_comment_comes_from_the_default_branchs_code_and_never_from_a_checkout_of_the_pull_request() -> None:
    workflow = read(ROOT / ".github" / "workflows" / "comment.yml")
    assert list(workflow["on"]) == ["workflow_run", "workflow_call"]
    checkouts = [step for step in steps(workflow) if "actions/checkout@" in step.get("uses", "")]
    assert [step["with"] for step in checkouts] == [{"fetch-depth": "0", "persist-credentials": "false"}]
    assert not any(
        "git checkout" in step.get("run", "") or "git merge" in step.get("run", "") for step in steps(workflow)
    )


def test_a_pull_request_is_read_and_nothing_is_written() -> None:
    workflow = read(ROOT / ".github" / "workflows" / "check.yml")
    # The bot's own pull request starts no checks, so they can be started by whoever may write here too.
    assert list(workflow["on"]) == ["pull_request", "workflow_call", "workflow_dispatch"]
    assert "secrets." not in str(workflow)
    assert [job["permissions"] for job in workflow["jobs"].values()] == [{"contents": "read"}] * 3


def test_what_builds_may_not_publish_and_what_publishes_runs_none_of_our_code() -> None:
    workflow = read(ROOT / ".github" / "workflows" / "deploy.yml")
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    assert set(build["permissions"].values()) == {"read"}
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert [step for step in deploy["steps"] if "run" in step or "checkout" in step["uses"]] == []


def test_no_cache_reaches_what_is_published() -> None:
    jobs = read(ROOT / ".github" / "workflows" / "deploy.yml")["jobs"].values()
    used = [step for job in jobs for step in job["steps"]]
    assert [step for step in used if "actions/cache" in step.get("uses", "") or "cache" in step.get("with", {})] == []


# ---------------------------------------------------------------- what a directory calls

CALLERS = sorted(
    (ROOT / "plugins" / "ourtables" / "cli" / "starter" / "folder" / "dot-github" / "workflows").glob("*.yml")
)


def rights(jobs: list[Workflow]) -> dict[str, str]:
    """The most that some jobs may do."""
    found: dict[str, str] = {}
    for job in jobs:
        for name, level in job["permissions"].items():
            found[name] = "write" if "write" in (level, found.get(name)) else level
    return found


def test_a_directory_has_a_caller_for_each_workflow_that_can_be_called() -> None:
    callable_ = {path.name for path in WORKFLOWS if "workflow_call" in read(path)["on"]}
    # The forms that pass on to press.yml are copied as they are.
    assert {path.name for path in CALLERS} == callable_ - {"press.yml"}
    assert len(callable_) == 11


@pytest.mark.parametrize("path", CALLERS, ids=lambda path: path.name)
def test_a_caller_grants_what_the_called_jobs_may_do_and_nothing_more(path: Path) -> None:
    called = read(ROOT / ".github" / "workflows" / path.name)
    caller = read(path)
    # A job that a directory never runs, since it has no software of its own to test, asks for no more than the others.
    assert rights(list(caller["jobs"].values())) == rights(list(called["jobs"].values()))
    assert caller["permissions"] == {}
    assert set(caller["on"]) == set(called["on"]) - {"workflow_call"}
    # Else two runs of one group would wait for each other.
    assert "concurrency" not in caller
    assert caller["name"] == called["name"]


def test_the_callers_are_safe_and_fit_githubs_schema(tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    for path in CALLERS:
        text = path.read_text().replace("${commit}", "0" * 40).replace("${version}", "1.2.3")
        (folder / path.name).write_text(text)
    (tmp_path / ".github" / "dependabot.yml").write_text((CALLERS[0].parents[1] / "dependabot.yml").read_text())
    found = subprocess.run(
        [BIN / "zizmor", "--offline", "--no-progress", "--persona", "auditor", tmp_path / ".github"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    for schema, paths in (
        ("github-workflows", [*folder.iterdir()]),
        ("dependabot", [folder.parent / "dependabot.yml"]),
    ):
        command = [BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *paths]
        checked = subprocess.run(command, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr


# ---------------------------------------------------------------- a pull request, played with real git

GOOD = """---
name: "Riverside Kettle"
offers:
  - peer-support-group
areas:
  - leeds
formats:
  - in-person
led_by: all-lived-experience
contact:
  - how: email
    value: "hello@riverside-kettle.example"
confirmed: "{today}"
confirmed_by: group
consent: group-agreed
---

We are people who have been through hard times, and we make tea for one another every week. Nobody has to say why
they came. Sit with us, or only with your cup.
"""
FAULTY = GOOD.replace("peer-support-group", "tea::and%talk").replace("led_by: all-lived-experience\n", "")
DAY = TODAY.isoformat()


@pytest.fixture(scope="module")
def main_branch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The main branch in a repository of its own."""
    return work_tree(tmp_path_factory.mktemp("main") / "repo")


def software_changed(folder: Path) -> str:
    """What the workflow found out about the pull request."""
    return (folder.parent / f"{folder.name}-output").read_text().strip()


def test_a_pull_request_with_a_good_listing_passes(main_branch: Path, tmp_path: Path) -> None:
    files = {"content/groups/riverside-kettle.md": GOOD.format(today=DAY)}
    folder = pull_request(main_branch, tmp_path / "good", files)
    done = run_steps(folder)
    last = done["Build the site"]
    assert last.returncode == 0, last.stdout + last.stderr
    page = (folder / "preview" / "riverside-kettle.html").read_text()
    assert "Riverside Kettle" in page
    assert "<style>" in page
    assert not re.search(r"<script|<link|<img|href=\"/", page)
    assert "::error" not in done["Check every listing"].stdout
    assert software_changed(folder) == "software=false"
    assert (folder / "output" / "groups" / "riverside-kettle" / "index.html").is_file()


def test_a_pull_request_with_faults_says_so_in_annotations(main_branch: Path, tmp_path: Path) -> None:
    name = "content/groups/riverside-kettle.md"
    folder = pull_request(main_branch, tmp_path / "faulty", {name: FAULTY.format(today=DAY)})
    done = run_steps(folder)
    assert [name for name, one in done.items() if one.returncode] == ["Check every listing"]
    assert "Build the site" not in done
    check = done["Check every listing"]
    assert check.returncode == 1
    errors = [line for line in check.stdout.splitlines() if line.startswith("::error ")]
    assert len(errors) == 2
    assert all(f"file={name}," in line for line in errors)
    lines = [int(match[1]) for line in errors if (match := re.search(r",line=(\d+)", line))]
    assert 4 in lines
    assert "Traceback" not in check.stdout + check.stderr
    # What the author wrote can give GitHub no command of its own.
    assert all(line.startswith(("::error file=", "::warning file=")) for line in check.stdout.splitlines())
    assert "and%talk" not in check.stdout


def test_a_pull_request_that_changes_software_is_tested_as_software(main_branch: Path, tmp_path: Path) -> None:
    files = {"content/groups/riverside-kettle.md": GOOD.format(today=DAY), "plugins/ourtables/new.py": "pass\n"}
    folder = pull_request(main_branch, tmp_path / "mixed", files)
    run_steps(folder, upto="Does it change more than content?")
    assert software_changed(folder) == "software=true"


def summary(folder: Path) -> str:
    return (folder.parent / f"{folder.name}-summary").read_text()


def test_a_pull_requests_summary_says_what_it_adds_also_when_a_check_fails(main_branch: Path, tmp_path: Path) -> None:
    name = "content/groups/riverside-kettle.md"
    hostile = FAULTY.replace("Riverside Kettle", "::error::x @everyone <b>")
    folder = pull_request(main_branch, tmp_path / "told", {name: hostile.format(today=DAY)})
    run_steps(folder)
    said = summary(folder)
    assert said.startswith("**Two people look at this.**")
    assert "### `:\u200b:error:\u200b:x @\u200beveryone <b>`, new: `riverside-kettle`" in said
    assert "**To mend**" in said


def test_what_is_published_has_its_file_for_finders_of_faults() -> None:
    steps = read(ROOT / ".github" / "workflows" / "deploy.yml")["jobs"]["build"]["steps"]
    [upload] = [step for step in steps if step.get("uses", "").startswith("actions/upload-pages-artifact@")]
    # Without it the action leaves out every name that begins with a dot.
    assert upload["with"] == {"path": "output", "include-hidden-files": "true"}


# ---------------------------------------------------------------- comment and upkeep, with a gh that is a file

FAKE_GH = """#!/usr/bin/env python3
import json, os, pathlib, sys

folder = pathlib.Path(__file__).parent
with (folder / "calls").open("a") as calls:
    calls.write(json.dumps(sys.argv[1:]) + "\\n")
for name, answer in json.loads((folder / "answers").read_text()).items():
    if name in " ".join(sys.argv[1:]):
        print(answer)
        break
"""


def pretend(folder: Path, answers: dict[str, str]) -> Path:
    """Put a `gh` on the path that answers what a test says, and writes down what it was asked."""
    programs = folder.parent / "programs"
    programs.mkdir(exist_ok=True)
    (programs / "gh").write_text(FAKE_GH)
    (programs / "gh").chmod(0o755)
    (programs / "answers").write_text(json.dumps(answers))
    (programs / "calls").write_text("")
    return programs / "calls"


def a_run(**more: str) -> dict[str, str]:
    """What GitHub knows of the check that has ended."""
    known = {
        "github.token": "none",
        "github.event.workflow_run.head_repository.owner.login": "somebody",
        "github.event.workflow_run.head_branch": "$(touch pwned)",
        "github.event.workflow_run.id": "555",
        "github.event.workflow_run.conclusion": "success",
        "steps.find.outputs.number": "7",
        "steps.find.outputs.author": "4711",
        "needs.review.outputs.number": "7",
    }
    return known | {f"github.event.workflow_run.{name}": value for name, value in more.items()}


@pytest.fixture
def proposed(main_branch: Path, tmp_path: Path) -> tuple[Path, str]:
    """A clone of main as the comment workflow has it, and the head of a pull request that is only fetched."""
    origin = tmp_path / "origin"
    git(tmp_path, "clone", "-q", str(main_branch), str(origin))
    git(origin, "checkout", "-q", "-b", "theirs")
    (origin / "content/groups/riverside-kettle.md").write_text(GOOD.format(today=DAY))
    (origin / "plugins/ourtables/core/quoting.py").write_text("raise SystemExit('the pull request was run')\n")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "theirs")
    head = git(origin, "rev-parse", "HEAD").strip()
    git(origin, "update-ref", "refs/pull/7/head", head)
    git(origin, "checkout", "-q", "main")
    git(tmp_path, "clone", "-q", "--branch", "main", str(origin), str(tmp_path / "clone"))
    lend_environment(tmp_path / "clone")
    return tmp_path / "clone", head


def test_a_comment_is_made_of_a_pull_request_that_is_never_run(proposed: tuple[Path, str]) -> None:
    folder, head = proposed
    pretend(folder, {"pulls/7/comments": "", "pulls": "7 4711"})
    done = run_steps(folder, None, "comment.yml", "review", a_run(head_sha=head))
    assert not failed(done), [one.stderr for one in done.values()]
    assert (folder.parent / "clone-output").read_text() == "number=7\nauthor=4711\n"
    assert (folder / "calls" / "calls.jsonl").read_text() == ""
    comment = (folder / "review" / "comment.md").read_text()
    assert comment.startswith("<!-- ourtables review -->\nEvery check passes. [The pages as they would look](")
    assert "(https://github.com/tables/tables/actions/runs/555#artifacts)" in comment
    assert "### `Riverside Kettle`, new: `riverside-kettle`" in comment
    assert "- `plugins/ourtables/core/quoting.py`" in comment
    assert not list(folder.rglob("pwned"))


@pytest.mark.parametrize("answer", ["", "7 4711; touch pwned", "::set-output name=number::7", "7\nnumber=8 9"])
def test_whatever_is_not_two_numbers_is_no_pull_request(proposed: tuple[Path, str], answer: str) -> None:
    folder, head = proposed
    pretend(folder, {"pulls": answer})
    run_steps(folder, "Find the pull request", "comment.yml", "review", a_run(head_sha=head))
    output = folder.parent / "clone-output"
    assert not output.exists() or output.read_text() == ""


def test_a_pull_request_that_moved_on_is_not_commented(proposed: tuple[Path, str]) -> None:
    folder, _ = proposed
    pretend(folder, {"pulls": "7 4711"})
    done = run_steps(folder, None, "comment.yml", "review", a_run(head_sha="0" * 40))
    assert done["Review the pull request as data"].returncode == 1
    assert not (folder / "review").exists()


@pytest.mark.parametrize(("mine", "method"), [("", "POST"), ("31", "PATCH")])
def test_there_is_one_comment_and_it_is_written_anew(proposed: tuple[Path, str], mine: str, method: str) -> None:
    folder, head = proposed
    calls = pretend(folder, {"--paginate": mine})
    (folder / "calls").mkdir()
    (folder / "calls" / "calls.jsonl").write_text("")
    done = run_steps(folder, None, "comment.yml", "comment", a_run(head_sha=head))
    assert not failed(done), [one.stderr for one in done.values()]
    last = json.loads(calls.read_text().splitlines()[-1])
    assert last[:4] == ["api", "--silent", "--method", method]
    assert last[4] == ("repos/tables/tables/issues/comments/31" if mine else "repos/tables/tables/issues/7/comments")
    assert last[5:] == ["-F", "body=@review/comment.md"]


@pytest.mark.parametrize(
    ("schedule", "workflow"), [("17 4 * * *", "deploy.yml"), ("53 3 * * *", "owners.yml"), ("41 5 * * 1", "upkeep.yml")]
)
def test_each_schedule_starts_a_workflow_that_can_be_started(
    main_branch: Path, tmp_path: Path, schedule: str, workflow: str
) -> None:
    folder = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(main_branch), str(folder))
    written = read(folder / ".github/workflows/schedule.yml")["on"]["schedule"]
    assert schedule in [entry["cron"] for entry in written]
    assert "workflow_dispatch" in read(folder / ".github/workflows" / workflow)["on"]
    calls = pretend(folder, {})
    known = {"github.token": "", "github.event.repository.default_branch": "main", "github.event.schedule": schedule}
    run_steps(folder, None, "schedule.yml", "start", known)
    assert json.loads(calls.read_text()) == ["workflow", "run", workflow, "--repo", "tables/tables", "--ref", "main"]
