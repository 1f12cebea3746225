"""Help today: cards at the top, then peers, then nations, by the directory's data alone; hours and gaps in words."""

import re
from datetime import time
from pathlib import Path

import pytest

from ourtables.listing.help_line import HelpWay, OpenHours
from ourtables.site.pages import help as help_today
from tests.conftest import TESTS, of_our_content
from tests.listing.checking.test_keepers_files import LINE

from .conftest import CRISIS, directory_in, listing
from .drawing import drawn

FIRST = "- {key: talk, label: Talk now}\n- {key: nation, label: In your nation, definition: Staff answer.}\n- {key: more, label: Nobody}\n"
RUN_BY = """- {key: peers, label: Peers, part: Peers answer}
- {key: charity, label: A charity}
- {key: nhs, label: Staff, sentence: Staff can send help., sentences: {recording: Staff write it down.}}
"""


def line(name: str, **swaps: str) -> str:
    """A help line with other answers in the place of the first one's."""
    text = LINE.replace("The Night Bell", name)
    for field, value in swaps.items():
        text = re.sub(rf"(?m)^{field}: .*$", f"{field}: {value}", text)
    return text


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A directory with three help lines of two kinds, and cards at the top."""
    content = directory_in(tmp_path)
    (content / "vocabulary" / "help_first.yml").write_text(FIRST, encoding="utf-8")
    (content / "vocabulary" / "run_by.yml").write_text(RUN_BY, encoding="utf-8")
    lines = {
        "10-line": line("Peer Bell", checked="2026-11-01"),
        "20-wide": line("Wide Line", run_by="charity", sending="unknown\nfirst: talk"),
        "30-leeds": line("Leeds Staff", run_by="nhs", areas="[leeds, cardiff]", sending="unknown\nfirst: nation"),
    }
    for name, text in lines.items():
        (content / "help" / f"{name}.md").write_text(text, encoding="utf-8")
    return content


def html(content: Path) -> str:
    (page,) = drawn(content, "/help-today/").values()
    return page


def words(html: str) -> str:
    """What a reader sees of some HTML, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def part(page: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    return next(one for one in re.split(r"(?=<h2)", page) if words(one).startswith(heading))


def test_the_page_begins_with_the_cards_then_peers_then_the_country_then_its_nations(content: Path) -> None:
    heads = [words(head) for head in re.findall(r"<h[23][^>]*>.*?</h[23]>", html(content))]
    assert heads[:10] == [
        *("Someone now", "Talk now", "In your nation"),
        *("Peers answer", "Peer Bell"),
        *("The whole UK", "Wide Line"),
        *("England", "Leeds Staff", "Wales"),
    ]


def test_a_card_leads_to_its_line_which_has_its_address_once(content: Path) -> None:
    page = html(content)
    assert re.findall(r'href="#(line-[^"]+)"', page) == ["line-20-wide", "line-30-leeds"]
    # It stands under two nations, and an id may stand only once.
    assert [page.count(f'id="{one}"') for one in ("line-20-wide", "line-30-leeds", "line-10-line")] == [1, 1, 0]
    assert page.count("<bdi>Leeds Staff</bdi>") == 2


def test_what_is_not_known_is_said_in_the_sentence_of_who_answers(content: Path) -> None:
    page = html(content)
    unknown = {name: re.findall(r'class="unknown">([^<]*)<', part(page, name)) for name in ("The whole UK", "England")}
    assert unknown == {
        "The whole UK": [
            "We don&#39;t know if they would trace a call or send anyone.",
            "We don&#39;t know if they record calls or keep notes.",
        ],
        "England": ["Staff can send help.", "Staff write it down."],
    }
    assert "We don&#39;t know if they would trace a call.<" in part(page, "Peers answer")


def test_a_line_that_peers_answer_says_for_people_of_which_places_it_is(content: Path) -> None:
    path = content / "help" / "10-line.md"
    assert "For people living in" not in html(content)
    path.write_text(
        re.sub(r"(?m)^areas: .*$", "areas: [leeds, cardiff]", path.read_text(encoding="utf-8")), encoding="utf-8"
    )
    page = html(content)
    assert "For people living in Leeds and Cardiff." in words(part(page, "Peers answer"))
    # Under a nation's heading its place is known.
    assert page.count("For people living in") == 1


def test_each_line_says_in_which_year_it_was_seen_or_when_it_was_checked(content: Path) -> None:
    page = html(content)
    assert "Checked on 1 November 2026" in part(page, "Peers answer")
    assert "Seen in 2026. Nobody has rung it or checked it since." in part(page, "The whole UK")


def test_only_hours_that_somebody_checked_lately_are_there_for_a_script(content: Path) -> None:
    page = html(content)
    assert re.findall(r'data-hours="([^"]*)" data-until="([^"]*)" data-open="([^"]*)"', page) == [
        ("[[0, 10080]]", "2027-05-02", "[&#34;By its published hours, open now&#34;]")
    ]
    assert 'data-zone="Europe/London"' in page
    holidays = re.findall(r'data-holidays="([^"]*)"', page)[0].split()
    # Scotland's own holiday is one too, and so is a day in the place of another.
    assert {"2026-11-30", "2026-12-25", "2026-12-28", "2027-01-01"} <= set(holidays)


def test_where_nobody_knows_the_bank_holidays_nothing_is_there_for_a_script(content: Path) -> None:
    path = content / "directory.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("country: GB", "country: XX"), encoding="utf-8")
    assert "data-hours" not in html(content)


OWN_LINE = (("offers: [peer-support-group]", "offers: [listening-line]"),)
FOR_ANYONE = "for: [anyone]\n" + CRISIS


@pytest.mark.parametrize(
    ("more", "is_there"),
    [
        (FOR_ANYONE, True),
        (CRISIS, False),
        (FOR_ANYONE + "status: paused\n", False),
        (FOR_ANYONE + "example: yes\n", False),
    ],
)
def test_a_groups_own_line_is_there_if_it_is_open_to_anyone_and_running(
    content: Path, more: str, is_there: bool
) -> None:
    (content / "groups" / "night-kettle.md").write_text(listing("Night Kettle", *OWN_LINE, more=more), encoding="utf-8")
    page = html(content)
    assert ("Groups on this list that listen to anyone" in page) == is_there
    if is_there:
        own = words(part(page, "Groups on this list that listen to anyone"))
        assert own.index("Night Kettle") < own.index("If the group is worried about you") < own.index("01632")
        assert "We ring for help only if you ask us to." in own


def test_a_group_that_nobody_has_heard_of_for_long_is_not_there(content: Path) -> None:
    text = listing("Night Kettle", *OWN_LINE, more=FOR_ANYONE)
    text = re.sub(r"(?m)^confirmed: .*$", "confirmed: 2024-11-01", text)
    (content / "groups" / "night-kettle.md").write_text(text, encoding="utf-8")
    assert "Night Kettle" not in html(content)


def test_without_cards_the_page_begins_with_its_parts(content: Path) -> None:
    (content / "vocabulary" / "help_first.yml").write_text("[]\n", encoding="utf-8")
    for path in (content / "help").glob("*.md"):
        path.write_text(re.sub(r"(?m)^first: .*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    page = html(content)
    assert "Someone now" not in page
    assert "line-20-wide" not in page


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ([OpenHours(time(10), time(22))], "Every day, 10 am to 10 pm"),
        ([OpenHours(time(10), time(20, 30), (0, 1, 2, 3)), OpenHours(time(10), time(16, 30), (4,))], "Monday to Thursday, 10 am to 8.30 pm; Friday, 10 am to 4.30 pm"),
        ([OpenHours(time(18), time(2), (0, 2, 4))], "Monday, Wednesday and Friday, 6 pm to 2 am"),
        ([OpenHours(time(0), time(0), (6,))], "Sunday, day and night"),
        ([OpenHours(time(18), time(0), (4,)), OpenHours(time(0), time(0), (5, 6)), OpenHours(time(0), time(6), (0,))], "Friday 6 pm to Monday 6 am"),
        ([OpenHours(time(0), time(0))], "Day and night, every day"),
    ],
)  # fmt: skip
def test_hours_are_said_in_words(content: Path, hours: list[OpenHours], said: str) -> None:
    written = ", ".join(
        f"{{day: [{', '.join(DAYS[day] for day in one.day)}], start: '{one.start:%H:%M}', end: '{one.end:%H:%M}'}}"
        for one in hours
    ).replace("day: [], ", "")
    path = content / "help" / "10-line.md"
    path.write_text(path.read_text(encoding="utf-8").replace("always: yes", f"hours: [{written}]"), encoding="utf-8")
    assert said in words(part(html(content), "Peers answer"))


DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def test_a_span_longer_than_a_day_never_shares_a_line_with_another() -> None:
    way = HelpWay("phone", "999", hours=(OpenHours(time(6), time(6), (0, 1)), OpenHours(time(6), time(6), (4, 5))))
    assert help_today.openings(way.spans) == (
        help_today.Opening((0,), time(6), time(6), 2),
        help_today.Opening((4,), time(6), time(6), 6),
    )


@of_our_content
def test_our_own_page_begins_with_the_numbers_that_answer_everybody() -> None:
    (page,) = drawn(TESTS.parent / "content", "/help-today/").values()
    top = page.partition("People who have been there answer")[0]
    assert re.findall(r'href="((?:tel|sms):[^"]*)"', top) == [
        *("tel:116123", "sms:85258"),
        *("tel:111", "tel:111", "tel:111", "tel:08088088000"),
        "tel:999",
    ]
