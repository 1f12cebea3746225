"""The find page: words find groups on the device, its address brings them back, and it says so when it can't."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import demonstration
from tests.browser.wire import Served

pytestmark = pytest.mark.browser

NO_SUCH_WORD = "zzqxvkj"


@pytest.fixture
def group() -> tuple[str, str, str]:
    """A listed group: a word of its name that no other has, its name and its path."""
    listed = demonstration.groups().listed
    for group in listed:
        for word in re.findall(r"[A-Za-z]{5,}", group.name):
            if not any(word.lower() in other.name.lower() for other in listed if other is not group):
                return word, group.name, f"/groups/{group.slug}/"
    pytest.skip("this directory lists no group that a word tells apart")


def type_words(page: Page, words: str) -> None:
    """Type letter by letter."""
    page.locator("#find-words").press_sequentially(words, delay=20)


def expect_group(page: Page, name: str) -> None:
    """The status tells a number, and the group's card stands among the results."""
    expect(page.locator("#find-status")).to_have_text(re.compile(r"\d"))
    expect(page.locator("#find-results").get_by_role("link", name=name)).to_be_visible()


def test_a_word_finds_its_group(site: Served, page: Page, group: tuple[str, str, str]) -> None:
    word, name, path = group
    page.goto(site.address("/find/"))
    type_words(page, word.lower())
    expect_group(page, name)
    expect(page).to_have_url(site.address(f"/find/#q={word.lower()}"))
    page.locator("#find-results").get_by_role("link", name=name).click()
    page.wait_for_url(site.address(path))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_the_front_page_fetches_what_finds_groups_once_somebody_types_and_nothing_before(
    site: Served, page: Page
) -> None:
    page.goto(site.address("/"), wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.url)))
    page.locator("#q").focus()
    page.locator("#where").focus()
    page.keyboard.press("Shift+Tab")
    assert asked == []
    page.locator("#q").press_sequentially("te")
    page.wait_for_function("() => performance.getEntriesByType('resource').some(({ name }) => /index-/.test(name))")
    page.wait_for_load_state("networkidle")
    assert sorted(re.sub("-[0-9a-f]{10}", "", one) for one in asked) == [
        "find/",
        "finder/index.json",
        "static/find.js",
        "static/finder.css",
        "static/words.js",
    ]


def handled(page: Page, waiting: list[Route]) -> None:
    """Wait until a request is held: the browser tells of it before its handler is called."""
    while not waiting:
        page.evaluate("document.readyState")


def test_what_answers_a_word_is_fetched_side_by_side(root: Served, page: Page, group: tuple[str, str, str]) -> None:
    """On a slow line each file that waits for another costs half a second."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    for pattern in ("**/static/find-*.js", "**/words-*/common.json"):
        page.context.route(pattern, hold)
    word, name, _path = group
    with page.expect_request("**/finder/index-*.json"), page.expect_request("**/static/find-*.js"):
        page.goto(root.address(f"/find/#q={word}"), wait_until="commit")
    handled(page, waiting)
    with page.expect_request(re.compile(r"/words-[0-9a-f]+/\d+\.json")):
        waiting.pop().continue_()
    handled(page, waiting)
    waiting.pop().continue_()
    expect_group(page, name)


def test_the_keyboard_stays_in_the_field_while_results_come(
    root: Served, page: Page, group: tuple[str, str, str]
) -> None:
    word, name, _path = group
    page.goto(root.address("/find/"))
    type_words(page, word)
    expect_group(page, name)
    expect(page.locator("#find-words")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#find-heading")).to_be_focused()


def test_an_address_with_a_word_shows_its_results_also_after_reloading(
    site: Served, page: Page, group: tuple[str, str, str]
) -> None:
    word, name, _path = group
    page.goto(site.address(f"/find/#q={word}"))
    for _time in range(2):
        expect(page.locator("#find-words")).to_have_value(word)
        expect_group(page, name)
        page.reload()
    expect_group(page, name)


def test_coming_back_from_a_group_shows_the_results_again(
    root: Served, page: Page, group: tuple[str, str, str]
) -> None:
    word, name, path = group
    page.goto(root.address("/find/"))
    type_words(page, word)
    expect_group(page, name)
    page.locator("#find-results").get_by_role("link", name=name).click()
    page.wait_for_url(root.address(path))
    page.go_back()
    expect(page.locator("#find-words")).to_have_value(word)
    expect_group(page, name)


def test_back_never_steps_through_what_was_typed(root: Served, page: Page, group: tuple[str, str, str]) -> None:
    word, name, _path = group
    page.goto(root.address("/"))
    page.locator(f"a[href='{root.base}find/']").first.click()
    page.wait_for_url(root.address("/find/"))
    type_words(page, word)
    expect_group(page, name)
    page.go_back()
    expect(page).to_have_url(root.address("/"))


def test_the_front_page_s_field_leads_to_results(site: Served, page: Page, group: tuple[str, str, str]) -> None:
    word, name, _path = group
    page.goto(site.url)
    page.get_by_role("searchbox").first.fill(f"{word} ")
    page.get_by_role("searchbox").first.press("Enter")
    page.wait_for_url(site.address(f"/find/#q={quote(word)}"))
    expect_group(page, name)


def test_the_front_page_s_place_is_looked_up_on_the_find_page(site: Served, page: Page) -> None:
    page.goto(site.url)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
    page.get_by_label("Where?").fill("Leeds")
    page.get_by_label("Where?").press("Enter")
    page.wait_for_url(site.address("/find/#near=Leeds&area=leeds"))
    expect(page.locator("#find-where")).to_have_value("Leeds")
    expect(page.locator("#find-status")).to_have_text(re.compile("1 filter on"))
    assert not [url for url in asked if "leeds" in url.lower()]


def test_the_front_page_s_place_that_nobody_knows_is_named_on_the_find_page(root: Served, page: Page) -> None:
    page.goto(root.url)
    page.get_by_label("Where?").fill("Qzxqzx")
    page.get_by_label("Where?").press("Enter")
    page.wait_for_url(root.address("/find/#where=Qzxqzx"))
    expect(page.locator("#find-places")).to_contain_text("We don't know the place “Qzxqzx”")
    expect(page.locator("#find-where")).to_have_value("Qzxqzx")


def test_a_word_that_finds_nothing_says_so(root: Served, page: Page) -> None:
    page.goto(root.address("/find/"))
    type_words(page, NO_SUCH_WORD)
    expect(page.locator("#find-status")).to_have_text(re.compile(r"\w{2,}"))
    expect(page.locator("#find-status")).not_to_have_text(re.compile(r"[1-9]"))
    expect(page.locator("#find-results a")).to_have_count(0)
    expect(page.locator("#find-all")).to_be_visible()


def test_an_emptied_field_brings_the_plain_list_back(root: Served, page: Page) -> None:
    page.goto(root.address("/find/"))
    shown = page.locator("#find-results a").count()
    type_words(page, NO_SUCH_WORD)
    expect(page.locator("#find-results a")).to_have_count(0)
    page.locator("#find-words").fill("")
    expect(page.locator("#find-results a")).to_have_count(shown)
    expect(page).to_have_url(root.address("/find/"))


@pytest.mark.parametrize("missing", ["**/finder/words-*/**", "**/words-*.js"])
def test_a_missing_index_is_told_and_the_plain_list_still_works(
    root: Served, page: Page, group: tuple[str, str, str], missing: str
) -> None:
    def answer(route: Route) -> None:
        route.fulfill(status=404, body="")

    page.context.route(missing, answer)
    page.goto(root.address("/find/"))
    shown = page.locator("#find-results a").all_inner_texts()
    type_words(page, group[0])
    expect(page.locator("#find-status")).to_have_text(re.compile(r"\w{2,}"))
    expect(page.locator("#find-status")).not_to_have_text(re.compile(r"\d"))
    assert page.locator("#find-results a").all_inner_texts() == shown
    page.locator("#find-results a").first.click()
    page.wait_for_url("**/groups/*/")


def test_the_search_works_again_when_the_index_has_come_back(
    root: Served, page: Page, group: tuple[str, str, str]
) -> None:
    word, name, _path = group
    page.context.route("**/finder/words-*/**", lambda route: route.abort())
    page.goto(root.address("/find/"))
    type_words(page, word)
    expect(page.locator("#find-status")).to_have_text(re.compile(r"\w{2,}"))
    page.context.unroute("**/finder/words-*/**")
    page.locator("#find-words").fill("")
    type_words(page, word)
    expect_group(page, name)
