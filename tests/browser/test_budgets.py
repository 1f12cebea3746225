"""The bytes and requests of interface.md, as they go over the wire: compressed, heads included, nothing kept before."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from selectolax.lexbor import LexborHTMLParser

from tests.browser import demonstration
from tests.browser.wire import Sent, Served

pytestmark = pytest.mark.browser

KB = 1024
READ = ("group-full", "group-urdu", "area-many", "area", "area-offer", "offer", "family")


def total(sent: list[Sent]) -> int:
    """Their bytes."""
    return sum(answer.size for answer in sent)


def ends(sent: list[Sent], *endings: str) -> list[Sent]:
    """Those whose address ends so."""
    return [answer for answer in sent if answer.path.endswith(endings)]


@pytest.mark.parametrize("name", READ)
def test_a_page_to_read_is_15_kb_without_fonts_55_with_them_and_four_requests_and_a_script_of_4_kb(
    root: Served, browser: Browser, name: str
) -> None:
    with browser.new_context() as context, root.weighing() as sent:
        page = context.new_page()
        page.goto(root.address(demonstration.path(name)), wait_until="networkidle")
    scripts, fonts = ends(sent, ".js"), ends(sent, ".woff2")
    before = [answer for answer in sent if answer not in scripts]
    assert len(before) <= 4, [answer.path for answer in before]
    assert len(scripts) == 1 and total(scripts) <= 4 * KB
    assert total(before) - total(fonts) <= 15 * KB
    assert total(before) <= 55 * KB


def test_no_page_of_the_whole_site_has_over_8_kb_of_css_and_none_to_read_is_over_15_kb_with_it(root: Served) -> None:
    @cache
    def packed(file: Path) -> int:
        return len(gzip.compress(file.read_bytes(), 6, mtime=0))

    def styles(file: Path) -> int:
        page = LexborHTMLParser(file.read_text(encoding="utf-8"))
        links = [str(link.attributes["href"]) for link in page.css("link[rel=stylesheet]")]
        return sum(packed(root.folder / href.lstrip("/")) for href in links)

    css = {file: styles(file) for file in root.folder.rglob("*.html")}
    assert max(css.values()) <= 8 * KB
    pages = [file for kind in ("groups", "areas", "offers") for file in (root.folder / kind).rglob("*/index.html")]
    sizes = {file.relative_to(root.folder).as_posix(): packed(file) + css[file] for file in pages}
    heaviest = max(sizes, key=lambda name: sizes[name])
    assert sizes[heaviest] <= 15 * KB, (heaviest, sizes[heaviest])


def test_a_page_to_read_is_complete_without_its_script(root: Served) -> None:
    for kind in ("groups", "areas", "offers"):
        for file in (root.folder / kind).rglob("index.html"):
            for script in LexborHTMLParser(file.read_text(encoding="utf-8")).css("script[src]"):
                assert {"defer", "async"} & set(script.attributes) or script.attributes.get("type") == "module", file


def test_the_find_page_is_100_kb_before_typing_and_its_own_script_12(root: Served, browser: Browser) -> None:
    with browser.new_context() as context, root.weighing() as sent:
        context.new_page().goto(root.address("/find/"), wait_until="networkidle")
    assert total(sent) <= 100 * KB
    assert total(ends(sent, ".js")) <= 12 * KB
    assert not [answer for answer in sent if "pagefind" in answer.path], "the index waits until it is asked for"


def test_the_first_search_of_one_word_is_145_kb_in_8_requests(root: Served, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(root.address("/find/"), wait_until="networkidle")
        with root.weighing() as sent:
            page.locator("#find-words").press_sequentially("tea", delay=100)
            expect(page.locator("#find-results a").first).to_be_visible()
            expect(page.locator("#find-status")).not_to_be_empty()
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(300)
    assert len(sent) <= 8, [answer.path for answer in sent]
    assert total(sent) <= 145 * KB
