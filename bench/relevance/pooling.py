"""Pools several engines' answers, so that somebody can judge them without knowing whose each one is.

    ./dev bench relevance --charities FILE --pool SHEET.csv

writes for each query the first groups of every engine, mixed. The judge writes `yes` or `no` beside each, from the text
alone. `judged_charities.csv` keeps the judgements; the texts stay in their own file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Protocol

# How many groups of each engine are judged, for each query.
DEPTH = 3
SEED = 17


class Engine(Protocol):
    """Answers a query with slugs, best first."""

    def __call__(self, query: str, /) -> Sequence[str]:
        """The slugs."""


def pooled(engines: Iterable[Engine], queries: Iterable[str]) -> list[tuple[str, str]]:
    """Return each query with each group that an engine has among its first, in an order that tells nothing.

    Args:
        engines: The engines, whose names stay unknown.
        queries: What is asked.
    """
    named, chance = list(engines), Random(SEED)
    found = []
    for query in queries:
        slugs = sorted({slug for engine in named for slug in engine(query)[:DEPTH]})
        chance.shuffle(slugs)
        found += [(query, slug) for slug in slugs]
    return found


def write_sheet(path: Path, pool: Iterable[tuple[str, str]], texts: Mapping[str, tuple[str, str]]) -> None:
    """Write the sheet that a judge fills in.

    Args:
        path: Where to write it.
        pool: The pairs to judge.
        texts: Each group's name and text, by slug.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("query", "id", "fits", "name", "text"))
        writer.writerows((query, slug, "", *texts[slug]) for query, slug in pool)


def judgements(path: Path) -> dict[str, frozenset[str]]:
    """Read of each query the groups that fit, from a sheet with `query`, `id` and `fits`."""
    found: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            fitting = found.setdefault(row["query"], set())
            if row["fits"] == "yes":
                fitting.add(row["id"])
    return {query: frozenset(slugs) for query, slugs in found.items()}
