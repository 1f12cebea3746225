"""A page leads to the feed and the calendar that stand beside it, for people and for programs, and only where they do."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from .conftest import Pages

PREFIX = "/REPO"
KINDS = {"feed.xml": "application/atom+xml", "meetings.ics": "text/calendar"}


@pytest.mark.parametrize(
    ("page", "files"),
    [
        ("areas/leeds", ["feed.xml"]),
        ("areas/uk-wide", ["feed.xml", "meetings.ics"]),
        ("offers/peer-support-group", ["feed.xml", "meetings.ics"]),
        ("offers/sit-with-others", ["feed.xml", "meetings.ics"]),
        ("offers/listening-line", ["feed.xml"]),
        ("groups/far-table", ["meetings.ics"]),
        ("groups/kettle", []),
    ],
)
def test_a_page_leads_to_what_stands_beside_it(small: Path, page: str, files: list[str]) -> None:
    assert [name for name in KINDS if (small / page / name).is_file()] == files
    tree = LexborHTMLParser((small / page / "index.html").read_text(encoding="utf-8"))
    for name, kind in KINDS.items():
        address = f"{PREFIX}/{page}/{name}"
        heads = [node.attributes["type"] for node in tree.css(f'head link[rel=alternate][href="{address}"]')]
        assert heads == ([kind] if name in files else []), name
        assert len(tree.css(f'main a[href="{address}"]')) == (name in files), name


def test_every_file_that_a_page_names_for_programs_is_there(small: Path, pages: Pages) -> None:
    for url, tree in pages(small):
        for node in tree.css("head link[rel=alternate]"):
            address = node.attributes["href"] or ""
            assert (small / address.removeprefix(f"{PREFIX}/")).is_file(), (url, address)
