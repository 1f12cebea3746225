"""The GitHub workflows are safe to run on strangers' pull requests, and their own steps tell good listings from bad."""

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date, timedelta
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: (?P<name>[\w./-]+)@(?P<sha>[0-9a-f]{40}) # v\d+\.\d+\.\d+$")
BIN = Path(sys.executable).parent

Workflow = dict[str, Any]


def read(path: Path) -> Workflow:
    """A workflow with every value as it is written, so that `on` stays a word."""
    workflow: Workflow = yaml.load(path.read_text(), Loader=yaml.BaseLoader)  # noqa: S506 (strings only)
    return workflow


def steps(workflow: Workflow) -> list[Workflow]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


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
    [("github-workflows", WORKFLOWS), ("dependabot", [ROOT / ".github" / "dependabot.yml"])],
    ids=["workflows", "dependabot"],
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
    assert lines
    assert [line for line in lines if not PINNED.search(line)] == []


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


def test_a_pull_request_is_read_and_nothing_is_written() -> None:
    workflow = read(ROOT / ".github" / "workflows" / "check.yml")
    assert list(workflow["on"]) == ["pull_request"]
    assert "secrets." not in str(workflow)
    assert [job["permissions"] for job in workflow["jobs"].values()] == [{"contents": "read"}] * 2


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
# Yesterday is in no time zone's future.
DAY = (date.today() - timedelta(days=1)).isoformat()


def git(folder: Path, *words: str) -> str:
    """Git with no settings but these."""
    who = {
        f"GIT_{role}_{what}": f"{role}@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", **who}
    command = ["git", "-c", "core.excludesFile=", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def main_branch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The work tree as it is now with the tests' own directory in it, committed to a repository of its own."""
    folder = tmp_path_factory.mktemp("main") / "repo"
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name, follow_symlinks=False)
    shutil.rmtree(folder / "content", ignore_errors=True)
    shutil.copytree(ROOT / "tests" / "content", folder / "content")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "main")
    return folder


def lend_environment(folder: Path) -> None:
    """Give a clone the environment that runs this test, so that ./dev finds itself set up and asks no network."""
    loader = SourceFileLoader("dev_of_the_clone", str(folder / "dev"))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec
    dev = importlib.util.module_from_spec(spec)
    sys.modules[loader.name] = dev
    loader.exec_module(dev)
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for program in BIN.iterdir():
        (programs / program.name).symlink_to(program)
    ours = programs / "ourtables"
    ours.unlink(missing_ok=True)
    plugins = shlex.quote(str(folder / "plugins"))
    ours.write_text(
        f"#!/bin/sh\nPYTHONPATH={plugins} exec {shlex.quote(sys.executable)} "
        '-c \'import sys; from ourtables.cli import main; sys.argv[0] = "ourtables"; sys.exit(main())\' "$@"\n'
    )
    ours.chmod(0o755)
    dev.stamp_file("run").write_text(dev.stamp("run"))


def pull_request(main_branch: Path, folder: Path, files: dict[str, str]) -> Path:
    """What GitHub checks out for a pull request: the merge of its branch into main."""
    git(main_branch.parent, "clone", "-q", str(main_branch), str(folder))
    git(folder, "checkout", "-q", "-b", "add-a-group")
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Add a group")
    git(folder, "checkout", "-q", "main")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Meanwhile, on main")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge", "add-a-group")
    lend_environment(folder)
    return folder


def run_steps(folder: Path, upto: str | None = None) -> dict[str, subprocess.CompletedProcess[str]]:
    """Run the check workflow's own steps as GitHub does, until one fails."""
    job = read(folder / ".github" / "workflows" / "check.yml")["jobs"]["listings"]
    output = folder.parent / f"{folder.name}-output"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "PYTEST_"))},
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(folder.parent / f"{folder.name}-summary"),
    }
    done: dict[str, subprocess.CompletedProcess[str]] = {}
    for step in job["steps"]:
        if "run" not in step:
            continue
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done[step["name"]] = subprocess.run(
            shell, cwd=folder, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )
        if done[step["name"]].returncode or step["name"] == upto:
            break
    return done


def software_changed(folder: Path) -> str:
    """What the workflow found out about the pull request."""
    return (folder.parent / f"{folder.name}-output").read_text().strip()


def test_a_pull_request_with_a_good_listing_passes(main_branch: Path, tmp_path: Path) -> None:
    files = {"content/groups/riverside-kettle.md": GOOD.format(today=DAY)}
    folder = pull_request(main_branch, tmp_path / "good", files)
    done = run_steps(folder)
    last = done["Build the site"]
    assert last.returncode == 0, last.stdout + last.stderr
    assert "::error" not in done["Check every listing"].stdout
    assert software_changed(folder) == "software=false"
    assert (folder / "output" / "groups" / "riverside-kettle" / "index.html").is_file()


def test_a_pull_request_with_faults_says_so_in_annotations(main_branch: Path, tmp_path: Path) -> None:
    name = "content/groups/riverside-kettle.md"
    folder = pull_request(main_branch, tmp_path / "faulty", {name: FAULTY.format(today=DAY)})
    done = run_steps(folder)
    *_, last = done
    assert last == "Check every listing"
    check = done[last]
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
