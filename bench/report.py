"""The results as Markdown: medians, ratios to the peer in the same run, cost per group, exponents."""

from __future__ import annotations

import math
import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from statistics import median

from bench.contestants import HUGO, HUGO_SEARCH, OURS, OURS_SEARCH, OURS_SIMPLE, PELICAN, Run

_PACKAGES = ("Pelican", "Markdown", "Jinja2", "PyYAML", "nh3", "Pagefind")
# Whose times each is held against.
_BESIDE = {OURS: HUGO, OURS_SEARCH: HUGO_SEARCH, OURS_SIMPLE: HUGO, PELICAN: HUGO}
_MB = 1_000_000


@dataclass(frozen=True)
class Size:
    """All runs of one size; `groups` is how many are published of the `made` listings."""

    made: int
    groups: int
    runs: Mapping[str, Sequence[Run]]
    missing: Mapping[str, str]

    def wall(self, name: str) -> float:
        """The median wall time of a contestant."""
        return median(run.cost.wall for run in self.runs[name])

    def cpu(self, name: str) -> float:
        """The median CPU time of a contestant."""
        return median(run.cost.cpu for run in self.runs[name])

    def beside(self, name: str, what: str) -> str:
        """A contestant's wall or CPU time as a ratio to its peer's: the median of the ratios within each round."""
        peer = _BESIDE.get(name)
        if peer is None or peer not in self.runs:
            return ""
        pairs = zip(self.runs[name], self.runs[peer], strict=False)
        return f"{median(getattr(ours.cost, what) / getattr(theirs.cost, what) for ours, theirs in pairs):.2f}"


def render(sizes: Sequence[Size], command: str, where: str, runs: int, hugo: Path | None) -> str:
    """The whole report."""
    parts = [
        f"Made by `{command}` with {_machine(hugo)}; {where}; medians of {runs} round{'s' if runs != 1 else ''}, "
        "in each of which every site is built once, in turn, into an empty folder.",
        _table(sizes),
        _growth(sizes),
        _notes(sizes),
    ]
    return "\n\n".join(part for part in parts if part)


def _table(sizes: Sequence[Size]) -> str:
    rows = [
        "| groups | site | wall s | ÷ Hugo's | CPU s | ÷ Hugo's | memory MB | Pagefind: CPU s | MB | pages | files "
        "| site MB |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for size in sizes:
        for name, runs in size.runs.items():
            last = runs[-1]
            cells = [
                f"{size.groups:,}",
                name,
                f"{size.wall(name):.1f}",
                size.beside(name, "wall"),
                f"{size.cpu(name):.1f}",
                size.beside(name, "cpu"),
                f"{median(run.cost.memory for run in runs) / _MB:,.0f}",
                f"{median(run.cost.pagefind_cpu for run in runs):.1f}" if last.cost.pagefind_cpu else "",
                f"{median(run.cost.pagefind_memory for run in runs) / _MB:,.0f}" if last.cost.pagefind_memory else "",
                *(f"{last.pages:,}", f"{last.files:,}", f"{last.size / _MB:,.1f}"),
            ]
            rows.append(f"| {' | '.join(cells)} |")
        rows += [f"| {size.groups:,} | {name} | {why} |{' |' * 9}" for name, why in size.missing.items()]
    return "\n".join(rows)


def _growth(sizes: Sequence[Size]) -> str:
    if len(sizes) < 2:
        return ""
    rows = [
        "| site | from → to | wall per group, ms | ratio | exponent | CPU per group, ms | ratio | exponent |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in (OURS, OURS_SEARCH, OURS_SIMPLE, HUGO, HUGO_SEARCH, PELICAN):
        for small, large in pairwise(sizes):
            if name in small.runs and name in large.runs:
                cells = [name, f"{small.groups:,} → {large.groups:,}"]
                for one, other in ((small.wall(name), large.wall(name)), (small.cpu(name), large.cpu(name))):
                    each, grown = 1000 * one / small.groups, 1000 * other / large.groups
                    exponent = math.log(other / one) / math.log(large.groups / small.groups)
                    cells += [f"{each:.2f} → {grown:.2f}", f"{grown / each:.2f}", f"{exponent:.2f}"]
                rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _notes(sizes: Sequence[Size]) -> str:
    largest = sizes[-1]
    ours = next((largest.runs[name][-1] for name in (OURS_SEARCH, OURS) if name in largest.runs), None)
    lines = [
        "CPU is that of all processes, Pagefind's included. Memory is the largest sum at one moment over a site's own "
        "processes, what forked workers share counted once; Pagefind's stands apart. “÷ Hugo's” sets a site with "
        "search beside Hugo followed by Pagefind, and one without beside Hugo alone."
    ]
    if ours:
        lines.append(
            f"Beyond the peers we write {ours.extras:,} files that are no pages (at {largest.groups:,} groups, "
            f"{ours.extras_size / _MB:,.1f} MB: each group's `listing.md`, data and calendar, feeds, exports), "
            "the nearest, further and related groups on each page, help, and former names of areas. Nothing of it is "
            "taken out of our figures. Pagefind indexes plain documents made for it, not pages."
        )
    return "\n\n".join(lines)


def _machine(hugo: Path | None) -> str:
    cores = len(os.sched_getaffinity(0))
    names = [f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in _PACKAGES)]
    if hugo:
        said = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout
        names.append(f"Hugo {said.split()[1].removeprefix('v').partition('-')[0]}")
    return f"{', '.join(names)}, {cores} core{'s' if cores != 1 else ''}"


def put(text: str, page: Path, name: str) -> None:
    """Put the report of a benchmark between its markers of a page.

    Raises `ValueError` when the page has no such markers.
    """
    first, last = f"<!-- bench {name} -->", f"<!-- end of bench {name} -->"
    before, begin, rest = page.read_text(encoding="utf-8").partition(first)
    _, end, after = rest.partition(last)
    if not begin or not end:
        raise ValueError(f"{page} has no lines “{first}” and “{last}”.")
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
