"""The numbers that somebody could dial in a text, however they are typed: with signs between, on two lines, in words.

theme/static/js/form/typed_numbers.js does the same in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from ourtables.core.typed_forms import unescaped, without_tags

# Words for digits, in English, Welsh and Urdu. NFKC leaves no small raised digit, so these are free to mean: twice and
# three times what follows, a ten that a digit may end, hundreds, thousands.
_WORDS = {
    **dict.fromkeys(("zero", "oh", "o", "nought", "naught", "nil", "dim", "sero", "صفر"), "0"),
    **dict.fromkeys(("one", "un", "ایک"), "1"),
    **dict.fromkeys(("two", "dau", "dwy", "دو"), "2"),
    **dict.fromkeys(("three", "tri", "tair", "تین"), "3"),
    **dict.fromkeys(("four", "pedwar", "pedair", "چار"), "4"),
    **dict.fromkeys(("five", "pump", "پانچ"), "5"),
    **dict.fromkeys(("six", "chwech", "چھ"), "6"),
    **dict.fromkeys(("seven", "saith", "سات"), "7"),
    **dict.fromkeys(("eight", "wyth", "آٹھ"), "8"),
    **dict.fromkeys(("nine", "naw", "نو"), "9"),
    **{"ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15"},
    **{"sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "2⁰", "thirty": "3⁰"},
    **{"forty": "4⁰", "fifty": "5⁰", "sixty": "6⁰", "seventy": "7⁰", "eighty": "8⁰", "ninety": "9⁰"},
    **{"double": "²", "dwbl": "²", "triple": "³", "treble": "³", "hundred": "⁴", "thousand": "⁵"},
}
# The longest of each letter first. Sorted by letters they are found in a third of the time.
_ANY_WORD = re.compile(
    "|".join(
        f"{letter}(?:{'|'.join(word[1:] for word in words)})"
        for letter, words in groupby(sorted(_WORDS, key=lambda word: (word[0], -len(word))), key=itemgetter(0))
    )
)
_ONLY_WORDS = re.compile(f"(?:{_ANY_WORD.pattern})+")
_LETTERS = re.compile(r"[^\W\d_]+")
# Letters drawn like digits, which are meant as such beside one.
_LOOKS_LIKE = str.maketrans("oOIl", "0011")
_DRAWN_ALIKE = re.compile("[oOIl]+")
# The most digits that a word stands for or adds to its neighbours.
_MOST_DIGITS = {word: {"²": 1, "³": 2, "⁴": 2, "⁵": 3}.get(digits, len(digits)) for word, digits in _WORDS.items()}
_NUMERALS = re.compile(rf"[0-9]+|(?<![^\W\d_])(?:(?:{_ANY_WORD.pattern})+|[oil]+)(?![^\W\d_])")
_TWICE, _THRICE = (re.compile(rf"{sign}(?:[^\w\n]|_){{0,3}}([0-9])") for sign in "²³")
_TENS = re.compile(r"⁰[ -]?([1-9])(?![0-9])")
_HUNDRED = re.compile(r"([0-9])[ -]?⁴")
# A time or a date is nobody's number, however many stand side by side.
_TIME = re.compile(r"(?<![0-9:])(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?![0-9:])")
_DATE = re.compile(
    r"(?<![0-9])(?:[0-3]?[0-9][/.-][01]?[0-9][/.-](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])(?![0-9])"
)
_TARGET = re.compile(r"\]\(([^()\n]{0,300})\)")
_DIGITS = re.compile("[0-9]+")
# What may stand between two groups of digits: signs, and a word for one.
_MOST_BETWEEN = 20
_JOINING = "and|then|dash|hyphen|dot|point|slash|stroke|space|gap|plus|x"
_BETWEEN = re.compile(rf"[\W_]*(?:{_JOINING})?[\W_]*", re.IGNORECASE)
_LISTED = re.compile(r",\s")
# Two words for digits side by side, or one put together of several, in small letters with spaces for other signs.
_NEIGHBOURS = re.compile(
    rf" (?:{_ANY_WORD.pattern})(?:{_ANY_WORD.pattern}| +(?:(?:{_JOINING}) +)?(?:{_ANY_WORD.pattern}) )"
)
# A digit stands for itself, and for the signs of codes and tags, which may hide or part one.
_LETTERS_OR_DIGITS = "".join(
    "0" if sign in "0123456789%<" else sign.lower() if sign.isalpha() else " " for sign in map(chr, range(128))
)
_FEWEST_LISTED = 3
_FEWEST, _MOST = 7, 15


def numbers(text: str) -> Iterator[tuple[int, list[str]]]:
    """Find the numbers that somebody could dial in a text of plain signs.

    Args:
        text: The text, as `plain_signs` gives it.

    Yields:
        How many line breaks are before a run of digits, and every number of 7 to 15 digits in it that begins and ends
        with a group.
    """
    text = unescaped(text)
    if not (may_hold_one(text) and _has_digits_enough(text)):
        return
    for target in _TARGET.finditer(text):
        yield from ((text.count("\n", 0, target.start()), found) for _, found in _runs(target[1]))
    yield from _runs(_TARGET.sub("]", text))


def may_hold_one(text: str) -> bool:
    """Whether a number may be in a text; few texts have a digit, or two words for digits side by side.

    Args:
        text: A text of plain signs, or several with line breaks between.
    """
    if not text.isascii():
        return True
    letters = text.translate(_LETTERS_OR_DIGITS)
    # A link's address may part two words. No word alone stands for more than three digits.
    return "0" in letters or "](" in text or _NEIGHBOURS.search(f" {letters} ") is not None


def _has_digits_enough(text: str) -> bool:
    """Whether there may be digits enough; few texts go further, which takes ten times as long."""
    # A tag or a “(0)” may part a word.
    if "<" in text or "(0)" in text:
        return True
    # No word put together of several stands for more digits than it has letters.
    return sum(_MOST_DIGITS.get(found, len(found)) for found in _NUMERALS.findall(text.lower())) >= _FEWEST


@dataclass(slots=True)
class _Part:
    """Groups of digits with no comma between that makes a list of them."""

    line: int
    is_listed: bool
    groups: list[str]

    @property
    def count(self) -> int:
        """How many digits it has."""
        return sum(map(len, self.groups))


def _runs(text: str) -> Iterator[tuple[int, list[str]]]:
    runs: list[_Part] = []
    before = 0
    for part in _parts(_in_digits(_DATE.sub("at", _TIME.sub("at", without_tags(text).replace("(0)", ""))))):
        count = part.count
        # A list of small numbers is none.
        if part.is_listed and min(before, count) >= _FEWEST_LISTED:
            runs[-1].groups += part.groups
        else:
            runs.append(part)
        before = count
    yield from ((run.line, _in_run(run.groups)) for run in runs)


def _parts(text: str) -> Iterator[_Part]:
    part: _Part | None = None
    end = 0
    for group in _DIGITS.finditer(text):
        if _is_part_of_a_word(text, group):
            continue
        between = text[end : group.start()]
        goes_on = part is not None and len(between) <= _MOST_BETWEEN and bool(_BETWEEN.fullmatch(between))
        if part is not None and goes_on and not _LISTED.search(between):
            part.groups.append(group[0])
        else:
            if part is not None:
                yield part
            part = _Part(text.count("\n", 0, group.start()), goes_on, [group[0]])
        end = group.end()
    if part is not None:
        yield part


def _in_digits(text: str) -> str:
    """A text in which words for digits, and letters drawn like them beside one, are digits."""
    text = _LETTERS.sub(_digits_for, text)
    text = _THRICE.sub(r"\1\1\1", _TWICE.sub(r"\1\1", text))
    text = _HUNDRED.sub(r"\g<1>00", _TENS.sub(r"\1", text).replace("⁰", "0"))
    return text.replace("⁵", "000")


def _digits_for(found: re.Match[str]) -> str:
    word = found[0].lower()
    if _ONLY_WORDS.fullmatch(word):
        return _ANY_WORD.sub(lambda one: _WORDS[one[0]], word)
    text, start, end = found.string, found.start(), found.end()
    if _DRAWN_ALIKE.fullmatch(found[0]) and (text[start - 1 : start].isdecimal() or text[end : end + 1].isdecimal()):
        return found[0].translate(_LOOKS_LIKE)
    return found[0]


def _is_part_of_a_word(text: str, group: re.Match[str]) -> bool:
    """Whether a single letter is beside some digits, as in what is no number but a code."""
    before, after = text[max(group.start() - 2, 0) : group.start()], text[group.end() : group.end() + 2]
    return _is_one_letter(before[::-1]) or _is_one_letter(after)


def _is_one_letter(beside: str) -> bool:
    return beside[:1].isascii() and beside[:1].isalpha() and not beside[1:].isalpha()


def _in_run(groups: list[str]) -> list[str]:
    found = []
    for first in range(len(groups)):
        number = ""
        for group in groups[first : first + _MOST]:
            number += group
            if len(number) > _MOST:
                break
            if len(number) >= _FEWEST:
                found.append(number)
    return found
