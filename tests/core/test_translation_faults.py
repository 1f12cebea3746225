"""What is wrong with a translation, with what to write instead, and what is only tidied."""

import pytest

from ourtables.core.translation_faults import Fault, Written, cleaned, faults

MESSAGE, WORDS, MARKDOWN = Written.MESSAGE, Written.WORDS, Written.MARKDOWN


@pytest.mark.parametrize(
    ("source", "said", "wrong"),
    [
        ("%(count)s groups", "%(count)s grŵp", []),
        (
            "%(count)s groups",
            "%(cuont)s grŵp",
            [Fault("The gap “%(cuont)s” isn't in the source.", "Write “%(count)s”.")],
        ),
        (
            "%(count)s groups",
            "grŵp",
            [Fault("The gap “%(count)s” is missing.", "Copy “%(count)s” from the source, letter by letter.")],
        ),
        ("Add: {name}", "Ychwanegu: {name}", []),
        ("Add: {name}", "Ychwanegu: {enw}", [Fault("The gap “{enw}” isn't in the source.", "Take it away.")]),
        ("All", "100 % ohonynt", [Fault("The gap “%” isn't in the source.", "Write the word for percent.")]),
        ("All", "<b>Pawb</b>", [Fault(f"The sign {sign} would break the page.", "Write it in words.") for sign in "<>"]),
        ("All", '"Pawb"', [Fault('The sign " would break the page.', "Write “ and ”.")]),
        ("All", "Pa\u202ewb", [Fault("There is a hidden character (U+202E).", "Write these words again in an empty cell.")]),
        ("All", "Caffi\ufffdr", [Fault("Letters became question marks.", "Save the file as CSV UTF-8, and write these words again.")]),
        ("All", "?????", [Fault("Letters became question marks.", "Save the file as CSV UTF-8, and write these words again.")]),
        ("Who leads?", "Pwy sy'n arwain?", []),
        ("All", "=1+1", [Fault("It is a formula, or what became of one.", "Write the words, with a letter first.")]),
        ("All", "#NAME?", [Fault("It is a formula, or what became of one.", "Write the words, with a letter first.")]),
        ("All", "", []),
    ],
)  # fmt: skip
def test_a_message_keeps_its_gaps_and_breaks_no_page(source: str, said: str, wrong: list[Fault]) -> None:
    found = list(faults(source, said, MESSAGE))
    assert found[: len(wrong)] == wrong and bool(found) == bool(wrong)


@pytest.mark.parametrize(
    ("source", "said", "wrong"),
    [
        ("See [all](/all/).", "Gweler [y cyfan](/all/).", []),
        ("See [all](/all/).", "Gweler [y cyfan](https://bad.example/).", ["The link “https://bad.example/” isn't in the source.", "The link “/all/” is missing."]),
        ("Read.", "Darllen. <script>alert(1)</script>", ["The piece of HTML “<script>” isn't in the source.", "The piece of HTML “</script>” isn't in the source."]),
        ("Read.", "[x]: javascript:alert(1)", ["The link “javascript:alert(1)” isn't in the source."]),
        ("Read.", "Darllen {: onclick=x}", ["The gap “{: onclick=x}” isn't in the source."]),
        ("50 % of us", "50 % ohonom", []),
        ("Tea & talk", "Te & sgwrs", []),
    ],
)  # fmt: skip
def test_a_page_keeps_its_links_and_gets_no_html(source: str, said: str, wrong: list[str]) -> None:
    assert [one.what for one in faults(source, said, MARKDOWN)] == wrong


def test_words_that_templates_escape_may_have_any_sign() -> None:
    assert list(faults("Tea", 'Te & "sgwrs" <3 100 %', WORDS)) == []


@pytest.mark.parametrize(
    ("source", "said", "tidy"),
    [
        (" of ", "o", " o "),
        ("All", "  Pawb\r\n ", "Pawb"),
        ("All groups", "Pob\r\ngrŵp", "Pob grŵp"),
        ("a\nb", "c\r\nd", "c\nd"),
        ("All", "Pob  un", "Pob un"),
        ("All", "w\u0302", "ŵ"),
        ("All ", "   ", ""),
    ],
)
def test_what_a_spreadsheet_adds_is_taken_away(source: str, said: str, tidy: str) -> None:
    assert cleaned(source, said, MESSAGE) == tidy


def test_the_lines_of_a_page_stay() -> None:
    assert cleaned("x", "# Un\r\n\r\n- dau  ", MARKDOWN) == "# Un\n\n- dau"
