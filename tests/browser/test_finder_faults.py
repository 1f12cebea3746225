"""What fails is told in words and leaves the plain list; what an index says stays text, whatever it holds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.waiting import finder_rested
from tests.browser.wire import Served

pytestmark = pytest.mark.browser

FAULTS: dict[str, Callable[[Route, bytes], None]] = {
    "missing": lambda route, body: route.fulfill(status=404, body=""),
    "cut off": lambda route, body: route.fulfill(status=200, body=body[: len(body) // 2]),
    "no answer": lambda route, body: route.abort(),
    "not ours": lambda route, body: route.fulfill(status=200, body="<!doctype html><p>Log in to this network"),
}
FILTERS = "The filters couldn't be loaded. The lists on this page work without them."
WORDS = "The search by word couldn't be loaded. The lists on this page work without it."
PLACES = "Places couldn't be looked up. You can choose an area from the list."
HOSTILE = '<img src=x onerror="window.broken=1"><b>"\'&amp;</b>'


def spoil(page: Page, root: Served, pattern: str, fault: str) -> None:
    """Let the files that a pattern fits come as a fault has them."""

    def answer(route: Route) -> None:
        path = route.request.url.partition("?")[0].removeprefix(root.url)
        FAULTS[fault](route, (root.folder / path).read_bytes())

    page.context.route(pattern, answer)


def plain(page: Page) -> list[str]:
    """The names of the plain list."""
    return page.locator("#find-results h3 a").all_inner_texts()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("part", ["index-*", "offer-*"])
def test_without_the_facet_index_the_page_says_so_and_the_plain_list_stays(
    root: Served, page: Page, part: str, fault: str
) -> None:
    spoil(page, root, f"**/finder/{part}.json", fault)
    page.goto(root.address("/find/"))
    shown = plain(page)
    page.locator("[data-facet=offer] input[type=checkbox]").first.check()
    expect(page.locator("#find-status")).to_have_text(FILTERS)
    assert plain(page) == shown
    page.locator("#find-results h3 a").first.click()
    page.wait_for_url("**/groups/*/")


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("part", ["finder/words-*/*", "pagefind/pagefind.js", "pagefind/*.pagefind"])
def test_without_the_word_index_the_page_says_so_and_the_plain_list_stays(
    root: Served, page: Page, part: str, fault: str
) -> None:
    spoil(page, root, f"**/{part}", fault)
    page.goto(root.address("/find/"))
    shown = plain(page)
    page.locator("#find-words").fill('"table"')
    expect(page.locator("#find-status")).to_have_text(WORDS)
    assert plain(page) == shown


@pytest.mark.parametrize("fault", FAULTS)
def test_nobody_is_not_said_of_a_word_index_that_cannot_be_proven_whole(root: Served, page: Page, fault: str) -> None:
    spoil(page, root, "**/pagefind/build.json", fault)
    page.goto(root.address("/find/"))
    shown = plain(page)
    page.locator("#find-words").fill('"table said so"')
    expect(page.locator("#find-status")).to_have_text(WORDS)
    assert plain(page) == shown


@pytest.mark.parametrize(
    ("gone", "press"), [("finder/led-*", "filter"), ("static/words-*", "word"), ("static/map-*", "map")]
)
def test_a_page_left_open_while_the_site_is_published_anew_says_that_it_is_older(
    root: Served, page: Page, gone: str, press: str
) -> None:
    page.goto(root.address("/find/"))
    page.wait_for_load_state("networkidle")
    index = page.locator("#finder").get_attribute("data-index")
    assert index
    published = (
        (root.folder / "find" / "index.html").read_text(encoding="utf-8").replace(index, "index-0123456789.json")
    )
    page.context.route("**/find/", lambda route: route.fulfill(body=published, content_type="text/html"))
    spoil(page, root, f"**/{gone}", "missing")
    if press == "filter":
        page.locator("[data-facet=led] input").first.evaluate("(box) => box.click()")
    elif press == "word":
        page.locator("#find-words").fill("table")
    else:
        page.locator("#find-map").click()
    told = page.locator("#find-mapped" if press == "map" else "#find-status")
    expect(told).to_have_text("This page is older than the search. Load it again, please. The lists on this page work.")


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("part", ["words", "n-*"])
def test_without_the_tables_of_places_the_page_says_so_and_filters_work(
    root: Served, page: Page, part: str, fault: str
) -> None:
    if (part, fault) == ("n-*", "missing"):
        pytest.skip("no table for two letters means that no place begins so")
    spoil(page, root, f"**/places-*/{part}.json", fault)
    page.goto(root.address("/find/"))
    page.locator("#find-where").fill("Leeds")
    page.locator("#find-where").press("Enter")
    expect(page.locator("#find-places")).to_have_text(PLACES)
    page.locator("[data-facet=how] input").first.check()
    expect(page.locator("#find-status")).to_have_text(re.compile(r"\d+ groups?\."))


@pytest.mark.parametrize("fault", FAULTS)
def test_without_the_map_the_page_says_so(root: Served, page: Page, fault: str) -> None:
    spoil(page, root, "**/places-*/map.json", fault)
    page.goto(root.address("/find/"))
    page.locator("#find-map").click()
    expect(page.locator("#find-mapped")).to_have_text("The map couldn't be drawn. The areas are in the filters too.")


def test_what_an_index_says_stays_text(root: Served, page: Page) -> None:
    def poison(value: Any) -> Any:
        return [HOSTILE if isinstance(one, str) else one for one in value]

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        body = json.loads((root.folder / "finder" / name).read_text(encoding="utf-8"))
        route.fulfill(
            body=json.dumps(
                {key: poison(value) if key in ("name", "blurb", "slug") else value for key, value in body.items()}
            )
        )

    for part in ("name", "blurb"):
        page.context.route(f"**/finder/{part}-*.json", answer)
    page.goto(root.address("/find/#how=in-person"))
    first = page.locator("#find-results article").first
    expect(first.locator("h3")).to_have_text(HOSTILE)
    expect(first.locator(".card-words")).to_have_text(HOSTILE)
    assert page.locator("#find-results img, #find-results b").count() == 0
    assert page.evaluate("window.broken") is None
    assert first.locator("a").first.evaluate("(link) => link.origin") == root.origin


def test_an_excerpt_keeps_nothing_but_its_marks(root: Served, page: Page) -> None:
    page.goto(root.address("/find/"))
    script = next((root.folder / "static").glob("find-*.js")).read_text(encoding="utf-8")
    assert "innerHTML" not in script and "insertAdjacentHTML" not in script


@pytest.mark.parametrize("typed", [HOSTILE, '"' * 40, "(((", "a" * 5_000, "%00%ff", "\u202e\u0000kettle"])
def test_whatever_is_typed_stays_text(root: Served, page: Page, typed: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(root.address("/find/"))
    for field in ("#find-words", "#find-where"):
        page.locator(field).fill(typed)
        page.locator(field).press("Enter")
        finder_rested(page)
    assert page.locator("main img, #find-help b").count() == 0
    assert page.evaluate("window.broken") is None
    assert faults == []
