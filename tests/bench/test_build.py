"""`python -m bench build` measures a build from end to end, tells it as a table, and leaves nothing behind."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench import report
from bench.contestants import HUGO, OURS, Run
from bench.measure import Cost, Failed, TooLong, run

from ..conftest import of_our_content

pytestmark = of_our_content

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_six_groups_are_built_measured_and_told_as_a_table(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench", "build", "--sizes", "6", "--no-peers", "--runs", "1"]
    done = subprocess.run([*command, "--work", tmp_path], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    rows = [line for line in done.stdout.splitlines() if re.match(r"\| \d+ \| ours", line)]
    assert len(rows) == 2
    for row in rows:
        _, groups, _, wall, _, cpu, _, memory, _, _, pages, files, size, _ = (cell.strip() for cell in row.split("|"))
        assert int(groups) == 6
        assert float(wall) > 0
        assert float(cpu) > 0
        assert int(memory) > 20
        assert int(files.replace(",", "")) > int(pages.replace(",", "")) > 400
        assert float(size) > 1
    assert str(tmp_path) not in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_command_that_fails_or_takes_too_long_is_ended_and_named(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="no such luck"):
        run([sys.executable, "-c", "import sys; sys.exit('no such luck')"], tmp_path, tmp_path / "log", 300, {})
    with pytest.raises(TooLong):
        run([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, tmp_path / "log", 0.3, {})


def test_memory_and_cpu_of_a_command_are_seen(tmp_path: Path) -> None:
    work = "import time; held = bytearray(50_000_000)\nwhile time.process_time() < 0.4: pass"
    cost = run([sys.executable, "-c", work], tmp_path, tmp_path / "log", 300, {})
    assert cost.memory > 50_000_000
    assert 0.4 <= cost.cpu < 4
    assert cost.pagefind_memory == 0


def test_a_site_is_held_against_its_peer_of_the_same_round() -> None:
    def one(name: str, *walls: float) -> list[Run]:
        return [Run(name, Cost(wall, 4 * wall if name == OURS else wall, 1), 1, 1, 1, 0, 0) for wall in walls]

    size = report.Size(10, 10, {OURS: one(OURS, 2, 9, 3), HUGO: one(HUGO, 1, 3, 2)}, {})
    assert size.wall(OURS) == 3
    assert size.beside(OURS, "wall") == "2.00"
    assert size.beside(OURS, "cpu") == "8.00"
    assert size.beside(HUGO, "wall") == ""


def test_a_report_stands_between_its_marks_and_nothing_else_changes(tmp_path: Path) -> None:
    page = tmp_path / "speed.md"
    page.write_text("Before\n<!-- bench build -->\nold\n<!-- end of bench build -->\nAfter\n", encoding="utf-8")
    report.put("new", page, "build")
    assert page.read_text(encoding="utf-8") == "Before\n<!-- bench build -->\nnew\n<!-- end of bench build -->\nAfter\n"
    page.write_text("no marks", encoding="utf-8")
    with pytest.raises(ValueError, match="has no lines"):
        report.put("new", page, "build")
