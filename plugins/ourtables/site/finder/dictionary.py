"""All words that the listings are found by, by their first letter: they tell which typed word no listing has, and what
may have been meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f]")
# A longer run of signs is no word that anyone types.
_LONGEST = 40


def words_in(text: str) -> list[str]:
    """The words of a text, without case and marks."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return _WORD.findall(text.lower())


def dictionary(telling: Iterable[str], others: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """For each first letter its words: those of names, places, offers and synonyms, then all others."""
    first = {word for text in telling for word in words_in(text)}
    rest: set[str] = set()
    for text in others:
        rest.update(words_in(text))
    rest -= first
    letters: dict[str, tuple[list[str], list[str]]] = {}
    for words, place in ((first, 0), (rest, 1)):
        for word in sorted(words):
            if len(word) <= _LONGEST:
                letters.setdefault(word[0], ([], []))[place].append(word)
    for letter, lists in sorted(letters.items()):
        yield letter, [" ".join(words) for words in lists]
