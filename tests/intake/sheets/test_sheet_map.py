"""What a map that can't be used is told, line by line."""

import re

import pytest

from ourtables.core.errors import ContentError
from ourtables.intake.sheets import sheet_map
from tests.conftest import TESTS
from tests.intake.sheets.conftest import HEAD, MAP, ROW, Desk


def told(desk: Desk, map_: str, text: str = HEAD + ROW) -> list[str]:
    with pytest.raises(ContentError) as error:
        desk.put(text, map_)
    return [f"{problem.line}: {problem.message} {problem.hint}" for problem in error.value.problems]


@pytest.mark.parametrize(
    ("map_", "lines"),
    [
        ("", ["1: The map has no keys. Begin with id:, body: and fields:."]),
        ("- a", ["1: The map has no keys. Begin with id:, body: and fields:."]),
        (
            "id: x\n" + MAP.replace('id: "{id}"', ""),
            ['1: “id” is the same for every row. Name a column in it, such as "{number}".'],
        ),
        (
            MAP.replace("body", "bodi"),
            [
                '2: “body” isn\'t there yet. Say where the words below the answers come from, such as body: "{about}".',
                "3: We don't know the key “bodi”. Did you mean “body”?",
            ],
        ),
        (MAP + "  offer: x\n", ["7: We don't know the field “offer”. Did you mean “offers”?"]),
        (
            MAP + "  consent: group-agreed\n",
            [
                "7: A spreadsheet can't say “consent” for a group. Take it away: an import writes “consent: not-asked”, and a person says the rest."
            ],
        ),
        (
            MAP + "  contact: {how: phone, value: '{id}', public_ok: yes}\n",
            [
                "7: A spreadsheet can't say “public_ok” for a group. Take it away: an import writes “consent: not-asked”, and a person says the rest."
            ],
        ),
        (
            MAP + "  offers: [peer-suport-group]\n",
            [
                "7: “peer-suport-group” isn't one of the words for “offers”: did you mean “peer-support-group”? Write “peer-support-group”."
            ],
        ),
        (
            MAP + "  offers: {from: '{id}', words: {A: arts-makin}}\n",
            ["7: “arts-makin” isn't one of the words for “offers”: did you mean “arts-making”? Write “arts-making”."],
        ),
        (
            MAP + "  summary: {from: '{about}', cutt: yes}\n",
            ["7: We don't know the key of “summary” “cutt”. Did you mean “cut”?"],
        ),
        (MAP + "  summary: {from: '{about}', cut: 3}\n", ["7: This key can't have that value. Write yes."]),
        (
            MAP + "  access: {step-fre: '{id}'}\n",
            ["7: We don't know the word of “access” “step-fre”. Did you mean “step-free”?"],
        ),
        (
            MAP + "  contact: '{id}'\n",
            ["7: “contact” has parts: how, value, label, hours, note. Write them below it, two spaces in."],
        ),
        (
            MAP.replace('  name: "{name}"\n', ""),
            ["5: A listing needs “name”. Add a line “name: …” here."],
        ),
        (
            MAP + "  first_time: '{about'\n",
            ["7: A brace stands alone in “{about”. Write {column}; {{ is a brace itself."],
        ),
        (
            MAP + "  give: {otherwise: 'https://x.org'}\n",
            ['7: “give” doesn\'t say where it comes from. Add from: "{column}".'],
        ),
    ],
)
def test_a_map_that_cannot_be_used_is_told_where_and_what_to_write(map_: str, lines: list[str], desk: Desk) -> None:
    assert told(desk, map_) == lines
    assert desk.written() == {}


def test_a_column_that_is_not_there_is_told_with_the_one_that_was_meant(desk: Desk) -> None:
    assert told(desk, MAP.replace("{name}", "{nam}").replace("{about}", "{words}")) == [
        "3: The spreadsheet has no column “words”. It has: id, name, place, about.",
        "5: The spreadsheet has no column “nam”. Did you mean “name”?",
    ]


def test_braces_need_no_quotes_where_they_stand_alone(desk: Desk) -> None:
    desk.put(HEAD + ROW, MAP.replace('"{name}"', "{name}").replace('"{id}"', "{id}"))
    assert list(desk.written()) == ["example-kettle"]


DOCS = (TESTS.parent / "docs" / "importing.md").read_text(encoding="utf-8")


def test_the_map_in_the_docs_is_one(desk: Desk) -> None:
    example = re.search(r"```yaml\n(.*?)```", DOCS, re.DOTALL)
    assert example
    head = "number,name,town,activities,postcode,tags,web,phone,ramp,hall\n"
    row = "1,HOUSE OF TEA,,We sing.,LS6 2NB,singing;committee;Nap,kettle.example.org,01632 960123,y,Old Hall\n"
    desk.put(head + row, example[1])
    assert desk.written()["house-of-tea"] == (
        '---\nname: "House of Tea"\noffers: [arts-making]\nareas: [leeds]\nformats: [in-person]\n'
        'access:\n  step-free: yes\nmeetings: by-arrangement\nplaces:\n  hall:\n    name: "Old Hall"\n'
        'contact:\n  - how: website\n    value: "https://kettle.example.org"\n'
        '  - how: phone\n    value: "01632 960123"\n    label: "The office"\n'
        "consent: not-asked\n---\n\nWe sing.\n"
    )


@pytest.mark.parametrize("key", sorted({"id", "body", "fields", *sheet_map.KEYS}))
def test_every_key_of_a_map_is_in_the_docs(key: str) -> None:
    assert f"| `{key}` |" in DOCS
