"""What the files for others cost: CPU seconds of making and writing them, beside those of building the site.

Both are measured in turn, round by round, and as CPU time, so that what else runs on the machine counts for little.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import contestants
from bench.contestants import Job
from ourtables.core import catalogue
from ourtables.directory import loading
from ourtables.directory.directory import Directory
from ourtables.exports import EXPORTS, Exporting
from ourtables.exports.linked import of_data, of_group, script
from ourtables.exports.sample import sample
from ourtables.exports.stats import reckon
from ourtables.places.tables import Tables

_MB = 1_000_000
# JSON-LD, figures and examples stand within pages, which are no files of their own.
WITHIN = "within pages"


@dataclass(frozen=True, slots=True)
class Part:
    """What one export took of one round."""

    cpu: float
    whole: float
    files: int
    size: int


@dataclass(frozen=True)
class Round:
    """One build of the site without its search, and every export beside it."""

    build: float
    parts: dict[str, Part]

    @property
    def whole(self) -> float:
        """The cost of the files that hold the whole directory, as a part of the build's."""
        return sum(part.whole for part in self.parts.values()) / self.build

    @property
    def all(self) -> float:
        """The cost of everything for others, as a part of the build's."""
        return sum(part.cpu for part in self.parts.values()) / self.build


def measure(job: Job, rounds: int, say: Callable[[str], None]) -> list[Round]:
    """Build and export in turn."""
    loaded = loading.load(job.content, job.today, jobs=2).directory
    # As a build does, so that the collector doesn't go over the directory again and again.
    gc.freeze()
    found = []
    for number in range(1, rounds + 1):
        (build,) = contestants.build(contestants.OURS, job)
        one = Round(build.cost.cpu, dict(_parts(loaded, job)))
        say(f"Round {number}: build {one.build:.1f} s CPU, whole-directory files {one.whole:.3f}, all {one.all:.3f}")
        found.append(one)
    return found


def _parts(loaded: Directory, job: Job) -> Iterator[tuple[str, Part]]:
    messages = catalogue.load(loaded.settings.language)
    exporting = Exporting(loaded, "https://tables.example.org/", Tables(job.content / "places"), None, messages)
    for name in EXPORTS:
        yield name, _files(exporting, name, job.folder / "exports")
    began = time.process_time()
    nodes = [of_data(exporting), *filter(None, (of_group(exporting, group) for group in loaded.listed))]
    size = sum(len(script(node).encode()) for node in nodes)
    for one in EXPORTS.values():
        sample(exporting, one)
    reckon(loaded)
    yield WITHIN, Part(time.process_time() - began, 0.0, 0, size)


def _files(exporting: Exporting, name: str, folder: Path) -> Part:
    began, whole, files, size = time.process_time(), 0.0, 0, 0
    for made in EXPORTS[name].files(exporting):
        before = time.process_time()
        body, path = made.body(), folder / made.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        files, size = files + 1, size + len(body)
        if not made.path.startswith(("groups/", "areas/", "offers/")):
            whole += time.process_time() - before
    return Part(time.process_time() - began, whole, files, size)


def render(groups: int, rounds: Sequence[Round], command: str) -> str:
    """The figures as Markdown: medians over the rounds."""
    rows = ["| export | CPU s | of which whole-directory files | files | MB |", "|---|---|---|---|---|"]
    for name, part in rounds[-1].parts.items():
        cpu, whole = (median(getattr(one.parts[name], what) for one in rounds) for what in ("cpu", "whole"))
        rows.append(f"| {name} | {cpu:.2f} | {whole:.2f} | {part.files:,} | {part.size / _MB:,.1f} |")
    return "\n\n".join(
        [
            f"Made by `{command}`: {groups:,} groups, medians of {len(rounds)} round{'s' if len(rounds) != 1 else ''} "
            "of building the site without its search and making every file for others, in turn, in CPU seconds of all "
            "processes.",
            "\n".join(rows),
            f"The build takes {median(one.build for one in rounds):.1f} s. Files that hold the whole directory take "
            f"{median(one.whole for one in rounds):.3f} of that, everything for others "
            f"{median(one.all for one in rounds):.3f}.",
        ]
    )
