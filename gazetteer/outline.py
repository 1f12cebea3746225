"""Writes the map of areas from the outlines beside it.

    python gazetteer/outline.py [FOLDER]

FOLDER is the `content/` to write to; the repository's own if left out. Writes `places/map.json`: its `size`, and the
`paths` of councils. Every point is put on one grid of about a kilometre: neighbours keep the borders they share, and
what falls together is left out. Running it again changes nothing.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from sources import HERE, SHRINK, Ring, read_outlines

WIDTH = 640


def main(argv: list[str]) -> None:
    """Write the outlines of areas for the map."""
    content = Path(argv[0]) if argv else HERE.parent / "content"
    keys = {term["code"]: term["key"] for term in _areas(content) if "code" in term}
    shapes = {keys[code]: list(map(flat, rings)) for code, rings in read_outlines().items() if code in keys}
    text = json.dumps(drawn(shapes), separators=(",", ":"), sort_keys=True)
    (content / "places" / "map.json").write_text(text + "\n", encoding="utf-8")


def _areas(content: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((content / "vocabulary" / "areas.yml").read_text(encoding="utf-8"))
    return found


def flat(ring: Ring) -> Ring:
    """A ring as it is drawn, with the north up."""
    return [(lon * SHRINK, -lat) for lon, lat in ring]


def drawn(shapes: dict[str, list[Ring]]) -> dict[str, Any]:
    """The shapes as paths on a grid that all share."""
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    scale = WIDTH / (max(x for x, _ in points) - left)
    height = round((max(y for _, y in points) - top) * scale)
    paths = {}
    for key, rings in shapes.items():
        snapped = [[(round((x - left) * scale), round((y - top) * scale)) for x, y in ring] for ring in rings]
        paths[key] = "".join(filter(None, map(path, snapped)))
    return {"size": [WIDTH, height], "paths": paths}


def path(ring: list[tuple[int, int]]) -> str:
    """A ring as a path of steps; empty when nothing of it is left on the grid."""
    kept = [point for number, point in enumerate(ring) if not number or point != ring[number - 1]]
    if len(set(kept)) < 3:
        return ""
    steps = "".join(f"{_signed(x - a)}{_signed(y - b)}" for (a, b), (x, y) in pairwise(kept[:-1]))
    return f"M{kept[0][0]} {kept[0][1]}l{steps.strip()}z"


def _signed(number: int) -> str:
    return f"{number}" if number < 0 else f" {number}"


if __name__ == "__main__":
    main(sys.argv[1:])
