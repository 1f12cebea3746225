"""What a typed place resolves to."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ourtables.places import Gazetteer, PlaceChoice
from ourtables.places.gazetteer import MOST_CHOICES
from ourtables.places.model import kilometres
from ourtables.settings.vocabulary import Term

from ..conftest import of_our_content
from ..growth import growth

pytestmark = of_our_content

CONTENT = Path(__file__).parents[2] / "content"


def first(gazetteer: Gazetteer, text: str) -> tuple[str, str, str | None]:
    choices = gazetteer.find(text)
    return (choices[0].name, choices[0].kind, choices[0].area) if choices else ("", "", None)


def codes(name: str, **only: str) -> list[str]:
    with (CONTENT / "places" / name).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [row["code"] for row in rows if all(row[column] == value for column, value in only.items())]


OUTCODES, SECTORS = codes("outcodes.csv"), codes("sectors.csv")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Leeds", ("Leeds", "area", "leeds")),
        ("leeds city council", ("Leeds", "area", "leeds")),
        ("London", ("London", "area", "london")),
        ("City of London", ("City of London", "area", "city-of-london")),
        ("Kent", ("Kent", "area", "kent")),
        ("Cornwall", ("Cornwall", "area", "cornwall")),
        ("Durham", ("Durham", "place", "county-durham")),
        ("Ynys Mon", ("Anglesey", "area", "anglesey")),
        ("Highlands", ("Highland", "area", "highland")),
        ("UK", ("The whole UK", "area", "uk-wide")),
        (
            "Armagh, Banbridge and Craigavon",
            ("Armagh, Banbridge and Craigavon", "area", "armagh-banbridge-and-craigavon"),
        ),
        ("Craven", ("Craven", "alias", "north-yorkshire")),
        ("Greater Manchester", ("Greater Manchester", "alias", "north-west-england")),
        ("E Midlands", ("East Midlands", "area", "east-midlands")),
        ("N. Yorks", ("North Yorkshire", "area", "north-yorkshire")),
    ],
)
def test_a_name_of_an_area_gives_the_area(gazetteer: Gazetteer, text: str, answer: tuple[str, str, str]) -> None:
    assert first(gazetteer, text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("LS6", ("LS6", "outcode", "leeds")),
        ("ls6 2nb", ("LS6 2NB", "postcode", "leeds")),
        ("LS62NY", ("LS6 2NY", "postcode", "leeds")),
        ("M14 5", ("M14 5", "sector", "manchester")),
        ("M145", ("M14 5", "sector", "manchester")),
        ("LS28", ("LS28", "outcode", "leeds")),
        ("sw1a1aa", ("SW1A 1AA", "postcode", "westminster")),
        ("12 Preston Road, Ossett, WF5 9AA, UK", ("WF5 9AA", "postcode", "wakefield")),
    ],
)
def test_a_postcode_is_found_however_it_is_written(
    gazetteer: Gazetteer, text: str, answer: tuple[str, str, str]
) -> None:
    assert first(gazetteer, text) == answer


def test_a_northern_irish_postcode_gives_its_outward_codes_council(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("BT1 1AA") == [PlaceChoice("BT1 1AA", "postcode", "belfast", 54.5833, -5.9333)]


def test_an_outward_code_in_two_councils_gives_both(gazetteer: Gazetteer) -> None:
    assert [choice.area for choice in gazetteer.find("S35")] == ["sheffield", "barnsley"]


@pytest.mark.parametrize(
    ("code", "name"), [("GY1", "GY1 (Guernsey)"), ("JE2", "JE2 (Jersey)"), ("IM1", "IM1 (Isle of Man)")]
)
def test_an_outward_code_outside_the_tree_gives_a_point_and_says_where(
    gazetteer: Gazetteer, code: str, name: str
) -> None:
    assert first(gazetteer, code) == (name, "outcode", None)


@pytest.mark.parametrize("name", ["Isle of Man", "Jersey", "Guernsey"])
def test_a_land_outside_the_tree_is_known_by_its_name(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(f"the {name}")[0].area is None
    assert first(gazetteer, name) == (name, "place", None)


@pytest.mark.parametrize(("code", "area"), [("EC1", "islington"), ("SW1", "westminster"), ("wc2", "camden")])
def test_a_district_of_london_is_known_without_its_letter(gazetteer: Gazetteer, code: str, area: str) -> None:
    assert first(gazetteer, code) == (code.upper(), "outcode", area)
    assert code.upper() in codes("outcodes.csv", current="0"), "no device is said to be in one"


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Headingley", "leeds"),
        ("Chapeltown, Leeds", "leeds"),
        ("Moss Side", "manchester"),
        ("St. Pauls, Bristol", "bristol"),
        ("Gorbals", "glasgow"),
        ("Splott", "cardiff"),
        ("Barrow", "westmorland-and-furness"),
        ("Chorlton", "manchester"),
        ("Sheppey, Kent", "swale"),
    ],
)
def test_a_part_of_a_town_and_a_short_name_are_known(gazetteer: Gazetteer, text: str, area: str) -> None:
    assert gazetteer.find(text)[0].area == area


def test_an_outward_code_no_longer_in_use_still_resolves(gazetteer: Gazetteer) -> None:
    assert "L41" in codes("outcodes.csv", current="0")
    assert first(gazetteer, "L41") == ("L41", "outcode", "wirral")


def test_what_looks_like_a_postcode_but_is_none_is_read_as_words(gazetteer: Gazetteer) -> None:
    assert first(gazetteer, "meet at 1 2nd Avenue, Leeds") == ("Leeds", "area", "leeds")


def test_a_village_beside_its_wide_postcode_comes_first(gazetteer: Gazetteer) -> None:
    choices = gazetteer.find("Main Road, Hawes, DL8 3AA")
    assert [(choice.name, choice.kind, choice.area) for choice in choices] == [
        ("Hawes", "place", "north-yorkshire"),
        ("DL8 3AA", "postcode", "north-yorkshire"),
    ]


def test_same_named_places_are_offered_the_largest_first(gazetteer: Gazetteer) -> None:
    areas = [choice.area for choice in gazetteer.find("Newport")]
    assert areas[:6] == [
        "newport",
        "isle-of-wight",
        "telford-and-wrekin",
        "uttlesford",
        "east-riding-of-yorkshire",
        "pembrokeshire",
    ]
    assert len(areas) <= MOST_CHOICES


def test_a_council_and_the_town_of_its_name_are_one_choice_at_the_town(gazetteer: Gazetteer) -> None:
    leeds = gazetteer.find("Leeds")
    assert [choice.area for choice in leeds] == ["leeds", "maidstone"]
    assert kilometres(leeds[0], PlaceChoice("City Square", "", None, 53.7965, -1.5478)) < 0.1


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Newport, Isle of Wight", "isle-of-wight"),
        ("Newport Pembrokeshire", "pembrokeshire"),
        ("Bangor, Gwynedd", "gwynedd"),
        ("Bangor, County Down", "ards-and-north-down"),
        ("Holywell, Flintshire", "flintshire"),
        ("Richmond, North Yorkshire, UK", "north-yorkshire"),
        ("Gillingham, Dorset", "dorset"),
        ("Gillingham, Kent", "medway"),
        ("Southall, Middlesex", "ealing"),
        ("Whitchurch, Cardiff", "cardiff"),
    ],
)
def test_the_rest_of_the_text_chooses_between_namesakes(gazetteer: Gazetteer, text: str, area: str) -> None:
    assert first(gazetteer, text)[2] == area


def test_a_namesake_far_from_the_town_beside_it_is_not_meant(gazetteer: Gazetteer) -> None:
    """No Moss Side near Manchester is known: Manchester is the better answer, the Fylde's Moss Side the second."""
    assert [choice.area for choice in gazetteer.find("Moss Side, Manchester")][:2] == ["manchester", "fylde"]


@pytest.mark.parametrize(
    "text", ["High Street, Ossett", "Park Road, Ossett, UK", "Ossett Green", "near Ossett Town Hall"]
)
def test_common_words_are_not_taken_for_hamlets(gazetteer: Gazetteer, text: str) -> None:
    assert first(gazetteer, text) == ("Ossett", "place", "wakefield")


@pytest.mark.parametrize("text", ["St Helens", "ST. HELENS", "saint helens", "St. Helen's", "St-Helens"])
def test_a_name_is_folded(gazetteer: Gazetteer, text: str) -> None:
    assert first(gazetteer, text) == ("St Helens", "area", "st-helens")


@pytest.mark.parametrize("text", ["Newcastle upon Tyne", "newcastle-on-tyne", "NEWCASTLE", "Newcastle-upon-Tyne"])
def test_upon_is_on(gazetteer: Gazetteer, text: str) -> None:
    assert first(gazetteer, text)[2] == "newcastle-upon-tyne"


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Glasgw", "glasgow"),
        ("birmingam", "birmingham"),
        ("Huddersfeild", "kirklees"),
        ("Sutton Coldfeild", "birmingham"),
    ],
)
def test_a_slip_is_forgiven(gazetteer: Gazetteer, text: str, area: str) -> None:
    assert first(gazetteer, text)[2] == area


@pytest.mark.parametrize("text", ["", "  ", ",", "zzzz", "???", "the", "Location"])
def test_what_is_not_known_gives_nothing(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == []


def test_a_place_of_the_groups_own_is_found_beside_the_tables(terms: list[Term], gazetteer: Gazetteer) -> None:
    extra = [("Moss Side", "manchester", 53.458, -2.243)]
    own = Gazetteer.load(CONTENT / "places", terms, None, extra)
    assert first(own, "Moss Side, Manchester") == ("Moss Side", "place", "manchester")


def test_an_empty_folder_knows_its_areas(tmp_path: Path, terms: list[Term]) -> None:
    assert first(Gazetteer.load(tmp_path, terms, None), "Leeds") == ("Leeds", "area", "leeds")


@given(st.text(max_size=400))
@settings(deadline=None)
def test_no_text_raises_and_none_gives_too_many_choices(gazetteer: Gazetteer, text: str) -> None:
    assert len(gazetteer.find(text)) <= MOST_CHOICES


@given(
    st.lists(
        st.sampled_from([*OUTCODES[::50], "Leeds", "Newport", "St", "Park", ",", "\n", "-", "UK", "Kent"]), max_size=30
    )
)
@settings(deadline=None)
def test_no_jumble_of_known_words_raises(gazetteer: Gazetteer, words: list[str]) -> None:
    assert len(gazetteer.find(" ".join(words))) <= MOST_CHOICES


@pytest.mark.parametrize("kind", ["outcode", "sector"])
def test_every_code_of_the_tables_resolves_to_itself(gazetteer: Gazetteer, kind: str) -> None:
    for code in {"outcode": OUTCODES, "sector": SECTORS}[kind]:
        choice = gazetteer.find(code)[0]
        assert (choice.name.split(" (")[0], choice.kind) == (code, kind)


@given(st.data())
@settings(deadline=None)
def test_any_spacing_and_case_of_a_postcode_gives_the_same_choices(gazetteer: Gazetteer, data: st.DataObject) -> None:
    sector = data.draw(st.sampled_from(SECTORS))
    inward = sector.split()[1] + data.draw(st.text("ABDEFGHJLNPQRSTUWXYZ", min_size=2, max_size=2))
    outward = sector.split()[0]
    expected = gazetteer.find(f"{outward} {inward}")
    blank = st.sampled_from(["", " ", "  ", "\t", "\u00a0"])
    typed = f"{data.draw(blank)}{outward}{data.draw(blank)}{inward}{data.draw(blank)}"
    assert gazetteer.find(data.draw(st.sampled_from([typed, typed.lower(), typed.title()]))) == expected
    assert [choice.kind for choice in expected] == ["postcode"]


@pytest.mark.parametrize(("first", "piece"), [("A1", " "), ("", "Newtown "), ("", "stretfrod "), ("", "Middleton, ")])
def test_a_look_up_grows_in_step_with_a_long_text(gazetteer: Gazetteer, first: str, piece: str) -> None:
    assert growth(gazetteer.find, first + piece * 60, first + piece * 480) < 3 * 8


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Llundain", "london"),
        ("Caerdydd", "cardiff"),
        ("Abertawe", "swansea"),
        ("Aberhonddu", "powys"),
        ("Y Fenni", "monmouthshire"),
        ("Hwlffordd, Sir Benfro", "pembrokeshire"),
        ("Pen-y-bont ar Ogwr", "bridgend"),
        ("Aberdar", "rhondda-cynon-taf"),
        ("Manceinion", "manchester"),
        ("Dùn Èideann", "edinburgh"),
        ("Glaschu", "glasgow"),
        ("Inbhir Nis", "highland"),
        ("Steornabhagh", "western-isles"),
        ("An t-Òban", "argyll-and-bute"),
        ("Béal Feirste", "belfast"),
        ("Doire", "derry-and-strabane"),
        ("An tIúr", "newry-mourne-and-down"),
        ("Ard Mhacha", "armagh-banbridge-and-craigavon"),
        ("Inis Ceithleann", "fermanagh-and-omagh"),
        ("Pennsans", "cornwall"),
    ],
)
def test_welsh_gaelic_irish_and_cornish_names_are_known(gazetteer: Gazetteer, text: str, area: str) -> None:
    assert gazetteer.find(text)[0].area == area


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Room B1, Hull", "hull"),
        ("Unit S6, Hull", "hull"),
        ("Room B1, Town Hall, Hull", "hull"),
        ("Leeds, L1", "leeds"),
        ("Suite E1 Cardiff", "cardiff"),
        ("Block S1, 4 York Road, Wakefield", "wakefield"),
    ],
)
def test_half_a_postcode_loses_to_a_town_that_is_elsewhere(gazetteer: Gazetteer, text: str, area: str) -> None:
    assert {choice.area for choice in gazetteer.settled(text)} == {area}


@pytest.mark.parametrize(
    ("text", "code"), [("Leeds LS6", "LS6"), ("M1, Manchester", "M1"), ("Kelham Island, S3", "S3")]
)
def test_half_a_postcode_near_the_town_stays(gazetteer: Gazetteer, text: str, code: str) -> None:
    assert first(gazetteer, text)[:2] == (code, "outcode")


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("10 Leeds Road, Bradford", "bradford"),
        ("London Road, Sheffield", "sheffield"),
        ("York Avenue, Hull", "hull"),
        ("12 Heol Caerdydd, Abertawe", "swansea"),
    ],
)
def test_the_name_of_a_street_is_no_town(gazetteer: Gazetteer, text: str, area: str) -> None:
    assert first(gazetteer, text)[2] == area


@pytest.mark.parametrize("text", ["London Road", "4 Manchestr Rooms", "Caffi Birmingam, Rooms 4"])
def test_no_word_of_an_address_is_taken_for_a_mistyped_town(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Paris, France", "Perth, Australia", "Boston USA", "Galway, Ireland", "Newport, Rhode Island", "Dublin, Republic of Ireland",
        "Cambridge, Massachusetts", "Ireland",
    ],
)  # fmt: skip
def test_another_country_ends_the_match(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == []


@pytest.mark.parametrize(
    "text", ["Belfast, Northern Ireland", "Douglas, Isle of Man", "Leeds, UK", "Bank of Ireland, Leeds"]
)
def test_a_name_that_only_holds_another_countrys_is_ours(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text)


@pytest.mark.parametrize("text", ["L S6 2NB", "B S6", "Flat C LS6 2NB"])
def test_nothing_after_a_loose_letter_is_a_postcode(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SW1A IAA", "SW1A 1AA"), ("sw1a iaa", "SW1A 1AA"), ("W1A OAX", "W1A 0AX"), ("CF1O 1AA", "CF10 1AA"), ("S014 2AA", "SO14 2AA"),
        ("LS1 IBA, Leeds", "LS1 1BA"), ("L1O", "L10"), ("0L1", "OL1"),
    ],
)  # fmt: skip
def test_letters_and_figures_typed_for_each_other_are_mended(gazetteer: Gazetteer, text: str, code: str) -> None:
    assert first(gazetteer, text)[0] == code
