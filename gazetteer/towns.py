"""Towns and their parts, outward codes and sectors, each in its area."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from sources import SHRINK, Point, Ring, Row, folded, read_csv, read_yaml
from writing import decimals

# A degree of latitude.
KILOMETRES_A_DEGREE = 111.2
# Two rows of one name are one place within SAME_SPOT kilometres, or when one has no population and lies within
# ROUND_A_TOWN kilometres of a TOWN of its name.
SAME_SPOT = 3.0
ROUND_A_TOWN = 20.0
TOWN = 10_000
# What a part of a town is taken to have, and a land outside the tree of areas: more than a village of its name.
PART, LAND = "9000", "80000"


def places(keys: dict[str, str]) -> Iterator[list[str]]:
    """Gives name, area, lat, lon, population and other names (between bars); the largest first."""
    reviewed = read_yaml("places.yml")
    rows = [row for row in read_csv("places.csv") if row["name"] not in reviewed["drop"]]
    rows += [*parts(reviewed["parts"], keys), *lands(reviewed["outside"])]
    also = dict(reviewed["also"])
    rows.sort(key=lambda row: (-int(row["population"]), row["name"], row["lat"], row["lon"]))
    kept: dict[str, list[Row]] = {}
    for row in rows:
        name = reviewed["rename"].get(row["name"], row["name"].strip())
        namesakes = kept.setdefault(folded(name), [])
        if any(is_shadow(row, larger) for larger in namesakes):
            continue
        namesakes.append(row)
        area = keys[row["lad"]] if row["lad"] else ""
        others = "|".join(also.pop(name, ()) if namesakes == [row] else ())
        yield [name, area, decimals(row["lat"]), decimals(row["lon"]), row["population"], others]
    if also:
        raise ValueError(f"places.yml: no place is called {', '.join(also)}")


def parts(reviewed: dict[str, dict[str, list[str]]], keys: dict[str, str]) -> Iterator[Row]:
    """Gives the parts of towns that were added by hand, as rows of the source."""
    codes = {key: code for code, key in keys.items()}
    for area, found in reviewed.items():
        for name, (lat, lon) in found.items():
            yield {"name": name, "lad": codes[area], "lat": lat, "lon": lon, "population": PART}


def lands(outside: dict[str, str]) -> Iterator[Row]:
    """Gives the lands outside the tree of areas, each in the middle of its outward codes."""
    for letters, name in outside.items():
        lat, lon = middle([row for row in read_csv("outcodes.csv") if re.fullmatch(rf"{letters}\d+", row["outcode"])])
        yield {"name": name, "lad": "", "lat": str(lat), "lon": str(lon), "population": LAND}


def middle(rows: list[Row]) -> Point:
    """Give the mean latitude and longitude of rows, in degrees."""
    lats, lons = [float(row["lat"]) for row in rows], [float(row["lon"]) for row in rows]
    return sum(lats) / len(rows), sum(lons) / len(rows)


def is_shadow(row: Row, larger: Row) -> bool:
    """Says whether a row is a second point of a place that has one: a post town's office, another spelling."""
    north = float(row["lat"]) - float(larger["lat"])
    apart = math.hypot(north, (float(row["lon"]) - float(larger["lon"])) * SHRINK) * KILOMETRES_A_DEGREE
    unpeopled = int(row["population"]) == 0
    return apart < SAME_SPOT or (unpeopled and int(larger["population"]) >= TOWN and apart < ROUND_A_TOWN)


def outcodes(keys: dict[str, str]) -> Iterator[list[str]]:
    """Gives code, areas (most postcodes first), lat, lon, in use or not, and where it is if in no area."""
    outside = read_yaml("places.yml")["outside"]
    rows = read_csv("outcodes.csv")
    for row in [*rows, *districts(rows)]:
        code = row["outcode"]
        inside = " ".join(keys[lad] for lad in row["lads"].split())
        where = "" if inside else outside[re.sub(r"\d.*", "", code)]
        yield [code, inside, decimals(row["lat"]), decimals(row["lon"]), row["current"], where]


def districts(rows: list[Row]) -> Iterator[Row]:
    """Gives what people write for outward codes that end in a letter: "EC1" for EC1A, EC1M and so on."""
    known = {row["outcode"] for row in rows}
    members: dict[str, list[Row]] = {}
    for row in rows:
        if row["outcode"][-1].isalpha() and row["outcode"][:-1] not in known:
            members.setdefault(row["outcode"][:-1], []).append(row)
    for code, found in sorted(members.items()):
        lat, lon = middle(found)
        lads = Counter(lad for row in found for lad in row["lads"].split())
        nearby = " ".join(lad for lad, _ in lads.most_common())
        # Nobody has such a postcode, so no device is said to be in one.
        yield {"outcode": code, "lat": str(lat), "lon": str(lon), "current": "0", "lads": nearby}


def sectors(keys: dict[str, str], outlines: dict[str, list[Ring]]) -> Iterator[list[str]]:
    """Gives code, area, lat, lon; the area is the council, of those the outward code has, around the sector's centre.

    The outward code's councils come from every single postcode, the outlines are simplified: so where the outlines
    disagree with the postcodes, the nearest of the postcodes' councils is taken.
    """
    councils = {row["outcode"]: row["lads"].split() for row in read_csv("outcodes.csv")}
    for row in read_csv("sectors.csv"):
        point = (float(row["lon"]), float(row["lat"]))
        choices = councils[row["sec"].split()[0]]
        lad = min(choices, key=lambda code: (distance(point, outlines[code]), choices.index(code)))
        yield [row["sec"], keys[lad], decimals(row["lat"]), decimals(row["lon"])]


def distance(point: Point, rings: list[Ring]) -> float:
    """Measures how far a point lies outside an outline: 0 within, else in degrees of latitude, roughly."""
    inside = False
    nearest = float("inf")
    for ring in rings:
        for start, end in pairwise(ring):
            if (start[1] > point[1]) != (end[1] > point[1]):
                crossing = start[0] + (point[1] - start[1]) / (end[1] - start[1]) * (end[0] - start[0])
                inside ^= point[0] < crossing
            nearest = min(nearest, to_segment(point, start, end))
    return 0.0 if inside else nearest


def to_segment(point: Point, start: Point, end: Point) -> float:
    """Give the distance from a point to a line between two points, in degrees of latitude."""
    px, py = (point[0] - start[0]) * SHRINK, point[1] - start[1]
    ex, ey = (end[0] - start[0]) * SHRINK, end[1] - start[1]
    length = ex * ex + ey * ey
    along = max(0.0, min(1.0, (px * ex + py * ey) / length)) if length else 0.0
    return float(((px - along * ex) ** 2 + (py - along * ey) ** 2) ** 0.5)
