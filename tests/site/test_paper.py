"""Booklets as PDF: the same groups and words as a browser prints, all of them literal, on tagged sheets."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader
from selectolax.lexbor import LexborHTMLParser

from ourtables.core.errors import SiteError
from ourtables.site.paper import booklet
from ourtables.site.paper.blocks import blocks
from ourtables.site.paper.chapters import Drawing
from ourtables.site.paper.fonts import Fonts

from .conftest import directory_in, listing, ourtables
from .drawing import one_area
from .test_booklets import LEAST_ON_A_SHEET, LONG, LONG_NAME, MADE, MUCH
from .test_parts import THEME, made

DAY = "2026-11-22"
LEAST_POINTS = 16
# What one group has once.
WORRIED = "If worried about you:"
HOSTILE = r'#eval("1+1") #read("x") $x^2$ \ `raw` *a* _b_ = @kettle <b>c</b> // d /* e */ [f] {g} &amp; ~ --- ""q'
WELSH = "Paned o de wrth y dŵr, a chroeso i'r tŷ"
# "You are welcome, come and drink some tea", without the letters that few fonts have.
URDU = "خوش آمدید، آپ آ کر چای پی سکتی"


def sheets(file: Path) -> list[str]:
    """The text of each sheet, on one line, without the places where a long address may break."""
    return [" ".join(said(sheet).split()) for sheet in PdfReader(file).pages]


def said(sheet: PageObject) -> str:
    return sheet.extract_text().replace("\u200b", "")


def printed(content: Path, file: Path, *arguments: str) -> list[str]:
    """The sheets of a booklet made as a person would make it."""
    run = ourtables("pdf", *arguments, "--content", str(content), "--output", str(file), "--today", DAY)
    assert run.returncode == 0, run.stderr
    return sheets(file)


@pytest.fixture(scope="module")
def ward(one_of_each: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The booklet of three areas, one inside another, with a group of each kind in the directory."""
    file = tmp_path_factory.mktemp("ward") / "ward.pdf"
    printed(one_of_each, file, "leeds", "england", "uk-wide", "--site-url", "https://example.org/REPO")
    return file


def test_a_group_stands_in_full_once_and_then_leads_to_its_page(ward: Path) -> None:
    cover, leeds, england, everywhere = sheets(ward)
    assert cover.startswith("Groups in Leeds, England and The whole UK Groups in Leeds")
    assert [sheet.count(WORRIED) for sheet in (leeds, england, everywhere)] == [2, 0, 1]
    assert "Kettle See page 2. Night Line See page 2." in england
    assert "Far Table" in everywhere


def test_no_group_that_is_closed_out_of_touch_made_up_or_not_asked_is_printed(ward: Path) -> None:
    text = " ".join(sheets(ward))
    assert not [name for name in ("Lost", "Closed", "zanzibar", "Made Up", "Draft") if name in text]


def test_each_sheet_says_whose_it_is_and_of_which_day(ward: Path) -> None:
    for sheet in sheets(ward):
        assert "Made on 22 November 2026. Things change: ask before you travel." in sheet


def test_a_screen_reader_finds_the_title_the_language_the_structure_and_each_group(ward: Path) -> None:
    reader = PdfReader(ward)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB" and root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert "pdfuaid:part>1<" in root["/Metadata"].get_data().decode()
    assert reader.metadata is not None and reader.metadata.title == "Groups in Leeds, England and The whole UK"
    first, beneath, *_ = reader.outline
    assert not isinstance(first, list) and first.title == "Groups in Leeds"
    assert isinstance(beneath, list)
    assert [one.title for one in beneath if not isinstance(one, list)] == ["Kettle", "Night Line"]


def test_a_name_leads_to_the_group_s_page(ward: Path) -> None:
    links = {
        note.get_object()["/A"]["/URI"]
        for sheet in PdfReader(ward).pages
        for note in sheet.get("/Annots", ())
        if "/URI" in note.get_object().get("/A", {})
    }
    assert links == {f"https://example.org/REPO/groups/{slug}/" for slug in ("kettle", "night-line", "far-table")}


def test_two_runs_write_the_same_bytes(ward: Path, one_of_each: Path, tmp_path: Path) -> None:
    printed(one_of_each, tmp_path / "a.pdf", "leeds", "england", "uk-wide", "--site-url", "https://example.org/REPO")
    assert (tmp_path / "a.pdf").read_bytes() == ward.read_bytes()


def test_an_entry_has_the_words_of_the_html_entry_in_their_order(one_of_each: Path) -> None:
    templates, making = made(one_of_each)
    entry = templates.environment.get_template("components/booklet_entry.html").module
    for group in making.directory.listed:
        drawn = str(entry.booklet_entry(group))  # type: ignore[attr-defined]
        read = "".join(block.text for block in blocks(drawn)).replace("·", "")
        assert "".join(read.split()) == "".join(LexborHTMLParser(drawn).text().replace("·", "").split())


def test_whatever_a_group_writes_is_printed_as_it_stands(tmp_path: Path) -> None:
    quoted = HOSTILE.replace("'", "''")
    text = listing("Kettle", more=f"summary: '{quoted}'\nfirst_time: '{quoted}'\n")
    content = directory_in(tmp_path, kettle=text)
    found = "".join(printed(content, tmp_path / "a.pdf", "leeds")).replace(" ", "")
    assert found.count(HOSTILE.replace(" ", "")) == 2


def test_a_word_longer_than_a_line_breaks_and_stays_whole(tmp_path: Path) -> None:
    address = "a-very-long-name-indeed@" + "w" * 60 + ".example.org"
    text = listing("Kettle", more=f'first_time: "Write to {address}."\n')
    content = directory_in(tmp_path, kettle=text)
    assert address in "".join(printed(content, tmp_path / "a.pdf", "leeds")).replace(" ", "")
    sheet = PdfReader(tmp_path / "a.pdf").pages[0]
    ends = [x for x, _, text in positions(sheet) if set(text.strip()) <= {"w", "\u200b"}]
    assert ends and max(ends) < float(sheet.mediabox.width) / 2


def test_welsh_is_printed_in_our_own_letters(tmp_path: Path) -> None:
    content = directory_in(tmp_path, kettle=listing("Kettle", more=f'summary: "{WELSH}"\nwritten_in: cy\n'))
    assert WELSH in printed(content, tmp_path / "a.pdf", "leeds")[0]


def test_urdu_is_printed_in_a_font_that_no_page_asks_for(tmp_path: Path) -> None:
    content = directory_in(tmp_path, kettle=listing("Kettle", more=f'summary: "{URDU}"\nwritten_in: ur\n'))
    found = printed(content, tmp_path / "a.pdf", "leeds")[0]
    assert set(URDU) <= set(found) and "couldn't print" not in found
    assert "NotoNaskhArabic-Regular" in fonts(tmp_path / "a.pdf")
    assert not [path for path in (THEME / "static").rglob("*") if "naskh" in path.name.lower()]


def fonts(file: Path) -> set[str]:
    """The fonts that are in a booklet, each without the six letters before its name."""
    sheets = PdfReader(file).pages
    return {str(one.get_object()["/BaseFont"])[8:] for sheet in sheets for one in sheet["/Resources"]["/Font"].values()}


@pytest.fixture(scope="module")
def in_urdu(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The booklet of an area in Urdu."""
    folder = tmp_path_factory.mktemp("urdu")
    content = directory_in(folder, kettle=listing("Kettle", more=f'first_time: "{URDU}"\n'))
    settings = content / "directory.yml"
    languages = "languages: [en-GB, ur]\nunchecked_languages: yes"
    text = settings.read_text(encoding="utf-8").replace("language: en-GB", languages)
    settings.write_text(text, encoding="utf-8")
    printed(content, folder / "a.pdf", "leeds", "--language", "ur")
    return folder / "a.pdf"


def test_a_booklet_in_urdu_runs_from_right_to_left_and_stays_on_its_sheet(in_urdu: Path) -> None:
    reader = PdfReader(in_urdu)
    assert reader.trailer["/Root"]["/Lang"] == "ur"
    (sheet,) = reader.pages
    width = float(sheet.mediabox.width)
    written = [(text.strip(), x) for x, _, text in positions(sheet)]
    number, left = written[-1]
    assert (number, left < width / 2) == ("1", True)
    assert all(x > width / 2 for text, x in written if text in ("Kettle", "پہلی", ": Leeds"))
    assert {"گروپ", "چلاتے", "بدلتی", "پوچھ", "Phone:\u202c"} <= {text for text, _ in written}
    checks = [
        float(left) for left in re.findall(rb"q 1 0 0 -1 ([0-9.-]+) [0-9.-]+ cm", sheet.get_contents().get_data())
    ]
    assert len(checks) > 100 and min(checks) > 0 and max(checks) < width


def test_letters_without_a_font_are_named_and_the_entry_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Fonts, "_others", {})
    content = directory_in(
        tmp_path, kettle=listing("Kettle", more=f'summary: "Tea, {URDU}, cake"\n'), other=listing("Other")
    )
    templates, making = made(content)
    chapters = list(Drawing(making, templates).chapters([making.areas["leeds"]]))
    (tmp_path / "a.pdf").write_bytes(booklet._typeset(making, chapters, False, THEME))
    (found,) = sheets(tmp_path / "a.pdf")
    assert "Tea, … cake" in found and not set(URDU) - {" "} & set(found)
    assert found.count("Some of its words are in letters that we couldn't print. Its page has them all.") == 1
    warned = capsys.readouterr().err
    assert warned.startswith("kettle: no font here has “") and "other:" not in warned and "Install a font" in warned


def test_letters_that_a_font_only_seemed_to_have_are_left_out_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Fonts, "_others", {"No Such Font": set(URDU)})
    content = directory_in(tmp_path, kettle=listing("Kettle", more=f'summary: "Tea, {URDU}, cake"\n'))
    templates, making = made(content)
    chapters = list(Drawing(making, templates).chapters([making.areas["leeds"]]))
    assert booklet._typeset(making, chapters, False, THEME).startswith(b"%PDF")
    assert capsys.readouterr().err.startswith("kettle: no font here has “")


def test_a_directory_whose_own_words_have_no_font_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fonts, "_others", {})
    templates, making = made(directory_in(tmp_path, kettle=listing("Kettle")))
    area = replace(making.areas["leeds"], label=URDU)
    with pytest.raises(SiteError, match="which this directory's own words need"):
        booklet._typeset(making, list(Drawing(making, templates).chapters([area])), False, THEME)


# ---------------------------------------------------------------- how it fills sheets


def positions(sheet: PageObject) -> list[tuple[float, float, str]]:
    """Where the texts of a sheet begin, with how large their letters are, in points."""
    found: list[tuple[float, float, str]] = []

    def seen(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            found.append((tm[4] * cm[0] + cm[4], abs(cm[0] * tm[0] * size), text))

    sheet.extract_text(visitor_text=seen)
    return found


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The booklets of one area in normal and large print, with made groups and one that says as much as it may."""
    folder = tmp_path_factory.mktemp("filled")
    content, area = one_area(folder, MADE)
    long = listing(LONG_NAME, ("leeds", area), more=MUCH)
    (content / "groups" / "very-long.md").write_text(long, encoding="utf-8")
    files = {}
    for name, more in (("normal", ()), ("large", ("--large",))):
        files[name] = folder / f"{name}.pdf"
        printed(content, files[name], area, *more)
    return files


def test_a_sheet_in_normal_print_holds_six_made_groups_or_more(filled: dict[str, Path]) -> None:
    found = sheets(filled["normal"])
    groups = sum(sheet.count(WORRIED) for sheet in found)
    assert groups > MADE * 0.8
    assert groups / len(found) >= LEAST_ON_A_SHEET


def test_no_group_in_normal_print_is_torn_between_two_sheets(filled: dict[str, Path]) -> None:
    foot = re.compile(r"Confirmed (?:over|by|in)|Checked by|Last confirmed|From what is public")
    for sheet in sheets(filled["normal"]):
        assert sheet.count(WORRIED) <= len(foot.findall(sheet)), sheet


@pytest.mark.parametrize("name", ["normal", "large"])
def test_the_longest_entry_stands_whole_and_each_sheet_has_its_day(filled: dict[str, Path], name: str) -> None:
    found = sheets(filled[name])
    assert all("Made on 22 November 2026" in sheet for sheet in found)
    assert " ".join(found).count(LONG) == 2
    assert " ".join(found).count(LONG_NAME) == 1


def test_large_print_is_sixteen_points_at_least(filled: dict[str, Path]) -> None:
    sizes = [size for sheet in PdfReader(filled["large"]).pages for _, size, _ in positions(sheet)]
    assert min(sizes) >= LEAST_POINTS
