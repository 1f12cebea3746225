"""Keeps the parts of a phone number in their order where words run from right to left.

Between Arabic or Hebrew letters, "01632 960101" would be shown as "960101 01632": each part is a number of its own.
"""

from __future__ import annotations

import re

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PART = r"\(?\d{1,15}(?:\)\d{0,15})?"
_NUMBER = re.compile(rf"(?<![\d+])(?:\+?{_PART}(?:[ \xa0-]{_PART}){{1,8}}|\+\d{{6,15}})(?![\d:])")
_FEWEST_DIGITS = 6
# Texts, and what is left as it is: tags, elements of plain text, and what stands apart already.
_TEXT = re.compile(
    r"<(title|option|textarea|script|style)\b.*?</\1>|<bdi\b[^<>]*>[^<>]*</bdi>|<[^<>]*>|(?P<text>[^<>]+)", re.DOTALL
)

# A text with a digit. Few texts of a page have one, and taking a page apart costs as much as drawing it.
_WITH_DIGIT = re.compile(r">([^<>\d]*\d[^<>]*)")


def numbers_apart(html: str) -> str:
    """Return a page in which each spaced number among words from right to left has a `<bdi>`.

    Args:
        html: The whole page; one without such words is returned as it is.
    """
    if not RIGHT_TO_LEFT.search(html) or not any(map(_NUMBER.search, _WITH_DIGIT.findall(html))):
        return html
    return _TEXT.sub(_text, html)


def _text(found: re.Match[str]) -> str:
    text = found["text"]
    if text is None or not _NUMBER.search(text):
        return found[0]
    among = RIGHT_TO_LEFT.search(text) or not any(map(str.isalpha, text))
    return _NUMBER.sub(_apart, text) if among else text


def _apart(found: re.Match[str]) -> str:
    return f"<bdi>{found[0]}</bdi>" if sum(map(str.isdigit, found[0])) >= _FEWEST_DIGITS else found[0]
