"""An area's pages lead to its groups by how one gets in, however many there are."""

from __future__ import annotations

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from .drawing import drawn, one_area
from .test_parts import made

MADE = 45


def test_each_page_of_a_large_area_lists_its_own_groups_by_how_one_gets_in(tmp_path: Path) -> None:
    content, area = one_area(tmp_path, MADE)
    _, making = made(content)
    groups = making.directory.serving(area).here
    assert 40 < len(groups) <= MADE, "on three pages"
    found: list[str] = []
    for url, text in drawn(content, rf"/areas/{area}/(page/\d+/)?").items():
        page = LexborHTMLParser(text)
        cards = {str(link.attributes["href"]) for link in page.css(".card h3 a")}
        assert "The other pages have lists of their own." in page.css_first("section[aria-labelledby=gates]").text(), (
            url
        )
        for gate in page.css("section[aria-labelledby=gates] details"):
            links = [str(link.attributes["href"]) for link in gate.css("li a")]
            assert set(links) <= cards, url
            assert int(gate.css_first(".count").text()) == len(links) > 0
            if "You can come by yourself" in gate.css_first("summary").text():
                found += links
    slugs = {re.sub(r"^/groups/|/$", "", link) for link in found}
    assert slugs == {group.slug for group in groups if "referral-possible" in group.joining} != set()


def test_a_small_area_says_nothing_of_other_pages(tmp_path: Path) -> None:
    content, area = one_area(tmp_path, 5)
    (text,) = drawn(content, rf"/areas/{area}/").values()
    assert "How you get in" in text
    assert "The other pages" not in text
