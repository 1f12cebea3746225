"""The demonstration in Welsh and in Urdu, from right to left: axe and Nu find nothing, nothing is cut off, a keyboard is
enough, and each page keeps the budgets of the English one.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from bench import maker
from tests.browser import demonstration, test_keyboard
from tests.browser.engines import Keyboard, Reader, reading
from tests.browser.made import NUMBER
from tests.browser.test_axe import OPTIONS, SCHEMES
from tests.browser.test_budgets import AT_1000, READ, holds, light, reads_light
from tests.browser.test_engines import (
    add_and_copy,
    change,
    find_by_place_and_filter,
    find_by_word,
    keep_share_forget,
    leave,
    remove,
    still_right,
)
from tests.browser.test_layout import WIDTHS, faults, opened
from tests.browser.test_nu import checked, told
from tests.browser.waiting import finder_rested, form_rested, scripts_ran
from tests.browser.wire import Served, weighed
from tests.site.drawing import one_area

pytestmark = pytest.mark.browser

FOLDERS = ("cy/", "ur/")
SEED = 20261129
BOUND = 3
# Pages that `./dev test` opens in each language; the others are opened in the long run.
EVERY_DAY = {"cy/": ("add", "group-full"), "ur/": ("home", "find", "group-full", "group-urdu", "help-today", "missing")}


def _pages() -> Iterator[Any]:
    """Each page in each language, in a scheme that a seed chose, narrow and wide in turn."""
    chance = random.Random(SEED)
    for folder in FOLDERS:
        for number, name in enumerate(demonstration.NAMES):
            marks = () if name in EVERY_DAY[folder] else (pytest.mark.long,)
            scheme, width = chance.choice(list(SCHEMES)), (320, 1280)[number % 2]
            yield pytest.param(folder, name, scheme, width, marks=marks, id=f"{folder}{name}-{scheme}-{width}")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all that press nothing."""
    with browser.new_context() as context:
        yield context.new_page()


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Page]:
    """A page of a browser as nobody has used it before."""
    with browser.new_context() as context:
        yield context.new_page()


@pytest.mark.parametrize(("folder", "name", "scheme", "width"), list(_pages()))
def test_axe_finds_nothing_and_nothing_is_cut_off(
    languages: Served, page: Page, folder: str, name: str, scheme: str, width: int
) -> None:
    path = demonstration.path(name)
    if not path:
        pytest.skip(f"this directory has no page for {name}")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(**SCHEMES[scheme])
    page.goto(languages.edition(folder).address(path))
    scripts_ran(page)
    found = Axe().run(page, options=OPTIONS).response["violations"]
    wrong = [f"{fault['id']}: {node['target']} {node['html'][:120]}" for fault in found for node in fault["nodes"]]
    assert not wrong, f"{folder}{path}\n" + "\n".join(wrong)
    page.goto("about:blank")
    opened(page, languages.edition(folder).address(path))
    assert not [fault for each in WIDTHS for fault in faults(page, each)]


def test_each_kind_of_page_is_valid(languages: Served) -> None:
    paths = [path.strip("/") for path in map(demonstration.path, demonstration.NAMES)]
    files = [languages.folder / folder / path / "index.html" for folder in FOLDERS for path in paths]
    there = [file for file in files if file.is_file()]
    assert len(there) > 60
    found = checked(*there)
    assert not found, told(found)


@pytest.mark.long
@pytest.mark.parametrize("folder", FOLDERS)
def test_each_page_is_valid(languages: Served, folder: str) -> None:
    found = checked("--skip-non-html", languages.folder / folder)
    assert not found, told(found)


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_page_weighs_more_than_the_english_one_may(languages: Served, folder: str) -> None:
    light(languages.folder, languages.folder / folder)


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("name", ["group-urdu", *(pytest.param(name, marks=pytest.mark.long) for name in READ)])
def test_a_page_to_read_keeps_its_budgets_on_the_wire(
    languages: Served, browser: Browser, folder: str, name: str
) -> None:
    reads_light(languages.edition(folder), browser, name)


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """1,000 made groups in the three languages."""
    folder = tmp_path_factory.mktemp("thousand")
    content = demonstration.in_languages(folder)
    shutil.rmtree(content / "groups")
    maker.write(NUMBER, content / "groups", content)
    with weighed(demonstration.build(folder / "site", content=content)) as found:
        yield found


@pytest.mark.long
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_find_page_of_1000_groups_keeps_its_budgets(thousand: Served, browser: Browser, folder: str) -> None:
    # Letters of two bytes, and the mark of each word that isn't translated, go beyond the first ten packets.
    holds(thousand.edition(folder), browser, replace(AT_1000, html=17_000))


BLURBS = {
    "": (demonstration.writing().blurb, "", "November 2026"),
    "cy/": ("Te a sgwrs, gan bobl fel chi.", "cy", "Tachwedd 2026"),
    "ur/": ("چائے اور باتیں، آپ جیسے لوگوں سے۔", "ur", "نومبر 2026"),
}


@pytest.mark.parametrize("folder", BLURBS)
def test_a_group_is_found_by_its_words_in_any_language_and_shown_in_the_reader_s(
    languages: Served, fresh: Page, folder: str
) -> None:
    group = demonstration.writing()
    blurb, lang, month = BLURBS[folder]
    own = max(re.findall(r"[a-z]+", group.name.lower()), key=len)
    for word in (own, "sgwrs", "ddim", "باتیں"):
        fresh.goto("about:blank")
        fresh.goto(languages.edition(folder).address(f"/find/#q={word}"))
        finder_rested(fresh)
        card = fresh.locator(f"#find-results article[data-group={group.slug}]")
        expect(card.locator(".card-words")).to_have_text(blurb)
        assert (card.locator(".card-words").get_attribute("lang") or "") == lang
        expect(card.locator("h3")).to_have_text(group.name)
        # Chromium itself knows no Welsh months.
        expect(card.locator(".card-foot")).to_contain_text(month)


def test_the_form_says_a_welsh_month(languages: Served, fresh: Page) -> None:
    fresh.clock.set_fixed_time(f"{demonstration.DAY.isoformat()}T12:00:00")
    fresh.goto(languages.edition("cy/").address("/add/"))
    fresh.locator("#f-name").fill("Te")
    form_rested(fresh)
    expect(fresh.locator("#form-preview")).to_contain_text("Tachwedd 2026")


def _answered(page: Page, site: Served, words: str) -> tuple[list[str | None], int]:
    """The groups that some words lead to, and how many ways there are to take no word for another."""
    page.goto("about:blank")
    page.goto(site.address(f"/find/#q={quote(words)}"))
    finder_rested(page)
    cards = page.locator("#find-results [data-group]").all()
    return [card.get_attribute("data-group") for card in cards], page.locator("main a[href*='exact=yes']").count()


@pytest.mark.parametrize("folder", FOLDERS)
def test_english_words_find_what_they_find_on_the_english_pages(languages: Served, fresh: Page, folder: str) -> None:
    for words in ("my husband hits me and i cant sleep", "polish speaking", "skitzofrenia medacation", "drowning"):
        found, ways = _answered(fresh, languages, words)
        assert ways == ("skitz" in words), words
        assert _answered(fresh, languages.edition(folder), words) == (found, ways), words


SPOKEN = "(box) => [box.closest('[lang]').lang, getComputedStyle(box).direction]"


def test_words_that_a_script_says_in_the_main_language_say_so(languages: Served, fresh: Page) -> None:
    fresh.goto(languages.edition("ur/").address(demonstration.path("help-today")))
    scripts_ran(fresh)
    count = fresh.locator(".leave-count")
    fresh.keyboard.press("Shift")
    expect(count).to_have_text(re.compile("2"))
    assert count.evaluate(SPOKEN) == ["en-GB", "ltr"]
    fresh.goto(languages.address("/"))
    scripts_ran(fresh)
    assert count.evaluate(SPOKEN) == ["en-GB", "ltr"]


ENDS = """(box) => {
  const text = document.createRange();
  text.selectNodeContents(box);
  return [...text.getClientRects()].map(({ right }) => Math.round(right));
}"""


def test_each_line_of_english_names_and_headings_begins_at_the_right_of_an_urdu_page(
    languages: Served, fresh: Page
) -> None:
    fresh.set_viewport_size({"width": 320, "height": 900})
    fresh.goto(languages.edition("ur/").address(demonstration.path("group-full")))
    boxes = fresh.locator(":is(.site-name, .fact h3) > [dir=ltr]").all()
    ends = [box.evaluate(ENDS) for box in boxes]
    assert sum(len(lines) > 1 for lines in ends) >= 2, ends
    assert all(len(set(lines)) == 1 for lines in ends), ends


BY_KEYBOARD = (
    test_keyboard.test_a_group_is_found_by_its_area,
    test_keyboard.test_a_group_is_found_by_what_it_offers,
    test_keyboard.test_a_group_is_found_by_a_word,
    test_keyboard.test_a_group_is_found_by_filters,
    test_keyboard.test_on_a_narrow_screen_filters_are_opened_set_and_closed,
    test_keyboard.test_help_for_today_is_one_stop_away_and_its_nations_another,
    test_keyboard.test_a_group_is_kept_read_on_the_list_and_taken_off_it,
    test_keyboard.test_the_first_stop_skips_to_the_main_text,
    test_keyboard.test_the_second_stop_leaves_the_site,
)


@pytest.mark.long
@pytest.mark.parametrize("journey", BY_KEYBOARD, ids=lambda journey: journey.__name__.removeprefix("test_"))
def test_from_right_to_left_a_keyboard_is_enough(languages: Served, fresh: Page, journey: Any) -> None:
    journey(languages.edition("ur/"), fresh)


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "forced-colours"])
@pytest.mark.parametrize("name", ["home", "find", "group-full", "add", "help-today"])
def test_from_right_to_left_each_stop_of_the_keyboard_is_seen(
    languages: Served, fresh: Page, name: str, scheme: str
) -> None:
    fresh.set_viewport_size({"width": 320, "height": 568})
    fresh.emulate_media(**SCHEMES[scheme])
    fresh.goto(languages.edition("ur/").address(demonstration.path(name)), wait_until="networkidle")
    assert test_keyboard.walk(fresh, "Tab") == []
    assert test_keyboard.walk(fresh, "Shift+Tab") == []


@pytest.fixture(scope="module")
def reader(request: pytest.FixtureRequest) -> Iterator[Reader]:
    """A reader at an engine who has no pointer."""
    with reading(request.param) as found:
        yield Keyboard(found)


# The texts that don't begin on the side that their direction begins on, and how far apart the lines of the title are, in its size.
ASTRAY = """return [...document.querySelectorAll("main *")].filter((box) => {
  const { direction, display, textAlign } = getComputedStyle(box);
  return display !== "inline" && textAlign === (direction === "ltr" ? "right" : "left");
}).map((box) => box.outerHTML.slice(0, 80));"""
APART = """const title = document.querySelector("h1"), text = document.createRange();
text.selectNodeContents(title.querySelector("[dir]"));
const tops = [...new Set([...text.getClientRects()].map(({ top }) => Math.round(top)))].sort((one, other) => one - other);
return (tops[tops.length - 1] - tops[0]) / (tops.length - 1) / parseFloat(getComputedStyle(title).fontSize);"""


def look_at_english_words(reader: Reader, site: Served) -> None:
    """English words are set as on English pages: from the left where they have a block of their own, a title's lines close."""
    for path in ("/find/", "/all/", "/help-today/"):
        reader.open(site.address(path))
        reader.sees("document.readyState", "complete")
        assert reader.run(ASTRAY) == [], path
    reader.open(site.address("/"))
    reader.run("await document.fonts.ready;")
    assert 1 < reader.run(APART) < 1.2


JOURNEYS = (find_by_word, add_and_copy, find_by_place_and_filter, keep_share_forget, change, still_right, remove, leave)
ENGINES = ("chromium", "firefox", "webkit")
# `./dev test` makes two journeys in Chromium, and looks in Firefox, where English words have looked otherwise than in
# Chromium; the long run makes all in each engine.
EVERY_DAY_JOURNEYS = {("chromium", find_by_word), ("chromium", add_and_copy), ("firefox", look_at_english_words)}


def _journeys() -> Iterator[Any]:
    for engine in ENGINES:
        for journey in (*JOURNEYS, look_at_english_words):
            marks = () if (engine, journey) in EVERY_DAY_JOURNEYS else (pytest.mark.long,)
            yield pytest.param(engine, journey, marks=marks, id=f"{engine}-{journey.__name__}")


@pytest.mark.parametrize(("reader", "journey"), list(_journeys()), indirect=["reader"])
def test_from_right_to_left_each_journey_is_made_without_a_pointer(
    languages: Served, reader: Reader, journey: Any
) -> None:
    journey(reader, languages.edition("ur/"))


@pytest.fixture(scope="module")
def booklets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, str]]:
    """Three made groups of one area in the three languages, and the area: examples, as the demonstration has, have no booklet."""
    folder = tmp_path_factory.mktemp("booklets")
    groups, area = one_area(folder / "made", BOUND)
    content = demonstration.in_languages(folder)
    shutil.rmtree(content / "groups")
    shutil.copytree(groups / "groups", content / "groups")
    with weighed(demonstration.build(folder / "site", content=content)) as found:
        yield found, area


@pytest.mark.long
@pytest.mark.parametrize("reader", ENGINES, indirect=True)
def test_from_right_to_left_a_booklet_is_reached_without_a_pointer(
    booklets: tuple[Served, str], reader: Reader
) -> None:
    served, area = booklets
    booklet = f"/ur/areas/{area}/booklet/"
    reader.open(served.address(f"/ur/areas/{area}/"))
    for path in (booklet, f"{booklet}large/"):
        reader.press(f"main a[href='{path}']")
        reader.sees("location.pathname", path)
        reader.sees("document.querySelectorAll('.entry').length", BOUND)
        assert reader.run("return getComputedStyle(document.querySelector('.entry')).direction;") == "rtl"
        assert reader.run(ASTRAY) == []
