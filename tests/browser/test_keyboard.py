"""By keyboard alone every page can be used: each stop is seen, none is hidden, and groups are found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import demonstration
from tests.browser.made import Made
from tests.browser.wire import Served

pytestmark = pytest.mark.browser

FOCUS = (Path(__file__).parent / "focus.js").read_text(encoding="utf-8")
WINDOWS = {"narrow": (320, 568), "zoomed": (320, 256), "wide": (1280, 720)}
# Each shows components that others don't; the other pages and windows are walked through in the long run.
WALKED = {
    "home": ("narrow", "zoomed", "wide"),
    "find": ("narrow",),
    "area-offer": ("narrow",),
    "group-full": ("narrow", "zoomed", "wide"),
    "group-content-notes": ("narrow",),
    "help-today": ("narrow",),
    "add": ("narrow",),
    "remove": ("zoomed",),
    "missing": ("zoomed",),
}
FEWEST_STOPS, MOST_STOPS = 10, 600


def walk(page: Page, key: str) -> list[str]:
    """Go through the page to its end; what was wrong on the way."""
    faults = []
    page.evaluate("() => { globalThis.walked = new WeakSet() }")
    for stop in range(MOST_STOPS):
        page.keyboard.press(key)
        fault = page.evaluate(FOCUS)
        if fault is None:
            assert stop > FEWEST_STOPS, f"{page.url} ends by {key} after {stop} stops"
            return faults
        if fault:
            faults.append(f"{key}: {fault}")
    raise AssertionError(f"{page.url} has no end by {key}")


def _walks() -> list[object]:
    grid = [(name, window) for name in demonstration.NAMES for window in WINDOWS]
    return [
        pytest.param(
            name, window, marks=() if window in WALKED.get(name, ()) else (pytest.mark.long,), id=f"{name}-{window}"
        )
        for name, window in grid
    ]


@pytest.mark.parametrize(("name", "window"), _walks())
def test_each_stop_of_the_keyboard_is_seen_and_under_nothing(
    root: Served, browser: Browser, name: str, window: str
) -> None:
    path = demonstration.path(name)
    if not path:
        pytest.skip(f"this directory has no page for {name}")
    width, height = WINDOWS[window]
    with browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(root.address(path), wait_until="networkidle")
        assert walk(page, "Tab") == []
        if window != "wide":
            assert walk(page, "Shift+Tab") == []


@pytest.mark.parametrize("name", ["home", "group-full"])
def test_each_stop_is_seen_in_forced_colours_too(root: Served, browser: Browser, name: str) -> None:
    with browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 720}) as context:
        page = context.new_page()
        page.goto(root.address(demonstration.path(name)))
        assert walk(page, "Tab") == []


def go_by_tab_to(page: Page, selector: str) -> None:
    """Go on by Tab to the first stop that a selector names."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no stop on {page.url} is {selector}")


def press_tab_until(page: Page, address: str) -> None:
    """Go on by Tab to the first link that leads to an address, and follow it."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.href ?? ''") == address:
            page.keyboard.press("Enter")
            page.wait_for_url(address)
            return
    raise AssertionError(f"no link on {page.url} leads to {address}")


def test_the_first_stop_skips_to_the_main_text(root: Served, page: Page) -> None:
    page.goto(root.address("/areas/"))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') !== null")


def test_the_second_stop_leaves_the_site(root: Served, page: Page) -> None:
    page.goto(root.address("/"))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("[data-leave]")).to_be_focused()


def test_a_group_is_found_by_its_area(site: Served, page: Page) -> None:
    area = demonstration.path("area")
    group = demonstration.groups().serving(area.split("/")[2]).here[0]
    page.goto(site.url)
    press_tab_until(page, site.address("/areas/"))
    press_tab_until(page, site.address(area))
    press_tab_until(page, site.address(f"/groups/{group.slug}/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(group.name)


def test_a_group_is_found_by_what_it_offers(site: Served, page: Page) -> None:
    family = demonstration.path("family")
    offers = demonstration.groups().vocabularies["offers"]
    within = [term.key for term in offers.children(family.split("/")[2])]
    offer = max(within, key=lambda key: len(demonstration.groups().with_offer(key)))
    group = demonstration.groups().with_offer(offer)[0]
    page.goto(site.url)
    press_tab_until(page, site.address(family))
    press_tab_until(page, site.address(f"/offers/{offer}/"))
    press_tab_until(page, site.address(f"/groups/{group.slug}/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(group.name)


def test_a_group_is_found_by_a_word(site: Served, page: Page) -> None:
    group = demonstration.groups().listed[0]
    page.goto(site.url)
    go_by_tab_to(page, "input[type=search]")
    page.keyboard.type(group.name)
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/#q=*")
    expect(page.locator("#find-status")).to_have_text(re.compile(r"\d"))
    press_tab_until(page, site.address(f"/groups/{group.slug}/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(group.name)


def test_a_group_is_found_by_filters(root: Served, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(root.address("/find/"), wait_until="networkidle")
    go_by_tab_to(page, "[data-facet=how] [value=in-person]")
    page.keyboard.press("Space")
    expect(page.locator("#find-active a")).to_have_count(1)
    expect(page.locator("[data-facet=how] [value=in-person]")).to_be_focused()
    go_by_tab_to(page, "#find-results h3 a")
    name = page.evaluate("() => document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/groups/*/")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_on_a_narrow_screen_filters_are_opened_set_and_closed(root: Served, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(root.address("/find/"), wait_until="networkidle")
    go_by_tab_to(page, "#find-open")
    page.keyboard.press("Enter")
    go_by_tab_to(page, "[data-facet=how] [value=in-person]")
    page.keyboard.press("Space")
    go_by_tab_to(page, "#find-show")
    page.keyboard.press("Enter")
    expect(page.locator("#find-heading")).to_be_focused()
    go_by_tab_to(page, "#find-results h3 a")


def test_help_for_today_is_one_stop_away_and_its_nations_another(site: Served, page: Page) -> None:
    page.goto(site.address(demonstration.path("group-full")))
    press_tab_until(page, site.address("/help-today/"))
    part = page.locator("nav .chips a").last.get_attribute("href") or ""
    press_tab_until(page, site.address("/help-today/") + part)
    go_by_tab_to(page, ".contacts a")
    assert page.evaluate("() => document.activeElement.closest('section').querySelector('h2').id") == part[1:]


def test_a_group_is_kept_read_on_the_list_and_taken_off_it(site: Served, page: Page) -> None:
    group = demonstration.groups().listed[0]
    page.goto(site.address(f"/groups/{group.slug}/"))
    go_by_tab_to(page, "[data-keep]")
    page.keyboard.press("Space")
    press_tab_until(page, site.address("/list/"))
    expect(page.locator(".kept h2")).to_have_text(group.name)
    go_by_tab_to(page, ".kept > button")
    page.keyboard.press("Enter")
    expect(page.locator("#list-status")).to_be_focused()
    expect(page.locator(".kept")).to_have_count(0)


def test_an_area_s_booklet_is_reached_and_so_is_its_large_print(directory: Made, page: Page) -> None:
    site = directory.sites[0]
    page.goto(site.address("/areas/leeds/"))
    press_tab_until(page, site.address("/areas/leeds/booklet/"))
    press_tab_until(page, site.address("/areas/leeds/booklet/large/"))
    expect(page.locator(".entry").first).to_be_visible()
