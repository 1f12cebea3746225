"""Groups' pages on paper: two sheets at most, at full size, with the page's address to be copied."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PageObject, PdfReader

pytestmark = pytest.mark.browser

MOST_SHEETS = 2
# The name stands in 24 points; Chromium makes a whole page smaller when anything runs out of it.
LEAST_POINTS = 20


def read(sheet: PageObject) -> tuple[str, float]:
    """The text of a sheet, and its largest letters in points."""
    sizes = [0.0]

    def seen(said: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        sizes.append(abs(cm[0] * tm[0] * size))

    return sheet.extract_text(visitor_text=seen).replace("\n", ""), max(sizes)


def test_each_made_up_group_prints_on_two_sheets_at_full_size_with_its_address(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    from tests.browser.wire import weighed

    faults = []
    with weighed(site) as served:
        page = browser.new_page()
        for path in (f"/groups/{folder.name}/" for folder in sorted((site / "groups").iterdir())):
            page.goto(served.address(path))
            if not page.locator(".group").count():
                continue
            page.pdf(path=tmp_path / "page.pdf", format="A4")
            sheets = [read(sheet) for sheet in PdfReader(tmp_path / "page.pdf").pages]
            if (
                len(sheets) > MOST_SHEETS
                or path not in "".join(text for text, _ in sheets)
                or sheets[0][1] < LEAST_POINTS
            ):
                faults.append((path, len(sheets), sheets[0][1]))
    assert not faults
