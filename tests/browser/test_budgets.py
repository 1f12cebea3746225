"""The bytes and requests of interface.md, as they go over the wire: compressed, heads included, nothing kept before."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from tests.browser import demonstration
from tests.browser.made import LARGE, Made, made
from tests.browser.waiting import finder_rested
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
    reads_light(root, browser, name)


def reads_light(root: Served, browser: Browser, name: str) -> None:
    """A page to read keeps within its budgets."""
    with browser.new_context() as context, root.weighing() as sent:
        page = context.new_page()
        page.goto(root.address(demonstration.path(name)), wait_until="networkidle")
    scripts, fonts = ends(sent, ".js"), ends(sent, ".woff2")
    before = [answer for answer in sent if answer not in scripts]
    assert len(before) <= 4, [answer.path for answer in before]
    assert len(scripts) == 1 and total(scripts) <= 4 * KB
    assert total(before) - total(fonts) <= 15 * KB
    assert total(before) <= 55 * KB


def light(root: Path, site: Path) -> None:
    """No page of a site, or of an edition of it, has over 8 KB of CSS, and none to read is over 15 KB with it."""

    @cache
    def packed(file: Path) -> int:
        return len(gzip.compress(file.read_bytes(), 6, mtime=0))

    def styles(file: Path) -> int:
        page = LexborHTMLParser(file.read_text(encoding="utf-8"))
        links = [str(link.attributes["href"]) for link in page.css("link[rel=stylesheet]")]
        return sum(packed(root / href.lstrip("/")) for href in links)

    css = {file: styles(file) for file in site.rglob("*.html")}
    assert max(css.values()) <= 8 * KB
    pages = [file for kind in ("groups", "areas", "offers") for file in (site / kind).rglob("*/index.html")]
    sizes = {file.relative_to(site).as_posix(): packed(file) + css[file] for file in pages}
    heaviest = max(sizes, key=lambda name: sizes[name])
    assert sizes[heaviest] <= 15 * KB, (heaviest, sizes[heaviest])


def test_no_page_of_the_whole_site_has_over_8_kb_of_css_and_none_to_read_is_over_15_kb_with_it(root: Served) -> None:
    light(root.folder, root.folder)


def test_a_page_to_read_is_complete_without_its_script(root: Served) -> None:
    for kind in ("groups", "areas", "offers"):
        for file in (root.folder / kind).rglob("index.html"):
            for script in LexborHTMLParser(file.read_text(encoding="utf-8")).css("script[src]"):
                assert {"defer", "async"} & set(script.attributes) or script.attributes.get("type") == "module", file


@dataclass(frozen=True)
class Size:
    """What the find page of a directory so large may weigh, in KB, and ask for; `html` is in bytes: a connection that
    was just opened sends ten packets of 1,460 before it waits for an answer.
    """

    find: int
    html: int
    one: tuple[int, int]
    second: int
    two: tuple[int, int]
    sentence: tuple[int, int]
    filter: int


AT_1000 = Size(find=100, html=14_600, one=(145, 8), second=40, two=(180, 10), sentence=(200, 12), filter=300)
# Of a large directory each five cards come in a file of their own; only bytes are counted.
MANY = 99
AT_10000 = Size(find=160, html=15_000, one=(260, MANY), second=260, two=(260, MANY), sentence=(260, MANY), filter=300)
ONE, TWO = ("tea", "kettle", "music"), ("tea garden", "hearing voices", "music kitchen", "the group")
SENTENCES = (
    "i was sectioned last year and now they want to take my children away",
    "is there a quiet group for women near me where nobody writes anything down",
    "skitzofrenia medacation withdrawl",
)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """A directory of 10,000 made groups."""
    with made(tmp_path_factory.mktemp("large"), LARGE, ("/",)) as found:
        yield found


# That no more is asked for shows in nothing but time: what the loopback sends is there within a tenth of it.
QUIET = """() => new Promise((done) => {
  const later = () => setTimeout(done, 400);
  let timer = later();
  new PerformanceObserver(() => { clearTimeout(timer); timer = later(); }).observe({ type: "resource" });
})"""


def still(page: Page) -> None:
    """Wait until the page shows what it was asked for and asks for no more."""
    page.wait_for_load_state()
    finder_rested(page)
    page.evaluate(QUIET)


def writes(words: str) -> Callable[[Page], object]:
    """Write words in place of those that are there, and wait until they are answered, when the address has them."""

    def write(page: Page) -> None:
        page.locator("#find-words").fill(words)
        page.wait_for_function("(words) => new URLSearchParams(location.hash.slice(1)).get('q') === words", arg=words)

    return write


def weigh(site: Served, browser: Browser, *before: Callable[[Page], object]) -> list[Sent]:
    """What is sent when the last of some things is done on a find page; excerpts are counted apart."""
    *before, does = before
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(site.address("/find/"))
        still(page)
        for one in before:
            one(page)
            expect(page.locator("#find-status")).to_have_text(FOUND)
            still(page)
        with site.weighing() as sent:
            does(page)
            expect(page.locator("#find-status")).to_have_text(FOUND)
            still(page)
    return [answer for answer in sent if "/fragment/" not in answer.path and "/why-" not in answer.path]


def holds(site: Served, browser: Browser, most: Size) -> None:
    """The find page of a directory keeps within its budgets."""
    with browser.new_context() as context, site.weighing() as sent:
        page = context.new_page()
        page.goto(site.address("/find/"))
        still(page)
    assert total(sent) <= most.find * KB
    assert total(ends(sent, ".js")) <= 12 * KB
    assert total(ends(sent, "/find/")) <= most.html
    assert not [answer for answer in sent if "pagefind" in answer.path], "the index waits until it is asked for"
    for words, (size, requests) in (
        *((one, most.one) for one in ONE),
        *((two, most.two) for two in TWO),
        *((one, most.sentence) for one in SENTENCES),
    ):
        sent = weigh(site, browser, writes(words))
        assert total(sent) <= size * KB, (words, [(answer.path, answer.size) for answer in sent])
        assert len(sent) <= requests, (words, [answer.path for answer in sent])
    for first, then in pairwise(ONE):
        sent = weigh(site, browser, writes(first), writes(then))
        print(f"{then} after {first}: {total(sent):,} bytes")
        assert total(sent) <= most.second * KB, (then, [(answer.path, answer.size) for answer in sent])
    sent = weigh(site, browser, lambda page: page.locator("[data-facet=pay] [type=checkbox]").first.evaluate(PRESS))
    assert total(sent) <= most.filter * KB, [(answer.path, answer.size) for answer in sent]


# In English, in Welsh and in Urdu.
FOUND = re.compile(r"\d+ (?:groups?\.|grŵp\.|گروپ۔)")
PRESS = "(box) => box.click()"


def test_the_find_page_of_1000_groups_and_its_first_search_and_filter_are_light(
    directory: Made, browser: Browser
) -> None:
    holds(directory.sites[0], browser, AT_1000)


@pytest.mark.long
def test_so_are_those_of_10000_groups(large: Made, browser: Browser) -> None:
    holds(large.sites[0], browser, AT_10000)
