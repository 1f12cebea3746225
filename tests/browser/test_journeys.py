"""Without a script, and on paper, people get what they came for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import demonstration
from tests.browser.wire import Served

pytestmark = pytest.mark.browser

# A4 at 96 dots an inch, less the margins of the style sheet.
PAPER = {"width": 673, "height": 1000}
# The names of what a group's page tells that paper may leave out: ways onward.
NOT_ON_PAPER = (
    ".trail, .related, .doors, .press, .hidden, .pager, .leave-bar, .find-line, .jump, [aria-label='On this page']"
)
UNPRINTED = """(left) => {
  const gone = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() && !element.closest(left) && !element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) gone.push(node.data.trim());
  }
  return gone;
}"""


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no script."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def test_from_the_front_page_to_a_group_in_at_most_five_presses_without_a_script(site: Served, plain: Page) -> None:
    area = demonstration.path("area").split("/")[2]
    group = demonstration.groups().serving(area).here[0]
    trail = [area, *demonstration.groups().vocabularies["areas"].ancestors(area)]
    goals = [site.address(f"/areas/{key}/") for key in trail]
    plain.goto(site.url)
    presses = 0
    while plain.url != site.address(f"/groups/{group.slug}/"):
        presses += 1
        assert presses <= 5, plain.url
        links = {
            link.evaluate("link => link.href"): link for link in plain.locator("main a:visible, nav a:visible").all()
        }
        # Straight to the group if it is here, else to the narrowest area in sight.
        goal = next(
            goal for goal in (site.address(f"/groups/{group.slug}/"), *goals) if goal in links and goal != plain.url
        )
        links[goal].click()
        plain.wait_for_url(goal)
    expect(plain.get_by_role("heading", level=1)).to_have_text(group.name)


def test_without_a_script_the_find_page_shows_groups_and_no_field_that_does_nothing(site: Served, plain: Page) -> None:
    plain.goto(site.address("/find/"))
    expect(plain.locator("input:visible")).to_have_count(0)
    expect(plain.locator("#find-results a:visible")).to_have_count(min(20, len(demonstration.groups().listed)))
    plain.locator("#find-all").click()
    plain.wait_for_url(site.address("/all/"))


def test_without_a_script_the_front_page_has_a_way_to_find_and_no_field_that_does_nothing(
    site: Served, plain: Page
) -> None:
    plain.goto(site.url)
    expect(plain.locator("input:visible")).to_have_count(0)
    plain.locator(f"main a[href='{site.base}find/']:visible, .sign a[href='{site.base}find/']:visible").first.click()
    plain.wait_for_url(site.address("/find/"))


def test_an_address_that_is_nowhere_gets_a_page_with_ways_on(site: Served, plain: Page) -> None:
    answer = plain.goto(site.address("/groups/no-such-group/"))
    assert answer.status == 404
    plain.locator(f"main a[href^='{site.base}']").first.click()
    assert plain.url.startswith(site.url)
    expect(plain.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize(
    "mistyped", [str.upper, str.title, lambda slug: slug.replace("-", "_"), lambda slug: f"{slug}).", "{}%20".format]
)
def test_an_address_as_people_copy_it_leads_to_the_page_that_it_means(
    root: Served, browser: Browser, mistyped: Callable[[str], str]
) -> None:
    group = next(one for one in demonstration.groups().listed if "-" in one.slug)
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(root.address(f"/groups/{mistyped(group.slug)}/?a=B#C"))
        page.wait_for_url(root.address(f"/groups/{group.slug}/?a=B#C"))
        expect(page.get_by_role("heading", level=1)).to_have_text(group.name)
        page.goto(root.address("/groups/NO-Such/"))
        page.wait_for_url(root.address("/groups/no-such/"))


@pytest.mark.parametrize(
    "name", ["group-full", "group-content-notes", "group-urdu", "group-long-name", "area", "help-today"]
)
@pytest.mark.parametrize("scripts", [True, False], ids=["with-a-script", "without-a-script"])
def test_paper_holds_every_word_of_a_page_and_nothing_to_press(
    root: Served, browser: Browser, name: str, scripts: bool
) -> None:
    path = demonstration.path(name)
    if not path:
        pytest.skip(f"this directory has no page for {name}")
    with browser.new_context(java_script_enabled=scripts, viewport=PAPER) as context:
        page = context.new_page()
        page.goto(root.address(path))
        page.emulate_media(media="print")
        for what in (".skip", "[data-leave]", ".site-nav", ".site-footer nav", "form"):
            expect(page.locator(f"{what}:visible")).to_have_count(0)
        assert page.evaluate(UNPRINTED, NOT_ON_PAPER) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor") in (
            "rgba(0, 0, 0, 0)",
            "rgb(255, 255, 255)",
        )


def test_a_group_prints_on_a_few_sheets(root: Served, page: Page) -> None:
    page.goto(root.address(demonstration.path("group-full")))
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 4
