"""Takes the pictures of the README and of the guide for groups: `python -m tests.browser.screenshots` writes them into docs/images/.

They show the repository's own demonstration, built on the day that tests are held on.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.browser import demonstration
from tests.browser.chromium import chromium
from tests.browser.waiting import form_rested
from tests.browser.wire import Served, weighed

IMAGES = demonstration.ROOT / "docs" / "images"
WINDOW = {"width": 1280, "height": 900}
MOST = 200_000
WORD = "tea"
# The guide's pictures stand in a column of text.
NARROW = {"width": 820, "height": 760}
NAME = "The Example Samovar"
WORDS = """We put the samovar on at six, and whoever comes, comes. You can talk, or not. Nobody is paid and nobody takes notes.

Come late, leave early, bring a friend."""


def take(page: Page, name: str) -> None:
    """Save what is in sight, small enough for a README."""
    page.evaluate("() => document.fonts.ready")
    file = IMAGES / f"{name}.png"
    page.screenshot(path=file, caret="hide", animations="disabled")
    size = file.stat().st_size
    if size > MOST:
        raise SystemExit(f"{file} is {size:,} bytes, more than {MOST:,}.")
    print(f"{file.relative_to(demonstration.ROOT)}: {size:,} bytes")


def form(page: Page, site: Served) -> None:
    """The steps of adding a group and of saying that it is still right."""
    page.set_viewport_size(NARROW)
    page.clock.set_fixed_time(f"{demonstration.DAY.isoformat()}T12:00:00")
    page.goto(site.address("/add/"))
    page.locator("#f-name").fill(NAME)
    page.locator("#f-body").fill(WORDS)
    at(page, "#seven")
    take(page, "form-words")
    page.locator("#f-areas").fill("Newport")
    page.locator("[data-look]").click()
    page.locator("[data-found] button").first.wait_for()
    at(page, "[data-path=areas]")
    take(page, "form-areas")
    page.get_by_role("button", name="Newport, Isle of Wight").click()
    for choice in (
        "#f-offers-peer-support-group",
        "#f-formats-in-person",
        "#f-led_by-all-lived-experience",
        "#f-consent-group-asked",
    ):
        page.locator(choice).check()
    page.locator("#f-contact-0-how").select_option("phone")
    page.locator("#f-contact-0-value").fill("01632 960123")
    page.locator("summary", has_text="about how it will look").click()
    form_rested(page)
    at(page, "#send-heading")
    take(page, "form-preview")
    page.locator("summary", has_text="about how it will look").click()
    at(page, "#send-heading")
    take(page, "form-send")
    page.goto(site.address(f"/change/#g={demonstration.groups().listed[0].slug}&still=right"))
    page.locator("#changing-still").wait_for()
    at(page, "h1")
    take(page, "form-still-right")


def at(page: Page, selector: str) -> None:
    """Put something at the head of the window."""
    page.locator(selector).evaluate("(node) => scrollTo(0, node.getBoundingClientRect().top + scrollY - 70)")


def main() -> None:
    """Build, open and take each."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        built = demonstration.build(Path(folder) / "site")
        with weighed(built) as site:
            page = browser.new_page(viewport=WINDOW, color_scheme="light", reduced_motion="reduce")
            page.goto(site.url)
            take(page, "home")
            page.goto(site.address(demonstration.path("group-content-notes") or demonstration.path("group-full")))
            take(page, "group")
            page.goto(site.address("/find/"))
            page.locator("#find-words").fill(WORD)
            page.locator("#find-status:not(:empty)").wait_for()
            take(page, "find")
            form(page, site)


if __name__ == "__main__":
    main()
