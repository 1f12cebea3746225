"""The facet index's small tables: the map from Pagefind's ids, the words of the listings, and a group's cells."""

import json
from random import Random

from ourtables.site.finder.dictionary import dictionary
from ourtables.site.finder.ids import id_map
from ourtables.site.finder.index import coded


def test_of_an_id_so_much_is_kept_as_tells_it_from_all_others() -> None:
    body = json.loads(id_map(["en_24b4749", "en_24b9000", "en_9f00000", "en_24c0000"], "stamp", "index/en_1.pf_index"))
    assert body == {"stamp": "stamp", "first": "index/en_1.pf_index", "ids": "24b4 24b9 9 24c"}


def test_a_map_of_many_ids_leads_each_to_its_group() -> None:
    chance = Random(7)
    ids = list({f"en_{chance.randrange(16**7):07x}" for _ in range(5_000)})
    kept = json.loads(id_map(ids, "", ""))["ids"].split()
    groups = {beginning: group for group, beginning in enumerate(kept)}
    assert len(groups) == len(ids)
    for group, one in enumerate(ids):
        found = [groups[one[3 : 3 + size]] for size in range(1, 8) if one[3 : 3 + size] in groups]
        assert found == [group]
    assert sum(map(len, kept)) < 4.2 * len(ids)


def test_words_stand_under_two_letters_and_under_one_with_names_first() -> None:
    found = dictionary(["Kettle Lane, Ŷ"], ["The kettle is on", "A tea towel", "kin"])
    assert found["ke"] == "kettle"
    assert found["k"] == ["kettle", "kin"]
    assert found["t"] == ["", "tea the towel"]
    assert found["y"] == ["y", ""]
    assert "a" in found and "ki" in found and "kettle" not in found


def test_codes_are_letters_that_json_writes_as_they_are() -> None:
    letters = coded(range(120))
    assert len(set(letters)) == 120
    assert json.dumps(letters, ensure_ascii=False) == f'"{letters}"'
