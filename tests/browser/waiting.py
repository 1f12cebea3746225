"""What tests wait for: a state that a page shows, never a length of time."""

from __future__ import annotations

from playwright.sync_api import Page, expect

# What a press has set off, such as the event of a new hash or of an opened fold, has been heard by then.
HEARD = "() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done))))"


# A copy to keep has no script to wait for.
RAN = "() => !document.querySelector('script[src]') || document.documentElement.classList.contains('ready')"


def scripts_ran(page: Page) -> None:
    """Wait until a page shows what its scripts bring."""
    page.wait_for_function(RAN)


def heard(page: Page) -> None:
    """Wait until the page's own listeners have heard of what was just done."""
    page.evaluate(HEARD)


def form_rested(page: Page) -> None:
    """Wait until a form shows what was typed last, as it does at once when something at its end is pressed."""
    scripts_ran(page)
    page.locator("#send").dispatch_event("click")


def finder_rested(page: Page) -> None:
    """Wait until the finder shows what its address asks for."""
    heard(page)
    expect(page.locator("#find-results")).not_to_have_attribute("aria-busy", "true")
