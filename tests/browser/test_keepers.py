"""The keepers' corner: what a group mailed fills the form, who said so is asked, and nothing is sent or kept."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import demonstration
from tests.browser.waiting import form_rested
from tests.browser.wire import Served

pytestmark = pytest.mark.browser

NOON = f"{demonstration.DAY.isoformat()}T12:00:00"
WORDS = "We put the kettle on at six and whoever comes, comes. Nobody is paid, and you may sit there without a word."
LABELLED = f"""Hello, we would love to be on your list!

What is your group called?
Riverside Soup

Offers: peer support group
Areas: Leeds
Cost: free
Led by: someone's cousin
What happens, and who are you?
{WORDS}

--
Jo Example, 07700 900123
"""
LISTING = f"""page: {{slug}}

---
name: "Riverside Soup"
offers: [peer-support-group]
areas: [leeds]
formats: [in-person]
led_by: all-lived-experience
contact:
  - how: email
    value: "hello@riverside-soup.example.org"
confirmed: 2026-11-02
confirmed_by: group
consent: group-asked
---

{WORDS}
"""


@pytest.fixture
def corner(context: BrowserContext, root: Served) -> Page:
    page = context.new_page()
    page.clock.set_fixed_time(NOON)
    page.goto(root.address("/keepers/"))
    expect(page.locator("#form-text")).not_to_have_value("")
    return page


def paste(page: Page, text: str) -> str:
    """Paste a text, fill the form, and give the listing as it is sent."""
    page.locator("#paste-text").fill(text)
    page.get_by_role("button", name="Fill in the form").click()
    expect(page.locator("#paste-said")).not_to_have_text("")
    form_rested(page)
    return page.locator("#form-text").input_value()


def test_our_own_labels_fill_the_form_and_the_rest_is_shown(corner: Page) -> None:
    text = paste(corner, LABELLED)
    for line in ('name: "Riverside Soup"', "offers: [peer-support-group]", "areas: [leeds]", "cost: free", WORDS):
        assert line in text
    assert "led_by" not in text
    assert "confirmed" not in text
    expect(corner.locator("#paste-said")).to_contain_text("5 answers are filled in.")
    rest = corner.locator("#paste-rest").input_value()
    assert "Hello, we would love" in rest
    assert "Led by: someone's cousin" in rest
    assert "07700 900123" in rest
    assert "07700" not in text


def test_a_listing_fills_the_form_and_a_keeper_says_who_said_so(corner: Page) -> None:
    text = paste(corner, LISTING.format(slug="no-such-page"))
    expect(corner.locator("#paste-said")).to_contain_text("There is no page “no-such-page”")
    assert "confirmed: 2026-11-02\nconfirmed_by: group\n" in text
    corner.get_by_label("The group, by phone").check()
    corner.get_by_label("On which day did somebody last say").fill("2026-11-20")
    form_rested(corner)
    text = corner.locator("#form-text").input_value()
    assert "confirmed: 2026-11-20\nconfirmed_by: group-by-phone\n" in text
    assert "/new/" in (corner.locator("#send-forge").get_attribute("href") or "")


def test_a_text_that_names_a_page_changes_that_page(corner: Page) -> None:
    slug = next(one.slug for one in demonstration.groups().listed if one.cost != "free")
    text = paste(corner, f"page: {slug}\n\nCost: free\n")
    assert "cost: free" in text
    assert f'name: "{demonstration.groups().groups[slug].name}"' in text
    assert f"{slug}.md" in (corner.locator("#send-forge").get_attribute("href") or "")
    assert "/edit/" in (corner.locator("#send-forge").get_attribute("href") or "")


def test_nothing_is_sent_or_kept_and_leaving_clears_it(corner: Page) -> None:
    asked: list[str] = []
    corner.on("request", lambda request: asked.append(request.method + request.url + (request.post_data or "")))
    paste(corner, LABELLED)
    assert not [one for one in asked if not one.startswith("GET") or re.search("Riverside|07700", one)]
    assert corner.evaluate("() => localStorage.length + sessionStorage.length") == 0
    corner.goto("about:blank")
    corner.go_back()
    expect(corner.locator("#paste-text")).to_have_value("")
    assert "Riverside" not in corner.locator("#form-text").input_value()


def test_the_corner_is_in_no_index_and_no_page_leads_there(corner: Page, root: Served) -> None:
    assert corner.locator("meta[name=robots]").get_attribute("content") == "noindex"
    for page in (root.folder).rglob("*.html"):
        assert page.parent.name == "keepers" or '/keepers/"' not in page.read_text(encoding="utf-8"), page
    for name in ("sitemap.xml", "robots.txt"):
        if (root.folder / name).is_file():
            assert "keepers" not in (root.folder / name).read_text(encoding="utf-8")


def test_whoever_fills_in_the_form_for_a_group_is_asked_who_said_so(context: BrowserContext, root: Served) -> None:
    page = context.new_page()
    page.clock.set_fixed_time(NOON)
    page.goto(root.address("/add/"))
    page.locator("#f-name").fill("Riverside Soup")
    form_rested(page)
    assert "confirmed: 2026-11-22\nconfirmed_by: group\n" in page.locator("#form-text").input_value()
    page.get_by_label("I keep this directory, and fill this in for a group.").check()
    form_rested(page)
    assert "confirmed" not in page.locator("#form-text").input_value()
    page.get_by_label("A keeper of this directory").check()
    page.get_by_label("On which day did somebody last say").fill("2026-11-20")
    form_rested(page)
    assert "confirmed: 2026-11-20\nconfirmed_by: keeper\n" in page.locator("#form-text").input_value()


def test_a_keeper_who_presses_still_right_for_a_group_says_who_said_so_and_when(
    context: BrowserContext, root: Served
) -> None:
    group = next(one for one in demonstration.groups().listed if one.confirmed_by == "group")
    before = (demonstration.CONTENT / "groups" / f"{group.slug}.md").read_text(encoding="utf-8")
    page = context.new_page()
    page.clock.set_fixed_time(NOON)
    page.goto(root.address(f"/change/#g={group.slug}&still=right"))
    text = page.locator("#form-text")
    mail = page.locator("#send-mail")
    expect(text).to_have_value(before.replace(f"confirmed: {group.confirmed}", "confirmed: 2026-11-22"))
    expect(mail).to_have_attribute("href", re.compile(r"\?subject=[a-z-]+%3A%20still%20right&"))
    tick = page.get_by_label("I keep this directory, and fill this in for a group.")
    expect(tick).not_to_be_checked()
    expect(page.get_by_label("The group, by phone")).to_be_hidden()

    tick.check()
    expect(text).to_have_value(before.replace(f"confirmed: {group.confirmed}\nconfirmed_by: group\n", ""))
    expect(page.locator("#form-problems li")).to_have_count(2)
    page.get_by_label("The group, by phone").check()
    page.get_by_label("On which day did somebody last say").fill("2026-11-20")
    said = "confirmed: 2026-11-20\nconfirmed_by: group-by-phone\n"
    expect(text).to_have_value(before.replace(f"confirmed: {group.confirmed}\nconfirmed_by: group\n", said))
    expect(page.locator("#form-problems")).to_be_hidden()
    expect(mail).to_have_attribute("href", re.compile(r"\?subject=[a-z-]+%3A%20a%20change&body=page"))

    page.get_by_label("On which day did somebody last say").fill("2027-11-20")
    expect(page.locator("#form-problems li")).to_have_count(1)
    tick.uncheck()
    expect(text).to_have_value(before.replace(f"confirmed: {group.confirmed}", "confirmed: 2026-11-22"))
    expect(page.locator("#form-problems")).to_be_hidden()
