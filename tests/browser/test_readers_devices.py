"""What readers met on their devices stays mended: each test is for a row of what they reported."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from selectolax.lexbor import LexborHTMLParser

from tests.browser import demonstration
from tests.browser.wire import Served
from tests.conftest import of_our_content

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no script."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def html_of(root: Served, path: str) -> LexborHTMLParser:
    """A page as it is sent."""
    return LexborHTMLParser((root.folder / path.strip("/") / "index.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ["/", "/find/"])
def test_no_words_can_be_sent_where_a_script_does_not_parse(root: Served, path: str) -> None:
    page = html_of(root, path)
    (policy,) = page.css("meta[http-equiv=Content-Security-Policy]")
    assert "form-action 'none'" in str(policy.attributes["content"])
    typed = [one for one in page.css("input, textarea") if one.attributes.get("type") not in ("checkbox", "radio")]
    assert len(typed) >= 2
    assert [one.attributes["id"] for one in typed if "name" in one.attributes] == []


@pytest.mark.parametrize("path", ["/", "/find/", "/add/", "/help-today/"])
def test_the_heading_and_the_search_are_inside_of_the_main_part(root: Served, path: str) -> None:
    page = html_of(root, path)
    assert len(page.css("main h1")) == len(page.css("h1")) == 1
    assert len(page.css("main [role=search]")) == len(page.css("[role=search]"))


def test_links_that_lead_to_different_places_have_different_names_on_help_today(root: Served) -> None:
    named: dict[str, set[str]] = {}
    for link in html_of(root, "/help-today/").css("main .card a:not(.contact-value)"):
        named.setdefault(" ".join(link.text().split()), set()).add(str(link.attributes["href"]))
    assert {name: places for name, places in named.items() if len(places) > 1} == {}


def test_the_finder_has_a_link_past_its_filters(root: Served, page: Page) -> None:
    page.goto(root.address("/find/"))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to results")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('.finder-results'))")


def test_a_kept_group_is_told_by_the_state_of_its_button(root: Served, page: Page) -> None:
    page.goto(root.address(demonstration.path("group-full")))
    keep = page.locator("[data-keep]")
    expect(keep).to_have_attribute("aria-pressed", "false")
    keep.click()
    expect(keep).to_have_attribute("aria-pressed", "true")


def test_pressing_with_shift_held_leaves_nothing(root: Served, page: Page) -> None:
    page.goto(root.address("/add/"))
    for number in range(3):
        page.locator("#listing-form input[type=checkbox]").nth(number).click(modifiers=["Shift"])
    expect(page.locator(".leave-count")).to_be_empty()
    assert page.url == root.address("/add/")


def test_a_shared_list_is_somebodys_and_a_forgotten_one_can_be_brought_back(root: Served, page: Page) -> None:
    mine, others = (group.slug for group in demonstration.groups().listed[:2])
    page.goto(root.address(f"/groups/{mine}/"))
    page.locator("[data-keep]").click()
    page.goto(root.address(f"/list/#g={others}"))
    expect(page.get_by_text("Somebody shared this list of groups.")).to_be_visible()
    expect(page.locator("#list-forget")).to_be_hidden()
    page.goto(root.address("/list/"))
    page.reload()
    expect(page.locator("#list-groups li.kept")).to_have_count(1)
    page.locator("#list-forget").click()
    expect(page.locator("#list-groups li.kept")).to_have_count(0)
    assert page.evaluate("() => localStorage.length") == 0
    page.get_by_role("button", name="Bring my list back").click()
    expect(page.locator(f"#list-groups a[href$='/{mine}/']")).to_be_visible()


def test_the_address_of_a_list_is_copied_by_a_press(root: Served, context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    slug = demonstration.groups().listed[0].slug
    page.goto(root.address(f"/list/#g={slug}"))
    page.evaluate("() => { delete Navigator.prototype.share; }")
    page.locator("#list-share").click()
    expect(page.locator("#list-status")).to_have_text("The list's address is copied. Paste it into a message.")
    assert page.evaluate("() => navigator.clipboard.readText()") == root.address(f"/list/#g={slug}")


@of_our_content
def test_from_bristol_without_a_script_to_a_group_that_needs_no_referral(root: Served, plain: Page) -> None:
    open_doors = [one for one in demonstration.groups().serving("bristol").here if "referral-possible" in one.joining]
    assert open_doors
    plain.goto(root.address("/areas/bristol/"))
    gate = plain.locator("details", has=plain.locator("summary", has_text="You can come by yourself"))
    gate.first.locator("summary").click()
    expect(gate.first.locator("li")).to_have_count(len(open_doors))
    gate.first.locator("a").first.click()
    assert plain.url in [root.address(f"/groups/{one.slug}/") for one in open_doors]


def test_words_fit_what_is_there_without_a_script(root: Served, plain: Page) -> None:
    plain.goto(root.address("/find/"))
    assert "What you type" not in plain.locator("main").inner_text()
    plain.goto(root.address("/add/"))
    expect(plain.get_by_text("This form can't be sent from here: it needs a script")).to_be_visible()


def test_each_question_that_is_needed_says_so_and_has_its_number_in_its_name(root: Served, page: Page) -> None:
    page.goto(root.address("/add/"))
    expect(page.get_by_role("textbox", name="1. What is your group called?")).to_have_attribute("aria-required", "true")
    expect(page.get_by_role("radiogroup", name="6. ")).to_have_attribute("aria-required", "true")
    expect(page.get_by_role("group", name="3. What do you offer?")).to_have_accessible_description(
        "An answer is needed here."
    )


def test_what_is_left_to_look_at_is_in_the_order_of_the_page(root: Served, page: Page) -> None:
    page.goto(root.address("/add/"))
    expect(page.locator("#form-problems")).to_be_visible()
    asked = page.locator("#form-problems a").all_inner_texts()
    labels = page.locator(".ask > legend, .ask > label").all_text_contents()
    order = [label.lstrip("0123456789. ") for label in labels]
    assert len(asked) >= 7
    assert [name for name in dict.fromkeys(order) if name in asked] == list(dict.fromkeys(asked))


HEARD = """() => {
  const said = document.querySelector("[role=status].hidden");
  globalThis.heard = [];
  new MutationObserver(() => globalThis.heard.push(said.textContent)).observe(said, { childList: true });
}"""


@pytest.mark.parametrize("gap", [100, 1500])
def test_however_slowly_somebody_types_the_answer_is_read_out_once(root: Served, page: Page, gap: int) -> None:
    page.clock.install()
    page.goto(root.address("/find/"))
    page.evaluate(HEARD)
    page.locator("#find-words").focus()
    for letter in "music":
        page.keyboard.type(letter)
        page.clock.run_for(gap)
    expect(page.locator("#find-status")).to_contain_text("group")
    page.clock.run_for(9000)
    assert page.evaluate("() => globalThis.heard") == [page.locator("#find-status").inner_text()]


def test_a_place_that_isnt_known_is_read_out(root: Served, page: Page) -> None:
    page.goto(root.address("/find/"))
    page.locator("#find-where").fill("Nowhere at all")
    page.locator("#find-where").press("Tab")
    expect(page.get_by_role("status")).to_contain_text("We don't know the place “Nowhere at all”.")
