"""What a value must look like is known soon, however long and odd a stranger's value is."""

import pytest

from ourtables.core.patterns import ALL, is_shared
from ourtables.listing.checking.cross_field import count_words
from ourtables.listing.checking.field_values import is_link
from tests.growth import growth

# What makes a careless expression try every way to split a text.
NASTY = ["a.", "a-", "0 ", "-", " ", "é", "a@", "(0)", "\U000e0061"]


@pytest.mark.parametrize("piece", NASTY)
@pytest.mark.parametrize("name", ALL)
def test_a_pattern_says_no_within_the_square_of_a_value_s_length(name: str, piece: str) -> None:
    def looks(text: str) -> None:
        ALL[name].fullmatch(text)
        ALL[name].search(text)

    for begun, end in (("", "!"), ("https://", "!!"), ("x@", "! ")):
        shorter, longer = (f"{begun}{piece * times}{end}" for times in (100, 800))
        # A search that tries each place anew takes the square; the cube would be 512 times as long.
        assert growth(looks, shorter, longer) < 3 * 8**2


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        ("https://example.org", True),
        ("HTTP://Example.org:8080/a?b=c#d", True),
        ("https://tŷ.example.org/دفتر", True),
        ("https://a..example.org", False),
        ("https://example", False),
        ("https://name@example.org", False),
        ("https://example.org/a b", False),
        ("javascript:alert(1)", False),
    ],
)
def test_a_link_is_a_whole_web_address(value: str, whole: bool) -> None:
    assert is_link(value) is whole


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("# - * 🎉", 0), ("we put the kettle on", 5), ("دسترخوان پر آئیں", 3), ("2 sugars – please", 3)],
)
def test_words_are_counted_without_marks(text: str, count: int) -> None:
    assert count_words(text) == count


@pytest.mark.parametrize(
    ("source", "shared"),
    [
        (r"([A-Z]{1,2} ?[0-9][A-Z0-9]?) ?([0-9])", True),
        (r"(\+44|0)7\d{9}", True),
        (r"(?:a|b)(?=c)(?!d)\\", True),
        (r"(?P<unit>a)", False),
        (r"(?i)a", False),
        (r"\Aa\Z", False),
        (r"a\sb", False),
        (r"(a", False),
    ],
)
def test_a_keepers_expression_is_one_that_browsers_read_too(source: str, shared: bool) -> None:
    assert is_shared(source) is shared
