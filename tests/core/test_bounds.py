"""One stranger's file may take so much time and memory and no more, and others go on as if it weren't there."""

import re
import sys
import time
from pathlib import Path

import pytest

from ourtables.core import bounds
from ourtables.core.bounds import bounded
from ourtables.core.errors import TooMuch
from ourtables.listing import checking
from ourtables.listing.checking import Context
from tests.conftest import LISTING

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how much memory is held")


def work(letters: int) -> None:
    """Look for what isn't there; each letter more takes twice as long, and no machine comes to the end of a hundred."""
    re.fullmatch("(?:a+)+b", "a" * letters)


def test_work_is_stopped_even_inside_a_regular_expression_and_not_before_its_time() -> None:
    began = time.process_time()
    with pytest.raises(TooMuch), bounded(0.1):
        work(100)
    assert time.process_time() - began >= 0.1


def test_waiting_is_no_work() -> None:
    with bounded(0.05):
        time.sleep(0.2)


def test_a_bound_within_a_bound_ends_first_and_the_outer_one_still_holds() -> None:
    with pytest.raises(TooMuch, match=r"0\.3"), bounded(0.3):
        with pytest.raises(TooMuch, match=r"0\.1"), bounded(0.1):
            work(100)
        work(100)


@on_linux
def test_memory_beyond_the_bound_is_refused_and_free_again_afterwards() -> None:
    with pytest.raises(TooMuch), bounded(1):
        bytearray(2 * bounds.MOST_BYTES)
    assert bytearray(2 * bounds.MOST_BYTES)


def test_a_file_that_takes_too_long_is_refused_in_a_sentence(
    tmp_path: Path, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / "kettle.md", tmp_path / "table.md"]
    for path in paths:
        path.write_text(LISTING, encoding="utf-8")
    read = checking.source.read
    # Ten seconds of work, of which two are allowed; whoever takes the bound away finds it out.
    monkeypatch.setattr(
        checking.source, "read", lambda path, report: work(29) if path == paths[0] else read(path, report)
    )
    slow, sound = checking.check_files(paths, context)
    assert [problem.code for problem in slow.problems] == ["too-slow"]
    assert slow.group is None
    assert sound.group is not None


@pytest.mark.parametrize(
    "line",
    [
        f"give: https://{'a.' * 5000}b",
        f"give: https://{'a.' * 5000}",
        f"areas: [{', '.join(f'x{number}' for number in range(1900))}]",
        f"x: [{'a, ' * 20000}]\n" + "\n".join(f"y{number}: a: b" for number in range(45)),
        f"first_time: '{'0 ' * 20000}'",
    ],
)
def test_answers_made_to_be_slow_are_read_within_their_time(tmp_path: Path, context: Context, line: str) -> None:
    path = tmp_path / "kettle.md"
    path.write_text(LISTING.replace("areas: [leeds]\n", f"{line}\n"), encoding="utf-8")
    checked = checking.check_file(path, context)
    assert checked.group is None
    assert "too-slow" not in [problem.code for problem in checked.problems]
