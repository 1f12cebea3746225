"""Builds and imports on a machine that isn't this one: no fork, no signals of POSIX, no exchange of folders."""

import multiprocessing
import os
import signal
import subprocess
import sys
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from ourtables.cli import processes, swap
from ourtables.core import bounds
from ourtables.core.errors import Busy
from ourtables.intake.sheets import register
from ourtables.site import render
from ourtables.site.record import File, Output

POSIX_ONLY = ("SIGHUP", "SIGALRM", "pthread_sigmask", "setitimer", "ITIMER_REAL")


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for Windows: what this system's Python has and that one's hasn't is gone."""
    for name in POSIX_ONLY:
        monkeypatch.delattr(signal, name)
    for name in ("killpg", "fork", "sync", "sched_getaffinity", "geteuid"):
        monkeypatch.delattr(os, name, raising=False)
    for name in ("fcntl", "resource"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    monkeypatch.setattr(swap, "_LIBC", None)
    monkeypatch.setattr(swap, "_REMOVED_WHILE_HELD", False)
    monkeypatch.setattr(bounds, "_PAGES_HELD", Path("/nowhere"))


def site(folder: Path, words: str) -> None:
    folder.mkdir(parents=True)
    (folder / swap.MARKER).write_bytes(b"")
    (folder / "index.html").write_text(words, encoding="utf-8")


def loaded_again(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A second copy of a module, so that no other test sees two classes of one name."""
    name = f"elsewhere_{module.__name__.replace('.', '_')}"
    spec = spec_from_file_location(name, module.__file__)
    assert spec and spec.loader
    copy = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, copy)
    spec.loader.exec_module(copy)
    return copy


def test_modules_load_without_what_only_posix_has(elsewhere: None, monkeypatch: pytest.MonkeyPatch) -> None:
    copies = [loaded_again(module, monkeypatch) for module in (swap, processes, bounds, render, register)]
    assert [one.name for one in copies[0].STOPS] == ["SIGINT", "SIGTERM"]


def test_a_site_is_exchanged_whole_and_nothing_is_left_beside_it(elsewhere: None, tmp_path: Path) -> None:
    output = tmp_path / "output"
    site(output, "old")
    with swap.workshop(output, lambda: None) as place:
        site(place.new, "new")
        assert (output / "index.html").read_text() == "old"
        place.swap()
    assert (output / "index.html").read_text() == "new"
    assert [one.name for one in tmp_path.iterdir()] == ["output"]


def test_a_build_killed_between_the_two_renames_gives_the_old_site_back(elsewhere: None, tmp_path: Path) -> None:
    site(tmp_path / ".output.ourtables" / "old", "old")
    with swap.workshop(tmp_path / "output", lambda: None):
        assert (tmp_path / "output" / "index.html").read_text() == "old"


def test_pages_are_written_by_one_process(elsewhere: None, tmp_path: Path) -> None:
    pages: list[Output] = [File(url=f"/{number}.txt", body=lambda: b"x") for number in range(450)]
    render.write_all(pages, tmp_path, lambda page: b"", 4, lambda done, total: None)
    assert len(list(tmp_path.iterdir())) == 450


def test_a_hostile_text_is_still_read_where_no_clock_can_stop_it(elsewhere: None) -> None:
    with bounds.bounded(1.0):
        assert sum(range(10)) == 45


def test_a_process_is_ended_with_what_it_started(elsewhere: None, monkeypatch: pytest.MonkeyPatch) -> None:
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    asked: list[list[str]] = []

    def run(command: list[str], **_: object) -> None:
        asked.append(command)
        process.kill()

    monkeypatch.setattr(subprocess, "run", run)
    processes.end(process)
    assert asked == [["taskkill", "/F", "/T", "/PID", str(process.pid)]]
    assert process.returncode is not None


def test_a_build_waits_for_a_process_that_a_killed_one_left(tmp_path: Path) -> None:
    folder = tmp_path / ".output.ourtables"
    folder.mkdir()
    code = f"import time; from filelock import FileLock; lock = FileLock({str(folder / 'worker')!r}); lock.acquire(); print('held', flush=True); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as left:
        assert left.stdout and left.stdout.readline() == "held\n"
        build = f"print('begun', flush=True)\nwith workshop(Path({str(tmp_path / 'output')!r}), lambda: None): print('mine')"
        with subprocess.Popen(
            [sys.executable, "-c", f"from pathlib import Path; from ourtables.cli.swap import workshop\n{build}"],
            stdout=subprocess.PIPE,
            text=True,
        ) as builder:
            assert builder.stdout and builder.stdout.readline() == "begun\n"
            with pytest.raises(subprocess.TimeoutExpired):
                builder.wait(1)
            left.kill()
            assert builder.communicate(timeout=300)[0] == "mine\n"


def test_two_imports_never_write_into_one_folder_at_once(elsewhere: None, tmp_path: Path) -> None:
    with register.workshop(tmp_path / "groups") as place:
        assert place.is_dir()
        with pytest.raises(Busy), register.workshop(tmp_path / "groups"):
            pass
    assert list(tmp_path.iterdir()) == []


def test_reports_are_utf_8_on_a_console_that_speaks_something_else(tmp_path: Path) -> None:
    (tmp_path / "kettle.md").write_text("---\nname: x\n---\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from ourtables.cli import main; main()", "check", str(tmp_path), "--content", "tests/content"],
        capture_output=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "“" in done.stdout.decode("utf-8")


def test_a_checkout_with_the_line_ends_of_windows_is_read_the_same(tmp_path: Path) -> None:
    from ourtables.directory import loading

    from ..site.conftest import directory_in, listing

    plain = directory_in(tmp_path / "plain", kettle=listing("Kettle"))
    other = directory_in(tmp_path / "other", kettle=listing("Kettle"))
    for path in other.rglob("*"):
        if path.suffix in (".md", ".yml", ".csv", ".css"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    one, two = (loading.load(folder).directory for folder in (plain, other))
    assert one.groups == two.groups
    assert one.settings == replace(two.settings, translations=one.settings.translations)
    assert {name: list(words) for name, words in one.vocabularies.items()} == {
        name: list(words) for name, words in two.vocabularies.items()
    }
