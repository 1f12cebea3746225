"""Measures how well typed places resolve.

    python bench/typed_places.py FILE.csv [--misses N]

FILE has the columns `place` (as a person typed it), `lat` and `lng` (where it truly is, in degrees). Prints how many
resolve, how many of those lie within 5 km by the first and by the best offered choice, and the time.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE / "plugins"))

from ourtables.places import Gazetteer, PlaceChoice, PostcodeRules  # noqa: E402
from ourtables.places.model import kilometres  # noqa: E402
from ourtables.settings import settings, vocabulary  # noqa: E402

WITHIN = 5.0


@dataclass(frozen=True)
class Trial:
    """One typed place, where it truly is, and what the gazetteer offers."""

    typed: str
    truth: PlaceChoice
    choices: list[PlaceChoice]

    @property
    def first(self) -> float:
        """Kilometres from the first choice to the truth."""
        return kilometres(self.choices[0], self.truth)

    @property
    def best(self) -> float:
        """Kilometres from the nearest choice to the truth."""
        return min(kilometres(choice, self.truth) for choice in self.choices)


def gazetteer() -> Gazetteer:
    """Load the directory's own gazetteer."""
    words = vocabulary.load(HERE / "content")
    rules = settings.load(HERE / "content").postcode
    areas = [*words["areas"], *words["area_aliases"]]
    return Gazetteer.load(
        HERE / "content" / "places", areas, PostcodeRules(rules.unit, rules.sector, rules.outward) if rules else None
    )


def main() -> None:
    """Read the typed places and print how many were found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="how many misses to print")
    options = parser.parse_args()
    places = gazetteer()
    with options.file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    start = time.perf_counter()
    places.find("x")
    loaded = time.perf_counter()
    answers = [places.find(row["place"]) for row in rows]
    done = time.perf_counter()
    trials = [
        Trial(row["place"], PlaceChoice("", "", None, float(row["lat"]), float(row["lng"])), answer)
        for row, answer in zip(rows, answers, strict=True)
    ]
    report(trials, options.misses)
    print(f"loading {1000 * (loaded - start):.0f} ms, a look-up {1000 * (done - loaded) / len(rows):.2f} ms")


def report(trials: list[Trial], misses: int) -> None:
    """Print how many typed places resolve, and how many within reach of the truth."""
    resolved = [trial for trial in trials if trial.choices]
    first = [trial for trial in resolved if trial.first <= WITHIN]
    best = [trial for trial in resolved if trial.best <= WITHIN]
    print(f"{len(trials)} typed places")
    print(f"resolve: {len(resolved)} ({len(resolved) / len(trials):.1%})")
    print(f"of those within {WITHIN:g} km by the first choice: {len(first)} ({len(first) / len(resolved):.1%})")
    print(f"of those within {WITHIN:g} km by the best choice: {len(best)} ({len(best) / len(resolved):.1%})")
    missed = [trial for trial in trials if not trial.choices or trial.first > WITHIN]
    for trial in missed[:misses]:
        told = "; ".join(f"{choice.name} ({choice.kind}, {choice.area})" for choice in trial.choices[:3])
        far = f"{trial.first:.1f} km, best {trial.best:.1f} km" if trial.choices else "nothing"
        print(f"  {trial.typed!r}: {far} {told}")


if __name__ == "__main__":
    main()
