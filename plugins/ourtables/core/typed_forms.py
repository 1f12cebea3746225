"""A text as it reads once the ways to type around a check are undone: look-alike signs, codes, hidden joiners.

theme/static/js/form/typed_forms.js does the same in the browser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# HTML's codes for the signs of numbers, mailboxes and postcodes; Markdown shows each as its sign.
NAMED = {
    **{"commat": "@", "period": ".", "middot": ".", "plus": "+", "sol": "/", "lpar": "(", "rpar": ")", "lowbar": "_"},
    **dict.fromkeys(("nbsp", "ensp", "emsp", "thinsp"), " "),
    **dict.fromkeys(("hyphen", "dash", "ndash", "mdash", "minus"), "-"),
    **dict.fromkeys(("zwj", "zwnj", "shy"), ""),
}
_CODE = re.compile(r"&(?:#([0-9]{1,6})|#[xX]([0-9A-Fa-f]{1,5})|([a-z]{2,6}));")
_AT = re.compile(r"[ ]*(?:[(\[{<][ ]*at[ ]*[)\]}>]|@|[ ]at[ ](?=[a-z0-9-]+[ ](?:dot|[.])[ ]))[ ]*", re.IGNORECASE)
# What `_AT` can't do without. Few texts have it, and looking for it costs a third.
_SPELT_AT = re.compile(r"@|[(\[{<][ ]*at[ ]*[)\]}>]|[ ]at[ ](?=[a-z0-9-]+[ ](?:dot|[.])[ ])", re.IGNORECASE)
_DOT = re.compile(r"[ ]*(?:[(\[{<][ ]*dot[ ]*[)\]}>]|(?<=[a-z])[ ]dot[ ](?=[a-z]))[ ]*", re.IGNORECASE)
_RUN = re.compile(
    r"""(?<![0-9A-Za-z])[0-9](?:(?:[ .\-/()*_~|;=+'"“”‘’<>`\\\t]|,(?=[0-9])){0,5}[0-9])+(?![0-9A-Za-z])"""
)
# Marks of Markdown, which a page shows none of.
_MARKS = re.compile(r"\*+|`+|~~|\\(?=[^0-9A-Za-z\s])")
_MARK = re.compile(r"[*`~\\]")
_BETWEEN = re.compile(r" +|(?<=[0-9A-Za-z])[.\-/*_~](?=[0-9A-Za-z])")


def plain_signs(text: str) -> str:
    """Undo compatible forms (NFKC), codes, marks without a shape, and the many spaces, dashes and dots there are.

    Args:
        text: Any text; its line breaks stay where they are.
    """
    if not text.isascii() or "&" in text:
        text = unicodedata.normalize("NFKC", _CODE.sub(_decoded, text))
        text = "".join(map(_sign, text))
    return text


def _decoded(found: re.Match[str]) -> str:
    if found[3]:
        return NAMED.get(found[3], found[0])
    number = int(found[1]) if found[1] else int(found[2], 16)
    return chr(number) if 32 <= number < 0x110000 and not 0xD800 <= number < 0xE000 else found[0]


def _sign(letter: str) -> str:
    if letter < "\x80":
        return letter
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.digit(letter))
    if letter in "·•‧∙⋅。":
        return "."
    return {"Cf": "", "Mn": "", "Me": "", "Pd": "-", "Zs": " "}.get(
        category, "-" if letter == "\u2212" else "/" if letter in "⁄∕" else letter
    )


def unmarked(text: str) -> str:
    """A text of plain signs without marks of Markdown, which part a word and aren't seen on a page."""
    return _MARKS.sub("", text) if _MARK.search(text) else text


def mailboxes_spelt(text: str) -> str:
    """A text of plain signs in which “(at)” and “(dot)” are the signs that they stand for."""
    text = _AT.sub("@", text) if _SPELT_AT.search(text) else text
    return _DOT.sub(".", text) if "dot" in text.lower() else text


def one_spaced(text: str) -> str:
    """A text of plain signs with one space for each run of spaces, and for a sign within a word."""
    return _BETWEEN.sub(" ", text)


def numbers(text: str) -> Iterator[tuple[int, list[str]]]:
    """Find the numbers that somebody could dial in a text of plain signs.

    Yields:
        How many line breaks stand before a run of digits, and every number of 7 to 15 digits in it that begins and
        ends with a group.
    """
    text = text.replace("(0)", "")
    for run in _RUN.finditer(text):
        groups = re.findall("[0-9]+", run[0])
        found = []
        for first in range(len(groups)):
            number = ""
            for group in groups[first:]:
                number += group
                if len(number) > 15:
                    break
                if len(number) >= 7:
                    found.append(number)
        yield text.count("\n", 0, run.start()), found
