"""All words that the listings are found by: they tell which typed word no listing has, and what may have been meant.

Tables by the first two letters tell whether a word is known; a larger one for each first letter is asked when it isn't.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f]")
# A longer run of signs is no word that anyone types.
_LONGEST = 40
BEGINNING = 2


def words_in(text: str) -> list[str]:
    """The words of a text, without case and marks."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return _WORD.findall(text.lower())


def dictionary(telling: Iterable[str], others: Iterable[str]) -> dict[str, str | list[str]]:
    """The words by their beginnings, divided by spaces.

    Two letters give all words that begin so; one letter gives the words of names, places, offers and synonyms, then
    all others.
    """
    first = {word for text in telling for word in words_in(text)}
    rest = {word for text in others for word in words_in(text)} - first
    found: dict[str, tuple[list[str], list[str]]] = {}
    for words, place in ((first, 0), (rest, 1)):
        for word in sorted(words):
            if len(word) <= _LONGEST:
                for start in {word[:1], word[:BEGINNING]}:
                    found.setdefault(start, ([], []))[place].append(word)
    return {
        start: [" ".join(words) for words in lists] if len(start) < BEGINNING else " ".join((*lists[0], *lists[1]))
        for start, lists in sorted(found.items())
    }
