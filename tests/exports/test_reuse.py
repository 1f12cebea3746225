"""What a group doesn't give away is in no file, however it came into the listing."""

from collections.abc import Callable
from datetime import date

import pytest

from ourtables.exports.linked import of_group, script
from ourtables.listing.group import Contact, OwnWords, Place
from tests.exports.conftest import OWN, RULED, Files, a_group, a_meeting

SECRET = "Zwieback"
WORDS = OwnWords(SECRET, f"<p>{SECRET}</p>", SECRET, SECRET)
Make = Callable[..., Files]


def secret_group(**more: object) -> object:
    """A group whose every text is the secret."""
    answers = {
        "slug": "hidden",
        "name": SECRET,
        "words": WORDS,
        "summary": SECRET,
        "contact": (Contact("email", f"{SECRET}@example.org", label=SECRET),),
        "places": {"hall": Place("hall", "exact", SECRET, SECRET, "LS6 9ZZ", SECRET, SECRET)},
        "meetings": (a_meeting(where="hall", note=SECRET),),
        "first_time": SECRET,
        "status_note": SECRET,
    }
    return a_group(**(answers | more))


def holders(files: Files, names: tuple[str, ...], secret: str = SECRET) -> list[str]:
    needle = secret.casefold().encode()
    return [path for path, body in files.of(*names) if needle in body.lower()]


@pytest.mark.parametrize(
    "more",
    [
        {"reuse": "this-site-only"},
        {"example": True},
        {"consent": "not-asked"},
        {"confirmed": date(2024, 1, 1)},
        {"confirmed": None},
        {"status": "closed", "reuse": "this-site-only"},
    ],
    ids=str,
)
def test_a_group_that_may_not_leave_is_in_nothing_that_others_take(export: Make, more: dict[str, object]) -> None:
    files = export(a_group(), secret_group(**more))
    assert holders(files, RULED) == []
    assert b'"hidden"' not in files.body("data/changes.json")
    assert "groups/hidden/group.json" not in files.made
    assert "groups/kettle/group.json" in files.made


@pytest.mark.parametrize(
    "more",
    [{"example": True}, {"confirmed": date(2024, 1, 1)}, {"status": "closed"}],
    ids=str,
)
def test_a_group_out_of_lists_is_in_no_calendar_feed_or_json_ld(export: Make, more: dict[str, object]) -> None:
    group = secret_group(**more)
    files = export(a_group(), group)
    assert holders(files, OWN) == []
    assert of_group(files.exporting, group) is None  # type: ignore[arg-type]


def test_a_closed_group_leaves_its_name_and_nothing_else(export: Make) -> None:
    files = export(secret_group(status="closed", name="Old Kettle", confirmed=None))
    assert holders(files, RULED) == []
    now = files.json("data/changes.json")["now"]
    assert now == [{"group": "hidden", "name": "Old Kettle", "state": "closed"}]


def test_a_group_for_this_site_only_stands_in_calendars_and_feeds(export: Make) -> None:
    files = export(secret_group(reuse="this-site-only"))
    found = holders(files, OWN)
    assert {
        "groups/hidden/meetings.ics",
        "areas/leeds/meetings.ics",
        "offers/sit-with-others/feed.xml",
        "feed.xml",
    } <= set(found)


def test_facts_carry_neither_words_nor_summary(export: Make) -> None:
    files = export(a_group(reuse="facts", words=WORDS, summary=SECRET, cost="free"))
    assert holders(files, RULED) == []
    listing = files.json("groups/kettle/group.json")
    assert "words" not in listing
    assert "summary" not in listing
    assert listing["cost"] == "free"


@pytest.mark.parametrize("precision", ["private", "area"])
def test_a_place_is_told_no_finer_than_its_precision_anywhere(export: Make, precision: str) -> None:
    place = Place("hall", precision, town="Otley", address=SECRET, postcode="LS6 9ZZ")
    if precision == "private":
        place = Place("hall", precision, SECRET, "Otley", "LS6 9ZZ", SECRET, SECRET)
    group = a_group(places={"hall": place}, meetings=(a_meeting(where="hall"),))
    files = export(group)
    for secret in (SECRET, "9ZZ"):
        assert holders(files, (*RULED, *OWN), secret) == []
        assert secret.casefold() not in script(of_group(files.exporting, group) or {}).casefold()
    assert "otley" in script(of_group(files.exporting, group) or {}).casefold()
    assert len(holders(files, (*RULED, *OWN), "otley")) > 5


def test_a_listing_that_was_taken_out_leaves_no_trace_in_changes(export: Make) -> None:
    from ourtables.exports.history import Event, History

    history = History((Event(date(2026, 1, 1), "added", "gone-for-good"), Event(date(2026, 2, 1), "added", "kettle")))
    changes = export(a_group(), history=history).json("data/changes.json")
    assert {one["group"] for one in changes["changes"]} == {"kettle"}
    assert changes["changes"][0] == {"day": "2026-10-05", "what": "confirmed", "group": "kettle", "name": "Kettle"}
