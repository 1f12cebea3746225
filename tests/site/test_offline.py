"""Copies to keep: one file with what is needed to reach each group, small, and asking for nothing."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from ourtables.settings.policy import hashed, policy
from ourtables.site.pages import offline

from .drawing import drawn, one_area

MOST = 80 * 1024


@pytest.fixture(scope="module")
def copy(small: Path) -> str:
    """The copy of Leeds."""
    return (small / "areas" / "leeds" / "offline.html").read_text(encoding="utf-8")


def test_a_copy_holds_what_is_needed_to_reach_each_real_group_and_not_its_words(copy: str) -> None:
    tree = LexborHTMLParser(copy)
    assert [node.text() for node in tree.css("h2")] == ["Kettle", "Night Line"]
    kettle, line = (node.text() for node in tree.css("article"))
    assert "it hasn't said" in kettle and "We ring for help only if you ask us to." in line
    for said in ("01632", "Leeds", "Confirmed by the group in October 2026"):
        assert said in kettle
    assert "This copy was made on 22 November 2026" in tree.body.text()


def test_a_copy_asks_for_nothing_and_leads_nowhere_without_its_whole_address(copy: str) -> None:
    tree = LexborHTMLParser(copy)
    assert not tree.css("script, img, link, iframe, form, svg")
    assert all(re.match(r"(https|mailto|tel|sms):", str(node.attributes["href"])) for node in tree.css("a"))
    assert len(tree.css("style")) == 1 and "url(" not in offline.STYLE


def test_its_policy_allows_the_one_style_sheet_within_it_and_nothing_else(copy: str) -> None:
    tree = LexborHTMLParser(copy)
    said = tree.css_first('meta[http-equiv="Content-Security-Policy"]').attributes["content"]
    assert said == policy(style=hashed(tree.css_first("style").text()))
    assert str(said).startswith("default-src 'none'") and str(said).count("'sha256-") == 1 and "self" not in str(said)


def test_a_copy_is_saved_only_by_a_press(small: Path) -> None:
    page = LexborHTMLParser((small / "areas" / "leeds" / "index.html").read_text(encoding="utf-8"))
    (link,) = page.css('a[href$="/offline.html"]')
    assert link.attributes["download"] == "leeds.html"
    assert not list(small.rglob("*.webmanifest")) and not [
        path for path in small.rglob("*.js") if "serviceWorker" in path.read_text(encoding="utf-8")
    ]


def test_a_copy_of_two_hundred_made_groups_is_at_most_80_kb_compressed(tmp_path: Path) -> None:
    content, area = one_area(tmp_path, 215)
    (page,) = drawn(content, rf"/areas/{area}/offline\.html").values()
    assert 190 <= page.count("<article>") <= 200
    assert len(gzip.compress(page.encode(), 6, mtime=0)) <= MOST


@pytest.mark.browser
def test_a_copy_looks_as_it_should_from_a_folder_without_a_site(browser: Browser, small: Path) -> None:
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto((small / "areas" / "leeds" / "offline.html").as_uri())
        assert page.locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor") == "rgb(251, 246, 236)"
        assert said == []
