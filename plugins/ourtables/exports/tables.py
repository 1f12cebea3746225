"""Listings as tables that open right in a spreadsheet, described as a Data Package (Frictionless, Data Package 1)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from ourtables.catalogue import N_
from ourtables.exports.listings import TERMS, as_bytes, listing
from ourtables.exports.plain import FIELDS_GIVEN
from ourtables.exports.registry import Exporting, Made, export
from ourtables.fields import Field

PACKAGE = "data/datapackage.json"
BETWEEN = "; "
# A spreadsheet program takes such a cell for a formula; a cell that is already marked so is marked once more, so that
# taking one mark away always gives back what was there (OWASP, CSV injection).
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_MANY = frozenset({"records", "named-records", "meetings"})
_TYPES = {"number": "integer", "date": "date"}

Column = dict[str, str]
Row = dict[str, Any]


@export(
    "csv",
    N_("Listings as tables"),
    N_("A row for each group, and tables of their contacts, meetings and places, for a spreadsheet."),
    "data/groups.csv",
)
def tables(exporting: Exporting) -> Iterator[Made]:
    """The table of groups, one for each field that holds many records, and what describes them."""
    yield Made("data/groups.csv", partial(_table, exporting, None))
    for field in _several():
        yield Made(f"data/{name(field)}.csv", partial(_table, exporting, field))
    yield Made(PACKAGE, partial(_package, exporting))


def name(field: Field) -> str:
    """What the table of a field with many records is called."""
    return "contacts" if field.name == "contact" else field.name


def defused(text: str) -> str:
    """A cell that no spreadsheet program takes for a formula; `restored` undoes it."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(cell: str) -> str:
    """A cell as it was before it was defused."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _several() -> list[Field]:
    return [field for field in FIELDS_GIVEN if field.kind in _MANY]


def _columns(exporting: Exporting, field: Field | None) -> list[Column]:
    """The columns of the table of groups, or of that of one field, each as Table Schema describes it."""
    if field is not None:
        own = [_column("group", "", "")]
        own += [_column("place", "", "")] if field.kind == "named-records" else []
        return own + [_column(part.name, part.label, part.kind) for part in field.parts]
    found = [_column("slug", "", ""), _column("address", "", "link")]
    for one in FIELDS_GIVEN:
        if one.kind == "answers":
            words = exporting.vocabulary(one.vocabulary)
            found += [_column(f"{one.name}.{term.key}", term.label, "") for term in words]
        elif one.kind == "record":
            found += [_column(f"{one.name}.{part.name}", part.label, part.kind) for part in one.parts]
        elif one.kind not in _MANY or one.kind == "meetings":
            # Of meetings the groups' own table says only whether they are by arrangement.
            found.append(_column(one.name, one.label, "" if one.kind == "meetings" else one.kind))
    return [*found, _column("words", "", "")]


def _column(name: str, title: str, kind: str) -> Column:
    found = {"name": name, "type": _TYPES.get(kind, "string")}
    return found | ({"format": "uri"} if kind == "link" else {}) | ({"title": title} if title else {})


def _rows(exporting: Exporting, field: Field | None) -> Iterator[Row]:
    for group in exporting.groups:
        found = listing(exporting, group)
        if field is None:
            yield _flat(found)
            continue
        value = found.get(field.name, ())
        if isinstance(value, dict):
            yield from ({"group": group.slug, "place": key, **record} for key, record in value.items())
        elif not isinstance(value, str):
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
    text = io.StringIO()
    # Without the mark at its start, a spreadsheet program reads UTF-8 as something else.
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows(_cells(row, names) for row in _rows(exporting, field))
    return text.getvalue().encode()


def _cells(row: Row, names: Iterable[str]) -> list[str]:
    cells = []
    for one in names:
        value = row.get(one, "")
        if isinstance(value, list):
            value = BETWEEN.join(value) if all(isinstance(item, str) for item in value) else ""
        cells.append(defused(str(value)))
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
