"""The site's own words: collected in one catalogue, translated from it, and written as each language does."""

from datetime import date, time
from pathlib import Path

import pytest

from ourtables.core import catalogue, po_files
from ourtables.core.catalogue import Catalogue, direction
from ourtables.site import extraction

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Areas"
msgstr "{areas}"

msgid "12 noon"
msgstr "hanner dydd"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with Welsh, and with a Welsh of one region that says one thing otherwise."""
    for name, areas in (("cy", "Ardaloedd"), ("cy_GB", "Ardaloedd Cymru")):
        path = tmp_path / name / "LC_MESSAGES" / "ourtables.po"
        path.parent.mkdir(parents=True)
        text = PO.format(areas=areas) if name == "cy" else PO.format(areas=areas).rpartition("\nmsgid")[0]
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_template_for_translators_holds_every_message_and_no_other() -> None:
    written = po_files.TEMPLATE.read_bytes()
    assert written == extraction.collect(), "run: python -m ourtables.site.extraction"
    assert b"theme/static" not in written, "scripts know their words by names that nobody is to translate"


def test_a_translation_is_read_as_it_is_and_a_region_falls_back_to_its_language(folder: Path) -> None:
    assert catalogue.load("cy", folder).gettext("Areas") == "Ardaloedd"
    regional = catalogue.load("cy-GB", folder)
    assert (regional.gettext("Areas"), regional.gettext("12 noon")) == ("Ardaloedd Cymru", "hanner dydd")


def test_a_language_without_a_translation_speaks_english(folder: Path) -> None:
    assert catalogue.load("gd", folder).gettext("Areas") == "Areas"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (time(19), "7 pm"),
        (time(18, 30), "6.30 pm"),
        (time(9, 5), "9.05 am"),
        (time(12), "12 noon"),
        (time(0), "midnight"),
        (time(0, 30), "12.30 am"),
    ],
)
def test_times_of_day_are_said_as_people_do(moment: time, said: str) -> None:
    assert Catalogue("en-GB").clock(moment) == said


def test_days_languages_and_numbers_are_in_the_language_of_the_directory() -> None:
    english, welsh = Catalogue("en-GB"), Catalogue("cy")
    day = date(2026, 10, 5)
    assert (english.day(day), english.month(day), english.short_day(day)) == (
        "5 October 2026",
        "October 2026",
        "Mon 5 Oct",
    )
    assert (welsh.day(day), welsh.month(day)) == ("5 Hydref 2026", "Hydref 2026")
    assert (english.weekday(0), english.weekday(6)) == ("Monday", "Sunday")
    assert (english.number(1024), english.listed(["tea", "talk", "quiet"])) == ("1,024", "tea, talk and quiet")
    # "te ac ysgwrs", but "te a sgwrs".
    assert welsh.listed(["te", "sgwrs", "tawelwch"]) == "te, sgwrs, tawelwch"


@pytest.mark.parametrize(
    ("tag", "name"),
    [("cy", "Welsh"), ("bfi", "British Sign Language"), ("ur", "Urdu"), ("pa-Arab", "Punjabi"), ("qzz", "qzz")],
)
def test_languages_have_names_those_of_signs_too(tag: str, name: str) -> None:
    assert Catalogue("en-GB").language(tag) == name


@pytest.mark.parametrize(
    ("tag", "way"),
    [
        ("en-GB", "ltr"),
        ("ur", "rtl"),
        ("ar-EG", "rtl"),
        ("pa", "ltr"),
        ("pa-Arab", "rtl"),
        ("ckb", "rtl"),
        ("az-Latn", "ltr"),
        ("bfi", "ltr"),
    ],
)
def test_the_direction_follows_the_script(tag: str, way: str) -> None:
    assert direction(tag) == way


def test_plural_messages_of_the_scripts_are_in_the_template() -> None:
    template = extraction.collect().decode()
    assert 'msgid "{count} group."\nmsgid_plural "{count} groups."' in template
    assert 'msgid "{count} of seven answered."' in template
