"""Plays a workflow's own steps as GitHub runs them, with real git, in a clone of the work tree."""

import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime, time
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

import yaml

from .conftest import TODAY

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent

Workflow = dict[str, Any]


def read(path: Path) -> Workflow:
    """A workflow with every value as it is written, so that `on` stays a word."""
    workflow: Workflow = yaml.load(path.read_text(), Loader=yaml.BaseLoader)  # noqa: S506 (strings only)
    return workflow


def git(folder: Path, *words: str) -> str:
    """Git with no settings but these."""
    who = {
        f"GIT_{role}_{what}": f"{role}@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", **who}
    command = ["git", "-c", "core.excludesFile=", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout


def work_tree(folder: Path) -> Path:
    """The work tree as it is now with the tests' own directory in it, committed to a repository of its own."""
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


def sparse_clone(source: Path, folder: Path, *folders: str) -> Path:
    """A clone with all of the history, of which only `content/`, the files at the top and these folders are checked out."""
    git(source.parent, "clone", "-q", "--sparse", str(source), str(folder))
    git(folder, "sparse-checkout", "set", "content", *folders)
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
    for kind in ("run", "pdf"):
        dev.stamp_file(kind).write_text(dev.stamp(kind))


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


# What GitHub puts in place of the expressions that steps hand on in their environment.
EXPRESSIONS = {"github.event.pull_request.user.id || github.actor_id": "4711"}


def run_steps(
    folder: Path,
    upto: str | None = None,
    workflow: str = "check.yml",
    job_name: str = "listings",
    given: dict[str, str] | None = None,
) -> dict[str, subprocess.CompletedProcess[str]]:
    """Run a workflow's own steps as GitHub does; after one has failed, only those that ask to be run all the same."""
    job = read(folder / ".github" / "workflows" / workflow)["jobs"][job_name]
    known = EXPRESSIONS | (given or {})
    told = {name: value for name, value in known.items() if name.startswith("GITHUB_")}
    output = folder.parent / f"{folder.name}-output"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "PYTEST_"))},
        "CI": "true",
        # Every test's day, whenever and wherever it is run.
        "SOURCE_DATE_EPOCH": str(int(datetime.combine(TODAY, time(12), UTC).timestamp())),
        "GITHUB_ACTIONS": "true",
        "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(folder.parent / f"{folder.name}-summary"),
    }
    done: dict[str, subprocess.CompletedProcess[str]] = {}
    for step in job["steps"]:
        if "run" not in step or not _wanted(step.get("if", ""), failed(done)):
            continue
        own = {
            name: known[value[4:-3]] if value.startswith("${{ ") else value
            for name, value in step.get("env", {}).items()
        }
        done[step["name"]] = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env={**environment, **known_to_github(folder), **told, **own},
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        if step["name"] == upto:
            break
    return done


def _wanted(condition: str, after_failure: bool) -> bool:
    """Whether a step is run, of the conditions on failure that the workflows use."""
    if "failure()" in condition:
        return after_failure
    return not after_failure or "!cancelled()" in condition


def failed(done: dict[str, subprocess.CompletedProcess[str]]) -> bool:
    return any(one.returncode for one in done.values())


def known_to_github(folder: Path) -> dict[str, str]:
    """What GitHub tells each step, and a `gh` that answers from files in place of GitHub, if a test wrote one."""
    programs = folder.parent / "programs"
    path = f"{programs}{os.pathsep}{os.environ['PATH']}" if programs.is_dir() else os.environ["PATH"]
    return {
        "PATH": path,
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "tables/tables",
        "GITHUB_RUN_ID": "99",
        "GITHUB_REF_NAME": "main",
    }
