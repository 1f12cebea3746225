"""The living page of components: every macro stands on it with examples, axe finds nothing, and no published site has it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ourtables.site.pages import components, outputs

from .conftest import ROOT, directory_in, listing
from .drawing import write
from .test_parts import THEME, made

# What stands around this page as around every other, and what is only a part of another component.
FRAME = {"cloth", "demo_banner", "help_link", "leave", "site_footer", "site_header", "skip"}
PARTS = {"contact_link", "finder_values", "lang", "opening_hours", "paper_contacts", "paper_when", "row"}
# Those of one page alone, which that page's own tests look at.
ALONE = {
    "booklet_foot",
    "booklet_head",
    "ask",
    "ask_choices",
    "ask_radios",
    "data_file",
    "finder_card",
    "gaps_table",
    "sections_here",
    "send",
}
WAYS = [("light", "none", 1280), ("dark", "none", 320), ("dark", "active", 1280)]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page of components of the repository's own content, and the theme's files."""
    folder = tmp_path_factory.mktemp("components")
    _, making = made(ROOT / "content")
    write(ROOT / "content", folder, "/help-today/", [components.page(making)])
    return folder


def test_every_component_stands_on_the_page(page: Path) -> None:
    text = (page / "components" / "index.html").read_text(encoding="utf-8")
    there = {path.stem for path in (THEME / "templates" / "components").glob("*.html")}
    assert there - {*FRAME, *PARTS, *ALONE} == set(re.findall(r'data-component="(\w+)"', text))
    assert not {*FRAME, *PARTS, *ALONE} - there


def test_the_repository_s_own_groups_show_every_state() -> None:
    _, making = made(ROOT / "content")
    assert {"running", "paused", "out of touch", "right to left", "warned of"} <= set(
        components.states(making.directory)
    )


@pytest.mark.parametrize("listings", [{}, {"kettle": listing("Kettle")}], ids=["none", "one"])
def test_a_directory_with_few_groups_or_none_has_the_page(tmp_path: Path, listings: dict[str, str]) -> None:
    ready, making = made(directory_in(tmp_path, **listings))
    assert b'data-component="help_group"' in ready.draw(components.page(making))


def test_no_published_site_has_the_page() -> None:
    _, making = made(ROOT / "content")
    assert "/components/" not in [one.url for one in outputs(making)]


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "forced", "width"), WAYS)
def test_axe_finds_nothing_on_the_page(browser: Browser, page: Path, scheme: str, forced: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    from tests.browser.test_axe import OPTIONS
    from tests.browser.wire import weighed

    with weighed(page) as served:
        tab = browser.new_page(viewport={"width": width, "height": 900})
        tab.emulate_media(color_scheme=scheme, forced_colors=forced)  # type: ignore[arg-type]
        tab.goto(served.address("/components/"))
        found = Axe().run(tab, options=OPTIONS).response["violations"]
        wide = tab.evaluate("() => document.documentElement.scrollWidth")
    faults = [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]
    assert not faults, "\n".join(faults)
    assert wide <= width
