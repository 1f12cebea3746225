"""Help today on a phone at night: a number at once, what it does if it worries first, and what is open by published hours."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import demonstration
from tests.browser.wire import Served, weighed
from tests.listing.checking.test_keepers_files import LINE
from tests.site.drawing import write

pytestmark = pytest.mark.browser

HOURS = {
    "Always": "always: yes",
    "Days": 'hours: [{start: "10:00", end: "22:00"}]',
    "Sunday night": 'hours: [{day: sunday, start: "18:00", end: "02:00"}]',
    "Weekend": 'hours: [{day: friday, start: "18:00", end: "00:00"}, {day: [saturday, sunday], start: "00:00", end: "00:00"}]',
}
OPEN = """() => Object.fromEntries([...document.querySelectorAll("article:has([data-hours])")].map((line) =>
  [line.querySelector("h3").textContent, line.querySelector("[data-hours]").textContent]))"""
NOTHING = dict.fromkeys(HOURS, "")
SAYS = "By its published hours, open "


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page of lines that a keeper checked on 1 November 2026."""
    folder = tmp_path_factory.mktemp("help")
    content = folder / "content"
    shutil.copytree(demonstration.CONTENT, content, ignore=shutil.ignore_patterns("groups", "help", "places"))
    (content / "groups").mkdir()
    (content / "help").mkdir()
    for name, hours in HOURS.items():
        text = LINE.replace("The Night Bell", name).replace("always: yes", hours).replace("never", "2026-11-01")
        (content / "help" / f"{name.replace(' ', '-').lower()}.md").write_text(text, encoding="utf-8")
    write(content, folder / "site", "/help-today/")
    with weighed(folder / "site") as served:
        yield served


def at(browser: Browser, served: Served, moment: str, offline: bool = False) -> dict[str, str]:
    """What the page says of each line at a moment, on a device in another time zone."""
    with browser.new_context(timezone_id="Asia/Tokyo") as context:
        page = context.new_page()
        page.clock.set_fixed_time(moment)
        page.goto(served.address("/help-today/"), wait_until="networkidle")
        if offline:
            expect(page.locator("[data-hours]").first).to_have_text(f"{SAYS}now")
            context.set_offline(True)
            page.wait_for_function("() => !document.querySelector('[data-hours]').textContent")
        found: dict[str, str] = page.evaluate(OPEN)
        return found


@pytest.mark.parametrize(
    ("moment", "open_until"),
    [
        ("2026-11-23T21:59:00Z", {"Days": "until 10 pm"}),
        ("2026-11-23T22:00:00Z", {}),
        ("2026-11-23T09:59:00Z", {}),
        ("2026-11-23T01:30:00Z", {"Sunday night": "until 2 am"}),
        ("2026-11-22T20:00:00Z", {"Days": "until 10 pm", "Sunday night": "until 2 am", "Weekend": "until Sunday midnight"}),
        # In summer London is an hour ahead.
        ("2027-03-30T20:59:00Z", {"Days": "until 10 pm"}),
        ("2027-03-30T21:00:00Z", {}),
    ],
)  # fmt: skip
def test_what_is_open_is_said_by_published_hours_in_the_directorys_own_time(
    browser: Browser, checked: Served, moment: str, open_until: dict[str, str]
) -> None:
    expected = {**NOTHING, "Always": f"{SAYS}now", **{name: SAYS + end for name, end in open_until.items()}}
    assert at(browser, checked, moment) == expected


@pytest.mark.parametrize(
    "moment",
    [
        # Christmas, and a holiday that only Scotland has.
        "2026-12-25T12:00:00Z",
        "2026-11-30T12:00:00Z",
        # 182 days after it was checked comes 2 May.
        "2027-05-05T12:00:00Z",
    ],
)
def test_nothing_is_said_on_bank_holidays_or_once_the_check_has_aged(
    browser: Browser, checked: Served, moment: str
) -> None:
    assert at(browser, checked, moment) == NOTHING


def test_a_night_that_began_on_a_bank_holiday_is_not_taken_for_granted(browser: Browser, checked: Served) -> None:
    # Sunday, 27 December 2026 is no holiday, and the Monday after it is one in place of Boxing Day.
    assert at(browser, checked, "2026-12-27T20:00:00Z")["Sunday night"] == f"{SAYS}until 2 am"
    assert at(browser, checked, "2026-12-28T01:00:00Z")["Sunday night"] == ""


def test_nothing_is_said_offline(browser: Browser, checked: Served) -> None:
    assert at(browser, checked, "2026-11-23T12:00:00Z", offline=True) == NOTHING


def test_no_line_is_said_to_be_open_that_nobody_has_checked(root: Served, page: Page) -> None:
    page.goto(root.address("/help-today/"))
    expect(page.locator("[data-hours]")).to_have_count(0)


def test_a_number_is_on_the_first_screen_of_a_phone_below_what_it_does_if_it_worries(
    root: Served, browser: Browser
) -> None:
    with browser.new_context(viewport={"width": 360, "height": 640}) as context:
        page = context.new_page()
        page.goto(root.address("/help-today/"))
        number = page.locator(".help-first a.contact-value").first.bounding_box()
        worry = page.locator(".help-first .contact-more").first.bounding_box()
    assert number and worry
    assert worry["y"] + worry["height"] <= number["y"]
    assert number["y"] + number["height"] <= 640
