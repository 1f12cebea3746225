"""Words and contacts as people type them come out as they meant them: on the page, in the feed, and after `ourtables fmt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ourtables.cli.fmt import command as fmt
from ourtables.listing import checking

from ..conftest import TODAY
from .conftest import directory_in
from .drawing import drawn

GIVEN = """\
---
name: "Body"
offers: [peer-support-group]
areas: [leeds]
formats: [in-person]
led_by: all-lived-experience
contact:
  - how: phone
    value: "+44 0113 296 0123"
  - how: website
    value: "https://example.org,"
  - how: facebook
    value: "@ourgroup"
confirmed: 2026-10-05
confirmed_by: group
consent: group-agreed
---

#NotMyDiagnosis is our tag\u200b and we use it every\u00adwhere that people meet.

1986. What a year that was for all of us who began this group.

We offer:
\u2022 tea
\uf0b7 cake

Monday 6pm
Tuesday 7pm

See www.example.org/tea_time, or write to us@example.org.
"""
# A row of the given cases, what the page has for it, and what it hasn't.
ROWS = {
    "a hashtag is no heading": ("<p>#NotMyDiagnosis is our tag and we use it everywhere", "<h3>NotMy"),
    "a year is no list": ("<p>1986. What a year", "<li>What a year"),
    "a list needs no blank line": ("<p>We offer:</p>\n<ul>\n<li>tea</li>\n<li>cake</li>\n</ul>", "We offer: "),
    "a line break stays": ("<p>Monday 6pm<br>\nTuesday 7pm</p>", "6pm Tuesday"),
    "a number dials": ('href="tel:+441132960123"', "tel:+4401"),
    "an address ends before its comma": ('href="https://example.org"', "example.org,&#34;"),
    "an account is its address": ('href="https://www.facebook.com/ourgroup"', 'href="@'),
    "a bare address is a link": ('href="https://www.example.org/tea_time"', "tea_time,</a>"),
    "a mailbox is a link": ('href="mailto:us@example.org"', "example.org.</a>"),
    "nobody sees what can't be seen": ("our tag and we use it everywhere", "\u200b"),
    "nor a soft hyphen or a bullet of Word's": ("<li>cake</li>", "\uf0b7"),
}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return directory_in(tmp_path_factory.mktemp("typed"), body=GIVEN)


@pytest.fixture(scope="module")
def page(content: Path) -> str:
    return drawn(content, "/groups/body/")["/groups/body/"]


@pytest.fixture(scope="module")
def tidied(content: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page after the listing's file was written in its tidy form."""
    tidy = directory_in(tmp_path_factory.mktemp("tidied"), body=GIVEN)
    run = CliRunner().invoke(fmt, [str(tidy / "groups" / "body.md"), "--content", str(tidy)])
    assert run.exit_code == 0, run.output
    text = (tidy / "groups" / "body.md").read_text(encoding="utf-8")
    assert text != GIVEN
    assert not {"\u200b", "\u00ad"} & set(text)
    return drawn(tidy, "/groups/body/")["/groups/body/"]


@pytest.mark.parametrize("row", ROWS)
def test_a_page_shows_what_was_meant(page: str, tidied: str, row: str) -> None:
    right, wrong = ROWS[row]
    assert right in page
    assert wrong not in page
    assert right in tidied
    assert wrong not in tidied


def test_the_feed_has_the_words_as_the_page_has_them(content: Path) -> None:
    feed = drawn(content, "/feed.xml")["/feed.xml"]
    assert "#NotMyDiagnosis is our tag and we use it everywhere that people meet." in feed
    assert not {"\u200b", "\u00ad"} & set(feed)


def test_the_author_is_told_and_nothing_stops(content: Path) -> None:
    problems = checking.check_text(GIVEN, "body", checking.load(content, TODAY)).problems
    assert not [problem.code for problem in problems if problem.stops]
    assert {problem.code for problem in problems} >= {"dropped-character", "read-as"}
    assert "https://www.facebook.com/ourgroup" in " ".join(problem.message for problem in problems)
