"""The index of words that the finder ranks by: which words lead to which groups, and how strongly.

Inflected forms share a stem (Snowball, where it has the language). The browser reads the same figures from files
(`ourtables.site.finder.word_files`), so it ranks in whole numbers as `ourtables.directory.ranking` does.
"""

from __future__ import annotations

from array import array
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

import Stemmer as snowball

from ourtables.directory.directory import Directory
from ourtables.directory.group_texts import BODY, NAME, WEIGHTS, GroupTexts, body_of
from ourtables.directory.ordinary import pairs, weights
from ourtables.directory.tokens import LONGEST
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
# How a body's length counts against each of its words (the `b` of BM25).
_LENGTH = 0.5
# What a word of the longest body weighs, so that it is more than near.
_LEAST = 5.5
# Saying a word more often than this in a body adds nothing.
_MOST_TIMES = 4
# The heaviest kind of text that has a word counts in full; each other kind counts one part in so many.
_FURTHER = 3
# How a group has a word is one small number, since a large directory has millions: how often its body says the word, in
# the lowest bits, and above them a bit for each weight of the texts that have it.
_TIMES_BITS = 3
_TIMES = (1 << _TIMES_BITS) - 1
_BITS = {weight: 1 << place for place, weight in enumerate(WEIGHTS, _TIMES_BITS)}
# A group's place is above these in what it says itself, which leaves room for 260,000 groups.
_PLACE_FROM = _TIMES_BITS + len(WEIGHTS)
_SAID = (1 << _PLACE_FROM) - 1
# Forms that Snowball gives the stem of another word, though people mean something else by them: “die” is said of
# oneself, “died” of somebody else.
_APART = {"en": frozenset({"died", "killed"})}
# British and American spellings of one word, which share a stem.
_VARIANTS = (
    *(("our", "or"), ("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("ised", "ized")),
    *(("lling", "ling"), ("lled", "led"), ("ller", "ler"), ("tre", "ter"), ("ogramme", "ogram")),
)


@dataclass(slots=True)
class WordIndex:
    """Words and what they lead to.

    Attributes:
        groups: The groups in the order that `postings` counts them in.
        languages: The tags of the languages that people may type, the reader's own first.
        forms: The stem of every known form.
        postings: For each stem, the places of the groups that it leads to, ascending.
        posting_levels: For each stem, the level of each posting: the strength, plus `NAMED` when the word is in the
            group's name. Stems that lead to the same groups by the same labels share both.
        telling: The words of names, offers, synonyms, areas and facts.
        others: The words of bodies that aren't among `telling`.
        unlisted: The words of offers and audiences that lead to no group: they are no slips.
        terms: For each stem, the vocabulary and key of each offer and audience that one of its words is for.
    """

    groups: tuple[Group, ...]
    languages: tuple[str, ...]
    forms: dict[str, str] = field(default_factory=dict)
    postings: dict[str, array[int]] = field(default_factory=dict)
    posting_levels: dict[str, bytes] = field(default_factory=dict)
    telling: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    unlisted: set[str] = field(default_factory=set)
    terms: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def levels(self, stem: str) -> dict[int, int]:
        """Return the places of the groups that a known stem leads to, in their order, each with its level."""
        return dict(zip(self.postings[stem], self.posting_levels[stem], strict=True))


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


@dataclass(eq=False, slots=True)
class _Label:
    """A label or sentence of the directory, by the bit of its weight, and the places of the groups that have it."""

    bit: int
    places: array[int] = field(default_factory=partial(array, "I"))


class _Builder:
    """Fills an index of words.

    Most of what leads to a group are labels that many groups share. So each is taken apart once, and the words that the
    same labels have are posted once for all of them: half of a directory's postings are such.
    """

    def __init__(self, directory: Directory, index: WordIndex) -> None:
        self._index, self._texts = index, GroupTexts(directory)
        self._stem = Stemmer(index.languages)
        self._apart = _APART.get(self._stem.language, frozenset())
        self._variants = _VARIANTS if self._stem.language == "en" else ()
        self._weights = weights(*index.languages)
        # By weight and texts, and by each stem of these.
        self._labels: dict[tuple[int, tuple[str, ...], Pairs], _Label] = {}
        self._labels_with: defaultdict[str, list[_Label]] = defaultdict(list)
        self._kept: dict[tuple[str, Pairs], set[str]] = {}
        # For each stem, how each group has it that says it itself.
        self._said: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
        self._body_lengths = array("I")

    def fill(self) -> None:
        """Index every group of the index."""
        index = self._index
        for place, group in enumerate(index.groups):
            self._read(place, group)
        self._post()
        index.others -= index.telling
        for vocabulary, key, text in self._texts.of_terms():
            for stem in self._stems_kept(text, pairs):
                index.terms.setdefault(stem, set()).add((vocabulary, key))
        # A word that leads to no group isn't a known one.
        for form in [form for form, stem in index.forms.items() if stem not in index.postings]:
            del index.forms[form]
        index.unlisted = index.telling - index.forms.keys()
        index.telling &= index.forms.keys()

    def _read(self, place: int, group: Group) -> None:
        """Take up what leads to a group; to a closed one, its name."""
        said: dict[str, int] = {}
        body: list[str] = []
        if group.status == CLOSED:
            _say(said, NAME, self._stems((group.name,), pairs))
        else:
            for weight, texts in self._texts.own_labels(group):
                _say(said, weight, self._stems(texts, pairs))
            for weight, texts in self._texts.labels(group):
                self._label(weight, texts, pairs).places.append(place)
            for weight, text in self._texts.sentences(group):
                _say(said, weight, self._stems((text,), _sentence_pairs))
            for weight, text in self._texts.answers(group):
                self._label(weight, (text,), _sentence_pairs).places.append(place)
            body = self._words(body_of(group))
        self._body_lengths.append(len(body))
        self._index.others.update(body)
        for stem, times in Counter(self._stems_of(body)).items():
            said[stem] = said.get(stem, 0) + min(times, _MOST_TIMES)
        for stem, bits in said.items():
            self._said[stem].append(place << _PLACE_FROM | bits)

    def _words(self, text: str) -> list[str]:
        return [word for word in self._texts.words_in(text) if len(word) <= LONGEST]

    def _label(self, weight: int, texts: tuple[str, ...], joined: Pairs) -> _Label:
        """The label of some texts, taken apart when it is the first group's."""
        key = weight, texts, joined
        label = self._labels.get(key)
        if label is None:
            label = self._labels[key] = _Label(_BITS[weight])
            for stem in set().union(*(self._stems_kept(text, joined) for text in texts)):
                self._labels_with[stem].append(label)
        return label

    def _stems_kept(self, text: str, joined: Pairs) -> set[str]:
        """The stems of a text of the directory, which comes in labels of several weights."""
        found = self._kept.get((text, joined))
        if found is None:
            found = self._kept[text, joined] = self._stems((text,), joined)
        return found

    def _post(self) -> None:
        """Post each stem under the groups that have it."""
        average = sum(self._body_lengths) / max(1, len(self._body_lengths)) or 1
        # How a body's length counts, as in BM25.
        fits = [max(_LEAST, BODY / (1 - _LENGTH + _LENGTH * length / average)) for length in self._body_lengths]
        level = cache(_level)
        alike: defaultdict[tuple[_Label, ...], list[str]] = defaultdict(list)
        for stem in dict.fromkeys((*self._labels_with, *self._said)):
            alike[tuple(self._labels_with.get(stem, ()))].append(stem)
        postings, posting_levels = self._index.postings, self._index.posting_levels
        for labels, stems in alike.items():
            labelled = _labelled(labels)
            levels = {place: level(bits) for place, bits in labelled.items()}
            shared = _columns(levels)
            for stem in stems:
                columns = shared
                if said := self._said.pop(stem, None):
                    more = {}
                    for one in said:
                        place = one >> _PLACE_FROM
                        bits = labelled.get(place, 0) | one & _SAID
                        more[place] = level(bits, fits[place]) if bits & _TIMES else level(bits)
                    columns = _columns(levels | more)
                postings[stem], posting_levels[stem] = columns

    def _stems(self, texts: tuple[str, ...], joined: Pairs) -> set[str]:
        """The stems of some texts' words, and of neighbours as one: phrases weigh more, "dropin" finds "drop in"."""
        found: set[str] = set()
        for text in texts:
            words = self._words(text)
            self._index.telling.update(words)
            found.update(self._stems_of(words))
            for one, other in joined(words, self._weights):
                if len(one) + len(other) <= LONGEST:
                    found.add(self._stem_of_pair(one, other))
        return found

    def _stems_of(self, words: list[str]) -> list[str]:
        forms, learn = self._index.forms, self._learn
        return [forms.get(word) or learn(word) for word in words]

    def _stem_of_pair(self, one: str, other: str) -> str:
        """Two neighbours as one word: only the second is inflected ("hearing voices")."""
        pair = one + other
        if self._weights.get(other) != 0:
            self._index.telling.add(pair)
        return self._index.forms.get(pair) or self._keep(pair, one + self._stems_of([other])[0])

    def _learn(self, word: str) -> str:
        """Keep the stem of a word, and give it to the word's spellings on the other side of the Atlantic."""
        found = self._keep(word, word if word in self._apart else self._stem(word))
        start, rest = word[:PREFIX], word[PREFIX:]
        for one, other in self._variants:
            if one in rest:
                self._index.forms.setdefault(start + rest.replace(one, other, 1), found)
        return found

    def _keep(self, word: str, stem: str) -> str:
        """Keep the stem of a word, or the word itself where the two don't begin alike."""
        self._index.forms[word] = stem if stem[:PREFIX] == word[:PREFIX] else word
        return self._index.forms[word]


def _say(said: dict[str, int], weight: int, stems: Iterable[str]) -> None:
    bit = _BITS[weight]
    for stem in stems:
        said[stem] = said.get(stem, 0) | bit


def _labelled(labels: Sequence[_Label]) -> dict[int, int]:
    """The places of the groups that have any of some labels, each with the bits of these."""
    if not labels:
        return {}
    first, *others = labels
    found = dict.fromkeys(first.places, first.bit)
    for label in others:
        bit = label.bit
        for place in label.places:
            found[place] = found.get(place, 0) | bit
    return found


def _level(bits: int, fits: float = 0) -> int:
    """The level of a word that a group has in the texts and the body that `bits` says, whose words weigh `fits`."""
    sum_ = 0.0
    for weight, bit in _BITS.items():
        if bits & bit:
            part = weight / _FURTHER
            sum_ += part if sum_ else part + part
    return 1 + bisect(_REACHED, sum_ + (bits & _TIMES) * fits) + (NAMED if bits & _BITS[NAME] else 0)


def _columns(levels: Mapping[int, int]) -> tuple[array[int], bytes]:
    """The places of postings, ascending, and their levels."""
    places = sorted(levels)
    return array("I", places), bytes(map(levels.__getitem__, places))


def _sentence_pairs(words: list[str], known: Mapping[str, int]) -> list[tuple[str, str]]:
    """Two neighbours of a sentence, neither of them a function word, or two initials: "kettle and" is no pair."""
    tell = [known.get(word) != 0 for word in words]
    return [
        (one, other)
        for one, other, one_tells, other_tells in zip(words, words[1:], tell, tell[1:], strict=False)
        if (one_tells and other_tells) or len(one) == len(other) == 1
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
