"""Each row of the table of threats has its defences where docs/security.md says, and each defence a test that fails without it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .defences import PAGE, ROOT, THREATS, Defence, table

DEFENCES = [
    pytest.param(one, id=f"{threat.number}-{number}")
    for threat in THREATS
    for number, one in enumerate(threat.defences, 1)
]
# What turns a text into HTML that acts, or into a program; what `DOMParser` reads does nothing.
_TURNS = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|setHTML\w*|srcdoc)\b|document\.write|\beval\(|new Function"
)
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "node_modules", "output", "__pycache__", ".*_cache", ".hypothesis")


@pytest.mark.skipif(not PAGE.is_file(), reason="a fork may leave docs out")
def test_the_page_tells_of_each_threat_and_where_it_is_met() -> None:
    assert table() in PAGE.read_text(encoding="utf-8"), "python -m tests.security.defences writes it"
    assert [threat.number for threat in THREATS] == list(range(1, 21))


@pytest.mark.parametrize("defence", DEFENCES)
def test_a_defence_and_its_test_stand_where_they_are_said_to(defence: Defence) -> None:
    assert (ROOT / defence.file).read_text(encoding="utf-8").count(defence.words) >= 1
    path, _, name = defence.test.partition("::")
    assert f"def {name.partition('[')[0]}(" in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.long
@pytest.mark.parametrize("defence", DEFENCES)
def test_a_test_fails_when_its_defence_is_taken_out(defence: Defence, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(ROOT, copy, ignore=_LEFT_OUT)
    path = copy / defence.file
    path.write_text(path.read_text(encoding="utf-8").replace(defence.words, defence.without, 1), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", defence.test],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "plugins"), "OURTABLES_LONG": ""},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1, run.stdout[-2000:] + run.stderr[-2000:]


def test_no_script_of_ours_turns_text_into_html() -> None:
    found = {
        path.name: match[0]
        for path in sorted((ROOT / "theme" / "static" / "js").rglob("*.js"))
        if (match := _TURNS.search(path.read_text(encoding="utf-8")))
    }
    assert found == {}
