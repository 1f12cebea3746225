"""All words that the listings are found by: they tell which typed word no listing has, and what may have been meant.

Tables by the first two letters tell whether a word is known; a larger one for each first letter is asked when it isn't.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f]")
# A longer run of signs is no word that anyone types.
_LONGEST = 40
BEGINNING = 2
# A word that so large a part of the groups is found by tells none from another.
NEARLY_EVERY = 0.9


def words_in(text: str) -> list[str]:
    """The words of a text, without case and marks."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return _WORD.findall(text.lower())


def dictionary(groups: Iterable[tuple[str, str]]) -> tuple[dict[str, str | list[str]], list[str]]:
    """The words by their beginnings, divided by spaces, and those that nearly every group is found by.

    Two letters give all words that begin so; one letter gives the words of names, places, offers and synonyms, then
    all others.

    Args:
        groups: Of each group the text with its names, places, offers and synonyms, and all other text.
    """
    first: set[str] = set()
    rest: set[str] = set()
    times: Counter[str] = Counter()
    number = 0
    for telling, other in groups:
        named, said = set(words_in(telling)), set(words_in(other))
        first |= named
        rest |= said
        times.update(named | said)
        number += 1
    rest -= first
    common = sorted(word for word, count in times.items() if count >= NEARLY_EVERY * number)
    found: dict[str, tuple[list[str], list[str]]] = {}
    for words, place in ((first, 0), (rest, 1)):
        for word in sorted(words):
            if len(word) <= _LONGEST:
                for start in {word[:1], word[:BEGINNING]}:
                    found.setdefault(start, ([], []))[place].append(word)
    tables: dict[str, str | list[str]] = {
        start: [" ".join(words) for words in lists] if len(start) < BEGINNING else " ".join((*lists[0], *lists[1]))
        for start, lists in sorted(found.items())
    }
    return tables, common
