"""The rules that the browser repeats, each by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ourtables.places.folding import Folding
from ourtables.places.model import PlaceChoice, kilometres
from ourtables.places.phrases import parts
from ourtables.places.typos import TypoShards, distance, letters

FOLDING = Folding({"saint": "st", "upon": "on", "the": ""})


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ynys Môn", "ynys mon"),
        ("St. Mary's", "st marys"),
        ("Saint Mary’s", "st marys"),
        ("Hammersmith & Fulham", "hammersmith and fulham"),
        ("Stow-on-the-Wold", "stow on wold"),
        ("Stratford_upon  Avon", "stratford on avon"),
        ("Upton\nThe Saint", "upton\nst"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert FOLDING.fold(text) == folded


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = Folding({}).fold(text)
    assert Folding({}).fold(once) == once


def test_a_text_breaks_at_commas_brackets_and_dashes_but_not_within_names() -> None:
    found = parts("Leeds (Burley) – north, Stoke-on-Trent / Hanley; x - y")
    assert [part.strip() for part in found] == ["Leeds", "Burley", "north", "Stoke-on-Trent", "Hanley", "x", "y"]


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("leeds", "leeds", 0), ("leeds", "leds", 1), ("leeds", "ledes", 1), ("leeds", "leads", 1), ("leeds", "york", 3)],
)
def test_a_slip_is_a_letter_too_many_too_few_wrong_or_swapped(one: str, other: str, slips: int) -> None:
    assert distance(one, other, 2) == slips


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_the_letters_never_rule_out_what_is_near(one: str, other: str) -> None:
    assert (letters(one) ^ letters(other)).bit_count() <= 2 * distance(one, other, 9)


@given(st.text("abcd", max_size=8), st.text("abcd", max_size=8))
def test_a_distance_is_the_same_both_ways_and_stops_early(one: str, other: str) -> None:
    true = distance(one, other, 99)
    assert distance(other, one, 99) == true
    assert distance(one, other, 2) == min(true, 3)


def test_short_names_and_other_first_letters_forgive_nothing() -> None:
    shards = TypoShards(["eye", "leeds", "middlesbrough"])
    assert shards.nearest("aye", 2) == []
    assert shards.nearest("reeds", 2) == []
    assert shards.nearest("leds", 2) == ["leeds"]
    assert shards.nearest("midlesborough", 2) == ["middlesbrough"]
    assert shards.nearest("midlesborough", 1) == []


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert kilometres(PlaceChoice("", "", None, 53, -1), PlaceChoice("", "", None, 54, -1)) == pytest.approx(111.2)
