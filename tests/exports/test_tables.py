"""The tables open right in a spreadsheet, hold no formula, and are what their Data Package says.

The checks of the package are written here from Data Package 1 and Table Schema 1: the library that has them all brings
twenty-five others.
"""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ourtables.exports.tables import BETWEEN, defused, restored
from ourtables.group import Contact
from tests.exports.conftest import Files, a_group

Rows = list[dict[str, str]]
Make = Callable[..., Files]


def table(files: Files, path: str) -> Rows:
    return list(csv.DictReader(io.StringIO(files.body(path).decode("utf-8-sig"), newline="")))


@given(st.text())
def test_a_cell_begins_with_no_sign_of_a_formula_and_comes_back_as_it_was(text: str) -> None:
    assert not re.match("[=+\\-@\t\r\n＝＋－＠]", defused(text))
    assert restored(defused(text)) == text


def test_formulas_in_a_listing_are_harmless(export: Make) -> None:
    formula = '=HYPERLINK("https://evil.example.org";"tea")'
    files = export(a_group(name=formula, contact=(Contact("phone", "+44 1632 960123", label="@home"),)))
    assert table(files, "data/groups.csv")[0]["name"] == f"'{formula}"
    contact = table(files, "data/contacts.csv")[0]
    assert (contact["value"], contact["label"]) == ("'+44 1632 960123", "'@home")


def test_a_spreadsheet_program_sees_that_it_is_utf_8(made: Files) -> None:
    for path, body in made.of("csv"):
        assert body.startswith(b"\xef\xbb\xbf") is path.endswith(".csv")


def test_the_package_describes_every_table_column_by_column(made: Files) -> None:
    package = made.json("data/datapackage.json")
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert {f"data/{one['path']}" for one in package["resources"]} == {
        path for path in made.made if path.endswith(".csv")
    }
    for resource in package["resources"]:
        rows = table(made, f"data/{resource['path']}")
        fields = resource["schema"]["fields"]
        assert rows
        assert list(rows[0]) == [field["name"] for field in fields]
        for field in fields:
            assert [row[field["name"]] for row in rows if not fits(field, row[field["name"]])] == []


def fits(field: dict[str, str], cell: str) -> bool:
    """Whether a cell is of its column's type (Table Schema 1)."""
    if cell == "":
        return True
    if field["type"] == "integer":
        return re.fullmatch(r"[0-9]+", cell) is not None
    if field["type"] == "date":
        return date.fromisoformat(cell).isoformat() == cell
    return field["type"] == "string" and (field.get("format") != "uri" or re.match("https?://", cell) is not None)


def test_keys_lead_from_every_table_to_the_groups(made: Files) -> None:
    package = made.json("data/datapackage.json")
    slugs = [row["slug"] for row in table(made, "data/groups.csv")]
    assert len(slugs) == len(set(slugs))
    for resource in package["resources"]:
        for key in resource["schema"].get("foreignKeys", ()):
            assert key["reference"] == {"resource": "groups", "fields": "slug"}
            assert {row[key["fields"]] for row in table(made, f"data/{resource['path']}")} <= set(slugs)


def test_the_tables_say_what_the_listings_say(made: Files) -> None:
    rows = {row["slug"]: row for row in table(made, "data/groups.csv")}
    listings: list[dict[str, Any]] = made.json("data/groups.json")["groups"]
    assert rows.keys() == {listing["slug"] for listing in listings}
    for listing in listings:
        row = rows[listing["slug"]]
        assert restored(row["name"]) == listing["name"]
        assert row["offers"].split(BETWEEN) == listing["offers"]
        assert {key: row[f"gates.{key}"] for key in listing.get("gates", {})} == listing.get("gates", {})
    for name, field in (("contacts", "contact"), ("meetings", "meetings"), ("places", "places")):
        counted = sum(len(one[field]) for one in listings if field in one and not isinstance(one[field], str))
        assert len(table(made, f"data/{name}.csv")) == counted
