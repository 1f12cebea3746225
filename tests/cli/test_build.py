"""`ourtables build`: its exits, its last words, and the good site that stands through every failure."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

from ..conftest import LISTING, TESTS

ROOT = TESTS.parent
DAY = "2026-11-22"
# A busy machine takes its time over what comes; what never comes fails after so many seconds.
PATIENCE = 300
BAD = LISTING.replace("offers:", "offer:")
PROGRAM = [sys.executable, "-c", "from ourtables.cli import main; main()", "build", "--today", DAY]


def with_content(folder: Path) -> Path:
    """Give a folder a content folder in which one good listing stands."""
    content = folder / "content"
    shutil.copytree(TESTS / "content", content)
    shutil.copytree(ROOT / "content" / "pages", content / "pages", dirs_exist_ok=True)
    (content / "groups").mkdir(exist_ok=True)
    (content / "groups" / "kettle.md").write_text(LISTING, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a content folder in which one good listing stands."""
    return with_content(tmp_path)


def start(folder: Path, *arguments: str, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*PROGRAM, *arguments], cwd=folder, stderr=subprocess.PIPE, text=True, preexec_fn=before, start_new_session=True
    )


def build(folder: Path, *arguments: str, before: Callable[[], None] | None = None) -> tuple[int, str]:
    process = start(folder, *arguments, before=before)
    said = process.communicate(timeout=PATIENCE)[1]
    return process.returncode, said


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def bytes_of(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with a site already built from it."""
    folder = with_content(tmp_path_factory.mktemp("built"))
    code, said = build(folder)
    assert code == 0, said
    return folder


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(built_once, tmp_path, dirs_exist_ok=True)


def test_a_build_ends_with_what_it_made_and_where(folder: Path) -> None:
    code, said = build(folder)
    assert code == 0
    assert said.startswith("Built 1 group") and said.rstrip().endswith("s: output")
    assert (folder / "output" / "groups" / "kettle" / "index.html").is_file()
    assert names(folder) == ["content", "output"]


def test_a_listing_with_an_error_is_reported_and_nothing_is_exchanged(built: Path) -> None:
    before = bytes_of(built / "output")
    (built / "content" / "groups" / "bad.md").write_text(BAD, encoding="utf-8")
    code, said = build(built)
    assert code == 1
    assert said.startswith("content/groups/bad.md:3: ") and "did you mean “offers”" in said
    assert said.rstrip().endswith("The site in output is as it was.")
    assert bytes_of(built / "output") == before and names(built) == ["content", "output"]


def test_keep_going_leaves_it_out_says_so_and_builds_the_rest(built: Path) -> None:
    (built / "content" / "groups" / "bad.md").write_text(BAD, encoding="utf-8")
    (built / "content" / "groups" / "second.md").write_text(LISTING.replace("Example", "Second"), encoding="utf-8")
    code, said = build(built, "--keep-going")
    assert code == 0 and "Left out, with errors (1): bad.md" in said and "content/groups/bad.md:3: " in said
    assert names(built / "output" / "groups") == ["kettle", "second"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--content", "nowhere"),
        ("--site-url", "example.org"),
        ("--today", "tomorrow"),
        ("--jobs", "0"),
        ("--output", "content/site"),
        ("--output", "letters"),
        ("--output", "content/directory.yml"),
        ("--nonsense",),
    ],
)
def test_wrong_usage_ends_with_2_and_changes_nothing(folder: Path, arguments: tuple[str, ...]) -> None:
    (folder / "letters").mkdir()
    (folder / "letters" / "one.txt").write_text("Dear all", encoding="utf-8")
    before = bytes_of(folder)
    assert build(folder, *arguments)[0] == 2
    assert bytes_of(folder) == before


def test_the_same_build_again_changes_no_byte(built: Path) -> None:
    before = bytes_of(built / "output")
    assert build(built)[0] == 0
    assert bytes_of(built / "output") == before


def processes_of(group: int) -> list[int]:
    """The processes of a session that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(parts[3]) == group and parts[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def settled(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)
ROUNDS = 200 if os.environ.get("OURTABLES_LONG") else 10


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_builds_broken_at_random_moments_in_random_ways_leave_the_last_good_site(built: Path) -> None:
    chance = random.Random(2026)
    began = time.monotonic()
    assert build(built)[0] == 0
    takes = time.monotonic() - began
    good = bytes_of(built / "output")
    for number in range(ROUNDS):
        how, after = chance.choice([*STOPS, None]), chance.uniform(0, takes)
        most = chance.randrange(0, 30_000)
        process = start(built, "--jobs", "2", before=None if how else partial(no_file_beyond, most))
        if how:
            time.sleep(after)
            process.send_signal(how)
        said = process.communicate(timeout=PATIENCE)[1]
        assert settled(lambda group=process.pid: not processes_of(group)), f"round {number}: a process is left"
        assert bytes_of(built / "output") == good, f"round {number}: {how or most}, {after:.2f} s: {said}"
    assert build(built)[0] == 0
    assert bytes_of(built / "output") == good and names(built) == ["content", "output"]


@pytest.mark.parametrize("how", STOPS[:3])
def test_a_build_that_is_asked_to_stop_clears_everything_away(built: Path, how: int) -> None:
    before = bytes_of(built / "output")
    process = start(built)
    # Its folder stands as soon as it listens.
    assert settled(lambda: (built / ".output.ourtables" / "lock").exists())
    process.send_signal(how)
    said = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == 1 and "Stopped. The site in output is as it was." in said
    assert bytes_of(built / "output") == before and names(built) == ["content", "output"]


def no_file_beyond(most: int) -> None:
    """Let no file grow past this many bytes, which the system answers as it would on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def test_a_full_disk_is_said_in_a_sentence_and_leaves_the_site_as_it_was(built: Path) -> None:
    before = bytes_of(built / "output")

    code, said = build(built, before=partial(no_file_beyond, 9_000))
    assert code == 1 and "can't be written: File too large" in said and "Traceback" not in said
    assert bytes_of(built / "output") == before and names(built) == ["content", "output"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_that_can_t_be_written_is_said_in_a_sentence(built: Path) -> None:
    built.chmod(0o555)
    try:
        code, said = build(built)
    finally:
        built.chmod(0o755)
    assert code == 1 and "Permission denied" in said and "Traceback" not in said


def test_two_builds_at_once_both_end_well(built: Path) -> None:
    place = built / ".output.ourtables"
    place.mkdir()
    # Both come while a third holds the place.
    with FileLock(place / "lock"):
        builds = [start(built), start(built)]
        for one in builds:
            assert one.stderr and "Waiting for it" in one.stderr.readline()
    said = [one.communicate(timeout=PATIENCE)[1] for one in builds]
    assert [one.returncode for one in builds] == [0, 0], said
    assert names(built) == ["content", "output"]
