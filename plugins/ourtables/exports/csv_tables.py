"""Listings as tables for spreadsheet programs, described as a Data Package (Frictionless, Data Package 1)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from ourtables.core.catalogue import N_
from ourtables.exports.export_registry import Exporting, Made, export
from ourtables.exports.listings import TERMS, as_bytes, listing
from ourtables.exports.plain_values import FIELDS_GIVEN, reader
from ourtables.listing.fields import Field
from ourtables.listing.kinds import ANSWERS, DATE, LINK, MEETINGS, NAMED_RECORDS, NUMBER, RECORD, TEXT, Kind

PACKAGE = "data/datapackage.json"
BETWEEN = "; "
# A spreadsheet program takes such a cell for a formula (OWASP, CSV injection). A cell that already begins with the mark
# gets another, so that removing one mark always restores the cell.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_TYPES = {NUMBER: "integer", DATE: "date"}

Column = dict[str, str]
Row = dict[str, Any]


@export(
    "csv",
    N_("Listings as tables"),
    N_("A row for each group, and tables of their contacts, meetings and places, for a spreadsheet."),
    "data/groups.csv",
)
def tables(exporting: Exporting) -> Iterator[Made]:
    """Yield the table of groups, a table for each field with many records, and the description of all."""
    yield Made("data/groups.csv", partial(_table, exporting, None))
    for field in _several():
        yield Made(f"data/{name(field)}.csv", partial(_table, exporting, field))
    yield Made(PACKAGE, partial(_package, exporting))


def name(field: Field) -> str:
    """Return the name of the table of a field with many records."""
    return "contacts" if field.name == "contact" else field.name


def defused(text: str) -> str:
    """Return a text as a cell that no spreadsheet program takes for a formula; `restored` undoes it."""
    return f"'{text}" if _FORMULA.match(text) else text


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]], end: str = "\n") -> str:
    """Return a table as CSV, each of its cells defused.

    Args:
        head: The names of its columns.
        rows: The values of each row.
        end: What ends a line.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=end)
    writer.writerow(head)
    writer.writerows([defused(str(cell)) for cell in row] for row in rows)
    return text.getvalue()


def restored(cell: str) -> str:
    """Return a cell as it was before it was defused."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _several() -> list[Field]:
    return [field for field in FIELDS_GIVEN if field.kind.has_rows]


def _columns(exporting: Exporting, field: Field | None) -> list[Column]:
    """Return the columns of a field's table, or of the table of groups, in the terms of Table Schema."""
    if field is not None:
        own = [_column("group")]
        own += [_column("place")] if field.kind is NAMED_RECORDS else []
        return own + [_column(part.name, exporting.say(part.label), part.kind) for part in field.parts]
    found = [_column("slug"), _column("address", kind=LINK)]
    for one in FIELDS_GIVEN:
        if one.kind is ANSWERS:
            words = exporting.vocabulary(one.vocabulary)
            found += [_column(f"{one.name}.{term.key}", term.label) for term in words]
        elif one.kind is RECORD:
            found += [_column(f"{one.name}.{part.name}", exporting.say(part.label), part.kind) for part in one.parts]
        elif not one.kind.has_rows or one.kind is MEETINGS:
            # About meetings, the table of groups says only whether they are by arrangement.
            found.append(_column(one.name, exporting.say(one.label), one.kind))
    return [*found, _column("words")]


def _column(name: str, title: str = "", kind: Kind = TEXT) -> Column:
    found = {"name": name, "type": _TYPES.get(kind, "string")}
    return found | ({"format": "uri"} if kind is LINK else {}) | ({"title": title} if title else {})


def _rows(exporting: Exporting, field: Field | None) -> Iterator[Row]:
    if field is None:
        yield from (_flat(listing(exporting, group)) for group in exporting.groups)
        return
    read = reader([field])
    for group in exporting.groups:
        value = read(group).get(field.name, ())
        if isinstance(value, dict):
            yield from ({"group": group.slug, "place": key, **record} for key, record in value.items())
        else:
            yield from ({"group": group.slug, **record} for record in value)


def _flat(found: Row) -> Row:
    row: Row = {}
    for key, value in found.items():
        if isinstance(value, dict):
            row |= {f"{key}.{inner}": answer for inner, answer in value.items()}
        else:
            row[key] = value
    return row


def _table(exporting: Exporting, field: Field | None) -> bytes:
    names = [column["name"] for column in _columns(exporting, field)]
    table = csv_text(names, (_cells(row, names) for row in _rows(exporting, field)), "\r\n")
    # Without this byte order mark, spreadsheet programs don't read the file as UTF-8.
    return f"\ufeff{table}".encode()


def _cells(row: Row, names: Iterable[str]) -> list[str]:
    cells = []
    for one in names:
        value = row.get(one, "")
        if isinstance(value, list):
            value = BETWEEN.join(value) if all(isinstance(item, str) for item in value) else ""
        cells.append(str(value))
    return cells


def _package(exporting: Exporting) -> bytes:
    settings = exporting.directory.settings
    resources = [_resource(exporting, "groups", None), *(_resource(exporting, name(one), one) for one in _several())]
    return as_bytes(
        {
            "name": re.sub(r"[^a-z0-9]+", "-", settings.title.lower()).strip("-") or "groups",
            "title": settings.title,
            "description": exporting.say(TERMS),
            "homepage": exporting.address(""),
            "created": f"{exporting.directory.today.isoformat()}T00:00:00Z",
            "profile": "tabular-data-package",
            "sources": [{"title": line} for line in settings.sources],
            "resources": resources,
        }
    )


def _resource(exporting: Exporting, name: str, field: Field | None) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": _columns(exporting, field), "missingValues": [""]}
    if field is None:
        schema["primaryKey"] = "slug"
    else:
        schema["foreignKeys"] = [{"fields": "group", "reference": {"resource": "groups", "fields": "slug"}}]
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
