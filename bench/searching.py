"""Times of a word search: on the find page after the last key, and from the front page as a slow phone gets it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from playwright.sync_api import Browser, CDPSession, Page

# A round trip, the network and the processor of Lighthouse's slow phone.
PHONE = {"offline": False, "latency": 562, "downloadThroughput": 1_400_000 / 8, "uploadThroughput": 675_000 / 8}
SLOWED = 4
# How long a thumb takes for a key, in milliseconds.
KEY = 120
SEARCHES = (
    "tea",
    "hearing voices",
    "choir leeds",
    "food bank",
    "coming off tablets",
    "skitzofrenia medacation withdrawl",
    "i need to talk to someone now",
    "is there a quiet group for women near me",
    "i was sectioned last year and now they want to take my children away",
)
# When the answer to all that was typed is complete, by a clock that two pages share.
ANSWERED = """(text) => new Promise((done) => {
  const look = () => {
    const ran = document.documentElement.classList.contains("ready");
    const answered = ran && !document.querySelector("#find-results").hasAttribute("aria-busy");
    if (!answered || new URLSearchParams(location.hash.slice(1)).get("q") !== text) return requestAnimationFrame(look);
    done(performance.timeOrigin + performance.now());
  };
  look();
})"""
# When the last key was pressed, or the form was sent.
WATCH = """() => {
  for (const kind of ["input", "submit"])
    addEventListener(kind, () => (window.begun = performance.timeOrigin + performance.now()), true);
}"""
BEGUN = "() => window.begun"


def settled(browser: Browser, url: str, runs: int) -> list[float]:
    """Measure how long after the last key the find page's answer is complete, in seconds, for each search and run."""
    found = []
    for _ in range(runs):
        for text in SEARCHES:
            with _page(browser) as (page, _):
                page.goto(f"{url}find/", wait_until="networkidle")
                page.evaluate(WATCH)
                page.locator("#find-words").press_sequentially(text, delay=KEY)
                answered = page.evaluate(ANSWERED, text)
                found.append((answered - page.evaluate(BEGUN)) / 1000)
    return found


def slow(browser: Browser, url: str, runs: int) -> list[float]:
    """Measure how long a slow phone takes from the front page's search to the answer, in seconds, for each search."""
    found = []
    for _ in range(runs):
        for text in SEARCHES:
            with _page(browser) as (page, session):
                session.send("Network.enable")
                session.send("Network.emulateNetworkConditions", PHONE)
                session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
                page.goto(url, wait_until="networkidle")
                page.locator("#q").press_sequentially(text, delay=KEY)
                began = page.evaluate("() => performance.timeOrigin + performance.now()")
                page.locator("#q").press("Enter")
                page.wait_for_url("**/find/#*", wait_until="commit")
                found.append((page.evaluate(ANSWERED, text) - began) / 1000)
    return found


def row(what: str, goal: str, found: list[float]) -> str:
    """One line of a table: the median, the slowest, and how many there were."""
    return f"| {what} | {median(found):.2f} s | {max(found):.2f} s | {goal} | {len(found)} |"


@contextmanager
def _page(browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    """A page of a browser that has seen nothing yet."""
    with browser.new_context() as context:
        page = context.new_page()
        yield page, context.new_cdp_session(page)
