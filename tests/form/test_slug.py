"""The browser makes a group's address as `ourtables new` does."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ourtables.listing import source

from .agreement import as_texts
from .conftest import Engine

NAMES = [
    "Leeds Kettle",
    "Bwrdd y Gegin – Tŷ Ni",
    "Women's Café & Garden",
    "Women’s Café ＆ Gärten",
    "دسترخوان",
    "Ⅷ ﬁne ½ µ ²",
    "a" * 70,
    "twelve letters " * 8,
    "-- Kettle --",
    "ŁØÐ Kettle",
    "Kettle🫖Leeds",
    "İstanbul ſtraße",
    "Łódź Café",
    "Ægir Sørensen Straße",
    "Þór ðe Đorđe ŒUVRE Ħaż Ŋ ẞ ı",
    *as_texts("odd.yml"),
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_gives_the_same_address_in_both(name: str, script: Engine) -> None:
    assert script("slugFrom", name) == source.slug_from(name)


def test_letters_beyond_folding_are_spelt(script: Engine) -> None:
    assert script("slugFrom", "Łódź Café") == "lodz-cafe"
    assert script("slugFrom", "Ægir Sørensen Straße") == "aegir-sorensen-strasse"


@settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=90))
def test_any_name_gives_the_same_address_in_both(name: str, script: Engine) -> None:
    assert script("slugFrom", name) == source.slug_from(name)


@pytest.mark.parametrize(
    ("name", "taken", "free"),
    [
        ("Leeds Kettle", [], "leeds-kettle"),
        ("Leeds Kettle", ["leeds-kettle", "leeds-kettle-2"], "leeds-kettle-3"),
        ("Add", [], "add-2"),
        ("دسترخوان", [], "group"),
        ("دسترخوان", ["group"], "group-2"),
        ("a" * 60, ["a" * 60], f"{'a' * 56}-2"),
        (f"{'a' * 55} bcd", [f"{'a' * 55}-bcd"], f"{'a' * 55}-2"),
    ],
)
def test_an_address_that_is_taken_or_kept_gets_a_number(name: str, taken: list[str], free: str, script: Engine) -> None:
    assert script("freeSlug", name, taken) == free
