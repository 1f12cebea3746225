"""Real charities' words, of every length and shape, stay in the window and whole on every page that shows them.

The rows are those of tests/intake/sheets (CC BY 4.0, see its README). In the long run OURTABLES_CHARITIES may name a larger
file of the same columns, which is then taken instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ourtables.directory import loading
from ourtables.intake import sheets
from ourtables.listing import checking
from tests.browser import demonstration
from tests.browser.made import LONG, build
from tests.browser.test_layout import EVERY_WIDTH, faults, opened
from tests.browser.wire import Served, weighed

pytestmark = pytest.mark.browser

TESTS = demonstration.ROOT / "tests"
ROWS = Path(os.environ.get("OURTABLES_CHARITIES") or TESTS / "intake" / "sheets" / "charities.csv")
WIDTHS = tuple(EVERY_WIDTH) if LONG else (320, 400, 560, 800, 1280, 1600)


@pytest.fixture(scope="module")
def charities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site of the imported charities, which nobody has asked yet."""
    folder = tmp_path_factory.mktemp("charities")
    content = folder / "content"
    shutil.copytree(demonstration.CONTENT, content, ignore=shutil.ignore_patterns("groups"))
    context = checking.load(content, demonstration.DAY)
    words = sheets.load(demonstration.ROOT / "bench" / "charities.yml", context)
    sheet = sheets.read(ROWS, words.columns)
    (content / "groups").mkdir()
    sheets.Import(words, sheet, context, content / "groups").run()
    loaded = loading.load(content, demonstration.DAY, drafts=True, jobs=2).directory
    assert len(loaded.groups) >= 60
    with weighed(build(loaded, content, folder / "site", "/")) as site:
        yield site


def test_no_page_that_shows_them_overflows_overlaps_or_loses_words(charities: Served, browser: Browser) -> None:
    pages = sorted([*charities.folder.glob("groups/*/index.html"), *charities.folder.glob("all/**/index.html")])
    found = []
    with browser.new_context() as context:
        page = context.new_page()
        for file in pages:
            path = f"/{file.parent.relative_to(charities.folder).as_posix()}/"
            opened(page, charities.address(path))
            found += [f"{path} {fault}" for width in WIDTHS for fault in faults(page, width)]
    assert len(pages) > 60 and not found
