"""What ./dev decides: which environment to make, when to make it anew, and what it says when it can't."""

import importlib.util
import re
import subprocess
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests import __main__ as checks

ROOT = Path(__file__).parents[1]


@pytest.fixture
def dev(tmp_path: Path) -> ModuleType:
    """The script as a module, at work in an empty folder."""
    loader = SourceFileLoader("dev_script", str(ROOT / "dev"))
    spec = importlib.util.spec_from_loader("dev_script", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    sys.modules["dev_script"] = module
    loader.exec_module(module)
    module.ROOT = tmp_path
    module.VENV = tmp_path / ".venv"
    module.LOCKS = {kind: tmp_path / path.name for kind, path in module.LOCKS.items()}
    for path in (*module.LOCKS.values(), tmp_path / "pyproject.toml"):
        path.write_text(path.name)
    return module


@pytest.fixture
def machine(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A machine that has what `modules` and `commands` name, and remembers what was run on it."""
    has: dict[str, Any] = {"modules": set(), "commands": set(), "ran": [], "venv_pip": False}

    def has_module(python: str | Path, name: str) -> bool:
        return name in has["modules"] if python == sys.executable else has["venv_pip"]

    def run(command: Any, **_: Any) -> None:
        words = [str(word) for word in command]
        has["ran"].append(words)
        if words[-1] == dev.VENV_PACKAGE:
            has["modules"].add("ensurepip")
        if words[-1] == str(dev.VENV):
            dev.venv_python().parent.mkdir(parents=True, exist_ok=True)
            dev.venv_python().touch()
            has["venv_pip"] = "ensurepip" in has["modules"]

    monkeypatch.setattr(dev, "has_module", has_module)
    monkeypatch.setattr(dev, "run", run)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/bin/{name}" if name in has["commands"] else None)
    return has


@pytest.mark.parametrize(
    ("modules", "commands", "first", "installer"),
    [
        ({"ensurepip", "pip"}, {"uv"}, ["-m", "venv", "--clear"], ["-m", "pip", "install"]),
        ({"pip"}, {"uv"}, ["uv", "venv"], ["uv", "pip", "install"]),
        ({"pip"}, set(), ["-m", "venv", "--without-pip"], [sys.executable, "-m", "pip", "--python"]),
    ],
)
def test_the_best_way_that_the_machine_has_is_taken(
    dev: ModuleType,
    machine: dict[str, Any],
    modules: set[str],
    commands: set[str],
    first: list[str],
    installer: list[str],
) -> None:
    machine.update(modules=modules, commands=commands)
    dev.set_up("run")
    made, locked, own = machine["ran"]
    assert " ".join(first) in " ".join(made)
    assert " ".join(installer) in " ".join(locked)
    assert locked[-3:] == ["--require-hashes", "-r", str(dev.LOCKS["run"])]
    assert own[-4:] == ["--no-deps", "--no-build-isolation", "-e", str(dev.ROOT)]


def test_with_none_root_installs_venv_and_goes_on(
    dev: ModuleType, machine: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine["commands"] = {"apt-get"}
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    monkeypatch.setenv("DEBIAN_FRONTEND", "noninteractive")
    dev.set_up("run")
    assert [words[:2] for words in machine["ran"][:2]] == [["apt-get", "update"], ["apt-get", "install"]]
    assert dev.is_set_up("run")


def test_with_none_anyone_else_is_told_the_line_to_run(
    dev: ModuleType, machine: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine["commands"] = {"apt-get"}
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    assert dev.main(["build"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "sudo apt-get install -y python3-venv"
    assert machine["ran"] == []


def test_a_machine_that_has_all_runs_nothing_a_second_time(dev: ModuleType, machine: dict[str, Any]) -> None:
    machine["modules"] = {"ensurepip"}
    dev.set_up("run")
    machine["ran"].clear()
    dev.set_up("run")
    assert machine["ran"] == []


def test_what_the_tests_need_serves_a_build_as_well_but_not_the_other_way(
    dev: ModuleType, machine: dict[str, Any]
) -> None:
    machine["modules"] = {"ensurepip"}
    dev.set_up("run")
    assert not dev.is_set_up("pdf")
    dev.set_up("pdf")
    assert dev.is_set_up("run") and not dev.is_set_up("dev")
    dev.set_up("dev")
    assert all(map(dev.is_set_up, ("run", "pdf", "dev")))


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_lock_is_installed_again(dev: ModuleType, machine: dict[str, Any], name: str) -> None:
    machine["modules"] = {"ensurepip"}
    dev.set_up("run")
    (dev.ROOT / name).write_text("changed")
    assert not dev.is_set_up("run")


def test_a_set_up_that_failed_begins_anew(
    dev: ModuleType, machine: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine["modules"] = {"ensurepip"}
    working = dev.run

    def fails(command: Any, **_: Any) -> None:
        if "--require-hashes" in command:
            raise dev.Stop("no network")
        working(command)

    monkeypatch.setattr(dev, "run", fails)
    with pytest.raises(dev.Stop):
        dev.set_up("run")
    assert not dev.is_set_up("run")
    monkeypatch.setattr(dev, "run", working)
    dev.set_up("run")
    assert dev.is_set_up("run")


def test_an_environment_without_any_pip_is_made_anew(dev: ModuleType, machine: dict[str, Any]) -> None:
    dev.venv_python().parent.mkdir(parents=True)
    dev.venv_python().touch()
    machine["modules"] = {"ensurepip"}
    dev.set_up("run")
    assert "--clear" in machine["ran"][0]


def test_only_missing_debian_packages_are_asked_for(
    dev: ModuleType, machine: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine["commands"] = {"apt-get", "node", "npm"}
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    with pytest.raises(
        dev.Stop, match=r"\nsudo apt-get install -y chromium firefox-esr webkit2gtk-driver xvfb default-jre-headless$"
    ):
        dev.set_up_browser()


def test_only_the_quick_tests_do_without_a_browser(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(dev, "set_up", lambda kind: done.append(kind))
    monkeypatch.setattr(dev, "set_up_browser", lambda: done.append("browser"))
    monkeypatch.setattr(dev, "hand_over", lambda command: done.append(str(command[-1])) or 0)
    for args in (["--quick"], ["--long"], ["-k", "tea"]):
        assert dev.main(["test", *args]) == 0
    assert done == ["dev", "--quick", "dev", "browser", "--long", "dev", "browser", "tea"]


def test_the_long_runs_come_only_when_asked_for() -> None:
    def chosen(long: bool) -> list[str | Path]:
        first, beside = checks.full_stages(long)
        return [stage.command[stage.command.index("-m", 2) + 1] for stage in (first[-1], *beside)]

    assert chosen(long=False) == [f"{one} and not long" for one in ("not browser", "not browser", "browser", "browser")]
    assert chosen(long=True) == ["not browser", "not browser", "browser", "browser"]


def test_each_test_is_in_one_of_two_parts_with_a_browser_or_without() -> None:
    def named(stage: checks.Stage, begins: str) -> set[str]:
        return {str(part).removeprefix("--ignore=") for part in stage.command if str(part).startswith(begins)}

    first, (sites, pages, finder) = checks.full_stages()
    rooms = first[-1]
    assert {"tests/browser/test_finder.py", "tests/browser/test_form.py"} <= named(finder, "tests/")
    assert named(sites, "tests/") == {"tests/site", "tests/cli", "tests/bench"}
    for part, rest in ((finder, pages), (sites, rooms)):
        assert named(part, "tests/") == named(rest, "--ignore=")
        assert named(part, "--ignore=") == named(rest, "tests/") == set()
    assert [stage.may_be_empty for stage in (rooms, sites, pages, finder)] == [True, False, False, False]


def test_the_quick_part_names_what_is_there_and_asks_for_no_browser() -> None:
    first, (beside,) = checks.quick_stages()
    assert first == list(checks.LINTERS)
    assert "not browser and not slow and not long" in beside.command
    assert [path for path in checks.QUICK if not (ROOT / path).exists()] == []


def test_every_check_runs_and_one_failure_is_enough(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def says(text: str, code: int) -> checks.Stage:
        return checks.Stage(
            f"pytest {text}", [sys.executable, "-c", f"import sys; print({text!r}); sys.exit({code})"], text == "none"
        )

    good, bad, none = says("tea", 0), says("spilt", 1), says("none", checks.NO_TESTS)
    assert checks.run_stages([bad, good], [says("384 passed", 0)]) is False
    out = capfdbinary.readouterr().out
    assert b"FAILED so far: pytest spilt" in out
    assert b"tea" in out
    assert out.endswith(b"384 passed\n")
    assert checks.run_stages([good, none], [good]) is True
    assert checks.run_stages([good], [bad]) is False


def test_the_row_that_is_done_takes_over_what_the_two_others_have_left(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def waits(name: str, until: str) -> checks.Stage:
        """A check that ends once another one has begun."""
        text = (
            f"import pathlib, time\nfolder = pathlib.Path({str(tmp_path)!r})\n(folder / {name!r}).touch()\n"
            f"while not (folder / {until!r}).exists(): time.sleep(0.01)\n"
        )
        return checks.Stage(f"pytest {name}", [sys.executable, "-c", text])

    # The third of those beside can only be begun by the first row.
    beside = [waits("two", "four"), waits("three", "four"), waits("four", "three")]
    assert checks.run_stages([waits("one", "one")], beside) is True
    out = capfdbinary.readouterr().out.decode().split()
    assert out[:6] == ["===", "pytest", "one", "===", "pytest", "four"]
    assert sorted(out[6:]) == sorted(["===", "pytest", "two", "===", "pytest", "three"])


def test_the_script_explains_itself_on_a_machine_that_has_only_python() -> None:
    shown = subprocess.run([sys.executable, "-I", ROOT / "dev", "--help"], capture_output=True, text=True, check=True)
    for name in ("build", "serve", "test", "check", "new", "fuzz", "bench", "lock"):
        assert f"./dev {name}" in shown.stdout


def test_an_unknown_command_is_wrong_usage() -> None:
    shown = subprocess.run([sys.executable, ROOT / "dev", "biuld"], capture_output=True, text=True, check=False)
    assert shown.returncode == 2
    assert "There is no ./dev biuld" in shown.stderr


def test_the_script_imports_only_the_standard_library() -> None:
    source = (ROOT / "dev").read_text()
    names = {line.split()[1].split(".")[0] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert names <= sys.stdlib_module_names


def test_an_older_python_is_refused_in_a_sentence(tmp_path: Path) -> None:
    script = tmp_path / "old.py"
    script.write_text(
        f"import sys\nsys.version_info = (3, 9, 2)\nexec(compile(open({str(ROOT / 'dev')!r}).read(), 'dev', 'exec'))\n"
    )
    shown = subprocess.run([sys.executable, "-W", "ignore", script], capture_output=True, text=True, check=False)
    assert shown.returncode == 1
    assert shown.stderr.strip() == "This needs Python 3.11 or newer, and this is Python 3.9."


LOCKS = ("requirements.txt", "requirements-pdf.txt", "requirements-dev.txt")


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes_and_names_no_index(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "./dev lock" in text.splitlines()[1]
    assert "http" not in text
    assert "-index" not in text
    packages = [line for line in text.splitlines() if line and line[0] not in " #"]
    assert packages
    assert all(line.endswith("\\") for line in packages)


def test_each_lock_holds_the_one_before() -> None:
    run, pdf, tests = (
        {line.split()[0] for line in (ROOT / name).read_text().splitlines() if line and line[0] not in " #"}
        for name in LOCKS
    )
    assert run < pdf < tests


def test_the_locks_hold_what_the_project_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["pdf"], *extras["dev"]]
    locked = (ROOT / "requirements-dev.txt").read_text()
    names = {line.split("==")[0] for line in locked.splitlines() if line and line[0] not in " #"}
    assert {re.split(r"[<>=~]", line)[0].lower() for line in wanted} <= names


def test_the_npm_lock_names_no_registry() -> None:
    text = (ROOT / "tests" / "browser" / "package-lock.json").read_text()
    assert "resolved" not in text
    assert "registry" not in text
    assert "integrity" in text
