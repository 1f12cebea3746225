"""Makes the tree of areas, `content/vocabulary/areas.yml`, from a table of names, codes and points."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ourtables.core.errors import DataError
from ourtables.core.patterns import SLUG
from ourtables.listing.source import RESERVED, plain_slug

COLUMNS = ("name", "code", "lat", "lon", "parent", "kind", "key", "also")
_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class TableArea:
    """One area of the table.

    Attributes:
        key: What its page's address ends with.
        label: Its name.
        parent: The key of the area that it lies in; empty for the root.
        kind: A word of the table's own, such as "county".
        code: An official number.
        lat: Degrees north of its middle, as written; empty when nobody knows it.
        lon: Degrees east.
        also: Other names that people type.
    """

    key: str
    label: str
    parent: str = ""
    kind: str = "area"
    code: str = ""
    lat: str = ""
    lon: str = ""
    also: tuple[str, ...] = ()


def read(table: Path, whole: str) -> list[TableArea]:
    """Read a table of areas.

    Args:
        table: A CSV file whose first line names its columns: `name`, and any others of `COLUMNS`. `parent` is the name
            or key of another line; `also` has `|` between names.
        whole: The name of the area that holds all of them.

    Returns:
        The whole first, then each area after the one that it lies in.

    Raises:
        DataError: A line can't be used; the text says which, and why.
    """
    try:
        text = table.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{table} can't be read as UTF-8: {error}.") from None
    rows = csv.DictReader(text.splitlines())
    unknown = sorted({name or "" for name in rows.fieldnames or ()} - set(COLUMNS))
    if "name" not in (rows.fieldnames or ()) or unknown:
        raise DataError(
            f"{table}:1: the columns are {', '.join(COLUMNS)}; name is needed. {', '.join(unknown)}".strip()
        )
    found = [_area(row, f"{table}:{rows.line_num}", whole) for row in rows]
    return whole_of(whole, _in_order(found, table, whole))


def whole_of(label: str, areas: Sequence[TableArea] = ()) -> list[TableArea]:
    """Return some areas after the one that holds them all, whose middle is the mean of theirs.

    Args:
        label: The name of the whole.
        areas: The others.
    """
    points = [(float(one.lat), float(one.lon)) for one in areas if one.lat]
    lat, lon = (f"{sum(axis) / len(points):.4f}" for axis in zip(*points, strict=True)) if points else ("", "")
    return [TableArea(root_key(label), label, kind="root", lat=lat, lon=lon), *areas]


def root_key(label: str) -> str:
    """Return the key of the area that holds all others.

    Args:
        label: Its name.
    """
    return f"all-{plain_slug(label) or 'areas'}"


def _area(row: Mapping[str, str | None], where: str, whole: str) -> TableArea:
    said = {name: (row.get(name) or "").strip() for name in COLUMNS}
    key = said["key"] or plain_slug(said["name"])
    if not said["name"]:
        raise DataError(f"{where}: an area needs a name.")
    if not SLUG.fullmatch(key) or key in RESERVED or key == root_key(whole):
        raise DataError(f"{where}: “{key}” can't be an address. Give the area a “key” of a–z, 0–9 and single hyphens.")
    for name, most in (("lat", 90), ("lon", 180)):
        written = said[name]
        if written and not (_DEGREES.fullmatch(written) and abs(float(written)) <= most):
            raise DataError(f"{where}: “{name}” is in degrees, such as 53.35 or -6.26.")
    if bool(said["lat"]) != bool(said["lon"]):
        raise DataError(f"{where}: a point needs both “lat” and “lon”.")
    also = tuple(name.strip() for name in said["also"].split("|") if name.strip())
    point = {"lat": said["lat"], "lon": said["lon"], "code": said["code"]}
    return TableArea(key, said["name"], said["parent"], said["kind"] or "area", also=also, **point)


def _in_order(areas: Sequence[TableArea], table: Path, whole: str) -> list[TableArea]:
    """Name each parent by its key, and put every area after its parent."""
    keys: dict[str, str] = {}
    for area in areas:
        if area.key in keys.values():
            raise DataError(f"{table}: “{area.key}” is the key of two areas. Give one of them another “key”.")
        keys[area.label] = area.key
    known = keys | {key: key for key in keys.values()} | {"": root_key(whole), whole: root_key(whole)}
    placed: dict[str, TableArea] = {}
    waiting = list(areas)
    while waiting:
        ready = [area for area in waiting if known.get(area.parent) in {root_key(whole), *placed}]
        if not ready:
            raise DataError(f"{table}: “{waiting[0].parent}” above “{waiting[0].label}” isn't there, or is circular.")
        for area in ready:
            placed[area.key] = area
        waiting = [area for area in waiting if area not in ready]
    return [_with_parent(area, known[area.parent]) for area in placed.values()]


def _with_parent(area: TableArea, parent: str) -> TableArea:
    return TableArea(area.key, area.label, parent, area.kind, area.code, area.lat, area.lon, area.also)


def as_yaml(areas: Iterable[TableArea]) -> str:
    """Write areas as the file of words that a directory reads.

    Args:
        areas: The areas, each after its parent.
    """
    lines = ["# The areas, each after the one that it lies in. A key is an address: never change one later."]
    for area in areas:
        lines += [f"- key: {area.key}", f"  label: {_text(area.label)}"]
        told = {"parent": area.parent, "kind": _text(area.kind), "code": _text(area.code) if area.code else ""}
        told |= {"lat": area.lat, "lon": area.lon}
        lines += [f"  {name}: {value}" for name, value in told.items() if value]
        if area.also:
            lines.append(f"  synonyms: [{', '.join(map(_text, area.also))}]")
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
