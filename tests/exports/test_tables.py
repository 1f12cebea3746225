"""The tables open right in a spreadsheet, hold no formula, and are what their Data Package says."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
from hypothesis import given
from hypothesis import strategies as st

from ourtables.exports.csv_tables import BETWEEN, defused, restored
from ourtables.listing.group import Contact
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


def test_the_package_is_one_and_every_table_is_what_it_says(made: Files, tmp_path: Path) -> None:
    assert faults(made, tmp_path) == []
    # It does find what is wrong.
    (tmp_path / "places.csv").write_text("\ufeffgroup,place\nnobody,hall\n", encoding="utf-8")
    assert {kind for kind, _ in faults(made, tmp_path)} >= {"foreign-key", "missing-label"}


def faults(files: Files, folder: Path) -> list[tuple[str, str]]:
    """What Frictionless finds in the tables as they stand in a folder, those missing there written first."""
    for path, body in files.of("csv"):
        file = folder / Path(path).name
        if not file.exists():
            file.write_bytes(body)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert {Path(task.place).name for task in report.tasks} == {file.name for file in folder.glob("*.csv")}
    return [
        (error.type, error.message) for error in [*report.errors, *(e for task in report.tasks for e in task.errors)]
    ]


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
