"""My list, the map, what isn't listed yet, and axe in each state of the finder."""

from __future__ import annotations

import csv
import json
import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import demonstration
from tests.browser.test_axe import OPTIONS, SCHEMES, WIDTHS
from tests.browser.test_layout import LAYOUT, TARGETS
from tests.browser.test_privacy import KEPT, NOTHING
from tests.browser.waiting import heard
from tests.browser.wire import Served

pytestmark = pytest.mark.browser


def keep_two(root: Served, page: Page) -> list[str]:
    """Keep the first two groups that a filter shows."""
    page.goto(root.address("/find/#how=in-person"))
    cards = page.locator("#find-results [data-group]")
    expect(cards.first).to_be_visible()
    assert page.evaluate(KEPT) == NOTHING
    slugs = [str(cards.nth(at).get_attribute("data-group")) for at in range(2)]
    for at in range(2):
        cards.nth(at).locator("[data-keep]").click()
    expect(page.locator("[data-list]")).to_have_text("My list (2)")
    return slugs


def test_a_list_begins_with_a_press_holds_ids_only_and_is_forgotten(root: Served, page: Page) -> None:
    slugs = keep_two(root, page)
    assert page.evaluate("Object.values(localStorage).map((text) => JSON.parse(text))") == [slugs]
    page.locator("[data-list]").click()
    page.wait_for_url("**/list/")
    names = [demonstration.groups().groups[slug].name for slug in slugs]
    expect(page.locator("#list-groups h2")).to_have_text(names)
    expect(page.locator("#list-groups .group-facts").first).to_be_visible()
    expect(page.locator("#list-share")).to_have_attribute("href", f"#g={','.join(slugs)}")
    page.get_by_role("button", name=f"Take off my list: {names[0]}").click()
    expect(page.locator("#list-groups > li")).to_have_count(1)
    page.locator("#list-forget").click()
    expect(page.locator("#list-groups > li")).to_have_count(0)
    assert page.evaluate(KEPT) == NOTHING


def test_the_plain_list_keeps_groups_too_and_coming_back_to_it_leads_to_the_same_group(
    root: Served, page: Page
) -> None:
    page.goto(root.address("/find/"))
    group = demonstration.groups().listed[1]
    card = page.locator("#find-results article").nth(1)
    card.get_by_role("button", name=f"Keep this : {group.name}").click()
    assert page.evaluate("Object.values(localStorage)") == [json.dumps([group.slug])]
    kept = card.get_by_role("button", name=f"Kept on my list : {group.name}")
    expect(kept).to_be_focused()
    page.locator("[data-facet=how] input[value=in-person]").check()
    expect(page.locator("#find-results .found")).to_have_count(1)
    page.locator("[data-forget]").click()
    page.locator("[data-facet=how] input[value=in-person]").uncheck()
    expect(card.get_by_role("button", name=f"Keep this : {group.name}")).to_be_visible()
    card.get_by_role("link").click()
    page.wait_for_url(f"**/groups/{group.slug}/")
    page.go_back()
    expect(card.get_by_role("link")).to_be_focused()


def test_without_a_script_no_card_offers_to_keep_a_group(root: Served, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(root.address("/find/"))
        assert page.locator("#find-results article").count() == min(20, len(demonstration.groups().listed))
        expect(page.get_by_role("button", name="Keep this")).to_have_count(0)


def test_a_group_s_page_keeps_it_forgets_it_and_stores_nothing_before(root: Served, page: Page) -> None:
    group = demonstration.groups().listed[0]
    page.goto(root.address(f"/groups/{group.slug}/"))
    assert page.evaluate(KEPT) == NOTHING
    page.get_by_role("button", name=f"Keep this : {group.name}").click()
    assert page.evaluate("Object.values(localStorage)") == [json.dumps([group.slug])]
    kept = page.get_by_role("button", name=f"Kept on my list : {group.name}")
    expect(kept).to_be_focused()
    expect(page.locator("[data-list]")).to_have_text("My list (1)")
    page.reload()
    kept.click()
    assert page.evaluate(KEPT) == NOTHING
    page.locator("[data-keep]").click()
    page.get_by_role("button", name="Forget my list").click()
    assert page.evaluate(KEPT) == NOTHING
    expect(page.locator("[data-list]")).to_be_focused()
    expect(page.locator("[data-forget]")).to_be_hidden()


def test_a_shared_list_shows_its_groups_and_keeps_nothing_until_a_press(root: Served, page: Page) -> None:
    slugs = [group.slug for group in demonstration.groups().listed[:2]]
    page.goto(root.address(f"/list/#g={','.join(slugs)},no-such-group"))
    expect(page.locator("#list-groups > li")).to_have_count(3)
    expect(page.locator("#list-groups > li").nth(2)).to_contain_text("no-such-group")
    assert page.evaluate(KEPT) == NOTHING
    page.locator("#list-keep").click()
    expect(page.locator("#list-share")).to_have_attribute("href", re.compile(slugs[0]))
    assert page.evaluate("localStorage.length") == 1


def test_leaving_takes_the_list_along_when_that_was_chosen(root: Served, page: Page) -> None:
    keep_two(root, page)
    page.goto(root.address("/list/"))
    page.locator("#list-leaving").check()
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 1]
    page.context.route(
        lambda url: not url.startswith(root.url),
        lambda route: route.fulfill(body="<title>Elsewhere</title>", content_type="text/html"),
    )
    page.locator("[data-leave]").click()
    page.wait_for_url(lambda url: not url.startswith(root.url))
    page.goto(root.address("/list/"))
    expect(page.locator("#list-groups > li")).to_have_count(0)
    assert page.evaluate(KEPT) == NOTHING


def test_the_map_has_a_named_link_for_each_line_of_its_list(root: Served, page: Page) -> None:
    page.goto(root.address("/find/"))
    page.locator("#find-map").click()
    shapes, lines = page.locator("#find-mapped svg a"), page.locator("#find-mapped li")
    expect(shapes.first).to_be_visible()
    named = [shape.get_attribute("aria-label") for shape in shapes.all()]
    told = [f"{line.locator('a').inner_text()}: {line.locator('.count').inner_text()}" for line in lines.all()]
    assert named == told
    page.locator("#find-mapped li a", has_text="Yorkshire").click()
    expect(page).to_have_url(root.address("/find/#area=yorkshire-and-the-humber"))
    expect(page.locator("#find-mapped h3")).to_be_focused()
    expect(page.locator("#find-mapped li a", has_text="Leeds")).to_be_visible()
    assert shapes.count() == lines.count()


def test_what_isn_t_listed_yet_is_a_table_and_the_same_as_data(root: Served, page: Page) -> None:
    directory = demonstration.groups()
    rows = list(csv.DictReader((root.folder / "missing" / "gaps.csv").read_text(encoding="utf-8").splitlines()))
    assert rows and rows == [
        {name: str(value) for name, value in row.items()}
        for row in json.loads((root.folder / "missing" / "gaps.json").read_text(encoding="utf-8"))
    ]
    for row in rows:
        assert int(row["groups"]) == directory.offers_here(row["area"]).get(row["offer"], 0), row
    page.goto(root.address("/missing/london/"))
    heads = page.locator("thead th").all_inner_texts()[1:]
    line = page.locator("tbody tr", has=page.locator("th", has_text="Hackney"))
    shown = line.locator("td").all_inner_texts()
    labels = {term.key: term.label for term in directory.vocabularies["offers"]}
    wanted = {labels[row["offer"]]: row["groups"] for row in rows if row["area"] == "hackney"}
    assert {head: text.replace("none", "0") for head, text in zip(heads, shown, strict=True)} == wanted


def _press(selector: str) -> Any:
    return lambda page: page.locator(selector).click()


def _keep_and_go_to_the_list(page: Page) -> None:
    page.locator("[data-keep]").first.click()
    page.locator("[data-list]").first.click()
    page.locator(".kept").wait_for()


def _show_the_map(page: Page) -> None:
    page.locator("#find-map").click()
    page.locator("#find-mapped svg").wait_for()


def _ask_for_newport(page: Page) -> None:
    page.locator("#find-where").fill("Newport")
    page.keyboard.press("Enter")
    page.locator("#find-places button").first.wait_for()


STATES: dict[str, tuple[str, Any]] = {
    "empty": ("/find/", None),
    "filtered": ("/find/#offer=sit-with-others&diagnosis_needed=no", None),
    "panel open": ("/find/#how=in-person&step-free=yes", _press("#find-open")),
    "no results": ("/find/#q=zzqx", None),
    "no results for filters": ("/find/#q=tea&offer=suicide-talk-space&how=phone", None),
    "a slip": ("/find/#q=chapletown", None),
    "a place of several": ("/find/", _ask_for_newport),
    "words": ("/find/#q=tea", None),
    "area": ("/find/#area=leeds&near=LS6", None),
    "which place": ("/find/#where=Newport", None),
    "map": ("/find/", _show_the_map),
    "all areas": ("/find/", _press("[data-facet=area] [data-all]")),
    "list": ("/list/#g=hackney-kitchen-table", None),
    "list kept": ("/groups/hackney-kitchen-table/", _keep_and_go_to_the_list),
    "kept": ("/groups/hackney-kitchen-table/", _press("[data-keep]")),
    "missing": ("/missing/", None),
    "missing in a region": ("/missing/london/", None),
}
WAYS = [(scheme, width) for scheme in SCHEMES for width in WIDTHS]
GRID = [
    pytest.param(state, scheme, width, marks=() if (at + place) % len(WAYS) == 0 else (pytest.mark.long,))
    for at, state in enumerate(STATES)
    for place, (scheme, width) in enumerate(WAYS)
]


@pytest.mark.parametrize(("state", "scheme", "width"), GRID)
def test_axe_finds_nothing_in_any_state_and_all_has_room_and_is_large_enough_to_press(
    root: Served, browser: Browser, state: str, scheme: str, width: int
) -> None:
    path, press = STATES[state]
    with browser.new_context(viewport={"width": width, "height": 900}, **SCHEMES[scheme]) as context:
        page = context.new_page()
        page.goto(root.address(path), wait_until="networkidle")
        if press and not (state == "panel open" and width > 1000) and not (state == "all areas" and width < 1000):
            press(page)
            heard(page)
            expect(page.locator("[aria-busy=true]")).to_have_count(0)
        found = Axe().run(page, options=OPTIONS).response["violations"]
        faults = [f"{fault['id']}: {node['target']} {node['html'][:120]}" for fault in found for node in fault["nodes"]]
        assert not faults, "\n".join(faults[:12])
        # "Show 36 groups" stays in sight over the open panel.
        assert state == "panel open" or page.evaluate(LAYOUT) == []
        assert page.evaluate(TARGETS) == []
