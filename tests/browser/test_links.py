"""Every address in every page leads somewhere, and every group is a few presses from the front page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from ourtables.cli.pages_server import Site, find
from ourtables.listing.group import Group
from ourtables.site.pages import outputs
from ourtables.site.record import Page
from tests.browser import demonstration
from tests.browser.demonstration import ADDRESS
from tests.browser.made import Made, parts
from tests.browser.wire import Served

pytestmark = pytest.mark.browser

ADDRESSES = ("href", "src", "action", "data-find", "data-groups")
MOST_PRESSES = 5


@lru_cache(maxsize=2)
def pages(folder: Path) -> dict[str, LexborHTMLParser]:
    """Each page of a site by its path."""
    found = {}
    for file in sorted(folder.rglob("*.html")):
        relative = file.relative_to(folder).as_posix()
        found["/" + relative.removesuffix("index.html")] = LexborHTMLParser(file.read_text(encoding="utf-8"))
    return found


def addresses(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Each address in a page, with the name of its attribute."""
    for name in ADDRESSES:
        for node in tree.css(f"[{name}]"):
            value = node.attributes[name] or ""
            # What stands in a template is filled by a script.
            if value or node.tag != "a":
                yield name, value


def inside(site: Served, page: str, address: str) -> tuple[str, str] | None:
    """The path and fragment that an address of this site leads to; nothing for an address elsewhere."""
    parts = urlsplit(urljoin(ADDRESS + site.base + page.removeprefix("/"), address))
    if f"{parts.scheme}://{parts.netloc}" != ADDRESS:
        return None
    return parts.path, parts.fragment


def fragments(tree: LexborHTMLParser) -> set[str]:
    """What can be led to within a page."""
    return {str(node.attributes["id"]) for node in tree.css("[id]")}


def test_each_address_leads_to_a_file_of_the_site(site: Served) -> None:
    files = Site(site.folder, site.base)
    answers = lru_cache(maxsize=None)(lambda path: find(files, path).status)
    broken = defaultdict(list)
    for page, tree in pages(site.folder).items():
        for name, address in addresses(tree):
            goal = inside(site, page, address)
            if goal and name != "data-groups" and answers(goal[0]) != 200:
                broken[address].append(page)
    assert not broken, {address: where[:3] for address, where in broken.items()}


def test_each_fragment_is_in_its_page(site: Served) -> None:
    ids = {page: fragments(tree) for page, tree in pages(site.folder).items()}
    missing = set()
    for page, tree in pages(site.folder).items():
        for _name, address in addresses(tree):
            path, fragment = inside(site, page, address) or ("", "")
            # `#g=…` and `#q=…` hold what a script reads.
            if fragment and "=" not in fragment:
                goal = "/" + path.removeprefix(site.base)
                if unquote(fragment) not in ids.get(goal, set()):
                    missing.add((page, address))
    assert not missing, sorted(missing)[:10]


def test_each_canonical_address_is_the_page_s_own(site: Served) -> None:
    for page, tree in pages(site.folder).items():
        canonical = tree.css_first("link[rel=canonical]")
        if page not in ("/404.html",) and canonical is not None:
            assert canonical.attributes["href"] == ADDRESS + site.base + page.removeprefix("/"), page


def test_each_address_of_the_sitemap_is_a_page(site: Served) -> None:
    listed = (site.folder / "sitemap.xml").read_text(encoding="utf-8").split("<loc>")[1:]
    there = set(pages(site.folder))
    for entry in listed:
        address = entry.split("</loc>")[0]
        assert address.startswith(ADDRESS + site.base), address
        assert "/" + address.removeprefix(ADDRESS + site.base) in there, address


def presses(leads: Callable[[str], Iterable[str]]) -> dict[str, int]:
    """How many presses each page is from the front page; `leads` gives the pages that one leads to."""
    found = {"/": 0}
    # The list grows while it is gone through.
    for page in (edge := ["/"]):
        for path in leads(page):
            if path not in found:
                found[path] = found[page] + 1
                edge.append(path)
    return found


def far(groups: Iterable[Group], found: dict[str, int]) -> dict[str, int | None]:
    """The groups that are more presses away than they may be."""
    slugs = {group.slug: found.get(f"/groups/{group.slug}/") for group in groups}
    return {slug: number for slug, number in slugs.items() if number is None or number > MOST_PRESSES}


def test_each_listed_group_is_at_most_five_presses_from_the_front_page_without_a_script(root: Served) -> None:
    trees = pages(root.folder)

    def leads(page: str) -> Iterator[str]:
        for node in trees[page].css("a[href]"):
            path, _fragment = inside(root, page, node.attributes["href"] or "") or ("", "")
            if path in trees:
                yield path

    assert not far(demonstration.groups().listed, presses(leads))


WAYS = {"area": r"/|/areas/([\w-]+/)?(page/\d+/)?", "offer": r"/|/offers/([\w-]+/)?(page/\d+/)?"}


@pytest.mark.parametrize("way", WAYS)
def test_so_is_each_of_1000_groups_by_its_area_and_by_its_offer(directory: Made, way: str) -> None:
    making, templates, _files = parts(directory.finder.directory, directory.content, "/")
    drawn = {
        one.url: LexborHTMLParser(templates.draw(one).decode())
        for one in outputs(making)
        if isinstance(one, Page) and re.fullmatch(WAYS[way], one.url)
    }

    def leads(page: str) -> Iterator[str]:
        for node in drawn[page].css("a[href]") if page in drawn else ():
            path = (node.attributes["href"] or "").partition("#")[0]
            # The few groups that the front page shows are no way to all.
            if path in drawn or (path.startswith("/groups/") and page != "/"):
                yield path

    listed = making.directory.listed
    assert len(listed) > 900
    assert not far(listed, presses(leads))
