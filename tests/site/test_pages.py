"""What every page of a built site keeps to."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from ourtables.settings.policy import policy

from .conftest import Pages

# Attributes that make a browser ask for something by itself.
FETCHES = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
    "track": "src",
    "use": "href",
}
ADDRESSES = re.compile(r"""url\(\s*["']?([^"')]+)""")


def inside(site: Path, prefix: str, address: str) -> Path:
    """The file that an address of the site stands for."""
    path = unquote(urlsplit(address).path).removeprefix(prefix).lstrip("/")
    return site / path / "index.html" if not path or path.endswith("/") else site / path


def links(tree: object) -> list[str]:
    return [
        str(node.attributes[name])
        for name in ("href", "src")
        for node in tree.css(f"[{name}]")  # type: ignore[attr-defined]
        if node.attributes[name] is not None
    ]


def test_every_link_within_the_site_leads_to_a_file(site: Path, pages: Pages) -> None:
    broken = {
        (url, address)
        for url, tree in pages(site)
        for address in links(tree)
        if address.startswith("/") and not inside(site, "", address).is_file()
    }
    assert not broken


def test_every_fragment_within_a_page_is_there(site: Path, pages: Pages) -> None:
    for url, tree in pages(site):
        known = {node.attributes["id"] for node in tree.css("[id]")}
        assert {address[1:] for address in links(tree) if address.startswith("#")} <= known, url


def test_no_page_has_a_script_a_style_or_a_handler_of_its_own(site: Path, pages: Pages) -> None:
    for url, tree in pages(site):
        inline = [
            node for node in tree.css("script:not([src])") if node.attributes.get("type") != "application/ld+json"
        ]
        handlers = [
            name for node in tree.css("*") for name in node.attributes if name.startswith("on") or name == "style"
        ]
        assert not inline and not tree.css("style") and not handlers, url


def test_no_page_makes_a_browser_ask_another_origin(site: Path, pages: Pages) -> None:
    for url, tree in pages(site):
        asked = [node.attributes.get(name) or "" for tag, name in FETCHES.items() for node in tree.css(tag)]
        asked += [node.attributes.get("href") or "" for node in tree.css("link:not([rel=canonical])")]
        assert not [address for address in asked if address and not address.startswith(("/", "#"))], url
    for sheet in site.glob("static/*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "@import" not in text
        assert all(
            address.startswith(("data:", "#")) or (sheet.parent / address).is_file()
            for address in ADDRESSES.findall(text)
        )


def test_every_page_carries_the_policy_and_only_the_finder_may_run_webassembly(site: Path, pages: Pages) -> None:
    for url, tree in pages(site):
        meta = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
        assert meta is not None, url
        assert meta.attributes["content"] == policy(search=url == "/find/index.html"), url


@pytest.mark.parametrize("name", ["default-src", "base-uri"])
def test_the_policy_allows_nothing_that_isn_t_named(name: str) -> None:
    assert f"{name} 'none'" in policy()
    assert "unsafe" not in policy() and "http" not in policy(search=True)


def test_every_page_has_a_title_of_its_own_one_heading_and_a_language(site: Path, pages: Pages) -> None:
    titles: dict[str, str] = {}
    for url, tree in pages(site):
        title = tree.css_first("title").text()
        assert title and len(tree.css("h1")) == 1, url
        assert tree.css_first("html").attributes.get("lang"), url
        if not url.startswith("/areas/"):
            assert titles.setdefault(title, url) == url


def test_the_sitemap_lists_the_pages_that_may_be_found_and_no_others(site: Path, pages: Pages) -> None:
    listed = set(re.findall(r"<loc>([^<]*)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8")))
    found = {
        str(tree.css_first("link[rel=canonical]").attributes["href"])
        for _, tree in pages(site)
        if not tree.css("meta[name=robots][content*=noindex]")
    }
    assert listed == found
    robots = (site / "robots.txt").read_text(encoding="utf-8")
    assert re.search(r"^Sitemap: https?://\S+/sitemap\.xml$", robots, re.MULTILINE)


def test_each_icon_is_drawn_once_on_a_page_that_shows_it(site: Path, pages: Pages) -> None:
    for url, tree in pages(site):
        drawn = [node.attributes["id"] for node in tree.css("symbol")]
        shown = {(node.attributes["href"] or "")[1:] for node in tree.css("use")}
        assert len(drawn) == len(set(drawn)) and set(drawn) == shown, url


def test_an_icon_has_its_size_and_lines_without_a_style_sheet(site: Path, pages: Pages) -> None:
    for url, tree in pages(site):
        assert {(node.attributes["width"], node.attributes["height"]) for node in tree.css("svg.icon")} <= {
            ("20", "20")
        }, url
        pens = {
            (node.attributes["fill"], node.attributes["stroke"], node.attributes["stroke-width"])
            for node in tree.css("symbol")
        }
        assert pens <= {("none", "currentColor", "2")}, url


def test_the_search_finds_the_listed_groups_and_those_out_of_touch(small: Path) -> None:
    made = json.loads((small / "pagefind" / "build.json").read_text(encoding="utf-8"))
    head = json.loads(next((small / "finder").glob("index-*.json")).read_text(encoding="utf-8"))
    assert (head["stamp"], head["count"], head["listed"]) == (made["stamp"], 5, 4)
    fragments = {path.name for path in (small / "pagefind" / "fragment").iterdir()}
    assert fragments == {f"{head['stamp']}-{place}.pf_fragment" for place in range(5)}


def test_pagefind_s_ready_made_interfaces_are_left_out(small: Path) -> None:
    names = {path.name for path in (small / "pagefind").iterdir()}
    assert not [name for name in names if "-ui" in name or "highlight" in name]
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json"} <= names


def test_the_way_back_from_a_group_goes_through_the_areas_that_its_own_lies_in(small: Path, pages: Pages) -> None:
    found = {
        url: [node.text(strip=True) for node in tree.css(".trail li")]
        for url, tree in pages(small)
        if url.startswith("/groups/")
    }
    assert found["/groups/kettle/index.html"] == ["Home", "England", "Yorkshire and the Humber", "Leeds", "Kettle"]
    assert found["/groups/far-table/index.html"] == ["Home", "The whole UK", "Far Table"]
