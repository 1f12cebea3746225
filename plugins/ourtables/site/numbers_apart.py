"""Keeps the parts of a phone number in their order where words run from right to left.

Between Arabic or Hebrew letters, "01632 960101" would be shown as "960101 01632": each part is a number of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PART = r"\(?\d{1,15}(?:\)\d{0,15})?"
_NUMBER = re.compile(rf"(?<![\d+])(?:\+?{_PART}(?:[ \xa0-]{_PART}){{1,8}}|\+\d{{6,15}})(?![\d:])")
_FEWEST_DIGITS = 6
# What every number above has in it, written so that most letters are passed over at once. Few texts have it, and taking
# a page apart into its texts costs as much as drawing it.
_LIKE_A_NUMBER = re.compile(r"[^\x00-(*,-/:-\u065f](?:(?<=[\d)])[ \xa0-]\(?\d|(?<=\+)\d{6})")
# Every byte but those that a letter from right to left begins with in UTF-8.
_OTHER_BYTES = bytes({*range(256)} - {*range(0xD6, 0xE1), 0xEF})
# What may have no element in it, and what stands apart already.
_LEFT = re.compile(r"<(?:bdi|title|option|textarea|script|style)\b")


def numbers_apart(html: str, names: Iterable[str] = ()) -> str:
    """Return a page in which each spaced number among words from right to left has a `<bdi>`.

    Args:
        html: The whole page; one without such words is returned as it is.
        names: Names of languages that each page of the site leads to, which alone are no such words.
    """
    others = html
    for name in names:
        others = others.replace(f">{name}<", "><")
    # Leaving out bytes is several times as fast as looking at each letter.
    if not others.encode().translate(None, _OTHER_BYTES) or not RIGHT_TO_LEFT.search(others):
        return html
    parts: list[str] = []
    done = 0
    # A third of a page is its head, which has no words to be shown.
    for found in _LIKE_A_NUMBER.finditer(html, max(html.find("<body"), 0)):
        start = html.rfind(">", done, found.start()) + 1
        if start and "<" not in html[start : found.start()]:
            text = html[start:].partition("<")[0]
            parts += html[done:start], _text(text, html[html.rfind("<", 0, start) : start])
            done = start + len(text)
    return "".join((*parts, html[done:]))


def _text(text: str, tag: str) -> str:
    """A text of a page, behind a tag, with each spaced number apart."""
    if not _NUMBER.search(text) or _LEFT.match(tag):
        return text
    if any(map(str.isalpha, text)) and not RIGHT_TO_LEFT.search(text):
        return text
    return _NUMBER.sub(_apart, text)


def _apart(found: re.Match[str]) -> str:
    return f"<bdi>{found[0]}</bdi>" if sum(map(str.isdigit, found[0])) >= _FEWEST_DIGITS else found[0]
