"""Facts about the areas, aliases and tables in `content/`."""

from __future__ import annotations

import csv
import importlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from ourtables.settings import vocabulary
from ourtables.settings.vocabulary import Term, Vocabulary

from ..conftest import of_our_content

pytestmark = of_our_content

Script = Callable[[str], ModuleType]

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
MADE = (
    "vocabulary/areas.yml",
    "vocabulary/area_aliases.yml",
    "places/places.csv",
    "places/outcodes.csv",
    "places/sectors.csv",
    "places/map.json",
)


@pytest.fixture(scope="module")
def areas() -> Vocabulary:
    return vocabulary.load(CONTENT)["areas"]


@pytest.fixture(scope="module")
def aliases() -> Vocabulary:
    return vocabulary.load(CONTENT)["area_aliases"]


@pytest.fixture(scope="module")
def script() -> Iterator[Script]:
    """Imports a module of the gazetteer's folder as a script there does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "gazetteer")
        yield importlib.import_module


def rows(name: str) -> list[dict[str, str]]:
    with (CONTENT / "places" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_each_part_of_a_town_that_was_added_lies_in_its_council_and_not_beside_one_that_was_there(
    script: Script, areas: Vocabulary
) -> None:
    sources, towns = script("sources"), script("towns")
    outlines = sources.read_outlines()
    there = [(row["name"], float(row["lat"]), float(row["lon"])) for row in sources.read_csv("places.csv")]
    added = sources.read_yaml("places.yml")["parts"]
    assert added
    for area, parts in added.items():
        for name, (lat, lon) in parts.items():
            assert towns.distance((float(lon), float(lat)), outlines[areas[area].extra["code"]]) == 0, (area, name)
            near = [row for row in there if abs(row[1] - float(lat)) < 0.03 and abs(row[2] - float(lon)) < 0.05]
            assert sources.folded(name) not in {sources.folded(row[0]) for row in near}, (area, name)


def test_a_correction_of_a_place_that_isn_t_there_stops_the_script(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    towns = script("towns")
    reviewed = towns.read_yaml("places.yml")
    reviewed["also"]["Nowhere-on-Sea"] = ["Nowhere"]
    monkeypatch.setattr(towns, "read_yaml", lambda name: reviewed)
    keys = {term.extra["code"]: term.key for term in vocabulary.load(CONTENT)["areas"] if "code" in term.extra}
    with pytest.raises(ValueError, match="Nowhere-on-Sea"):
        list(towns.places(keys))


def test_the_scripts_make_the_committed_files_again(script: Script, tmp_path: Path) -> None:
    script("make").main(tmp_path)
    script("outline").main([str(tmp_path)])
    for name in MADE:
        assert (tmp_path / name).read_bytes() == (CONTENT / name).read_bytes(), name


def test_there_are_395_areas_and_one_root(areas: Vocabulary) -> None:
    assert Counter(term.extra["kind"] for term in areas) == {
        "root": 1,
        "nation": 4,
        "region": 9,
        "county": 21,
        "council": 361,
    }
    assert [term.key for term in areas.roots] == ["uk-wide"]


def test_every_council_stands_beneath_a_county_region_or_nation(areas: Vocabulary) -> None:
    parents = Counter(
        areas[term.parent].extra["kind"] for term in areas if term.extra["kind"] == "council" and term.parent
    )
    assert parents == {"county": 164, "region": 132, "nation": 65}


def test_the_tree_is_at_most_four_steps_deep_and_parents_come_first(areas: Vocabulary) -> None:
    assert areas.ancestors("mole-valley") == (
        "surrey",
        "south-east-england",
        "england",
        "uk-wide",
    )
    assert max(len(areas.ancestors(term.key)) for term in areas) == 4
    order = {key: number for number, key in enumerate(areas.keys)}
    assert all(order[term.parent] < order[term.key] for term in areas if term.parent)


def test_keys_are_addresses_and_no_alias_has_an_areas_key(areas: Vocabulary, aliases: Vocabulary) -> None:
    keys = [*areas.keys, *aliases.keys]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", key) for key in keys)


def test_every_area_but_the_root_has_a_code_of_its_own_and_a_point(areas: Vocabulary) -> None:
    codes = [term.extra["code"] for term in areas if term.parent]
    assert len(set(codes)) == len(codes) == 395
    assert all(49 < float(term.extra["lat"]) < 61 and -9 < float(term.extra["lon"]) < 2 for term in areas)


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("E06000023", "bristol"),
        ("S12000049", "glasgow"),
        ("E06000059", "dorset"),
        ("E09000001", "city-of-london"),
        ("S12000033", "aberdeen"),
        ("S12000034", "aberdeenshire"),
        ("E06000010", "hull"),
        ("E06000047", "county-durham"),
        ("W06000001", "anglesey"),
        ("N09000005", "derry-and-strabane"),
        ("E08000013", "st-helens"),
        ("E12000007", "london"),
    ],
)
def test_a_key_is_the_common_name(areas: Vocabulary, code: str, key: str) -> None:
    assert areas[key].extra["code"] == code


def test_every_label_of_a_nation_region_county_or_council_is_its_own(areas: Vocabulary) -> None:
    labels = Counter(term.label for term in areas)
    assert not [label for label, number in labels.items() if number > 1]


@pytest.mark.parametrize(
    ("alias", "members"),
    [
        ("craven", {"north-yorkshire"}),
        ("cumbria", {"cumberland", "westmorland-and-furness"}),
        ("taunton-deane", {"somerset"}),
        ("tyne-and-wear", {"gateshead", "newcastle-upon-tyne", "north-tyneside", "south-tyneside", "sunderland"}),
        (
            "west-midlands-county",
            {"birmingham", "coventry", "dudley", "sandwell", "solihull", "walsall", "wolverhampton"},
        ),
        (
            "tees-valley",
            {"darlington", "hartlepool", "middlesbrough", "redcar-and-cleveland", "stockton-on-tees"},
        ),
        ("gwent", {"blaenau-gwent", "caerphilly", "monmouthshire", "newport", "torfaen"}),
        ("omagh", {"fermanagh-and-omagh"}),
    ],
)
def test_an_alias_stands_for_its_members(aliases: Vocabulary, alias: str, members: set[str]) -> None:
    assert set(aliases[alias].members) == members


def test_every_member_of_an_alias_is_an_area(areas: Vocabulary, aliases: Vocabulary) -> None:
    assert all(term.members for term in aliases)
    assert not [(term.key, key) for term in aliases for key in term.members if key not in areas]


def test_a_council_that_ended_says_on_which_day(aliases: Vocabulary) -> None:
    assert aliases["craven"].extra["valid_to"] == "2023-03-31"
    former = [term for term in aliases if term.extra["kind"] == "former"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", term.extra["valid_to"]) for term in former)


def test_every_row_of_the_tables_names_areas_that_are_there(areas: Vocabulary) -> None:
    keys = set(areas.keys)
    assert {row["area"] for row in rows("places.csv") if row["area"]} <= keys
    assert {row["name"] for row in rows("places.csv") if not row["area"]} == {"Guernsey", "Isle of Man", "Jersey"}
    assert {row["area"] for row in rows("sectors.csv")} <= keys
    assert {key for row in rows("outcodes.csv") for key in row["areas"].split()} <= keys


def test_a_sectors_council_is_one_of_its_outward_codes() -> None:
    inside = {row["code"]: row["areas"].split() for row in rows("outcodes.csv")}
    assert all(row["area"] in inside[row["code"].split()[0]] for row in rows("sectors.csv"))


def test_no_northern_irish_sector_is_in_the_tables() -> None:
    """The postcode directory's own Northern Ireland rows are not under the Open Government Licence."""
    assert not [row["code"] for row in rows("sectors.csv") if row["code"].startswith("BT")]


def test_only_the_crown_dependencies_are_in_no_area_and_say_where_they_are() -> None:
    outside = {re.sub(r"\d.*", "", row["code"]): row["outside"] for row in rows("outcodes.csv") if not row["areas"]}
    assert outside == {"GY": "Guernsey", "IM": "Isle of Man", "JE": "Jersey"}


def test_every_area_says_in_its_synonyms_nothing_it_says_in_its_label(areas: Vocabulary) -> None:
    def repeats(term: Term) -> bool:
        return term.label in term.synonyms or len(set(term.synonyms)) < len(term.synonyms)

    assert not [term.key for term in areas if repeats(term)]
