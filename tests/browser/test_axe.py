"""axe finds nothing, on each template and state, in each scheme, narrow and wide.

Every rule is on, AAA, best practice and experimental ones too. `./dev test` runs each page once, in a scheme and at a
width that a seed chose; `--long` runs all.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import demonstration
from tests.browser.waiting import scripts_ran
from tests.browser.wire import Served

pytestmark = pytest.mark.browser

SCHEMES = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced-colours": {"color_scheme": "dark", "forced_colors": "active"},
}
WIDTHS = (320, 1280)
TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental")
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": TAGS},
}
SEED = 20261122


def _grid() -> Iterator[Any]:
    chance = random.Random(SEED)
    ways = [(scheme, width) for scheme in SCHEMES for width in WIDTHS]
    deck: list[tuple[str, int]] = []
    for name in demonstration.NAMES:
        if not deck:
            deck = chance.sample(ways, len(ways))
        chosen = deck.pop()
        for scheme, width in ways:
            marks = () if (scheme, width) == chosen else (pytest.mark.long,)
            yield pytest.param(name, scheme, width, marks=marks, id=f"{name}-{scheme}-{width}")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all, since nothing is pressed."""
    with browser.new_context() as context:
        yield context.new_page()


@pytest.mark.parametrize(("name", "scheme", "width"), list(_grid()))
def test_axe_finds_nothing(root: Served, page: Page, name: str, scheme: str, width: int) -> None:
    path = demonstration.path(name)
    if not path:
        pytest.skip(f"this directory has no page for {name}")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(**SCHEMES[scheme])
    page.goto(root.address(path))
    scripts_ran(page)
    found = Axe().run(page, options=OPTIONS).response["violations"]
    faults = [f"{fault['id']}: {node['target']} {node['html'][:120]}" for fault in found for node in fault["nodes"]]
    assert not faults, f"{path}\n" + "\n".join(faults)
