"""A changed listing is told in plain sentences, made from the declaration and the directory's words."""

import pytest

from ourtables.reviewing.review_reports import markdown

from ..conftest import LISTING
from .conftest import Play

KETTLE = "content/groups/kettle.md"
MET = LISTING.replace("confirmed:", 'meetings:\n  - day: tuesday\n    start: "18:00"\nconfirmed:')
UNCONFIRMED = "`confirmed` was not changed."


def test_a_new_time_is_said_beside_the_old_one_and_that_nobody_confirmed_it(play: Play) -> None:
    play.commit({KETTLE: MET})
    later = MET.replace("tuesday", "thursday").replace("18:00", "19:00")
    assert play.lines({KETTLE: later}) == ["Meets Thursdays at 7 pm, was Tuesdays at 6 pm.", UNCONFIRMED]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('start: "18:00"', 'start: "18:00"\n    end: "20:30"', "Meets Tuesdays from 6 pm to 8.30 pm, was Tuesdays at 6 pm."),
        ('start: "18:00"', 'start: "18:00"\n    every: month\n    which: [1st, last]',
         "Meets on the first and last Tuesday of the month at 6 pm, was Tuesdays at 6 pm."),
        ('start: "18:00"', 'start: "18:00"\n  - day: [sat, sun]\n    start: "12:00"', "Also meets Saturdays and Sundays at 12 noon."),
        ('meetings:\n  - day: tuesday\n    start: "18:00"\n', "", "No longer meets Tuesdays at 6 pm."),
        ('meetings:\n  - day: tuesday\n    start: "18:00"\n', "meetings: by-arrangement\n", "Meets by arrangement, was Tuesdays at 6 pm."),
        ("Example Kettle", "Other Kettle", "Name: “Other Kettle”, was “Example Kettle”."),
        ("[peer-support-group]", "[drop-in-space]", "What it offers: now also Drop-in space; no longer Peer support group."),
        ("led_by: all-", "led_by: most-", "Who leads: Most who decide share the experience, was All who decide share the experience."),
        ("01632 960123", "01632 960999", "Contact: no longer Phone."),
        ("led_by:", "gates:\n  id_needed: no\nled_by:", "Getting in: Identity papers needed: no."),
        ("led_by:", "places:\n  hall:\n    town: Leeds\nled_by:", "Where: town “Leeds”, how exact Only roughly where."),
        ("led_by:", "cost: free\nled_by:", "Cost: Free."),
        ("six and whoever", "seven and whoever", "Own words: 1 word new, 1 word taken away, of 24."),
    ],
)  # fmt: skip
def test_each_kind_of_change_has_its_sentence(play: Play, old: str, new: str, said: str) -> None:
    play.commit({KETTLE: MET})
    assert old in MET
    lines = play.lines({KETTLE: MET.replace(old, new, 1)})
    assert said in lines
    assert lines[-1] == UNCONFIRMED


def test_a_new_day_alone_says_that_it_is_still_right(play: Play) -> None:
    play.commit({KETTLE: LISTING})
    assert play.lines({KETTLE: LISTING.replace("2026-10-05", "2026-11-20")}) == [
        "Confirmed: 20 November 2026, was 5 October 2026.",
        "Nothing else was changed: somebody says that it is still right.",
    ]


def test_what_only_looks_different_is_said_to_be_the_same(play: Play) -> None:
    play.commit({KETTLE: LISTING})
    assert play.lines({KETTLE: LISTING.replace("[leeds]", "\n  - leeds")}) == [
        "Only the way it is written was changed."
    ]


def test_a_new_listing_says_everything_it_holds(play: Play) -> None:
    lines = play.lines({KETTLE: MET})
    assert lines[0] == "Name: “Example Kettle”."
    assert "For people living in: Leeds." in lines
    assert "Meets Tuesdays at 6 pm." in lines
    assert lines[-1] == "Its own words: 24 words."


VENUE = 'places:\n  flat:\n    precision: exact\n    address: "9 Zwieback Road"\n    town: Leeds\nmeetings:'


def test_a_place_that_becomes_private_is_not_told_a_last_time(play: Play) -> None:
    play.commit({KETTLE: MET.replace("meetings:", VENUE)})
    hidden = VENUE.replace("exact", "private").replace('    address: "9 Zwieback Road"\n', "")
    lines = play.lines({KETTLE: MET.replace("meetings:", hidden)})
    assert lines[0] == "Where: now town “Leeds”, how exact Kept private."
    assert "Zwieback" not in "".join(lines)
    assert play.lines({KETTLE: MET})[0] == "Where: no longer a place."


def test_what_a_closed_group_no_longer_publishes_is_not_told_either(play: Play) -> None:
    closed = MET.replace("meetings:", f"status: closed\nfirst_time: Ask for Zwieback.\n{VENUE}", 1)
    closed = closed.replace("contact:\n", "contact:\n  - how: website\n    value: https://table.example.org/\n")
    assert play.lines({KETTLE: closed}) == [
        "Name: “Example Kettle”.",
        "Now: Closed.",
        "What it offers: Peer support group.",
        "For people living in: Leeds.",
        "Published nowhere, since the group is closed: How you meet, Who leads, The first time, When, Where, Contact, "
        "Confirmed, Confirmed by, The group's yes.",
        "Its own words: 24 words.",
    ]
    told = markdown(play.review())
    assert [word for word in ("whoever comes", "01632", "Zwieback", "table.example") if word in told] == []


def test_a_listing_with_faults_is_told_as_far_as_it_can_be_read(play: Play) -> None:
    play.commit({KETTLE: MET})
    lines = play.lines({KETTLE: MET.replace("[leeds]", "[Atlantis]").replace("18:00", "19:00")})
    assert "Meets Tuesdays at 7 pm, was Tuesdays at 6 pm." in lines
    assert play.lines({KETTLE: "no listing at all"}) == ["It can't be read as a listing yet."]
