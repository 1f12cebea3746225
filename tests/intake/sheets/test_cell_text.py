"""What a map may ask to be done to a text, and that a cell shows as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ourtables.intake.sheets import cell_text
from ourtables.listing import prose


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("WATLINGTON WOMEN'S INSTITUTE", "Watlington Women's Institute"),
        ("FRIENDS OF ST MARY THE VIRGIN", "Friends of St Mary the Virgin"),
        ("THE TEA TABLE", "The Tea Table"),
        ("CVS BOCS LTD", "CVS Bocs Ltd"),
        ("ISE VALLEY U3A", "Ise Valley U3A"),
        ("2ND O'BRIEN ÉCOLE (SCIO)", "2nd O'Brien École (SCIO)"),
    ],
)
def test_a_name_in_capitals_becomes_a_title(name: str, title: str) -> None:
    assert cell_text.titled(name, ["of", "the", "Ltd", "SCIO", "St"]) == title


@pytest.mark.parametrize(
    ("text", "capitals"), [("TEA & CO", True), ("Tea", False), ("2026", False), ("", False), ("茶", False)]
)
def test_only_letters_tell_whether_a_text_is_in_capitals(text: str, capitals: bool) -> None:
    assert cell_text.in_capitals(text) is capitals


def test_a_text_is_cut_between_words() -> None:
    assert cell_text.cut("Tea, and talk on Tuesdays", 12) == "Tea, and …"
    assert cell_text.cut("Tea, and talk on Tuesdays", 6) == "Tea …"
    assert cell_text.cut("Teaandtalk", 6) == "Teaa …"
    assert cell_text.cut("Tea", 3) == "Tea"


def test_each_line_of_a_cell_is_a_paragraph_and_plain_words_are_left_alone() -> None:
    assert cell_text.as_words("Tea & talk (4.1).\n\n1. Tea\n2. Talk\n- more [here]") == (
        "Tea & talk (4.1).\n\n1\\. Tea\n\n2\\. Talk\n\n\\- more [here]"
    )


@given(st.text(alphabet="ab1.)*_`[](){}<>&;#+-=!:\\ \n\t/~|\"'^@x.hc", max_size=40))
def test_no_sign_in_a_cell_is_read_as_markdown(cell: str) -> None:
    shown = prose.render(cell_text.as_words(cell)).text
    assert shown.replace(" ", "") == "".join(cell.split())
