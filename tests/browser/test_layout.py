"""No page runs out of the window, loses words or lays words over words, and what is pressed is large enough."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import demonstration
from tests.browser.waiting import scripts_ran
from tests.browser.wire import Served

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
LAYOUT = (HERE / "layout.js").read_text(encoding="utf-8")
TARGETS = (HERE / "targets.js").read_text(encoding="utf-8")
WIDTHS = (320, 360, 768, 1280)
EVERY_WIDTH = range(320, 1601, 80)
# A window of 1280 × 1024 at 400 %.
ZOOMED = {"width": 320, "height": 256}
# WCAG 1.4.12. A constructed sheet, since the policy refuses any other.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all, since nothing is pressed."""
    with browser.new_context() as context:
        yield context.new_page()


def faults(page: Page, width: int, height: int = 900) -> list[str]:
    """What is wrong with the layout at a width."""
    page.set_viewport_size({"width": width, "height": height})
    return [f"at {width} px: {fault}" for fault in page.evaluate(LAYOUT)]


def opened(page: Page, address: str) -> None:
    """Open a page and all that is folded away in it, its fonts loaded; nothing when it is open from the test before."""
    if page.url == address:
        return
    page.goto(address)
    scripts_ran(page)
    page.evaluate(
        "async () => { document.querySelectorAll('details').forEach((one) => one.open = true); await document.fonts.ready }"
    )


def test_nothing_overflows_overlaps_or_is_cut_off_from_320_to_1280_px(root: Served, page: Page, path: str) -> None:
    opened(page, root.address(path))
    assert not [fault for width in WIDTHS for fault in faults(page, width)]


def test_nothing_overflows_overlaps_or_is_cut_off_with_wide_text_spacing(root: Served, page: Page, path: str) -> None:
    opened(page, root.address(path))
    page.evaluate(SPACED)
    found = [fault for width in (320, 1280) for fault in faults(page, width)]
    page.evaluate("() => document.adoptedStyleSheets = []")
    assert not found


def test_at_400_percent_what_stays_in_sight_covers_less_than_a_third_of_the_window(
    root: Served, page: Page, path: str
) -> None:
    opened(page, root.address(path))
    assert not faults(page, **ZOOMED)
    covered = page.evaluate("""() => [...document.body.querySelectorAll("*")]
        .filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position) && one.checkVisibility())
        .map((one) => { const box = one.getBoundingClientRect(); return box.width * box.height })
        .reduce((sum, area) => sum + area, 0) / (innerWidth * innerHeight)""")
    assert covered < 1 / 3


@pytest.mark.parametrize("width", [320, 1280])
def test_what_stands_alone_is_pressed_within_44_px(root: Served, page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, root.address(path))
    assert not page.evaluate(TARGETS)


@pytest.mark.long
def test_no_group_s_page_overflows_overlaps_or_loses_words_from_320_to_1600_px(root: Served, page: Page) -> None:
    found = []
    for slug in demonstration.groups().groups:
        opened(page, root.address(f"/groups/{slug}/"))
        found += [f"{slug} {fault}" for width in EVERY_WIDTH for fault in faults(page, width)]
    assert not found


@pytest.mark.long
def test_no_page_of_the_whole_site_overflows_overlaps_or_loses_words(root: Served, page: Page) -> None:
    found = []
    for file in sorted(root.folder.rglob("*.html")):
        path = "/" + file.relative_to(root.folder).as_posix().removesuffix("index.html")
        opened(page, root.address(path))
        found += [f"{path} {fault}" for width in (320, 1280) for fault in faults(page, width)]
    assert not found
