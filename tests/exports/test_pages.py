"""The site writes every export, and says of each what it is, where it stays and how it begins."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ourtables.core import catalogue
from ourtables.exports import EXPORTS
from ourtables.exports.history import Event, History
from ourtables.site.edition import Address, Edition
from ourtables.site.pages import Making, data, lists
from ourtables.site.record import File, Page
from tests.exports.conftest import BASE, ROOT, Files, a_group


@pytest.fixture(scope="module")
def making(made: Files, content: Path) -> Making:
    return Making(made.exporting.directory, content, Edition(catalogue.Catalogue("en-GB"), Address.of(BASE)))


def test_every_file_of_every_export_is_written_where_it_is_said_to_be(making: Making, made: Files) -> None:
    outputs = (*data.files(making), *data.files_of_each_language(making))
    written = {output.url: output for output in outputs if isinstance(output, File)}
    assert {url.removeprefix("/") for url in written} == made.made.keys()
    assert written["/data/groups.csv"].body() == made.body("data/groups.csv")


def test_the_page_shows_each_export_with_its_beginning(making: Making) -> None:
    page = next(output for output in data.about(making) if isinstance(output, Page))
    shown = page.context()["shown"]
    assert [one.export.name for one in shown] == list(EXPORTS)
    assert all(one.beginning for one in shown)
    by_name = {one.export.name: one for one in shown}
    assert by_name["calendars"].beginning.startswith("BEGIN:VCALENDAR")
    assert '"slug": "example"' in by_name["json"].beginning


def test_the_page_names_the_address_of_every_file(making: Making, made: Files) -> None:
    page = next(output for output in data.about(making) if isinstance(output, Page))
    named = {path for one in page.context()["shown"] for path in one.paths}
    assert {"data/groups.json", "groups/{group}/group.json", "offers/{offer}/feed.xml", "data/places.csv"} <= named
    pattern = re.compile("(group|area|offer)s/[^/]+/")
    assert {pattern.sub(r"\1s/{\1}/", path) for path in made.made} == named


def test_the_page_of_news_says_who_is_new_and_who_changed(export: Callable[..., Files]) -> None:
    history = History(
        (
            Event(date(2026, 1, 5), "added", "kettle"),
            Event(date(2026, 11, 2), "changed", "kettle"),
            Event(date(2026, 11, 9), "added", "pot"),
            Event(date(2026, 11, 9), "changed", "pot"),
            Event(date(2026, 9, 9), "changed", "cup"),
        )
    )
    exporting = export(a_group(), a_group("pot"), a_group("cup"), history=history).exporting
    edition = Edition(catalogue.Catalogue("en-GB"), Address.of(BASE))
    making = Making(exporting.directory, ROOT / "content", edition, history)
    (page,) = (output for output in lists.new_and_changed(making) if isinstance(output, Page))
    context = page.context()
    assert [group.slug for group in context["groups"]] == ["pot", "kettle", "cup"]
    # When a group was confirmed stands at the foot of its card.
    assert context["news"] == {"pot": "New on 9 November 2026.", "kettle": "Changed on 2 November 2026.", "cup": ""}


def test_the_page_of_figures_has_words_for_every_band(making: Making) -> None:
    page = list(data.about(making))[1]
    assert isinstance(page, Page)
    context = page.context()
    assert context["stats"].listed == len(making.directory.listed)
    assert {row.key for row in context["stats"].bands} == context["bands"].keys()
