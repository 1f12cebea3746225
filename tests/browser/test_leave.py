"""Leave this site: at once, without a trace of the page left behind it, with and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser import demonstration
from tests.browser.wire import Served

pytestmark = pytest.mark.browser


@dataclass
class Elsewhere:
    """A stand-in for the place that the link leads to."""

    address: str
    referrers: list[str | None] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        """Answer as the weather would."""
        self.referrers.append(route.request.headers.get("referer"))
        route.fulfill(body="<!doctype html><title>Weather</title><h1>Weather</h1>", content_type="text/html")


def outside() -> str:
    """Where the directory's link leads."""
    address = demonstration.groups().settings.leave
    if not address:
        pytest.skip("this directory has no leave link")
    return address


@pytest.fixture(params=[True, False], ids=["with-a-script", "without-a-script"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether scripts run."""
    return request.param


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser with or without scripts, as the test asks."""
    wanted = "scripts" not in request.fixturenames or request.getfixturevalue("scripts")
    with browser.new_context(java_script_enabled=wanted) as fresh:
        yield fresh


@pytest.fixture
def elsewhere(context: BrowserContext) -> Elsewhere:
    """What was asked of the place outside."""
    place = Elsewhere(outside())
    context.route(place.address + "**", place.answer)
    return place


def come_from_a_list(page: Page, root: Served) -> None:
    """Open a group from another page of the site, so that there is something to go back to."""
    group = demonstration.path("group-full")
    page.goto(root.address("/all/"))
    page.locator(f"main a[href='{group}']").first.click()
    page.wait_for_url(root.address(group))


def test_the_link_leads_out_and_tells_no_one_from_where(
    root: Served, page: Page, scripts: bool, elsewhere: Elsewhere
) -> None:
    come_from_a_list(page, root)
    page.locator("[data-leave]").click()
    page.wait_for_url(elsewhere.address)
    assert elsewhere.referrers == [None]
    expect(page.get_by_role("heading")).to_have_text("Weather")


def test_back_does_not_return_to_the_page_left(root: Served, page: Page, elsewhere: Elsewhere) -> None:
    come_from_a_list(page, root)
    page.locator("[data-leave]").click()
    page.wait_for_url(elsewhere.address)
    page.go_back()
    assert page.url == root.address("/all/")
    page.go_forward()
    assert page.url == elsewhere.address


def test_shift_three_times_leaves(root: Served, page: Page, elsewhere: Elsewhere) -> None:
    come_from_a_list(page, root)
    page.keyboard.press("Shift")
    first = page.locator(".leave-count").text_content()
    page.keyboard.press("Shift")
    second = page.locator(".leave-count").text_content()
    assert "2" in first and "1" in second, "each press says how many are left"
    assert not elsewhere.referrers
    page.keyboard.press("Shift")
    page.wait_for_url(elsewhere.address)
    page.go_back()
    assert page.url == root.address("/all/")


def test_writing_in_capitals_does_not_leave(root: Served, page: Page, elsewhere: Elsewhere) -> None:
    page.goto(root.address("/find/"))
    page.locator("#find-words").focus()
    for letter in "TEA":
        page.keyboard.press(f"Shift+{letter}")
    assert page.locator("#find-words").input_value() == "TEA"
    for key in ("Shift", "a", "Shift", "b", "Shift"):
        page.keyboard.press(key)
    # The page is covered at once when it is left.
    expect(page.locator(".leaving")).to_have_count(0)
    assert not elsewhere.referrers


def test_the_page_is_covered_and_its_title_gone_before_the_other_has_come(
    root: Served, context: BrowserContext, page: Page
) -> None:
    # An answer without content leaves the browser where it is.
    context.route(outside() + "**", lambda route: route.fulfill(status=204))
    come_from_a_list(page, root)
    page.evaluate("() => sessionStorage.setItem('draft', 'kettle')")
    title = page.title()
    page.locator("[data-leave]").click()
    cover = page.locator(".leaving")
    expect(cover).to_be_visible()
    box, window = cover.bounding_box(), page.viewport_size
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, window["width"], window["height"])
    assert page.evaluate("() => document.elementFromPoint(innerWidth / 2, innerHeight / 2).className") == "leaving"
    assert page.title() != title
    assert page.evaluate("() => sessionStorage.length") == 0


def test_the_way_out_stays_in_sight_at_the_foot_of_a_page(root: Served, page: Page, elsewhere: Elsewhere) -> None:
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 600})
        page.goto(root.address(demonstration.path("group-full")))
        page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
        expect(page.locator("[data-leave]")).to_be_in_viewport(ratio=1)
        box = page.locator("[data-leave]").bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44
