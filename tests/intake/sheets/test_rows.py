"""What is read of a spreadsheet, whichever program wrote it, and what each file that can't be read is told."""

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ourtables.core.errors import ContentError
from ourtables.intake.sheets import rows
from ourtables.intake.sheets.rows import Sheet, SheetRow


def read(tmp_path: Path, raw: bytes, *columns: str) -> Sheet:
    path = tmp_path / "groups.csv"
    path.write_bytes(raw)
    return rows.read(path, columns or ("name", "town"))


def told(tmp_path: Path, raw: bytes, *columns: str) -> str:
    """What a file is told that can't be read, without its path."""
    with pytest.raises(ContentError) as error:
        read(tmp_path, raw, *columns)
    return str(error.value).removeprefix(f"{tmp_path / 'groups.csv'}:")


@pytest.mark.parametrize(
    "raw",
    [
        b"name,town\nSi\xc3\xa2n,Ely\n",
        b"\xef\xbb\xbfname,town\r\nSi\xc3\xa2n,Ely\r\n",
        b"name;town\nSi\xc3\xa2n;Ely\n",
        b"name\ttown\nSi\xc3\xa2n\tEly",
        b"name|town\rSi\xc3\xa2n|Ely\r",
        b"sep=;\r\nname;town\r\nSi\xc3\xa2n;Ely\r\n",
        "name,town\nSiân,Ely\n".encode("utf-16"),
        "name,town\nSiân,Ely\n".encode("utf-16-le"),
        "name,town\nSiân,Ely\n".encode("utf-16-be"),
        b' name , town\n"Si\xc3\xa2n","Ely"\n',
    ],
)
def test_a_table_is_read_whatever_program_wrote_it(raw: bytes, tmp_path: Path) -> None:
    sheet = read(tmp_path, raw)
    assert [row.cells for row in sheet.rows] == [{"name": "Siân", "town": "Ely"}]
    assert sheet.notes == ()


def test_one_old_line_is_read_as_windows_writes_and_spoils_no_other(tmp_path: Path) -> None:
    sheet = read(tmp_path, b"name,town\nSi\xc3\xa2n,Ely\nSi\xe2n \x93x\x94,Ely\n")
    assert [row.cells["name"] for row in sheet.rows] == ["Siân", "Siân “x”"]
    assert sheet.notes == ("Line 3 isn't in UTF-8: read as Windows-1252. Look at the accents.",)


def test_rows_have_the_numbers_that_a_spreadsheet_program_shows(tmp_path: Path) -> None:
    sheet = read(tmp_path, b'name,town\n"two\nlines",Ely\n\nx,Ely\n')
    assert [row.number for row in sheet.rows] == [2, 4]
    assert [row.number for row in read(tmp_path, b"sep=,\nname,town\nx,Ely\n").rows] == [3]


def test_a_short_row_is_empty_at_its_end(tmp_path: Path) -> None:
    (row,) = read(tmp_path, b"name,town\nx\n").rows
    assert (row.fault, row.text("name"), row.text("town")) == ("", "x", "")


def test_a_row_with_more_cells_than_headings_is_not_guessed_at(tmp_path: Path) -> None:
    (row,) = read(tmp_path, b"name,town\nTea, talk,Ely\n").rows
    assert (
        row.fault
        == "The row has 3 cells, but there are 2 headings: a text with a separator may have lost its quote marks."
    )


def test_an_empty_row_is_told_as_one(tmp_path: Path) -> None:
    assert [row.fault for row in read(tmp_path, b"name,town\n,\n , \nx,y,,\n").rows] == [
        "The row is empty.",
        "The row is empty.",
        "",
    ]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ('=HYPERLINK("http://x")', 'holds a formula, not its result: =HYPERLINK("http://x")'),
        ("#REF!", "holds a spreadsheet's own error, #REF!"),
        ("tea\x00talk", "holds a hidden character (U+0000)"),
        ("tea\u202etalk", "holds a hidden character (U+202E)"),
        ("x" * 10_000_000, "holds 10,000,000 characters; there is room for 20,000"),
    ],
)
def test_a_cell_that_cannot_be_used_is_empty_and_noted(cell: str, why: str) -> None:
    row = SheetRow(2, {"about": cell})
    assert row.text("about") == ""
    assert row.notes == {"about": f"The cell “about” {why}."}


def test_a_large_cell_is_read_and_leaves_the_csv_module_as_it_was(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    (row,) = read(tmp_path, b"name,town\n" + b"x" * 10_000_000 + b",Ely\n").rows
    assert len(row.cells["name"]) == 10_000_000
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "1: The file has no row of headings. Write the columns' names in its first row."),
        (
            b"PK\x03\x04rest",
            "1: This is a program's own format, not a text of rows. In your spreadsheet program choose Save as, then CSV UTF-8.",
        ),
        (
            bytes(range(4)) * 9 + bytes(40),
            "1: This isn't a text of rows. In your spreadsheet program choose Save as, then CSV UTF-8.",
        ),
        (
            b'name,town\na,b\n"Tea, and\nmore,c\nd,e\n',
            "3: A quote mark opens here and is never closed. Close it, or take it away.",
        ),
        (b"name,town,name\n", "1: The heading “name” stands 2 times. Give each column a heading of its own."),
    ],
)
def test_a_file_that_cannot_be_used_is_told_why(raw: bytes, message: str, tmp_path: Path) -> None:
    assert told(tmp_path, raw) == message


def test_headings_that_nobody_asks_for_may_stand_twice(tmp_path: Path) -> None:
    assert read(tmp_path, b"name,x,x\na,b,c\n", "name").rows[0].text("name") == "a"


@given(st.binary(max_size=300) | st.text(alphabet='ab,;"\n\r\t=\x00é', max_size=80).map(str.encode))
def test_any_bytes_are_rows_or_a_sentence(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_bytes(raw)
        try:
            sheet = rows.read(path, ("a", "b"))
        except ContentError as error:
            assert str(error).startswith(f"{path}:")
        else:
            assert all(isinstance(row.text(name), str) for row in sheet.rows for name in sheet.headings)


def test_text_that_was_decoded_wrongly_before_is_repaired_and_told(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("name\nCaffiâ€™r MÃ´r\nCafé Größe\n", encoding="utf-8")
    sheet = rows.read(path, ["name"])
    assert [one.text("name") for one in sheet.rows] == ["Caffi’r Môr", "Café Größe"]
    assert sheet.notes == (
        "Decoded wrongly before this, such as “Ã´” for “ô”, and repaired: 1 line, line 2 first. Look at the accents.",
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_headings_may_be_below_a_title(separator: str, tmp_path: Path) -> None:
    lines = ["Groups in the north,,", "3 October,,", "name,town,about", "Tea,Ely,x", "Talk,Hull,y"]
    sheet = read(tmp_path, "\n".join(lines).replace(",", separator).encode())
    assert [(row.number, row.text("name"), row.text("town")) for row in sheet.rows] == [
        (4, "Tea", "Ely"),
        (5, "Talk", "Hull"),
    ]
    assert sheet.notes == ("The headings are in row 3. What is above them isn't read.",)


def test_headings_that_come_again_are_no_row(tmp_path: Path) -> None:
    faults = [row.fault for row in read(tmp_path, b"name,town\nTea,Ely\nname , town\nTalk,Hull\n").rows]
    assert faults == ["", "The row holds the headings again.", ""]


def test_what_nobody_sees_is_taken_out_and_told_once(tmp_path: Path) -> None:
    sheet = read(tmp_path, "name,town\nT\u200bea,El\u00ady\nTalk,Hull\n".encode())
    assert [(row.text("name"), row.text("town")) for row in sheet.rows] == [("Tea", "Ely"), ("Talk", "Hull")]
    assert sheet.notes == ("Characters that nobody sees were taken out: 1 row, row 2 first.",)


@pytest.mark.parametrize(
    ("encoding", "separator", "end"),
    [
        *[("utf-8", mark, "\n") for mark in ",;\t|"],
        *[(name, ",", end) for name in ("utf-8-sig", "utf-16", "cp1252", "mac_roman") for end in ("\n", "\r\n", "\r")],
    ],
)
def test_whatever_program_saved_it_the_same_rows_are_read(
    encoding: str, separator: str, end: str, tmp_path: Path
) -> None:
    text = end.join(["name,town", "Café Môr – “Tea”,Bangor", "Straße,Ely", ""]).replace(",", separator)
    sheet = read(tmp_path, text.encode(encoding))
    cells = [(row.text("name"), row.text("town")) for row in sheet.rows]
    assert cells == [("Café Môr – “Tea”", "Bangor"), ("Straße", "Ely")]
