"""Spreadsheets as programs save them and people fill them in, judged before the import was tried on them."""

import pytest

from tests.intake.sheets.conftest import WORDS, Desk

MAP = """
id: "{ID}"
body: "{About}"
fields:
  name: "{Group Name}"
  areas: "{Town}"
  age_min: "{Age}"
  contact: [{how: phone, value: "{Phone}"}]
"""
HEAD = "ID\tGroup Name\tTown\tAge\tPhone\tAbout\n"
CELLS = {"name": "Caffè Kettle", "town": "leeds", "age": "18", "phone": "01632 960123"}


def sheet(**cells: str) -> str:
    row = "\t".join(f'"{cell}"' for cell in (CELLS | cells).values())
    return f'{HEAD}1\t{row}\t"{WORDS} It’s £0."\n'


def listing(desk: Desk, text: str | bytes, map_: str = MAP) -> str:
    desk.put(text, map_)
    return desk.written()["caffe-kettle"]


@pytest.mark.parametrize(
    "raw",
    [
        sheet().encode(),
        sheet().replace("\t", ",").encode("utf-8-sig"),
        sheet().replace("\t", ";").replace("\n", "\r\n").encode("cp1252"),
        sheet().replace("\n", "\r").encode("mac_roman"),
        sheet().encode("utf-16"),
        sheet().encode("utf-16-le"),
        sheet().encode("utf-16-be"),
        sheet().encode().decode("cp1252").encode(),
        sheet().replace("’", "\x92").encode(),
        ("Table 1\n" + sheet()).encode(),
        ("Groups\t\t\t\t\t\n\t\t\t\t\t\n" + sheet()).encode(),
        sheet().replace("Group Name", '"Group\nName"').encode(),
    ],
    ids=range(12),
)
def test_whatever_program_saved_it_the_same_listing_is_made(desk: Desk, raw: bytes) -> None:
    made = listing(desk, raw)
    assert made.startswith('---\nname: "Caffè Kettle"\nareas: [leeds]\nage_min: 18\n')
    assert made.endswith(f"---\n\n{WORDS} It’s £0.\n")


PHONE = '  - how: phone\n    value: "01632 960123"\n'
SECOND = '  - how: phone\n    value: "01632 960124"\n'


@pytest.mark.parametrize(
    ("cell", "contacts", "note"),
    [
        ("01632 960123\n01632 960124", PHONE + SECOND, ""),
        ("01632960123/01632960124", PHONE.replace(" 960", "960") + SECOND.replace(" 960", "960"), ""),
        ("T 01632 960123 M 01632 960124", PHONE + SECOND, ""),
        ("01632 960123 (Jackie)", PHONE, "Jackie: a name beside a number or an address. Left empty."),
        ("Jackie 01632 960123", PHONE, "Jackie: a name beside a number or an address. Left empty."),
        ('=""01632 960123""', PHONE, ""),
        ("n/a", "", "“n/a” doesn't look like a phone number of this country. Left empty."),
        ("as above", "", "“as above” doesn't look like a phone number of this country. Left empty."),
        ("1.63296E+09", "", "“1.63296E+09” doesn't look like a phone number of this country. Left empty."),
        (
            "1632960123",
            "",
            "The beginning of this number is missing; spreadsheets take a first 0 or + away. Left empty.",
        ),
    ],
)
def test_a_cell_of_numbers_is_read_or_told(desk: Desk, cell: str, contacts: str, note: str) -> None:
    outcome = desk.put(sheet(phone=cell), MAP)
    made = desk.written()["caffe-kettle"]
    assert contacts in made
    assert made.count("how: phone") == contacts.count("how: phone")
    assert [line.text for line in outcome.lines if line.field == "contact"] == ([note] if note else [])


@pytest.mark.parametrize(
    ("cell", "areas"),
    [
        ("Leeds\nBradford", "[leeds, bradford]"),
        ("Leeds - Bradford", "[leeds, bradford]"),
        ("Leeds; Bradford", "[leeds, bradford]"),
        ("12 Mill Lane\nOtley", "[leeds]"),
    ],
)
def test_a_cell_of_several_lines_is_several_places_or_an_address(desk: Desk, cell: str, areas: str) -> None:
    assert f"areas: {areas}\n" in listing(desk, sheet(town=cell))


@pytest.mark.parametrize("cell", ["TBC", "N/A", "as above", "within 5 miles of Leeds"])
def test_a_place_that_is_none_is_no_empty_cell(desk: Desk, cell: str) -> None:
    desk.put(sheet(town=cell), MAP.replace('"{Town}"', '{from: "{Town}", otherwise: cardiff}'))
    assert desk.written() == {}
