"""Names that look like others: letters of several alphabets in one word, and names that differ only in look-alikes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# What a reader takes for a Latin letter or a digit, as it is written: from Unicode's table of confusable characters,
# for the alphabets whose letters look alike. What NFKD takes apart (letters of mathematics, full width) isn't here.
_DOUBLES = {
    "2": "ϨƧꙄꝚ", "4": "Ꮞ", "6": "бᏮⳒ", "8": "Ȣȣ", "9": "ⳊꝮ", "a": "ɑᎪ", "b": "ƄᏏᏴꞴ", "c": "ϲϹᏟᴄⲤⲥꮯ", "d": "ᎠᏧ",
    "e": "ƷȜЗҽӠᎬⳌꝪꞫꬲ", "f": "ſϜքẝꞘꞙꬵ", "g": "ƍԌցᏀᏳᶃ", "h": "ΗհᎻᏂⲎ", "i": "ɪӀӏᎥᏞⲒⳐꙇꭵ",
    "j": "ͿϳᎫꞲ", "k": "ᏦⲔ", "m": "ϺᎷⲘ", "n": "ΝոռⲚ", "o": "σՕօᴏᴑⲞⲟꬽ", "p": "ᏢⲢⲣ", "q": "գզ",
    "r": "ƦᎡᏒᴦⲅꭇꭈꮁ", "s": "ƼƽՏᏕᏚꜱꮪ", "t": "ᎢⲦ", "u": "ʋՍսᴜꞟꭎꭒ",
    "v": "ѴѵᏙᴠꮩ", "w": "ɯѡաᎳᏔᴡꮃ", "x": "ⲬꞳ", "y": "ɣʏΥϒҮүᎩᎽᶌỿⲨꭚ", "z": "Ꮓᴢꮓ",
}  # fmt: skip
_AS_WRITTEN = str.maketrans({double: letter for letter, doubles in _DOUBLES.items() for double in doubles})
# The same once capitals are small, and digits and signs that stand for letters.
_LOOKS_LIKE = str.maketrans(
    dict(zip("аеорсухіјѕһԁԛԝвкмнтгпь", "aeopcyxijshdqwbkmhtrnb", strict=True))
    | dict(zip("αβγεζηικμνορτυχωϲ", "abyeznikmvoptuxwc", strict=True))
    | dict(zip("ɡɩıℓǀ0135|!$", "giilloiesiis", strict=True))
)
# Letters drawn as another kind of sign, which NFKD leaves: ᴍ, 🅼 and 🇲 are an M to a reader.
_DRAWN = re.compile(
    r"(?:LATIN LETTER SMALL CAPITAL|NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER|REGIONAL INDICATOR SYMBOL LETTER)"
    r" ([A-Z])"
)
# Signs that stand for a letter, or for themselves.
_SIGNS = "|!$"
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("l", "i"))
_WORD = re.compile(r"[^\W\d_]+")
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")


def skeleton(name: str) -> str:
    """What is left of a name when letters that look the same are the same."""
    letters = "".join(map(_letter, name.translate(_AS_WRITTEN)))
    plain = unicodedata.normalize("NFKD", letters).casefold().translate(_LOOKS_LIKE)
    plain = "".join(c for c in plain if c.isalnum())
    for pair, one in _PAIRS:
        plain = plain.replace(pair, one)
    return plain


def _letter(character: str) -> str:
    drawn = None if character.isascii() else _DRAWN.fullmatch(unicodedata.name(character, ""))
    return drawn[1] if drawn else character


def mixed(name: str) -> list[str]:
    """The words of a name that are written in more than one of the alphabets that look alike."""
    # Most names are in plain letters, all of one alphabet.
    return [] if name.isascii() else [word for word in _WORD.findall(name) if len(_alphabets(word)) > 1]


def _alphabets(word: str) -> set[str]:
    names = (unicodedata.name(c, "") for c in word)
    return {alphabet for name in names for alphabet in _ALPHABETS if name.startswith(alphabet)}


def like(name: str, others: Iterable[str]) -> list[str]:
    """The other names that a reader could take for this one, without those that are the same."""
    mine = _readings(name)
    return sorted({other for other in others if other != name and mine & _readings(other)})


def _readings(name: str) -> set[str]:
    without = "".join(c for c in name if c not in _SIGNS)
    return {skeleton(one) for one in (name, name.strip(_SIGNS), without)} - {""}
