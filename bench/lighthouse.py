"""Runs Lighthouse, which tests/browser/package.json pins, on an address."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.measure import Failed

PROGRAM = Path(__file__).resolve().parents[1] / "tests" / "browser" / "node_modules" / ".bin" / "lighthouse"
CHROMIUM = "/usr/bin/chromium"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
_SECONDS = 300


def report(url: str, categories: Sequence[str]) -> dict[str, Any]:
    """Lighthouse's report of a page as a mobile device gets it.

    Raises `Failed` with the end of what it said when it makes none.
    """
    command = [str(PROGRAM), url, "--quiet", "--output=json", "--output-path=stdout"]
    command += [f"--only-categories={','.join(categories)}", f"--chrome-flags={FLAGS}"]
    done = subprocess.run(
        command,
        env={**os.environ, "CHROME_PATH": CHROMIUM},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        raise Failed(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def scores(found: dict[str, Any]) -> dict[str, int]:
    """The score of each category, of a hundred."""
    return {name: round(100 * (one["score"] or 0)) for name, one in found["categories"].items()}


def short_of(found: dict[str, Any]) -> list[str]:
    """The checks that took something off a score, with what they are about."""
    audits = found["audits"]
    refs = [ref["id"] for one in found["categories"].values() for ref in one["auditRefs"] if ref["weight"]]
    return [f"{name}: {audits[name]['title']}" for name in refs if audits[name]["score"] not in (1, None)]
