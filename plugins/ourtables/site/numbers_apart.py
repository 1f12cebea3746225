"""Keeps the parts of a phone number in their order where words run from right to left.

Between Arabic or Hebrew letters, "01632 960101" would be shown as "960101 01632": each part is a number of its own.
"""

from __future__ import annotations

import re

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PART = r"\(?\d{1,15}(?:\)\d{0,15})?"
_NUMBER = re.compile(rf"(?<![\d+])(?:\+?{_PART}(?:[ \xa0-]{_PART}){{1,8}}|\+\d{{6,15}})(?![\d:])")
_FEWEST_DIGITS = 6
# What every number above has in it, written so that most letters are passed over at once. Few pages have it.
_LIKE_A_NUMBER = re.compile(r"[^\x00-(*,-/:-\u065f](?:(?<=[\d)])[ \xa0-]\(?\d|(?<=\+)\d{6})")
# Every byte but those that a letter from right to left begins with in UTF-8.
_OTHER_BYTES = bytes({*range(256)} - {*range(0xD6, 0xE1), 0xEF})
# A text with a digit. Few texts of a page have one, and taking a page apart costs as much as drawing it.
_WITH_DIGIT = re.compile(r">([^<>\d]*\d[^<>]*)")
# What may have no element in it, and what stands apart already.
_LEFT = re.compile(r"<(?:bdi|title|option|textarea|script|style)\b")


def numbers_apart(html: str) -> str:
    """Return a page in which each spaced number among words from right to left has a `<bdi>`.

    Args:
        html: The whole page; one without such words is returned as it is.
    """
    # Leaving out bytes is several times as fast as looking at each letter, and nearly every page has neither.
    if not html.encode().translate(None, _OTHER_BYTES) or not _LIKE_A_NUMBER.search(html):
        return html
    return _WITH_DIGIT.sub(_text, html) if RIGHT_TO_LEFT.search(html) else html


def _text(found: re.Match[str]) -> str:
    text = found[1]
    if not _NUMBER.search(text) or _LEFT.match(found.string, found.string.rfind("<", 0, found.start())):
        return found[0]
    if any(map(str.isalpha, text)) and not RIGHT_TO_LEFT.search(text):
        return found[0]
    return ">" + _NUMBER.sub(_apart, text)


def _apart(found: re.Match[str]) -> str:
    return f"<bdi>{found[0]}</bdi>" if sum(map(str.isdigit, found[0])) >= _FEWEST_DIGITS else found[0]
