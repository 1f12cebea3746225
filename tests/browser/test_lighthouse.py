"""Lighthouse finds nothing to mend in accessibility, best practices and SEO, on pages made from generated groups."""

from __future__ import annotations

import pytest

from bench import lighthouse
from tests.browser.made import Made

pytestmark = pytest.mark.browser

OFFER = "/offers/peer-support-group/"
CATEGORIES = ("accessibility", "best-practices", "seo")
PAGES = [
    "/find/",
    *(pytest.param(path, marks=pytest.mark.long) for path in ("/", "group", "/areas/leeds/", OFFER, "/all/")),
]


@pytest.mark.parametrize("path", PAGES)
def test_lighthouse_gives_a_hundred(directory: Made, path: str) -> None:
    address = f"/groups/{directory.finder.groups[0].slug}/" if path == "group" else path
    found = lighthouse.report(directory.sites[0].address(address), CATEGORIES)
    assert lighthouse.scores(found) == dict.fromkeys(CATEGORIES, 100), lighthouse.short_of(found)
