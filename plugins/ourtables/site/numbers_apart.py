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
_ASCII = bytes(range(128))
# In UTF-8, with `_shape_of` each byte, every number above has one of these in it. Looking for them takes a tenth of the
# time that an expression takes to look at each letter of a page.
_SHAPES = (b"0 0", b"0  0", b"+000000")
# What may have no element in it, and what stands apart already.
_LEFT = re.compile(rb"<(?:bdi|title|option|textarea|script|style)\b")


def _shape_of(byte: int) -> bytes:
    """Return a blank for what may part the digits of a number, and a 0 for what may be of a digit or a bracket."""
    if byte in b" -\xa0":
        return b" "
    if byte in b"0123456789()" or byte not in _ASCII:
        return b"0"
    return b"+" if byte in b"+" else b"."


_ALL_SHAPES = b"".join(map(_shape_of, range(256)))


def numbers_apart(html: bytes, names: Iterable[str] = ()) -> bytes:
    """Return a page in which each spaced number among words from right to left has a `<bdi>`.

    Args:
        html: The whole page in UTF-8; one without such words is returned as it is.
        names: Names of languages that each page of the site leads to, which alone are no such words.
    """
    others = html
    for name in names:
        others = others.replace(f">{name}<".encode(), b"><")
    if not RIGHT_TO_LEFT.search(others.translate(None, _ASCII).decode()):
        return html
    parts: list[bytes] = []
    done = 0
    for start, end in _texts(html):
        tag = html[html.rfind(b"<", 0, start) : start]
        parts += html[done:start], html[start:end] if _LEFT.match(tag) else _text(html[start:end].decode()).encode()
        done = end
    return b"".join((*parts, html[done:]))


def _texts(html: bytes) -> list[tuple[int, int]]:
    """Find the texts between tags that may have a number in them, in order, as places in a page."""
    shape = html.translate(_ALL_SHAPES)
    starts: dict[int, int] = {}
    for one in _SHAPES:
        # A third of a page is its head, which has no words to be shown.
        place = shape.find(one, max(html.find(b"<body"), 0))
        while place >= 0:
            start = html.rfind(b">", 0, place) + 1
            within_tag = not start or html.find(b"<", start, place) >= 0
            end = html.find(b">" if within_tag else b"<", place)
            end = len(html) if end < 0 else end
            if not within_tag:
                starts[end] = min(start, starts.get(end, start))
            place = shape.find(one, end)
    return sorted((start, end) for end, start in starts.items())


def _text(text: str) -> str:
    """A text of a page with each spaced number apart."""
    if not _NUMBER.search(text) or (any(map(str.isalpha, text)) and not RIGHT_TO_LEFT.search(text)):
        return text
    return _NUMBER.sub(_apart, text)


def _apart(found: re.Match[str]) -> str:
    return f"<bdi>{found[0]}</bdi>" if sum(map(str.isdigit, found[0])) >= _FEWEST_DIGITS else found[0]
