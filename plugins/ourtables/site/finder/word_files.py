"""Writes the index of words as files for the browser: theme/static/js/find/words.js reads them.

Words are sorted and cut into files of some kilobytes, so each typed word fetches one. It says too which ordinary words
begin as its own do: any other unknown word may be a slip, and fetches the words that begin or sound as it does.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from itertools import chain, groupby
from operator import itemgetter, sub
from typing import Any

from ourtables.directory.ordinary import MOST_TELLING, weights
from ourtables.directory.spelling import SHORTEST, heard_in, initials
from ourtables.directory.word_index import NAMED, PREFIX, STRONGEST, WordIndex
from ourtables.site.record import compact_json

# A file is full when its entries have so many characters.
_FULL = 11_000
# Codes are letters from here on; the quote and the backslash would double in JSON.
_FIRST, _BACKSLASH = 35, 92
_DIGIT = 32


def coded(values: Iterable[int]) -> str:
    """Write small numbers as a word of letters, one each."""
    return "".join([chr(_FIRST + value + (_FIRST + value >= _BACKSLASH)) for value in values])


def word_files(index: WordIndex, codes: Mapping[str, Mapping[str, str]]) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return the files by name, and what the head of the facet index says of them.

    Args:
        index: The index of words.
        codes: The code of each term that may be why a group is shown, by vocabulary, in the order of preference.
    """
    known = weights(*index.languages)
    files: dict[str, bytes] = {}
    starts: list[str] = []
    for start, entries, ordinary in _shards(index, codes, known):
        columns = [[entry[place] for entry in entries] for place in range(4)]
        files[str(len(starts))] = compact_json([*columns, " ".join(ordinary)])
        starts.append(start)
    by_weight: dict[int, list[str]] = {}
    for word, weight in known.items():
        by_weight.setdefault(weight, []).append(word)
    function_words, *common = (" ".join(by_weight.get(weight, ())) for weight in range(MOST_TELLING))
    files["common"] = compact_json(common)
    for letter, lists in sorted(_spelling(index).items()):
        files[f"s-{ord(letter):x}"] = compact_json([" ".join(sorted(words)) for words in lists])
    return files, {"starts": " ".join(starts), "count": len(index.groups), "function": function_words}


def _shards(
    index: WordIndex, codes: Mapping[str, Mapping[str, str]], known: Mapping[str, int]
) -> Iterable[tuple[str, list[tuple[str, ...]], list[str]]]:
    """Yield for each file the letters that its first word begins with, its entries, and the ordinary words among them.

    An entry is the forms of one stem, the groups as distances, their levels, and the terms that the word is for.
    """
    forms = sorted((stem, form) for form, stem in index.forms.items())
    columns = _PostingColumns(index)
    ranked = ((name, key, code) for name, by_key in codes.items() for key, code in by_key.items())
    preferred = {(name, key): (place, code) for place, (name, key, code) in enumerate(ranked)}
    unlisted = {word for word, weight in known.items() if weight == MOST_TELLING and word not in index.forms}
    unlisted |= index.unlisted
    left = deque(sorted(word for word in unlisted if len(word) >= SHORTEST))
    entries: list[tuple[str, ...]] = []
    ordinary: list[str] = []
    first, before, size = "", "", 0
    for stem, of_stem in groupby(forms, itemgetter(0)):
        start = stem[:PREFIX]
        if start != before:
            passed = _before(start, left)
            ordinary += passed
            size += sum(map(len, passed))
            if size >= _FULL and entries:
                yield first, entries, ordinary
                entries, ordinary, size = [], [], 0
        first = first if entries else start
        before = start
        terms = sorted(preferred[term] for term in index.terms.get(stem, ()) if term in preferred)
        entry = (
            " ".join([form for _, form in of_stem]),
            *columns.of(stem),
            " ".join([code for _, code in terms]),
        )
        entries.append(entry)
        size += sum(map(len, entry))
    yield first, entries, [*ordinary, *left]


class _PostingColumns:
    """Writes the groups that stems lead to as distances, and their levels."""

    def __init__(self, index: WordIndex) -> None:
        self._index = index
        # Of each byte, as `bytes.translate` takes it; all are of ASCII.
        self._letters = coded(range(STRONGEST + NAMED + 1)).encode().ljust(256)
        self._gap_letters = [coded(_digits(gap)) for gap in range(len(index.groups) + 1)]
        # Those that several stems share are kept.
        self._shared = {key for key, count in Counter(map(id, index.postings.values())).items() if count > 1}
        self._kept: dict[int, tuple[str, str]] = {}

    def of(self, stem: str) -> tuple[str, str]:
        """Return both columns of a stem."""
        places, levels = self._index.postings[stem], self._index.posting_levels[stem]
        key = id(places)
        if key in self._kept:
            return self._kept[key]
        # The places ascend.
        gaps = map(sub, places, chain((-1,), places))
        columns = "".join(map(self._gap_letters.__getitem__, gaps)), levels.translate(self._letters).decode()
        if key in self._shared:
            self._kept[key] = columns
        return columns


def _before(start: str, left: deque[str]) -> list[str]:
    """Take the first of some sorted words, those that begin before some letters."""
    found = []
    while left and left[0][:PREFIX] < start:
        found.append(left.popleft())
    return found


def _digits(number: int) -> Iterable[int]:
    """Yield a number's digits, lowest first; every digit but the last is marked as having more after it."""
    while number >= _DIGIT:
        yield _DIGIT + number % _DIGIT
        number //= _DIGIT
    yield number


def _spelling(index: WordIndex) -> dict[str, tuple[list[str], list[str]]]:
    """Sort words by first letter and first sound: those of names, offers and synonyms, and the index's others."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for place, words in enumerate((index.telling, index.others)):
        long = [word for word in words if len(word) >= SHORTEST - 1]
        for word, heard in zip(long, heard_in("\n".join(long)).split("\n"), strict=True) if long else ():
            for letter in initials(word, heard):
                found.setdefault(letter, ([], []))[place].append(word)
    return found
