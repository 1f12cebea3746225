"""A script that doesn't come or can't be read leaves nothing that does nothing, and the page says what is true."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import demonstration
from tests.browser.wire import Served

pytestmark = pytest.mark.browser

FAULTS: dict[str, Callable[[Route], None]] = {
    "missing": lambda route: route.fulfill(status=404, body=""),
    "blocked": lambda route: route.abort("blockedbyclient"),
    # What a browser makes of a script that is newer than itself.
    "unknown": lambda route: route.fulfill(body="const tea = cup |> pour;", content_type="text/javascript"),
    "ended": lambda route: route.fulfill(body="throw new Error('tea');", content_type="text/javascript"),
}
SEARCH = "Word search needs a script, which hasn't run here."
LIST = "Your list needs a script, which hasn't run here."
FORM = "This form can't be sent from here: it needs a script, which hasn't run."
CHANGE = "The form on this page needs a script, which hasn't run here."
REMOVE = "Write in the e-mail which group you mean."
# A page, what its own script is called, and what the page says without it.
PAGES = {
    "/find/": ("find", SEARCH),
    "/list/": ("list", LIST),
    "/add/": ("form", FORM),
    "/change/": ("form", CHANGE),
    "/remove/": ("remove", REMOVE),
}
# Without a script the fields of /add/ are there to be printed and written on; nothing else is there to press or fill.
DEAD = "main :is(button, input, select, textarea):not(#listing-form :is(input, select, textarea)):visible"


def spoil(page: Page, name: str, fault: str) -> None:
    """Let a script come as a fault has it."""
    page.context.route(f"**/static/{name}-*.js", FAULTS[fault])


def says_so_alone(page: Page, said: str) -> None:
    """The page says what is true, and shows nothing that its script would have to answer."""
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.locator(DEAD)).to_have_count(0)
    expect(page.locator(".with-script:visible")).to_have_count(0)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("path", PAGES)
def test_without_its_own_script_a_page_says_so_and_shows_nothing_dead(
    root: Served, page: Page, path: str, fault: str
) -> None:
    name, said = PAGES[path]
    spoil(page, name, fault)
    page.goto(root.address(path))
    says_so_alone(page, said)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_dead_is_shown_while_a_script_is_on_its_way_and_after_six_seconds_the_page_says_so(
    root: Served, page: Page, path: str
) -> None:
    name, said = PAGES[path]
    held: list[Route] = []
    page.context.route(f"**/static/{name}-*.js", lambda route: held.append(route))
    page.goto(root.address(path), wait_until="commit")
    page.locator("footer").wait_for()
    expect(page.locator(DEAD)).to_have_count(0)
    expect(page.get_by_text(said)).to_be_hidden()
    room = page.evaluate("() => document.querySelector('main').offsetHeight")
    if path == "/find/":
        assert page.evaluate("() => document.querySelector('#find-form').offsetHeight") > 0, "its room is kept"
    # Held there, or a slow machine would be past the six seconds when it looks.
    page.evaluate("() => document.getAnimations().forEach((one) => { one.pause(); one.currentTime = 5900 })")
    expect(page.get_by_text(said)).to_be_hidden()
    page.evaluate("() => document.getAnimations().forEach((one) => { one.currentTime = 6100 })")
    says_so_alone(page, said)
    assert len(held) == 1
    held[0].continue_()
    expect(page.get_by_text(said)).to_be_hidden()
    if path == "/find/":
        expect(page.locator("#find-words")).to_be_visible()
        assert page.evaluate("() => document.querySelector('main').offsetHeight") == room


@pytest.mark.parametrize("path", ["/", *PAGES, "group"])
def test_without_the_script_of_every_page_nothing_dead_is_shown_either(root: Served, page: Page, path: str) -> None:
    spoil(page, "site", "unknown" if path == "/" else "missing")
    page.goto(root.address(demonstration.path("group-full") if path == "group" else path))
    expect(page.locator(DEAD)).to_have_count(0)
    # No script is left to notice it: the style sheet waits for one in vain.
    page.evaluate("() => document.getAnimations().forEach((one) => { one.currentTime = 6100 })")
    expect(page.locator(".with-script:visible")).to_have_count(0)
    for said in page.locator(".without-script").all():
        expect(said).to_be_visible()


def test_people_who_want_no_motion_wait_for_a_script_as_others_do(root: Served, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    spoil(page, "site", "missing")
    page.goto(root.address("/find/"))
    expect(page.get_by_text(SEARCH)).to_be_hidden()
    expect(page.locator(DEAD)).to_have_count(0)
    page.evaluate("() => document.getAnimations().forEach((one) => { one.currentTime = 6100 })")
    says_so_alone(page, SEARCH)


def test_without_the_questions_book_the_form_says_so_and_cannot_be_pressed(root: Served, page: Page) -> None:
    page.context.route("**/form/rulebook-*.json", lambda route: route.abort())
    page.goto(root.address("/add/"))
    says_so_alone(page, FORM)


@pytest.mark.parametrize("fault", ["missing", "unknown"])
def test_without_the_script_of_places_the_page_says_so_and_areas_can_be_chosen(
    root: Served, page: Page, fault: str
) -> None:
    spoil(page, "where", fault)
    page.goto(root.address("/find/"))
    page.locator("#find-where").fill("Leeds")
    page.locator("#find-where").press("Enter")
    expect(page.locator("#find-places")).to_have_text(
        "Places couldn't be looked up. You can choose an area from the list."
    )
    page.locator("[data-facet=area] [type=checkbox]").first.evaluate("(box) => box.click()")
    expect(page.locator("#find-status")).to_contain_text("group")


@pytest.mark.parametrize("fault", ["missing", "unknown"])
def test_without_the_script_of_words_the_page_says_so_and_filters_work(root: Served, page: Page, fault: str) -> None:
    spoil(page, "words", fault)
    page.goto(root.address("/find/"))
    page.locator("#find-words").fill("tea")
    status = page.locator("#find-status")
    expect(status).to_have_text("The search by word couldn't be loaded. The lists on this page work without it.")
    page.locator("#find-words").fill("")
    page.locator("[data-facet=offer] [type=checkbox]").first.evaluate("(box) => box.click()")
    expect(status).to_contain_text("1 filter on.")
