"""The index of words that the finder ranks by: which words lead to which groups, and how strongly.

Inflected forms share a stem (Snowball, where it has the language). The browser reads the same figures from files
(`ourtables.site.finder.word_files`), so it ranks in whole numbers as `ourtables.directory.ranking` does.
"""

from __future__ import annotations

from array import array
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import pairwise

import Stemmer as snowball

from ourtables.directory.directory import Directory
from ourtables.directory.group_texts import BODY, NAME, GroupTexts, body_of
from ourtables.directory.ordinary import pairs, weights
from ourtables.directory.tokens import LONGEST, words_in
from ourtables.listing.fields import CLOSED
from ourtables.listing.group import Group

# A stem and its forms begin with these many same letters, so one file holds all of them.
PREFIX = 3
# A strength is 1 to this; half of it is reached at `_HALF`.
STRONGEST, _HALF = 31, 40
# The sum from which on each strength is reached, from 2 on: it is (STRONGEST + 1) · sum / (sum + _HALF), rounded.
_REACHED = [_HALF * (strength - 0.5) / (STRONGEST + 1.5 - strength) for strength in range(2, STRONGEST + 1)]
# A group has a word when its strength is more than this; a family's words and what is said loosely lead there less.
NEAR = 3
# What is added to the strength of a word that a group has in its name.
NAMED = 32
# A posting is one small number, since a large directory has millions: a group's place times this, plus its level.
_LEVELS = 2 * NAMED
# How many labels and sentences are kept with their stems: the directory's own, which most groups share, come up again
# and again. More would be groups' own sentences, 40 MB of them at 10,000 groups, and save nothing.
_KEPT_TEXTS = 1_000
# How a body's length counts against each of its words (the `b` of BM25).
_LENGTH = 0.5
# What a word of the longest body weighs, so that it is more than near.
_LEAST = 5.5
# Saying a word more often than this in a body adds nothing.
_MOST_TIMES = 4
# The heaviest kind of text that has a word counts in full; each other kind counts one part in so many.
_FURTHER = 3
# Forms that Snowball gives the stem of another word, though people mean something else by them: “die” is said of
# oneself, “died” of somebody else.
_APART = {"en": frozenset({"died", "killed"})}
# British and American spellings of one word, which share a stem.
_VARIANTS = (("our", "or"), ("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("ised", "ized"))
_MORE_VARIANTS = (("lling", "ling"), ("lled", "led"), ("ller", "ler"), ("tre", "ter"), ("ogramme", "ogram"))


@dataclass(slots=True)
class WordIndex:
    """Words and what they lead to.

    Attributes:
        groups: The groups in the order that `postings` counts them in.
        languages: The tags of the languages that people may type, the reader's own first.
        forms: The stem of every known form.
        postings: For each stem, the groups that it leads to in their order, each packed with its level into a number.
        telling: The words of names, offers, synonyms, areas and facts.
        others: The words of bodies that aren't among `telling`.
        unlisted: The words of offers and audiences that lead to no group: they are no slips.
        terms: For each stem, the vocabulary and key of each offer and audience that one of its words is for.
    """

    groups: tuple[Group, ...]
    languages: tuple[str, ...]
    forms: dict[str, str] = field(default_factory=dict)
    postings: dict[str, array[int]] = field(default_factory=dict)
    telling: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    unlisted: set[str] = field(default_factory=set)
    terms: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def levels(self, stem: str) -> dict[int, int]:
        """Return the groups that a known stem leads to, in their order.

        Returns:
            The place of each with its level: the strength, plus `NAMED` when the word is in the group's name.
        """
        return dict(zip(*self.places_and_levels(stem), strict=True))

    def places_and_levels(self, stem: str) -> tuple[list[int], list[int]]:
        """Return the places that a known stem leads to, in their order, and the level of each."""
        postings = self.postings[stem]
        return [posting // _LEVELS for posting in postings], [posting % _LEVELS for posting in postings]


def build(directory: Directory, groups: Iterable[Group]) -> WordIndex:
    """Index groups in their order; of a closed group only its name.

    Args:
        directory: The directory whose vocabularies' words lead to the groups.
        groups: The groups, whose places in this order the postings name.
    """
    index = WordIndex(tuple(groups), directory.settings.languages_own_first)
    _Builder(directory, index).fill()
    return index


# Lists those neighbours among some words that are indexed as one word, by the weights of ordinary words.
Pairs = Callable[[list[str], Mapping[str, int]], Iterable[tuple[str, str]]]
# Gives the stems of some texts.
_Stems = Callable[[tuple[str, ...]], frozenset[str]]


class _Builder:
    """Fills an index of words."""

    def __init__(self, directory: Directory, index: WordIndex) -> None:
        self._index, self._texts = index, GroupTexts(directory)
        self._stem = Stemmer(index.languages)
        self._apart = _APART.get(self._stem.language, frozenset())
        self._weights = weights(*index.languages)
        self._postings: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
        index.postings = self._postings

    def fill(self) -> None:
        """Index every group of the index."""
        index = self._index
        # Attributes would make a circle, and the whole index would stay until Python looked for one.
        label = lru_cache(_KEPT_TEXTS)(partial(self._stems, joined=pairs))
        sentence = lru_cache(_KEPT_TEXTS)(partial(self._stems, joined=_sentence_pairs))
        # Taken apart twice, since the words of all bodies at once would weigh more than the index.
        average = sum(len(_body(group)) for group in index.groups) / max(1, len(index.groups)) or 1
        for place, group in enumerate(index.groups):
            body = _body(group)
            # How a body's length counts, as in BM25.
            fits = max(_LEAST, BODY / (1 - _LENGTH + _LENGTH * len(body) / average))
            self._post(place, self._by_weight(group, label, sentence), body, fits)
        self._postings.default_factory = None
        index.others -= index.telling
        for vocabulary, key, text in self._texts.of_terms():
            for stem in label((text,)):
                index.terms.setdefault(stem, set()).add((vocabulary, key))
        # A word that leads to no group isn't a known one.
        for form in [form for form, stem in index.forms.items() if stem not in index.postings]:
            del index.forms[form]
        index.unlisted = index.telling - index.forms.keys()
        index.telling &= index.forms.keys()

    def _by_weight(self, group: Group, label: _Stems, sentence: _Stems) -> dict[int, set[str]]:
        """The stems of a group's labels and sentences, by their weight."""
        found: dict[int, set[str]] = {}
        if group.status == CLOSED:
            return {NAME: set(label((group.name,)))}
        for weight, texts in self._texts.labels(group):
            found.setdefault(weight, set()).update(label(texts))
        for weight, text in self._texts.sentences(group):
            found.setdefault(weight, set()).update(sentence((text,)))
        return found

    def _post(self, place: int, by_weight: Mapping[int, set[str]], body: list[str], fits: float) -> None:
        sums: dict[str, float] = {}
        for weight in sorted(by_weight, reverse=True):
            stems, part = by_weight[weight], weight / _FURTHER
            again = stems & sums.keys()
            sums |= dict.fromkeys(stems - again, part + part)
            for stem in again:
                sums[stem] += part
        forms, learn = self._index.forms, self._learn
        for stem, times in Counter([forms.get(word) or learn(word) for word in body]).items():
            sums[stem] = sums.get(stem, 0) + min(times, _MOST_TIMES) * fits
        # A directory has millions of postings, so nothing is asked here that can be asked elsewhere.
        postings, weakest = self._postings, place * _LEVELS + 1
        for stem, sum_ in sums.items():
            postings[stem].append(weakest + bisect(_REACHED, sum_))
        for stem in by_weight.get(NAME, ()):
            postings[stem][-1] += NAMED
        self._index.others.update(body)

    def _stems(self, texts: tuple[str, ...], joined: Pairs) -> frozenset[str]:
        """The stems of some texts' words, and of neighbours as one: phrases weigh more, "dropin" finds "drop in"."""
        found: set[str] = set()
        for text in texts:
            words = _words(text)
            self._index.telling.update(words)
            found.update(map(self._stem_of, words))
            found.update(self._stem_of_pair(*pair) for pair in joined(words, self._weights))
        return frozenset(found)

    def _stem_of_pair(self, one: str, other: str) -> str:
        """Two neighbours as one word: only the second is inflected ("hearing voices")."""
        pair = one + other
        if len(pair) > LONGEST:
            return self._stem_of(one)
        if self._weights.get(other) != 0:
            self._index.telling.add(pair)
        return self._index.forms.get(pair) or self._keep(pair, one + self._stem_of(other))

    def _stem_of(self, word: str) -> str:
        found = self._index.forms.get(word)
        return self._learn(word) if found is None else found

    def _learn(self, word: str) -> str:
        """Keep the stem of a word, and give it to the word's spellings on the other side of the Atlantic."""
        forms = self._index.forms
        found = self._keep(word, word if word in self._apart else self._stem(word))
        for one, other in (*_VARIANTS, *_MORE_VARIANTS) if self._stem.language == "en" else ():
            if one in word[PREFIX:]:
                forms.setdefault(word[:PREFIX] + word[PREFIX:].replace(one, other, 1), found)
        return found

    def _keep(self, word: str, stem: str) -> str:
        """Keep the stem of a word, or the word itself where the two don't begin alike."""
        self._index.forms[word] = stem if stem[:PREFIX] == word[:PREFIX] else word
        return self._index.forms[word]


def _words(text: str) -> list[str]:
    return [word for word in words_in(text) if len(word) <= LONGEST]


def _body(group: Group) -> list[str]:
    return _words(body_of(group)) if group.status != CLOSED else []


def _sentence_pairs(words: list[str], known: Mapping[str, int]) -> list[tuple[str, str]]:
    """Two neighbours of a sentence, neither of them a function word, or two initials: "kettle and" is no pair."""
    return [
        (one, other)
        for one, other in pairwise(words)
        if (known.get(one) != 0 and known.get(other) != 0) or len(one) == len(other) == 1
    ]


class Stemmer:
    """Stems of the words of one language: the first of some that Snowball has. Where it has none, words stay whole.

    Attributes:
        language: That language without its region; empty where Snowball has none.
    """

    def __init__(self, tags: Iterable[str]) -> None:
        known = (tag.partition("-")[0] for tag in tags)
        self.language = next((language for language in known if language in _SNOWBALL), "")
        self._algorithm = snowball.Stemmer(_SNOWBALL[self.language]) if self.language else None

    def __call__(self, word: str) -> str:
        """The stem of a word."""
        return self._algorithm.stemWord(word) if self._algorithm else word


_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "nb": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
