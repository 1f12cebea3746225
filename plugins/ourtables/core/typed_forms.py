"""A text as it reads once the ways to type around a check are undone: look-alike signs, codes, hidden joiners.

theme/static/js/form/typed_forms.js does the same in the browser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

# HTML's codes for the signs of numbers, mailboxes and postcodes; Markdown shows each as its sign.
NAMED = {
    **{
        "commat": "@",
        "period": ".",
        "middot": ".",
        "plus": "+",
        "sol": "/",
        "lpar": "(",
        "rpar": ")",
        "lowbar": "_",
        "lt": "<",
        "gt": ">",
    },
    **dict.fromkeys(("nbsp", "ensp", "emsp", "thinsp"), " "),
    **dict.fromkeys(("hyphen", "dash", "ndash", "mdash", "minus"), "-"),
    **dict.fromkeys(("zwj", "zwnj", "shy"), ""),
}
_CODE = re.compile(
    r"&(?:#0*([0-9]{1,7});?|#[xX]0*([0-9A-Fa-f]{1,6});?|([A-Za-z]{2,28}[0-9]{0,2};|[A-Za-z]{2,31}(?=[0-9])))"
)
_AT = re.compile(
    r"[ ]{0,9}(?:[(\[{<][ ]{0,9}at[ ]{0,9}[)\]}>]|@|[ ]at[ ](?=[a-z0-9-]+[ ](?:dot|[.])[ ]))[ ]{0,9}", re.IGNORECASE
)
# What `_AT` can't do without. Few texts have it, and looking for it costs a third.
_SPELT_AT = re.compile(r"@|[(\[{<][ ]{0,9}at[ ]{0,9}[)\]}>]|[ ]at[ ](?=[a-z0-9-]+[ ](?:dot|[.])[ ])", re.IGNORECASE)
_DOT = re.compile(r"[ ]{0,9}(?:[(\[{<][ ]{0,9}dot[ ]{0,9}[)\]}>]|(?<=[a-z])[ ]dot[ ](?=[a-z]))[ ]{0,9}", re.IGNORECASE)
# Marks of Markdown, which a page shows none of.
_MARKS = re.compile(r"\*+|`+|~~|\\(?=[^0-9A-Za-z\s])")
# A tag, or a remark: neither is seen on a page. An address in angle brackets is no tag.
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:[ \t][^<>@0-9\n]{0,200})?/?>|<!--[^<>\n]{0,200}-->")
_BETWEEN = re.compile(r" +|(?<=[0-9A-Za-z])[.\-/*_~](?=[0-9A-Za-z])")
# What may part the second half of a postcode from its first; “E1, 2nd floor” is none.
_BEFORE_HALF = re.compile(r"(?<=[0-9A-Za-z])[^0-9A-Za-z]{1,4}(?=([0-9][A-Za-z]{2})(?![0-9A-Za-z]))")
_ORDINAL = re.compile(r"1st|2nd|3rd|[04-9]th", re.IGNORECASE)
_ONE_BY_ONE = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Za-z] ){4,7}[0-9A-Za-z](?![0-9A-Za-z])")
# However a mailbox is spelt out, over small letters. Too wide for anything but a warning.
_AROUND_AT = r"""[\s"'()\[\]{}<>*|]{0,4}"""
_AT_SPELT = re.compile(
    r"[^0-9a-z\n]{1,4}(?:at(?:[ -]?s(?:ign|ymbol))?|a t|ät|arobase)[^0-9a-z\n]{1,4}"
    r"""|[ ]?[(\[{<|"'*][ ]?a[ ]?[)\]}>|"'*][ ]?"""
    rf"|{_AROUND_AT}@+{_AROUND_AT}"
)
_DOT_SPELT = re.compile(
    r"[^0-9a-z\n]{1,4}(?:dot|d o t|point|period|full[ -]?stop|punkt)[^0-9a-z\n]{1,4}|[ ]?[.]+[ ]?(?=[0-9a-z])"
)
_END_SPELT = re.compile(r"(@[a-z0-9-]+)(?:[ ,;]{1,3}(com|net|org|uk)(?![0-9a-z])|(?![0-9a-z.-]))")


# What NFKC leaves or loses: an A in a circle or a box that is read as @, numerals in black circles and of Chinese,
# letters without a shape, and letters of Cyrillic and Greek that look like Latin ones.
_DRAWN = str.maketrans(
    dict.fromkeys("ⓐⒶ🅐🅰🄰", "@")
    | {chr(first + digit): str(digit + 1) for first in (0x2776, 0x2780, 0x278A, 0x24F5) for digit in range(9)}
    | dict(zip("〇一二三四五六七八九⓿🄋🄌", "0123456789000", strict=True))
    | dict.fromkeys("\u115f\u1160\u3164\uffa0\u2800", " ")
    | dict(zip("аеорсухіјѕԁһАВЕКМНОРСТУХІЈЅοΟ", "aeopcyxijsdhABEKMHOPCTYXIJSoO", strict=True))
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_ESCAPED = re.compile(r"%[2-7][0-9A-Fa-f]")


def plain_signs(text: str) -> str:
    """Undo compatible forms (NFKC), codes, marks without a shape, and the many spaces, dashes and dots there are.

    Args:
        text: Any text; its line breaks stay where they are.
    """
    if not text.isascii() or "&" in text:
        text = unicodedata.normalize("NFKC", _CODE.sub(_decoded, text).translate(_DRAWN))
        text = _BEYOND_ASCII.sub(_sign, text)
    return text


def _decoded(found: re.Match[str]) -> str:
    if found[3]:
        return NAMED.get(found[3].rstrip(";"), " ")
    number = int(found[1]) if found[1] else int(found[2], 16)
    if number < 32:
        return " "
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else found[0]


def _sign(found: re.Match[str]) -> str:
    letter = found[0]
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
    if "\\" in text:
        return _MARKS.sub("", text)
    # The same for most texts, in a tenth of the time.
    return text.replace("~~", "").replace("*", "").replace("`", "")


def mailboxes_spelt(text: str) -> str:
    """A text of plain signs in which “(at)” and “(dot)” are the signs that they stand for."""
    text = _AT.sub("@", text) if _SPELT_AT.search(text) else text
    return _DOT.sub(".", text) if "dot" in text.lower() else text


def mailboxes_meant(text: str, providers: Iterable[str]) -> str:
    """A text of plain signs in which whatever could be meant as a mailbox is one, in small letters.

    Args:
        text: A text without marks of Markdown.
        providers: The domains of mailboxes that are looked for.

    Returns:
        The text; an empty one where it names no such provider behind an “at”.
    """
    text = _as_named(without_tags(unescaped(text)))
    if not _naming(tuple(providers)).search(text):
        return ""
    text = _DOT_SPELT.sub(".", _AT_SPELT.sub("@", text))
    return _END_SPELT.sub(lambda found: f"{found[1]}.{found[2] or 'com'}", text)


def may_name_mailbox(text: str, providers: Iterable[str]) -> bool:
    """Whether a mailbox may be in a text, plainly or however it is spelt; most texts have none.

    Args:
        text: A text of plain signs, or several with line breaks between.
        providers: The domains of mailboxes that are looked for.
    """
    # What a code or a tag hides or parts is found by looking closely.
    return "%" in text or "<" in text or _naming(tuple(providers)).search(_as_named(unmarked(text))) is not None


def _as_named(text: str) -> str:
    """A text in which providers are spelt as in `_naming`."""
    return text.lower().replace("google mail", "googlemail")


@cache
def _naming(domains: tuple[str, ...]) -> re.Pattern[str]:
    """What finds the first part of a domain behind an “at” as `_AT` and `_AT_SPELT` know it, with signs between."""
    names = "|".join(re.escape(one.partition(".")[0]) for one in domains)
    at = r"""(?:a t|at|ät|arobase|sign|symbol|@|a ?[)\]}>|"'*])"""
    return re.compile(rf"{at}[^0-9a-z]{{0,20}}(?<![0-9a-z])(?:{names})(?![0-9a-z])")


def unescaped(text: str) -> str:
    """A text in which the signs that an address writes as “%40” are themselves."""
    return _ESCAPED.sub(lambda found: chr(int(found[0][1:], 16)), text) if "%" in text else text


def without_tags(text: str) -> str:
    """A text without tags of HTML, which part a number or a word."""
    return _TAG.sub("", text) if "<" in text else text


def one_spaced(text: str) -> str:
    """A text of plain signs with one space for each run of spaces, and for the signs within a word or a postcode."""
    text = without_tags(text)
    text = _ONE_BY_ONE.sub(lambda found: found[0].replace(" ", ""), text)
    text = _BEFORE_HALF.sub(lambda found: found[0] if _ORDINAL.fullmatch(found[1]) else " ", text)
    return _BETWEEN.sub(" ", text)
