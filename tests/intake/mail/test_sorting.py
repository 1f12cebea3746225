"""What a mail wants is known before it is read, and whatever isn't sure goes to a person."""

from pathlib import Path

import pytest
import yaml

from ourtables.intake.mail.sorting import Sorter
from ourtables.intake.mail.wishes import Case
from tests.growth import growth

CASES = yaml.safe_load(Path(__file__).with_name("sorting.yml").read_text())
SORTER = Sorter(str)
NAMES = ["The Second Chair", "second-chair"]


@pytest.mark.parametrize(("case", "text"), [(case, text) for case, texts in CASES.items() for text in texts])
def test_a_mail_is_sorted_by_what_it_says(case: str, text: str) -> None:
    assert SORTER.sort(text, "", names=NAMES, about=True).case == Case(case)


@pytest.mark.parametrize("case", ["remove", "closed"])
def test_the_groups_page_need_not_be_known(case: str) -> None:
    for text in CASES[case]:
        assert SORTER.sort(text, "", names=NAMES).case == Case(case), text


@pytest.mark.parametrize(
    "text",
    [
        "I want this deleted",
        "We haven't agreed to this. Take it down.",
        "I have spoken to a solicitor. Remove it within 7 days or we will take legal action.",
        "Not for us any more I'm afraid. Please could you take it off.",
        "Who gave you permission to publish our details? Remove them immediately.",
    ],
)
def test_this_is_the_page_only_when_the_page_is_known(text: str) -> None:
    assert SORTER.sort(text, "", names=NAMES, about=True).case is Case.REMOVE
    assert SORTER.sort(text, "").case is Case.OTHER


@pytest.mark.parametrize("text", ["ok", "👍", "Looks good to me", "Perfect, thanks"])
def test_a_word_is_a_yes_only_to_a_question(text: str) -> None:
    assert SORTER.sort(text, "", about=True).case is Case.STILL_RIGHT
    assert SORTER.sort(text, "", about=True, asked=False).case is Case.CHANGE


def test_what_else_a_yes_says_is_for_a_person() -> None:
    wish = SORTER.sort("Yes. We now meet at 7pm.", "", names=NAMES, about=True)
    assert wish.case is Case.CHANGE
    assert wish.doubt == "It says “Yes.”, and also “We now meet at 7pm.”: what else is new?"


@pytest.mark.parametrize(
    "text",
    [
        "I feel awful tonight. Can someone ring me?",
        "Do you know a group in Leeds for my son?",
        "Buy cheap watches",
        "",
        "Is there anybody?",
    ],
)
def test_who_writes_of_something_else_is_asked_no_seven_questions(text: str) -> None:
    assert SORTER.sort(text, "").case is Case.OTHER


@pytest.mark.parametrize(
    "text", ["We are some people who knit.", "Please add us.", "I run a small group in Hull", "We'd like to be listed"]
)
def test_who_writes_for_a_group_is_new(text: str) -> None:
    assert SORTER.sort(text, "").case is Case.NEW


def test_a_listing_that_tells_of_leaving_is_a_listing_and_a_person_looks() -> None:
    wish = SORTER.sort("We began when the clinic said: take us off your list.", "", answers=7)
    assert wish.case is Case.NEW
    assert "do they want to be taken out?" in wish.doubt


@pytest.mark.parametrize("piece", ["remove ", "our ", "not ", "take us ", "please be ", "closed ", "the ", "a", "\n"])
def test_sorting_a_mail_made_to_be_slow_grows_in_step_with_it(piece: str) -> None:
    def filled(letters: int) -> str:
        return piece * (letters // len(piece))

    assert growth(lambda text: SORTER.sort(text, "", names=NAMES), filled(12_500), filled(100_000)) < 3 * 8


@pytest.mark.parametrize(
    "text",
    [
        "We are the parents of a girl who has been sectioned and we don't know where to turn.",
        "Is there anyone I can talk to tonight?",
        "I went last week and I feel so alone.",
        "We offer link building and guest posts for your website.",
        "We are a leading manufacturer of tables. Please add us to your supplier list.",
    ],
)
def test_who_needs_help_or_sells_something_is_no_new_group(text: str) -> None:
    assert SORTER.sort(text, "").case is Case.OTHER


def test_who_tells_of_a_visit_changes_no_page() -> None:
    text = "I went to The Second Chair with my brother and it was awful."
    assert SORTER.sort(text, "", names=NAMES, about=True, asked=False).case is Case.OTHER
    assert SORTER.sort("I think the page has my old venue on it.", "", about=True, asked=False).case is Case.CHANGE


def test_a_signature_is_no_news_beside_a_yes() -> None:
    text = "Yep\n\nBen Okafor | Development Worker\nMob: 07700 900812"
    assert SORTER.sort(text, "", names=NAMES, about=True, signed="Yep").case is Case.STILL_RIGHT
    assert SORTER.sort(text, "", names=NAMES, about=True).case is Case.CHANGE
