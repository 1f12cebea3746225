"""The sources beside it, as they are read, and names brought into one form."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
# A degree of longitude against one of latitude, at 54.5° north.
SHRINK = 0.58
COUNCILS = "mysociety_uk_local_authorities_future.csv"

Row = dict[str, str]
Item = dict[str, str | list[str]]
Point = tuple[float, float]
Ring = list[Point]


def read_csv(name: str) -> list[Row]:
    """Read a table of this folder."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_yaml(name: str) -> Any:
    """Read a YAML file of this folder, as strings only."""
    # Strings only, as the directory itself reads YAML: a date stays the text it was.
    return yaml.load((HERE / name).read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - builds only text, lists and mappings


def slug(name: str) -> str:
    """Turns a name into a key of small letters, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def folded(name: str) -> str:
    """Fold a name to what two spellings of it share."""
    return slug(name.replace("&", " and "))


def distinct(names: Iterable[str], label: str) -> list[str]:
    """Leaves out what reads like the label or an earlier name, but for marks and capitals."""
    seen = {folded(label)}
    return [name for name in names if folded(name) not in seen and not seen.add(folded(name))]  # type: ignore[func-returns-value]


def read_outlines() -> dict[str, list[Ring]]:
    """Reads each council's rings of (longitude, latitude), by code."""
    outlines: dict[str, list[Ring]] = {}
    for feature in json.loads((HERE / "uk_councils_2025.geojson").read_text("utf-8"))["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        outlines[feature["properties"]["lad"]] = [
            [(lon, lat) for lon, lat, *_ in ring] for polygon in polygons for ring in polygon
        ]
    return outlines
