"""Warns of statements whose source was last read before this year, in the keepers' own pages, help lines and words."""

from __future__ import annotations

import re
from pathlib import Path

from ourtables.core.problems import Problem, Reporter
from ourtables.listing.checking.context import Context

# Where a statement may stand, each as `folder/files`.
_FILES = ("help/*.md", "pages/*.md", "vocabulary/*.yml")
_FRONT = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_YEAR = re.compile(r"(?:^\s*|[{,]\s*)year:\s*[\"']?(\d{4})\b", re.MULTILINE)


def notes(context: Context) -> list[Problem]:
    """Return one note for each file with statements whose source was last read before this year.

    Args:
        context: The directory's content folder and day.
    """
    found = []
    for pattern in _FILES:
        for path in sorted(context.content.glob(pattern)):
            found += _of(path, context.today.year)
    return found


def _of(path: Path, this_year: int) -> list[Problem]:
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    if path.suffix == ".md":
        front = _FRONT.match(text)
        text = front[0] if front else ""
    old = [match for match in _YEAR.finditer(text) if int(match[1]) < this_year]
    if not old:
        return []
    first = min(old, key=lambda match: match[1])
    counted = "1 statement rests" if len(old) == 1 else f"{len(old)} statements rest"
    report = Reporter(str(path))
    report(
        "keeper-note",
        text.count("\n", 0, first.start(1)) + 1,
        field="year",
        what=f"{counted} on a source last read before {this_year}; the oldest was read in {first[1]}.",
        hint="Read each source again, mend what changed, and write this year in “year”.",
    )
    return report.problems
