"""The theme stays small, its components say what they take, and its icons and fonts are all used and licensed."""

import gzip
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[2]
THEME = ROOT / "theme"
TEMPLATES = THEME / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
SHEETS = sorted((THEME / "static" / "css").glob("*.css"))
FONTS = THEME / "static" / "fonts"


def test_the_style_sheets_are_at_most_8_kb_compressed() -> None:
    joined = b"\n".join(sheet.read_bytes() for sheet in SHEETS)
    assert len(gzip.compress(joined, 9, mtime=0)) <= 8 * 1024


def test_the_script_of_every_page_is_at_most_4_kb_compressed() -> None:
    assert len(gzip.compress((THEME / "static" / "js" / "site.js").read_bytes(), 9, mtime=0)) <= 4 * 1024


def test_the_fonts_are_at_most_40_kb_and_the_two_of_every_page_26_each_in_one_answer_of_a_slow_connection() -> None:
    sizes = {font.stem: font.stat().st_size for font in FONTS.glob("*.woff2")}
    assert sum(sizes.values()) <= 40 * 1024
    assert sizes["text"] + sizes["heading"] <= 26 * 1024
    assert max(sizes["text"], sizes["heading"]) <= 14_000


@pytest.mark.parametrize("name", ["text", "heading"])
def test_a_font_of_more_letters_is_asked_for_by_each_of_them_and_by_none_that_the_first_has(name: str) -> None:
    css = (THEME / "static" / "css" / "30-fonts.css").read_text(encoding="utf-8")
    face = next(face for face in css.split("@font-face") if f"{name}-more.woff2" in face)
    ranges = re.findall(r"U\+(\w+)(?:-(\w+))?", face)
    asked = {letter for first, last in ranges for letter in range(int(first, 16), int(last or first, 16) + 1)}
    assert set(TTFont(FONTS / f"{name}-more.woff2").getBestCmap()) <= asked
    assert not set(TTFont(FONTS / f"{name}.woff2").getBestCmap()) & asked


def test_the_first_fonts_have_the_letters_of_welsh_irish_gaelic_and_french() -> None:
    for name in ("text", "heading"):
        letters = set(map(chr, TTFont(FONTS / f"{name}.woff2").getBestCmap()))
        assert set("ŵŷâêîôû áéíóú àèìòù ẁẃẅỳ ÿçœ’–“”£€") <= letters


def test_no_sheet_needs_layers_which_older_browsers_ignore_with_all_that_is_in_them() -> None:
    for sheet in (*SHEETS, *(THEME / "static").glob("*.css")):
        assert "@layer" not in sheet.read_text(encoding="utf-8"), sheet.name


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_begins_with_its_name_and_parameters(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    comment = re.match(rf"\{{#- {path.stem}\((.*?)\): (.+?) -#\}}", text, re.DOTALL)
    assert comment, f"begins with {{#- {path.stem}(…): what it is. … -#}}"
    macro = re.search(rf"\{{% macro {path.stem}\((.*?)\) -%\}}", text)
    assert macro, f"defines the macro {path.stem}"
    assert comment[1] == macro[1]
    for name in re.findall(r"(\w+)(?:=[^,]*)?(?:, |$)", macro[1]):
        assert re.search(rf"\b{name}\b.*?:", comment[2], re.DOTALL), f"says what {name} is"


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.stem)
def test_a_template_begins_with_what_it_is_given(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("{#- ")


def test_no_template_styles_or_scripts_inline() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=", text), path.name


def test_every_icon_is_used_and_every_used_icon_is_there() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    there = {path.stem for path in (THEME / "icons").glob("*.svg")}
    assert set(re.findall(r'(?:icon|notice)\("([a-z0-9-]+)"', text)) <= there
    assert {name for name in there if f'"{name}"' not in text} == set()


def test_fonts_and_icons_come_with_their_licences() -> None:
    for name in ("static/fonts/OFL-text.txt", "static/fonts/OFL-heading.txt", "paper/OFL-naskh.txt"):
        assert "SIL Open Font License, Version 1.1" in (THEME / name).read_text(encoding="utf-8")
    assert "ISC License" in (THEME / "icons" / "LICENSE.txt").read_text(encoding="utf-8")
