"""The maker of listings: the same again from the same seed, without an error, and every answer a listing can give."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from bench import maker
from bench.__main__ import main
from ourtables.listing import checking
from ourtables.listing.checking import Checked
from ourtables.listing.fields import FIELDS

from ..conftest import of_our_content

pytestmark = of_our_content

CONTENT = Path(__file__).parents[2] / "content"
PHONE = re.compile(r"\+?[0-9][0-9 ]{8,}")
DRAMA = re.compile(r"01632 960\d{3}|07700 900\d{3}|0808 157 0\d{3}")
ADDRESS = re.compile(r"https?://([^/\s)\"]+)|@([\w.-]+)")


@pytest.fixture(scope="module")
def made() -> list[maker.Made]:
    return list(maker.make(200, CONTENT))


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> list[Checked]:
    folder = tmp_path_factory.mktemp("made") / "groups"
    maker.write(200, folder, CONTENT)
    return checking.check_files(sorted(folder.iterdir()), checking.load(CONTENT, maker.TODAY))


def test_one_seed_makes_the_same_listings_and_another_makes_others(made: list[maker.Made]) -> None:
    assert [one.text for one in maker.make(200, CONTENT)] == [one.text for one in made]
    assert {one.text for one in maker.make(20, CONTENT, seed=2)}.isdisjoint(one.text for one in made)


def test_a_smaller_directory_is_the_beginning_of_a_larger_one(made: list[maker.Made]) -> None:
    assert [one.text for one in maker.make(50, CONTENT)] == [one.text for one in made[:50]]


def test_no_made_listing_has_an_error(checked: list[Checked]) -> None:
    assert len(checked) == 200
    assert [problem for one in checked for problem in one.problems if problem.stops] == []
    assert all(one.group for one in checked)


def test_made_listings_use_every_field_but_the_one_for_made_up_groups(made: list[maker.Made]) -> None:
    used = {name for one in made for name in one.answers}
    assert used == {field.name for field in FIELDS} - {"example"}
    for field in (field for field in FIELDS if field.parts):
        records = [record for one in made for record in parts_of(one.answers.get(field.name))]
        assert {name for record in records for name in record} == {part.name for part in field.parts}, field.name


def parts_of(value: object) -> list[Mapping[str, object]]:
    """The records of an answer that is one, a list of them, or a mapping of them."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        records = [one for one in value.values() if isinstance(one, dict)]
        return records or [value]
    return []


def test_made_listings_are_of_every_status_reuse_rhythm_precision_language_and_age(checked: list[Checked]) -> None:
    groups = [one.group for one in checked if one.group]
    assert {group.status for group in groups} == {"active", "paused", "starting-soon", "closed"}
    assert {group.reuse for group in groups} == {"this-site-only", "facts", "facts-and-words"}
    assert {group.written_in for group in groups} == {None, "cy", "ur"}
    assert {meeting.every for group in groups for meeting in group.meetings} == {"week", "2-weeks", "month"}
    assert {-1, 1} <= {which for group in groups for meeting in group.meetings for which in meeting.which}
    assert any(group.by_arrangement for group in groups)
    assert {place.precision for group in groups for place in group.places.values()} == {"area", "exact", "private"}
    days = [(maker.TODAY - group.confirmed).days for group in groups if group.confirmed]
    assert all(
        any(least <= day <= most for day in days) for least, most in ((0, 182), (183, 365), (366, 540), (541, 9999))
    )


def test_made_listings_use_every_offer_audience_and_format(checked: list[Checked]) -> None:
    groups = [one.group for one in checked if one.group]
    words = maker.World(CONTENT)
    assert {offer for group in groups for offer in group.offers} == set(words.offers)
    assert {key for group in groups for key in group.for_} == set(words.keys("audiences"))
    assert {key for group in groups for key in group.formats} == set(words.keys("formats"))


def test_enough_listings_leave_no_council_out() -> None:
    named = {area for one in maker.make(1200, CONTENT) for area in one.answers["areas"]}
    assert set(maker.World(CONTENT).councils) <= named
    assert "uk-wide" in named


def test_nobody_real_can_be_reached_through_a_made_listing(made: list[maker.Made]) -> None:
    for one in made:
        for contact in one.answers["contact"]:
            if PHONE.fullmatch(contact["value"]):
                assert DRAMA.fullmatch(contact["value"])
        for site, host in ADDRESS.findall(one.text):
            assert (site or host).endswith(".example.org")


def test_a_made_listing_is_of_the_size_of_a_real_one(made: list[maker.Made]) -> None:
    assert 2_500 < sum(len(one.text.encode()) for one in made) / len(made) < 3_500


def test_nothing_is_made_into_a_folder_that_holds_something(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["make", "3", str(tmp_path / "groups")]) == 0
    assert len(list((tmp_path / "groups").iterdir())) == 3
    assert main(["make", "3", str(tmp_path / "groups")]) == 1
    assert "isn't empty" in capsys.readouterr().err
