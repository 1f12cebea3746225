"""Booklets: who stands in them and how, and, as a browser prints them, six groups a sheet with nothing cut."""

import re
from pathlib import Path

import pytest
import segno
import zxingcpp
from playwright.sync_api import Browser
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ourtables.settings import vocabulary
from ourtables.site.pages import booklets

from .conftest import directory_in, listing
from .drawing import drawn, one_area, write

BOOKLET = "/areas/leeds/booklet/"
LEAST_ON_A_SHEET = 6
MADE = 66
LONG_NAME = "Zz A Group That Says Very Much"
LONG = " ".join(f"word{number}" for number in range(62))
CONTACTS = """contact:
  - how: website
    value: "https://kettle.example.org"
  - how: email
    value: "tea@kettle.example.org"
"""
MUCH = f"""emergency_response: only-if-you-ask
emergency_note: "{LONG}"
first_time: "{LONG}"
"""


def entries(page: str) -> dict[str, LexborNode]:
    """The groups of a booklet by name."""
    return {node.css_first("h2").text(): node for node in LexborHTMLParser(page).css(".entry")}


def booklet(site: Path, *more: str) -> str:
    return site.joinpath("areas", "leeds", "booklet", *more, "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("more", [(), ("large",)])
def test_a_booklet_holds_the_listed_groups_by_name_and_none_made_up_out_of_touch_or_closed(
    small: Path, more: tuple[str, ...]
) -> None:
    assert list(entries(booklet(small, *more))) == ["Kettle", "Night Line"]
    assert "Made on 22 November 2026" in LexborHTMLParser(booklet(small, *more)).css_first("tfoot").text()


def test_only_booklets_load_the_style_sheet_of_booklets(small: Path) -> None:
    pages = [path for path in small.rglob("*.html") if "/static/booklet-" in path.read_text(encoding="utf-8")]
    assert {path.relative_to(small).as_posix() for path in pages} == {
        path.relative_to(small).as_posix() for path in small.glob("areas/*/booklet/**/*.html")
    }


def test_what_is_done_when_a_group_worries_stands_before_its_number_and_its_phone_before_other_ways(
    tmp_path: Path,
) -> None:
    more = CONTACTS.removeprefix("contact:\n")
    text = listing("Kettle", ("contact:\n", f"contact:\n{more}"))
    said = entries(drawn(directory_in(tmp_path, kettle=text), BOOKLET)[BOOKLET])["Kettle"].text()
    order = [said.index(words) for words in ("it hasn't said", "Phone: 01632", "tea@kettle")]
    assert order == sorted(order) and "No phone" not in said
    assert "kettle.example.org/" not in said and "https" not in said


def test_a_group_without_a_phone_says_so(tmp_path: Path) -> None:
    text = re.sub(r"contact:\n( .*\n)+", CONTACTS, listing("Kettle"))
    said = entries(drawn(directory_in(tmp_path, kettle=text), BOOKLET)[BOOKLET])["Kettle"].text()
    assert "No phone line" in said


def test_each_group_has_one_code_for_all_booklets_and_made_up_groups_have_none(small: Path) -> None:
    there = {path.parent.name for path in small.glob("groups/*/qr.svg")}
    assert there == {"kettle", "night-line", "far-table"}
    for more in ((), ("large",)):
        shown = LexborHTMLParser(booklet(small, *more)).css("img.code")
        assert [node.attributes["src"] for node in shown] == [
            f"/REPO/groups/{slug}/qr.svg" for slug in ("kettle", "night-line")
        ]
    written = (small / "groups" / "kettle" / "qr.svg").read_bytes()
    assert written == booklets.Codes().of("https://example.org/REPO/groups/kettle/")


def squares_of(written: str) -> tuple[set[tuple[int, int]], int]:
    """The dark squares of a code, and how many squares its sides have with their margins."""
    squares, x, y = set(), 4, 4
    for right, down, length in re.findall(r"m(-?\d+) (\d+)h(\d+)", written):
        x, y = x + int(right), y + int(down)
        squares |= {(x + step, y) for step in range(int(length))}
        x += int(length)
    (box,) = re.findall(r'viewBox="0 0 (\d+) \1"', written)
    return squares, int(box)


def address_of(length: int) -> str:
    return f"{'https://example.org/groups/kettle-':x<{length - 1}}/"


def test_codes_of_every_size_are_read_as_their_addresses() -> None:
    codes = booklets.Codes()
    for length in range(40, 200):
        squares, box = squares_of(codes.of(address_of(length)).decode())
        shown = bytes(255 * ((x // 2, y // 2) not in squares) for y in range(2 * box) for x in range(2 * box))
        found = zxingcpp.read_barcode(memoryview(shown).cast("B", (2 * box, 2 * box)))
        assert found is not None and found.text == address_of(length)


# Addresses that fill a code to its last byte; what writers pad others with differs.
@pytest.mark.parametrize("length", [42, 53, 62, 78, 84, 106, 134, 154, 192])
def test_a_code_has_the_squares_that_another_writer_gives_its_address(length: int) -> None:
    rows = segno.make_qr(address_of(length), error="l", mask=3).matrix
    expected = {(x, y) for y, row in enumerate(rows, 4) for x, dark in enumerate(row, 4) if dark}
    assert squares_of(booklets.Codes().of(address_of(length)).decode()) == (expected, len(rows) + 8)


@pytest.mark.parametrize("length", range(40, 200, 7))
def test_a_code_is_as_small_and_as_robust_as_another_writer_makes_it(length: int) -> None:
    other = segno.make_qr(address_of(length), error="l", mask=3)
    squares, box = squares_of(booklets.Codes().of(address_of(length)).decode())
    assert box == len(other.matrix) + 8
    # The upper left corner says, along its row, the error level and the mask.
    assert {x for x, y in squares if y == 12 and x < 12} == {x for x, dark in enumerate(other.matrix[8][:8], 4) if dark}


def test_an_area_with_too_many_groups_has_no_booklet_and_leads_to_those_inside(tmp_path: Path) -> None:
    some = {f"group_{number}": listing(f"Group {number}") for number in range(200)}
    content = directory_in(tmp_path, **some, other=listing("Other", ("leeds", "bradford")))
    above = vocabulary.load(content)["areas"]["leeds"].parent
    pages = drawn(content, r"/areas/[^/]+/(booklet/)?")
    assert {BOOKLET, "/areas/bradford/booklet/"} <= set(pages) and f"/areas/{above}/booklet/" not in pages
    led = LexborHTMLParser(pages[f"/areas/{above}/"]).css("[aria-labelledby=take-away] a")
    assert {node.attributes["href"] for node in led} == {"/areas/leeds/#take-away", "/areas/bradford/#take-away"}


# ---------------------------------------------------------------- as a browser prints it


@pytest.fixture(scope="module")
def printed(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each sheet of the booklets of one area, with made groups and one that says as much as it may."""
    from tests.browser.wire import weighed

    folder = tmp_path_factory.mktemp("booklet")
    content, area = one_area(folder, MADE)
    long = listing(LONG_NAME, ("leeds", area), more=MUCH)
    (content / "groups" / "very-long.md").write_text(long, encoding="utf-8")
    write(content, folder / "site", rf"/areas/{area}/booklet/.*|/groups/[^/]+/qr\.svg")
    sheets = {}
    with weighed(folder / "site") as served:
        for name, end in (("normal", ""), ("large", "large/")):
            page = browser.new_page()
            page.goto(served.address(f"/areas/{area}/booklet/{end}"))
            page.evaluate("() => document.fonts.ready")
            page.pdf(path=folder / f"{name}.pdf", prefer_css_page_size=True)
            sheets[name] = [" ".join(sheet.extract_text().split()) for sheet in PdfReader(folder / f"{name}.pdf").pages]
    return sheets


@pytest.mark.browser
def test_a_sheet_in_normal_print_holds_six_made_groups_or_more(printed: dict[str, list[str]]) -> None:
    groups = sum(sheet.count("If worried about you:") for sheet in printed["normal"])
    assert groups > MADE * 0.8
    assert groups / len(printed["normal"]) >= LEAST_ON_A_SHEET


@pytest.mark.browser
@pytest.mark.parametrize("name", ["normal", "large"])
def test_each_sheet_says_when_it_was_made_and_the_longest_entry_stands_whole(
    printed: dict[str, list[str]], name: str
) -> None:
    assert all("Made on 22 November 2026" in sheet for sheet in printed[name])
    (whole,) = [sheet for sheet in printed[name] if LONG_NAME in sheet]
    assert whole.count(LONG.split()[0]) == whole.count(LONG.split()[-1]) == 2


@pytest.mark.browser
def test_no_group_of_a_booklet_in_normal_print_is_torn_between_two_sheets(printed: dict[str, list[str]]) -> None:
    foot = re.compile(r"Confirmed (over|by|in)|Checked by|Last confirmed|From what")
    for sheet in printed["normal"]:
        begun, ended = sheet.count("If worried about you:"), len(foot.findall(sheet))
        assert begun <= ended, sheet
