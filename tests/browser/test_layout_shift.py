"""Words stay where they are when the fonts arrive, and when the scripts have run.

Debian's chromium has DejaVu here and neither Arial nor Roboto, so this is the reader whose own font is the widest.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route

from tests.browser import demonstration
from tests.browser.waiting import scripts_ran
from tests.browser.wire import Served

pytestmark = pytest.mark.browser

LEAST, MOST = 0.01, 0.05
WINDOWS = {"phone": {"width": 360, "height": 640}, "desk": {"width": 1280, "height": 900}}
PAGES = ("home", "find", "group-full", "area", "help-today", "add")
SHIFTS = """
  globalThis.shifted = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) globalThis.shifted += one.value;
  }).observe({ type: "layout-shift", buffered: true });"""
# A browser reports a shift after it has painted the next frame.
PAINTED = """async () => {
  await document.fonts.ready;
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  return globalThis.shifted;
}"""


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", PAGES)
def test_little_moves_when_the_scripts_have_run_and_the_fonts_come_last(
    root: Served, browser: Browser, name: str, window: str
) -> None:
    held: list[Route] = []
    come = False
    with browser.new_context(viewport=WINDOWS[window]) as context:
        context.route("**/*.woff2", lambda route: route.continue_() if come else held.append(route))
        page = context.new_page()
        page.add_init_script(SHIFTS)
        page.goto(root.address(demonstration.path(name)), wait_until="domcontentloaded")
        scripts_ran(page)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        before = page.evaluate("() => globalThis.shifted")
        assert held, "the page asks for the fonts"
        come = True
        for route in held:
            route.continue_()
        shift = page.evaluate(PAINTED)
    print(f"{name}, {window}: {before:.4f} before the fonts, {shift:.4f} with them")
    assert before <= LEAST
    assert shift <= MOST
