"""Takes the pictures of the README: `python -m tests.browser.screenshots` writes them into docs/images/.

They show the repository's own demonstration, built on the day that tests are held on.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.browser import demonstration
from tests.browser.chromium import chromium
from tests.browser.wire import weighed

IMAGES = demonstration.ROOT / "docs" / "images"
WINDOW = {"width": 1280, "height": 900}
MOST = 200_000
WORD = "tea"


def take(page: Page, name: str) -> None:
    """Save what is in sight, small enough for a README."""
    page.evaluate("() => document.fonts.ready")
    file = IMAGES / f"{name}.png"
    page.screenshot(path=file, caret="hide", animations="disabled")
    size = file.stat().st_size
    if size > MOST:
        raise SystemExit(f"{file} is {size:,} bytes, more than {MOST:,}.")
    print(f"{file.relative_to(demonstration.ROOT)}: {size:,} bytes")


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


if __name__ == "__main__":
    main()
