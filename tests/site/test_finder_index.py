"""The facet index's small tables: the words of the listings, and a group's cells."""

import json

from ourtables.site.finder.dictionary import dictionary
from ourtables.site.finder.index import coded


def test_words_stand_under_two_letters_and_under_one_with_names_first() -> None:
    found, _ = dictionary([("Kettle Lane, Ŷ", "The kettle is on"), ("", "A tea towel\nkin")])
    assert found["ke"] == "kettle"
    assert found["k"] == ["kettle", "kin"]
    assert found["t"] == ["", "tea the towel"]
    assert found["y"] == ["y", ""]
    assert "a" in found and "ki" in found and "kettle" not in found


def test_a_word_is_common_when_nine_of_ten_groups_are_found_by_it() -> None:
    groups = [("Kettle", "the tea")] * 8 + [("Kettle", "The garden"), ("Moss", "the tea")]
    assert dictionary(groups)[1] == ["kettle", "tea", "the"]


def test_codes_are_letters_that_json_writes_as_they_are() -> None:
    letters = coded(range(120))
    assert len(set(letters)) == 120
    assert json.dumps(letters, ensure_ascii=False) == f'"{letters}"'
