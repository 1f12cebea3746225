"""An owner's own small change needs nobody else; what matters to people's safety always goes to people."""

import pytest

from ourtables.reviewing import owners
from ourtables.reviewing.review_reports import markdown

from ..conftest import LISTING
from .conftest import Play

KETTLE, OWNERS = "content/groups/kettle.md", "content/maintainers/owners.yml"
OWNED = "kettle:\n  github: [77]\n  domain: kettle.example.org\n"
LINKED = LISTING.replace("contact:\n", "contact:\n  - how: website\n    value: https://kettle.example.com/\n")


@pytest.fixture
def owned(play: Play) -> Play:
    play.commit({KETTLE: LINKED, OWNERS: OWNED})
    return play


def people(play: Play, files: dict[str, str | None], author: int | None = 77) -> int:
    play.commit(files)
    return play.review(author=author).verdict.people


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("at six", "at seven", 0),
        ("2026-10-05", "2026-11-20", 0),
        ("led_by:", 'meetings:\n  - day: tuesday\n    start: "18:00"\nled_by:', 0),
        ("example.com/", "example.com/tea", 0),
        ("example.com/", "example.org/tea", 0),
        ("example.com/", "example.net/", 2),
        ("Example Kettle", "Example Teapot", 1),
        ("[leeds]", "[leeds, bradford]", 1),
        ("led_by: all-", "led_by: most-", 1),
        ("01632 960123", "01632 960124", 1),
        ("confirmed_by: group", "confirmed_by: keeper", 1),
        ("[leeds]", "[Atlantis]", 1),
        ("at six", "at six, ring 07700 900123,", 1),
        ("led_by:", "emergency_response: no-policy-yet\nled_by:", 1),
    ],
)
def test_what_an_owner_may_change_alone(owned: Play, old: str, new: str, count: int) -> None:
    assert old in LINKED
    assert people(owned, {KETTLE: LINKED.replace(old, new, 1)}) == count


@pytest.mark.parametrize("author", [None, 78])
def test_anybody_elses_change_goes_to_a_person(owned: Play, author: int | None) -> None:
    assert people(owned, {KETTLE: LINKED.replace("at six", "at seven")}, author) == 1


def test_a_new_listing_needs_two_people_and_a_removal_one(owned: Play) -> None:
    assert people(owned, {"content/groups/other.md": LISTING}) == 2
    assert people(owned, {KETTLE: None}) == 1


def test_who_names_himself_an_owner_in_the_same_change_is_none(play: Play) -> None:
    play.commit({KETTLE: LINKED})
    assert people(play, {KETTLE: LINKED.replace("at six", "at seven"), OWNERS: OWNED}) == 1
    assert play.review(author=77).verdict.reasons[0][1] == " has no owner on record: a person looks at it."


def test_an_owners_change_beside_any_other_file_goes_to_people(owned: Play) -> None:
    assert people(owned, {KETTLE: LINKED.replace("at six", "at seven"), "README.md": "x"}) == 1


def test_an_owner_of_two_listings_changes_one_at_a_time(owned: Play) -> None:
    other = "content/groups/other.md"
    owned.commit({other: LINKED.replace("Kettle", "Teapot"), OWNERS: OWNED + "other: {github: 77}\n"})
    both = {
        KETTLE: LINKED.replace("at six", "at seven"),
        other: LINKED.replace("Kettle", "Teapot").replace("six", "ten"),
    }
    assert people(owned, dict(both)) == 1


@pytest.mark.parametrize(
    "text",
    ["kettle: 77\n", "kettle: {github: octocat}\n", "kettle: {github: []}\n", "kettle: {github: [77], name: x}\n",
     "- kettle\n", "kettle: {github: [77]\n", "kettle: {github: [77, {}]}\n", "kettle: {domain: a.example}\n"],
)  # fmt: skip
def test_a_file_of_owners_that_cannot_be_read_makes_nobody_an_owner(text: str) -> None:
    found, problems = owners.load(text.encode())
    assert found == {}
    assert problems


def test_no_file_of_owners_is_no_problem() -> None:
    assert owners.load(None) == ({}, [])


def test_who_was_an_owner_when_a_branch_began_is_none_when_the_directory_says_otherwise(play: Play) -> None:
    play.commit({KETTLE: LINKED, OWNERS: OWNED})
    play.git("checkout", "-q", "-b", "late")
    play.commit({KETTLE: LINKED.replace("at six", "at seven")})
    assert play.review("main...late", author=77).verdict.people == 0
    play.git("checkout", "-q", "main")
    play.commit({OWNERS: "kettle: {github: 78}\n"})
    assert play.review("main...late", author=77).verdict.people == 1


def test_a_claim_and_a_transfer_come_with_a_list_of_what_to_look_at(owned: Play) -> None:
    before = (owned.folder / OWNERS).read_text()
    owned.commit({OWNERS: before.replace("77", "78") + "other-table: {github: [99]}\n"})
    said = markdown(owned.review())
    assert "### Who owns a listing" in said
    assert "A transfer: `kettle` goes from account 77 to 78." in said
    assert "A claim: `other-table` gets an owner, account 99." in said
    assert said.count("- [ ] They put a word of ours on the group's own page, for a day.") == 2
    assert said.count("- [ ] The owner on record says so in a comment here") == 1
    assert "Write again on 29 November 2026; decide together on 6 December 2026." in said
