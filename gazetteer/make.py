"""Writes the area vocabulary and the tables of places from the sources beside it.

    python gazetteer/make.py [FOLDER]

FOLDER is the `content/` to write to; the repository's own if left out. The output depends on nothing but the files in
this folder, so running it again changes nothing. README.md here says where each source comes from.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
COUNCILS = "mysociety_uk_local_authorities_future.csv"
ROOT_KEY = "uk-wide"
ROOT_LABEL = "The whole UK"
ROOT_SYNONYMS = ("UK", "United Kingdom", "Whole UK", "UK wide", "Nationwide", "Great Britain", "Britain", "GB")
# A degree of longitude against one of latitude, at 54.5° north, and the latter in kilometres.
SHRINK = 0.58
KILOMETRES_A_DEGREE = 111.2
# Two rows of one name are one place within SAME_SPOT kilometres, or when one has no population and lies within
# ROUND_A_TOWN kilometres of a TOWN of its name.
SAME_SPOT = 3.0
ROUND_A_TOWN = 20.0
TOWN = 10_000
# What a part of a town is taken to have, and a land outside the tree of areas: more than a village of its name.
PART, LAND = "9000", "80000"
# Words that a reader guessing types would take for something else than text.
YAML_WORDS = ("false", "n", "no", "null", "off", "on", "true", "y", "yes")
UPPER_KINDS = ("nation", "region", "county")

Row = dict[str, str]
Item = dict[str, str | list[str]]
Point = tuple[float, float]
Ring = list[Point]


def read_csv(name: str) -> list[Row]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_yaml(name: str) -> Any:
    # Strings only, as the directory itself reads YAML: a date stays the text it was.
    return yaml.load((HERE / name).read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - builds only text, lists and mappings


def slug(name: str) -> str:
    """Turns a name into a key of small letters, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def folded(name: str) -> str:
    return slug(name.replace("&", " and "))


def distinct(names: Iterable[str], label: str) -> list[str]:
    """Leaves out what reads like the label or an earlier name, but for marks and capitals."""
    seen = {folded(label)}
    return [name for name in names if folded(name) not in seen and not seen.add(folded(name))]  # type: ignore[func-returns-value]


# Areas ---------------------------------------------------------------------------------------------------------------


def areas(outlines: dict[str, list[Ring]]) -> list[Item]:
    """Lists the root and every area, each parent before its children and children by label."""
    reviewed = read_yaml("areas.yml")
    official = {row["gss-code"]: row["official-name"].strip() for row in read_csv(COUNCILS)}
    rows = read_csv("areas.csv")
    keys = {row["code"]: area_key(row, reviewed) for row in rows}
    items: dict[str, Item] = {ROOT_KEY: root(outlines)}
    for row in rows:
        own = reviewed.get(row["code"], {})
        label = own.get("label", row["name"].strip())
        others = [official[row["code"]]] if row["code"] in official else []
        items[keys[row["code"]]] = {
            "key": keys[row["code"]],
            "label": label,
            "parent": keys.get(row["parent"], ROOT_KEY),
            "kind": row["type"] if row["type"] in UPPER_KINDS else "council",
            "code": row["code"],
            "lat": decimals(row["lat"]),
            "lon": decimals(row["lon"]),
            "synonyms": distinct(others + own.get("synonyms", []), label),
        }
    if len(items) != len(rows) + 1:
        raise ValueError("two areas have the same key")
    return list(downward(items, ROOT_KEY))


def area_key(row: Row, reviewed: dict[str, Any]) -> str:
    own = reviewed.get(row["code"], {})
    return str(own.get("key") or slug(own.get("label", row["name"])))


def root(outlines: dict[str, list[Ring]]) -> Item:
    """Describes the whole country, its point the middle of the box around the outlines."""
    points = [point for rings in outlines.values() for ring in rings for point in ring]
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return {
        "key": ROOT_KEY,
        "label": ROOT_LABEL,
        "kind": "root",
        "lat": decimals((min(lats) + max(lats)) / 2),
        "lon": decimals((min(lons) + max(lons)) / 2),
        "synonyms": list(ROOT_SYNONYMS),
    }


def downward(items: dict[str, Item], key: str) -> Iterator[Item]:
    yield items[key]
    children = [item for item in items.values() if item.get("parent") == key]
    for child in sorted(children, key=lambda item: folded(str(item["label"]))):
        yield from downward(items, str(child["key"]))


# Aliases -------------------------------------------------------------------------------------------------------------


def aliases(known: list[Item]) -> list[Item]:
    """Lists the names that stand for areas: former councils from the source, the rest as reviewed."""
    reviewed = read_yaml("aliases.yml")
    items = [*former(reviewed["former"], known), *reviewed["aliases"]]
    keys = {str(item["key"]) for item in known}
    for item in items:
        missing = set(item["members"]) - keys
        if missing or item["key"] in keys:
            raise ValueError(f"alias {item['key']}: names an area that is not there, or an area's own key: {missing}")
        item["synonyms"] = distinct(item["synonyms"], str(item["label"]))
    if len({str(item["key"]) for item in items}) != len(items):
        raise ValueError("two aliases have the same key")
    return sorted(items, key=lambda item: str(item["key"]))


def former(reviewed: dict[str, Any], known: list[Item]) -> Iterator[Item]:
    rows = {row["local-authority-code"]: row for row in read_csv(COUNCILS)}
    by_code = {str(item.get("code")): str(item["key"]) for item in known}

    def successors(code: str) -> set[str]:
        row = rows[code]
        if row["gss-code"] in by_code:
            return {by_code[row["gss-code"]]}
        if code in reviewed["members"]:
            return set(reviewed["members"][code])
        return {key for later in row["replaced-by"].split(",") for key in successors(later)}

    for code, row in rows.items():
        if row["current-authority"] == "True" or code in reviewed["skip"]:
            continue
        label = reviewed["labels"].get(code, row["nice-name"].strip())
        yield {
            "key": reviewed["keys"].get(code) or slug(label),
            "label": label,
            "kind": "former",
            "members": sorted(successors(code)),
            "synonyms": [row["official-name"].strip(), *reviewed["synonyms"].get(code, [])],
            **({"code": row["gss-code"]} if row["gss-code"] else {}),
            # The source gives some councils' last day and some their successors' first.
            "valid_to": row["end-date"].replace("-04-01", "-03-31"),
        }


# Places and postcodes ------------------------------------------------------------------------------------------------


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
    px, py = (point[0] - start[0]) * SHRINK, point[1] - start[1]
    ex, ey = (end[0] - start[0]) * SHRINK, end[1] - start[1]
    length = ex * ex + ey * ey
    along = max(0.0, min(1.0, (px * ex + py * ey) / length)) if length else 0.0
    return float(((px - along * ex) ** 2 + (py - along * ey) ** 2) ** 0.5)


# Writing -------------------------------------------------------------------------------------------------------------


def decimals(number: str | float) -> str:
    """Writes a coordinate with at most four decimals: eleven metres, and no more bytes than that needs."""
    return f"{float(number):.4f}".rstrip("0").rstrip(".")


def scalar(text: str) -> str:
    """Quotes a text unless every YAML reader takes it as that text."""
    if re.fullmatch(r"[A-Za-z][\w '-]*|-?\d+(\.\d+)?", text) and text.lower() not in YAML_WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def write_vocabulary(path: Path, comment: str, items: list[Item]) -> None:
    order = ("key", "label", "parent", "kind", "code", "lat", "lon", "members", "valid_to", "synonyms")
    lines = [f"# {line}" for line in comment.splitlines()]
    for item in items:
        for name in order:
            value = item.get(name)
            if value is None:
                continue
            text = scalar(value) if isinstance(value, str) else "[" + ", ".join(map(scalar, value)) + "]"
            lines.append(f"{'- ' if name == 'key' else '  '}{name}: {text}")
    path.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def write_csv(path: Path, head: str, rows: Iterable[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(head.split(","))
        writer.writerows(rows)


def main(content: Path) -> None:
    outlines = read_outlines()
    known = areas(outlines)
    keys = {str(item["code"]): str(item["key"]) for item in known if "code" in item}
    made = "Made by gazetteer/make.py: change the files beside it, not this one."
    vocabulary, tables = content / "vocabulary", content / "places"
    for folder in (vocabulary, tables):
        folder.mkdir(parents=True, exist_ok=True)
    write_vocabulary(vocabulary / "areas.yml", made, known)
    write_vocabulary(vocabulary / "area_aliases.yml", made, aliases(known))
    write_csv(tables / "places.csv", "name,area,lat,lon,population,also", places(keys))
    write_csv(tables / "outcodes.csv", "code,areas,lat,lon,current,outside", outcodes(keys))
    write_csv(tables / "sectors.csv", "code,area,lat,lon", sectors(keys, outlines))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "content")
