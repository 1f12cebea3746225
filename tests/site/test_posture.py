"""What browsers, hosts and finders of faults are told: one policy, the same in pages, headers and the guide."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from ourtables.settings.policy import hashed, headers, policy
from ourtables.site.pages.offline import STYLE

from ..conftest import TODAY
from .conftest import ROOT, Pages, directory_in, listing, ourtables
from .drawing import drawn

HEADERS = headers(hashed(STYLE))
CONTACT = ".well-known/security.txt"
ADDRESS = "https://example.org/REPO"


def sources(text: str) -> dict[str, set[str]]:
    """A policy by directive."""
    return {name: set(rest) for name, *rest in (rule.split() for rule in text.split(";"))}


def test_hosts_are_told_the_policy_by_a_file(small: Path) -> None:
    first, *lines = (small / "_headers").read_text(encoding="utf-8").splitlines()
    assert first == "/*"
    assert dict(line.strip().split(": ", 1) for line in lines) == HEADERS


def test_the_guide_s_lines_for_nginx_say_the_same() -> None:
    guide = (ROOT / "docs" / "run-your-own-reference.md").read_text(encoding="utf-8")
    block = guide.partition("```nginx\n")[2].partition("```")[0]
    assert dict(re.findall(r'^  add_header (\S+) "(.*)" always;$', block, re.MULTILINE)) == HEADERS


def test_the_headers_allow_each_page_what_its_own_policy_does_and_hardly_more(small: Path, pages: Pages) -> None:
    wide = sources(HEADERS["Content-Security-Policy"])
    asked: dict[str, set[str]] = {}
    for url, tree in pages(small):
        own = sources(tree.css_first('meta[http-equiv="Content-Security-Policy"]').attributes["content"])
        for name, values in own.items():
            assert values - {"'none'"} <= wide.get(name, wide["default-src"]), (url, name)
            asked.setdefault(name, set()).update(values)
    # Nothing is in the headers that no page asks for, but that nobody may frame a page.
    assert {
        name: values - asked.get(name, set()) for name, values in wide.items() if values - asked.get(name, set())
    } == {"frame-ancestors": {"'none'"}}
    assert "unsafe-inline" not in str(HEADERS) and "http" not in HEADERS["Content-Security-Policy"]


def test_only_copies_to_keep_have_a_style_within_and_it_is_the_one_their_policy_names(
    small: Path, pages: Pages
) -> None:
    copies = 0
    for url, tree in pages(small):
        assert not tree.css(
            "[style], script:not([src]):not([type='application/ld+json']):not([type='application/json'])"
        ), url
        styles = tree.css("style")
        if url.endswith("/offline.html"):
            [style] = styles
            said = tree.css_first('meta[http-equiv="Content-Security-Policy"]').attributes["content"]
            assert said == policy(style=hashed(style.text())) and not tree.css("script, link")
            copies += 1
        else:
            assert not styles, url
    assert copies == len(list(small.rglob("offline.html"))) > 3


def test_links_to_elsewhere_tell_nobody_where_they_were_followed(small: Path, pages: Pages) -> None:
    found = 0
    for url, tree in pages(small):
        assert tree.css_first("meta[name=referrer]").attributes["content"] == "no-referrer", url
        for link in tree.css("a[href^='http']"):
            if not str(link.attributes["href"]).startswith(ADDRESS):
                found += 1
                assert "noreferrer" in str(link.attributes.get("rel")).split(), (url, link.html)
    assert found > 90


def test_links_within_a_group_s_words_are_vouched_for_by_nobody(tmp_path: Path) -> None:
    words = listing("Kettle", ("whoever comes, comes", "[our zine](https://zine.example.org/) and <a href=x>"))
    content = directory_in(tmp_path, kettle=words)
    [page] = drawn(content, r"/groups/kettle/").values()
    [link] = LexborHTMLParser(page).css(".words a")
    assert set(str(link.attributes["rel"]).split()) == {"nofollow", "ugc", "noopener", "noreferrer"}


# ---------------------------------------------------------------- security.txt (RFC 9116)


def test_finders_of_faults_are_told_whom_to_write_to(small: Path) -> None:
    said = dict(line.split(": ", 1) for line in (small / CONTACT).read_text(encoding="utf-8").splitlines())
    assert said["Contact"] == "mailto:keepers@our-own-tables.example.org"
    assert said["Canonical"] == f"{ADDRESS}/{CONTACT}"
    assert said["Preferred-Languages"] == "en-GB"
    until = datetime.fromisoformat(said.pop("Expires"))
    built = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
    assert built + timedelta(days=90) < until < built + timedelta(days=365)
    assert said.keys() == {"Contact", "Canonical", "Preferred-Languages"}


def test_with_nobody_to_write_to_nobody_is_named(tmp_path: Path) -> None:
    content = directory_in(tmp_path)
    settings = content / "directory.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"^  private: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    run = ourtables("build", "--content", str(content), "--output", str(tmp_path / "output"))
    assert run.returncode == 0, run.stderr
    assert not (tmp_path / "output" / CONTACT).exists()


@pytest.mark.parametrize("name", ["Referrer-Policy", "X-Content-Type-Options"])
def test_headers_say_what_a_policy_cannot(name: str) -> None:
    assert HEADERS[name] in ("no-referrer", "nosniff")
