"""`python -m tests`, which `./dev test` starts once everything is set up: lint, types and tests, all of them or a part.

python -m tests                 everything but the long runs, in three rows at once
python -m tests --long          everything, with the long runs whole
python -m tests --quick         lint, types, structure and the rooms' own tests; no browser, no built site
python -m tests PYTEST ARGS     lint and types, then only the tests that are named
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
NO_TESTS = 5
# Rooms that build no site, and the tests of the repository itself that start no other program.
QUICK = (
    *("tests/core", "tests/settings", "tests/listing", "tests/directory", "tests/intake", "tests/theme"),
    *("tests/test_architecture.py", "tests/test_dev.py", "tests/test_docs.py", "tests/test_imports.py"),
)


@dataclass(frozen=True)
class Stage:
    """One check of the software.

    Attributes:
        name: Its heading.
        command: The program that runs it, with its arguments.
        may_be_empty: Whether pytest may find no test.
    """

    name: str
    command: Sequence[str | Path]
    may_be_empty: bool = False


LINTERS = (
    Stage("ruff check", [BIN / "ruff", "check", "."]),
    Stage("ruff format --check", [BIN / "ruff", "format", "--check", "."]),
    Stage("mypy", [BIN / "mypy"]),
)


# About half of the tests with a browser, and a little less than half of the others.
FINDER_AND_FORM = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/browser/test_f*.py"))
SITES_AND_COMMANDS = ("tests/site", "tests/cli", "tests/bench")
# Tests wait now and then, so two cores have time for three rows of them.
ROWS = 3


def _pytest(*markers: str) -> list[str | Path]:
    return [sys.executable, "-m", "pytest", *(("-m", " and ".join(markers)) if markers else ())]


def quick_stages() -> tuple[list[Stage], list[Stage]]:
    """List the checks that answer within a minute on two cores.

    Returns:
        The checks to run one after the other, and those to run beside them.
    """
    chosen = _pytest("not browser", "not slow", "not long")
    return list(LINTERS), [Stage("pytest, the quick part", [*chosen, "-q", "-n", "2", *QUICK])]


def full_stages(long: bool = False) -> tuple[list[Stage], list[Stage]]:
    """List every check.

    Args:
        long: Whether to include the long runs.

    Returns:
        The checks to run one after the other, and those to run beside them.
    """
    rest = () if long else ("not long",)
    browser, others = _pytest("browser", *rest), _pytest("not browser", *rest)
    return [
        *LINTERS,
        Stage("pytest, rooms and workflows", [*others, *_ignored(SITES_AND_COMMANDS)], may_be_empty=True),
    ], [
        Stage("pytest, sites and commands", [*others, *SITES_AND_COMMANDS]),
        Stage("pytest, pages in a browser", [*browser, *_ignored(FINDER_AND_FORM)]),
        Stage("pytest, finder and form in a browser", [*browser, *FINDER_AND_FORM]),
    ]


def _ignored(paths: Sequence[str]) -> list[str]:
    return [f"--ignore={path}" for path in paths]


def passes(stage: Stage, said: BinaryIO | None = None) -> bool:
    """Run one check under its heading.

    Args:
        stage: The check.
        said: Where its output goes; the terminal if none.

    Returns:
        Whether it passed.
    """
    out = said or sys.stdout.buffer
    out.write(f"\n=== {stage.name}\n".encode())
    out.flush()
    began = time.monotonic()
    code = subprocess.run(
        stage.command, cwd=ROOT, check=False, stdout=said, stderr=subprocess.STDOUT if said else None
    ).returncode
    ok = code == 0 or (code == NO_TESTS and stage.may_be_empty)
    if "pytest" not in stage.name:  # pytest's own summary is the last line of its stage
        out.write(f"{'passed' if ok else 'FAILED'} in {time.monotonic() - began:.1f} s\n".encode())
        out.flush()
    return ok


def run_stages(first: Sequence[Stage], beside: Sequence[Stage]) -> bool:
    """Run every check in rows, even after one has failed.

    Args:
        first: Run one after the other, shown as they run.
        beside: Run at the same time and shown at the end; the first row takes over what is left when it is done.

    Returns:
        Whether all passed.
    """
    left = deque(beside)
    with ThreadPoolExecutor(ROWS - 1) as others, ExitStack() as stack:
        said = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(ROWS - 1)]
        rows = [others.submit(_all_pass, left, one) for one in said]
        failed = [stage.name for stage in first if not passes(stage)]
        ended_well = _all_pass(left)
        if failed:
            print(f"\nFAILED so far: {', '.join(failed)}", flush=True)
        for row, one in zip(rows, said, strict=True):
            ended_well = row.result() and ended_well
            one.seek(0)
            shutil.copyfileobj(one, sys.stdout.buffer)
            sys.stdout.flush()
    return ended_well and not failed


def _all_pass(left: deque[Stage], said: BinaryIO | None = None) -> bool:
    """Run the checks that are left; another row may take some of them."""
    good = True
    with suppress(IndexError):
        while True:
            good = passes(left.popleft(), said) and good
    return good


def main(argv: Sequence[str]) -> int:
    """Run the checks that were asked for.

    Args:
        argv: `--quick`, `--long` or arguments of pytest.

    Returns:
        0 when all passed, else 1.
    """
    if list(argv) == ["--quick"]:
        print("Left out: the browser, built sites, exports, commands, reviews, links, places and strangers' files.")
        print("./dev test runs them all.", flush=True)
        return 0 if run_stages(*quick_stages()) else 1
    long = "--long" in argv
    if long:
        os.environ["OURTABLES_LONG"] = "1"
    named = [arg for arg in argv if arg != "--long"]
    if named:
        chosen = Stage("pytest", [*_pytest(*(() if long else ("not long",))), *named])
        results = [passes(stage) for stage in (*LINTERS, chosen)]
        return 0 if all(results) else 1
    return 0 if run_stages(*full_stages(long)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
