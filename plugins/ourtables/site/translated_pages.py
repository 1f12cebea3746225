"""The keepers' pages in a further language: what isn't translated is in the main language, and says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from markupsafe import Markup

from ourtables.core.catalogue import direction
from ourtables.core.spoken import spoken
from ourtables.listing.help_line import Ground, HelpLine
from ourtables.settings.settings import TRANSLATIONS
from ourtables.settings.translation_files import LINE, PAGE, PAGES
from ourtables.settings.translations import PageWords, translated
from ourtables.site.keepers_words import Document, EasyPart, body, read
from ourtables.site.page_kinds import Making

T = TypeVar("T")
# Blocks that a page's Markdown can begin; templates cut a page before its headings, so no element may go around it.
_BLOCK = re.compile(r"(^|\n)<(p|h[1-6]|ul|ol|blockquote|table|div|dl|pre)(?=[\s>])")


def in_its_language(page: Document, making: Making, *, kept: bool = False) -> Document:
    """Return a page of the keepers with its words in an edition's language.

    Args:
        page: The page in the main language, with links for this edition.
        making: What the edition's pages are made from.
        kept: Whether all its words stay in the main language.

    Raises:
        SiteError: The translated page can't be read.
    """
    if making.main is None:
        return page
    main, link, tag = making.main.settings.language, making.address.link, making.words.tag
    sheet = PageWords() if kept else making.translated_page(page.path.name)
    path = making.content / TRANSLATIONS / tag / PAGES / page.path.name
    easy = read(path, link).easy if path.is_file() and not kept else ()
    texts = {name: sheet.texts.get(name) or spoken(page.text(name), main) for name in PAGE}
    return replace(
        page,
        answers={**page.answers, **texts},
        body=body(sheet.body, link) if sheet.body else marked(page.body, main),
        grounds=_grounds(page.grounds, sheet, main),
        easy=easy or tuple(_easy(part, main) for part in page.easy),
    )


def line_in_its_language(line: HelpLine, making: Making) -> HelpLine:
    """Return a line of help with its words in an edition's language.

    Args:
        line: The line in the main language.
        making: What the edition's pages are made from.
    """
    if making.main is None:
        return line
    main = making.main.settings.language
    sheet = PageWords() if making.edition.unchecked else making.translated_line(line.path.name)
    ways = tuple(translated(way, ("label", "hours_note"), row, main) for way, row in _beside(line.ways, sheet, "ways"))
    made = translated(line, LINE, sheet.texts, main)
    return replace(made, words=sheet.body, ways=ways, grounds=_grounds(line.grounds, sheet, main))


def marked(html: Markup, language: str) -> Markup:
    """Return HTML with its language and direction on each of its blocks.

    Args:
        html: HTML of the keepers' Markdown.
        language: The language that it is in.
    """
    return Markup(_BLOCK.sub(rf'\1<\2 lang="{language}" dir="{direction(language)}"', str(html)))  # noqa: S704


def _beside(items: Iterable[T], sheet: PageWords, name: str) -> Iterable[tuple[T, Mapping[str, str]]]:
    rows = sheet.lists.get(name, ())
    return ((item, rows[number] if number < len(rows) else {}) for number, item in enumerate(items))


def _grounds(grounds: tuple[Ground, ...], sheet: PageWords, main: str) -> tuple[Ground, ...]:
    return tuple(translated(one, ("says", "where"), row, main) for one, row in _beside(grounds, sheet, "grounds"))


def _easy(part: EasyPart, main: str) -> EasyPart:
    return EasyPart(spoken(part.heading, main), tuple((icon, marked(words, main)) for icon, words in part.lines))
