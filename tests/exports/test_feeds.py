"""A feed reader reads our feeds: what is new and what changed, newest first."""

from collections.abc import Callable
from datetime import date
from typing import Any

import feedparser

from ourtables.exports.feeds import MOST
from ourtables.exports.history import Event, History
from ourtables.listing.group import OwnWords
from tests.exports.conftest import BASE, Files, a_group

Make = Callable[..., Files]


def read(files: Files, path: str) -> Any:
    found = feedparser.parse(files.body(path))
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def test_every_feed_is_one_and_says_where_it_is(made: Files) -> None:
    paths = [path for path, _ in made.of("feeds")]
    assert {"feed.xml", "areas/leeds/feed.xml", "offers/in-a-crisis/feed.xml"} <= set(paths)
    for path in paths[::20]:
        found = read(made, path)
        links = {link["rel"]: link["href"] for link in found.feed.links}
        assert links["self"] == found.feed.id == f"{BASE}{path}"
        assert found.feed.author == made.exporting.directory.settings.title
        ids = [entry.id for entry in found.entries]
        assert len(ids) == len(set(ids)) <= MOST


def test_the_newest_comes_first_and_an_areas_feed_holds_its_groups(made: Files) -> None:
    directory = made.exporting.directory
    found = read(made, "feed.xml")
    newest = sorted((-(group.confirmed or date.min).toordinal(), group.slug) for group in directory.listed)[:MOST]
    assert [entry.id for entry in found.entries] == [f"{BASE}groups/{slug}/" for _, slug in newest]
    here = {f"{BASE}groups/{group.slug}/" for group in directory.areas.standing("leeds")}
    assert {entry.id for entry in read(made, "areas/leeds/feed.xml").entries} == here


def test_a_feed_without_groups_is_the_same_at_every_hour(export: Make) -> None:
    found = read(export(), "areas/leeds/feed.xml")
    assert found.entries == []
    assert found.feed.updated == "2026-11-22T12:00:00+00:00"


def test_it_says_what_happened(export: Make) -> None:
    history = History(
        (
            Event(date(2026, 1, 5), "added", "kettle"),
            Event(date(2026, 11, 2), "changed", "kettle"),
            Event(date(2026, 11, 9), "added", "pot"),
        )
    )
    found = read(export(a_group(), a_group("pot"), a_group("cup"), history=history), "feed.xml")
    said = {entry.title: entry.summary for entry in found.entries}
    assert [entry.title for entry in found.entries] == ["Pot", "Kettle", "Cup"]
    assert "New on 9 November 2026." in said["Pot"]
    assert "Changed on 2 November 2026." in said["Kettle"]
    assert "Confirmed on 5 October 2026." in said["Cup"]
    assert found.entries[1].published.startswith("2026-01-05")


def test_a_groups_words_are_text_in_a_feed(export: Make) -> None:
    bad = "<script>alert(1)</script> & ]]> tea"
    group = a_group(name=bad, words=OwnWords(bad, bad, bad, bad))
    body = export(group).body("feed.xml").decode()
    assert "<script" not in body
    # Unescaped once by the reader of XML, the summary is HTML in which the tag is still text.
    assert "&amp;lt;script&amp;gt;" in body
    assert read(export(group), "feed.xml").entries[0].title == bad
