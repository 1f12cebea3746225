"""What a cell or a line of a mail says of areas: each place in it, and what isn't understood."""

from __future__ import annotations

import pytest

from ourtables.intake.typed_areas import FoundAreas, TypedAreas
from ourtables.listing import checking

from ..conftest import TESTS, TODAY, of_our_content

pytestmark = of_our_content


@pytest.fixture(scope="module")
def areas() -> TypedAreas:
    return TypedAreas(checking.load(TESTS.parent / "content", TODAY))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Leeds", "leeds"),
        ("Kent", "kent"),
        ("leeds, bradford", "leeds bradford"),
        ("Leeds and Bradford", "leeds bradford"),
        ("Leeds / Bradford", "leeds bradford"),
        ("Leeds, Bradford & Hull", "leeds bradford hull"),
        ("Leeds\nYork", "leeds york"),
        ("Leeds - Bradford", "leeds bradford"),
        ("Bradford → Leeds", "bradford leeds"),
        ("12 Mill Lane\nOtley\nLS21 1AA", "leeds"),
        ("Brighton", "brighton-and-hove"),
        ("Derry", "derry-and-strabane"),
        ("LS6; BD1", "leeds bradford"),
        ("Armagh, Banbridge and Craigavon", "armagh-banbridge-and-craigavon"),
        ("Brighton and Hove", "brighton-and-hove"),
        ("Leeds, West Yorkshire", "leeds"),
        ("Otley, Leeds", "leeds"),
        ("Wells, Somerset", "somerset"),
        ("Leeds, LS6", "leeds"),
        ("Room B1, Town Hall, Hull", "hull"),
        ("12 Mill Lane, Ossett, Wakefield", "wakefield"),
        ("uk-wide", "uk-wide"),
        ("City of Leeds", "leeds"),
        ("York (city centre)", "york"),
        ("Washington, Tyne and Wear", "sunderland"),
        ("Newcastle, Tyne and Wear", "newcastle-upon-tyne"),
        ("Casnewydd", "newport"),
        ("Iúr Cinn Trá", "newry-mourne-and-down"),
        ("Bangor, Northern Ireland", "ards-and-north-down"),
        ("S01 1AA", "southampton"),
        ("Suite M1, York", "york"),
    ],
)
def test_every_place_of_a_text_is_read(areas: TypedAreas, text: str, keys: str) -> None:
    found = areas.find(text, first=False)
    assert (found.keys, found.unread) == (tuple(keys.split()), "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("National", FoundAreas((), "We don't know the place “National”.", "National")),
        ("L S6 2NB", FoundAreas((), "We don't know the place “L S6 2NB”.", "L S6 2NB")),
        ("Perth, Australia", FoundAreas((), "We don't know the place “Perth, Australia”.", "Perth, Australia")),
        ("Leeds and Narnia", FoundAreas(("leeds",), "We don't know the place “Narnia”.", "Narnia")),
        ("Bangor", FoundAreas((), "“Bangor” may be in several areas: ards-and-north-down, gwynedd.", "Bangor")),
    ],
)
def test_what_is_not_understood_is_said(areas: TypedAreas, text: str, found: FoundAreas) -> None:
    assert areas.find(text, first=False) == found


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Not Leeds",
            "outside Leeds",
            "near Leeds",
            "within 5 miles of Leeds",
            "L56 2NB",
            "Bradford except Keighley",
            "Leeds, not Otley",
        ),
        *("Cambridge, MA", "Manchester NH", "Perth WA", "London ON", "Unit B1", "room s6", "Flat E1"),
        *("Boston, USA", "Dublin, Ireland", "Paris", "N1", "Online", "TBC", "all over"),
    ],
)
def test_what_may_be_elsewhere_is_no_area_of_ours(areas: TypedAreas, text: str) -> None:
    found = areas.find(text, first=False)
    assert (found.keys, bool(found.note), bool(found.unread)) == ((), True, True)


def test_a_council_is_meant_before_a_hamlet_of_its_name(areas: TypedAreas) -> None:
    councils = checking.load(TESTS.parent / "content", TODAY).vocabularies["areas"]
    # These have a town of their name elsewhere, or a wider area: they are asked about.
    asked = {term.key for term in councils if areas.find(term.label, first=False).keys != (term.key,)}
    assert asked == {"ashford", "newport", "west-midlands"}
