"""The tree of areas, and the names that stand for some of them together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sources import COUNCILS, Item, Ring, Row, distinct, folded, read_csv, read_yaml, slug
from writing import decimals

ROOT_KEY = "uk-wide"
ROOT_LABEL = "The whole UK"
ROOT_SYNONYMS = ("UK", "United Kingdom", "Whole UK", "UK wide", "Nationwide", "Great Britain", "Britain", "GB")
UPPER_KINDS = ("nation", "region", "county")


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
    """Give an area's key: the reviewed one, else one made from its name."""
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
    """Yield an area and all beneath it, each before its children."""
    yield items[key]
    children = [item for item in items.values() if item.get("parent") == key]
    for child in sorted(children, key=lambda item: folded(str(item["label"]))):
        yield from downward(items, str(child["key"]))


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
    """Yield the councils that no longer exist, as aliases of their successors."""
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
