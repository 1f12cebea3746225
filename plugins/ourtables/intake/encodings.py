"""Bytes become text: UTF-8 where they are, else what Windows or an old Mac wrote, and whoever reads it is told."""

from __future__ import annotations

import html
import re
from itertools import cycle

from charset_normalizer import from_bytes
from ftfy import fix_encoding
from ftfy.badness import is_bad
from ftfy.fixes import fix_c1_controls

_BYTE_ORDER = (b"\xff\xfe", b"\xfe\xff")
_CODE = re.compile(r"&(?:#[0-9]{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8});", re.IGNORECASE)
# "Â" before a word is Welsh for "with"; a space that was decoded wrongly doesn't break the line after it.
_WELSH_WITH = re.compile(r"((?<!\S)Â (?=[^\W\d_]))")
# Nothing else is written here in practice, and of a short text nobody can tell the others apart.
_OLD = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}


def decode(raw: bytes) -> tuple[str, str]:
    """Decode a text whose encoding nobody says.

    Args:
        raw: The text's bytes.

    Returns:
        The text, and the name of the old encoding that it was read as; the name is empty for UTF-8 and UTF-16.
    """
    if wide := utf_16(raw):
        return raw.decode(wide, errors="replace"), ""
    try:
        return raw.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        old = old_encoding(raw)
        return raw.decode(old, errors="replace"), _OLD[old]


def utf_16(raw: bytes) -> str:
    """Tell whether a text is in UTF-16, by its first two bytes or by every second byte of plain letters being nothing.

    Args:
        raw: The text's bytes.

    Returns:
        The encoding's name; empty when it is in none of them.
    """
    if raw.startswith(_BYTE_ORDER):
        return "utf-16"
    evens, odds = raw[:2000:2].count(0), raw[1:2000:2].count(0)
    pairs = max(min(len(raw), 2000) // 2, 1)
    if max(evens, odds) < 0.4 * pairs or min(evens, odds) > 0.05 * pairs:
        return ""
    return "utf-16-le" if odds > evens else "utf-16-be"


def old_encoding(raw: bytes) -> str:
    """Tell which old encoding a text has that isn't in UTF-8.

    Args:
        raw: The text's bytes.

    Returns:
        `cp1252`, which is the likelier where nothing speaks for the other, or `mac_roman`.
    """
    found = from_bytes(raw[:200_000], cp_isolation=list(_OLD)).best()
    return found.encoding if found is not None and found.encoding in _OLD else "cp1252"


def repaired(text: str) -> tuple[str, list[int]]:
    """Undo what was decoded wrongly before a text came here ("CaffiÃ´r").

    Args:
        text: Any text.

    Returns:
        The text, and the numbers of the lines that were repaired.
    """
    before = text.split("\n")
    # Quote marks of Windows that were taken for controls.
    whole = fix_c1_controls(text)
    after = [_line_repaired(line) for line in whole.split("\n")] if is_bad(whole) else whole.split("\n")
    changed = [number for number, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new]
    return "\n".join(after), changed


def _line_repaired(line: str) -> str:
    parts = _WELSH_WITH.split(line)
    return "".join(part if odd else fix_encoding(part) for part, odd in zip(parts, cycle((False, True)), strict=False))


def without_codes(text: str) -> str:
    """Write the signs that a web page's codes stand for, such as "&" for "&amp;".

    Args:
        text: A text that is no HTML.
    """
    # A quote mark that appears in a listing's answer would end the answer.
    return _CODE.sub(lambda found: html.unescape(found[0]).replace('"', found[0]), text)


def called(encoding: str) -> str:
    """Name an encoding as spreadsheet programs do.

    Args:
        encoding: What `old_encoding` gives.
    """
    return _OLD[encoding]
