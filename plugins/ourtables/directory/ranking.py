"""Ranks groups by typed words: the plain reference for theme/static/js/find/words.js.

Each word that is found adds to a group's score: how much the word tells in the language, times how rare it is in the
directory, times how strongly it leads to the group. Nothing is required but what is in quotes. The rules are in
docs/finder.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ourtables.directory.finding import RankedGroups
from ourtables.directory.ordinary import MOST_TELLING, pairs, weights
from ourtables.directory.spelling import MOST_CUTS, SHORTEST, cuts, nearest
from ourtables.directory.tokens import words_in
from ourtables.directory.word_index import NAMED, NEAR, PREFIX, WordIndex

MOST_WORDS = 12
# Tenths that count: of a whole word; of one that was only begun or was taken for another; of two neighbours as one, of
# what the more telling of them tells.
_WHOLE, _NEARLY, _PAIR = 10, 7, 12
# Groups that score less than this part of the best score are left out: of those with every word, and of the rest.
CUT_WHOLE, CUT = 0.35, 0.4
# A group needn't have a word that tells less than this to have "every word", unless no word that was typed tells more.
_NEEDED = 7
# The endings by which two forms of one word may differ where the index knows only one of them. Those that make another
# word need four letters before them: “boxing” is no form of “box”.
INFLECTIONS = frozenset({"", "s", "es", "ies", "y", "e", "d", "ed", "ied", "er", "ers"})
ENDINGS = INFLECTIONS | frozenset(
    {
        *("ing", "ings", "ly", "al", "ion", "ions", "ive", "ic", "ist", "ists", "ation"),
        *("ness", "iness", "tic", "tised", "tized", "ying"),
    }
)
_QUOTED = re.compile('["“”]([^"“”]+)["“”]')


@dataclass(slots=True)
class Looked:
    """A word that was looked for.

    Attributes:
        word: The word as it was typed.
        groups: The groups that it leads to, each with its level (see `WordIndex`).
        telling: How much the word counts.
        needed: Whether a group needs the word to have "every word".
        taken_for: The known word that it was taken for, if it was.
        parts: The two neighbours that it is, if it is two.
    """

    word: str
    groups: dict[int, int]
    telling: int
    needed: bool
    taken_for: str = ""
    parts: tuple[str, ...] = ()

    def having(self) -> set[int]:
        """Return the groups that have the word, and aren't only near it."""
        return {group for group, level in self.groups.items() if level > NEAR}


class Ranking:
    """Ranks the groups of an index for what people type."""

    def __init__(self, index: WordIndex) -> None:
        self.index = index
        self._weights = weights(*index.languages)

    def find(self, typed: str, *, exact: bool = False) -> RankedGroups:
        """Rank the groups that a text leads to.

        Args:
            typed: What somebody typed; parts in double quotes must be there.
            exact: Whether no word may be taken for another.
        """
        words = list(dict.fromkeys(words_in(typed)))[:MOST_WORDS]
        looked = self._looked(words, exact)
        apart = {} if exact else {one.word: self._apart(one.word) for one in looked if self._is_unknown(one)}
        if any(apart.values()):
            words = [part for word in words for part in apart.get(word) or (word,)]
            looked = self._looked(list(dict.fromkeys(words))[:MOST_WORDS], exact)
        scores: dict[int, int] = {}
        for one in looked:
            weight = one.telling * self._rarity(len(one.groups))
            for group, level in one.groups.items():
                scores[group] = scores.get(group, 0) + weight * (level % NAMED)
        quoted = {word for match in _QUOTED.finditer(typed) for word in words_in(match[1])}
        for one in looked:
            if one.word in quoted:
                scores = {group: score for group, score in scores.items() if group in one.groups}
        best = max(scores.values(), default=0)
        needed = [one for one in looked if one.needed]
        # A group that has two neighbours as one word has both of them.
        having = [
            one.having().union(*(other.having() for other in looked if {one.word, one.taken_for} & {*other.parts}))
            for one in needed
        ]
        whole = {group for group in scores if all(group in groups for groups in having)}
        kept = [group for group, score in scores.items() if score >= (CUT_WHOLE if group in whole else CUT) * best]
        kept.sort(key=lambda group: (group not in whole, -scores[group], group))
        named = (group for group in kept if all(one.groups.get(group, 0) >= NAMED for one in needed or looked))
        slugs = {group: self.index.groups[group].slug for group in kept}
        return RankedGroups(
            tuple(slugs.values()),
            sum(group in whole for group in kept),
            frozenset(slugs[group] for group in named),
            tuple(one.word for one in looked if not one.having() and one.needed and self._tells(one.word)),
            {one.word: one.taken_for for one in looked if one.taken_for},
        )

    def _looked(self, words: list[str], exact: bool) -> list[Looked]:
        """Look for every word that tells something, and for each pair of neighbours that the index knows as one."""
        told = [self._tells(word) for word in words]
        if not any(told):
            told = [MOST_TELLING] * len(words)
        last, needed = len(words) - 1, min(_NEEDED, max(told, default=0))
        alone = [
            self._one(word, tell, tell >= needed, place == last)
            for place, (word, tell) in enumerate(zip(words, told, strict=True))
            if tell
        ]
        pairs = self._pairs(words)
        joined = {word for one in pairs.values() for word in one.parts}
        found = [one for one in alone if one.groups or one.word not in joined]
        if not exact:
            for one in found:
                self._correct(one, words)
            joined = {word for one in found for word in one.parts}
            found = [one for one in found if one.parts or one.word not in joined]
            meant = {one.word: one.taken_for for one in found if one.taken_for}
            pairs |= self._pairs([meant.get(word, word) for word in words])
        return [*found, *pairs.values()]

    def _tells(self, word: str) -> int:
        return self._weights.get(word, MOST_TELLING)

    def _pairs(self, words: list[str]) -> dict[str, Looked]:
        """Look for each two neighbours that the index knows as one word."""
        found = {}
        for first, second in pairs(words, self._weights):
            stem = self.index.forms.get(first + second)
            if stem:
                tell = (max(self._tells(first), self._tells(second)) or MOST_TELLING) * _PAIR // _WHOLE
                found[first + second] = Looked(
                    first + second, self.index.levels(stem), tell, needed=False, parts=(first, second)
                )
        return found

    def _one(self, word: str, tell: int, needed: bool, last: bool) -> Looked:
        stems, counts = self._stems(word, last)
        return Looked(word, self._groups(stems), tell * counts // _WHOLE, needed)

    def _stems(self, word: str, last: bool) -> tuple[set[str], int]:
        """Return the stems that a word is for, and how much it then counts."""
        forms = self.index.forms
        if word in forms:
            return {forms[word]}, _WHOLE
        if len(word) < PREFIX:
            return set(), _WHOLE
        near: dict[int, set[str]] = {}
        begun = set()
        for form in self._by_prefix.get(word[:PREFIX], ()):
            if last and form.startswith(word):
                begun.add(forms[form])
            same = next(
                (at for at, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form))
            )
            endings = ENDINGS if same > PREFIX else INFLECTIONS
            if word[same:] in endings and form[same:] in endings:
                near.setdefault(same, set()).add(forms[form])
        if near:
            return near[max(near)], _WHOLE
        return begun, _NEARLY

    def _groups(self, stems: Iterable[str]) -> dict[int, int]:
        found: dict[int, int] = {}
        for stem in stems:
            for group, strength in self.index.levels(stem).items():
                found[group] = max(found.get(group, 0), strength)
        return found

    def _is_unknown(self, one: Looked) -> bool:
        """Whether neither the listings nor the language's list have a word."""
        known = one.word in self._weights or one.word in self.index.unlisted
        return not one.groups and not known and len(one.word) >= SHORTEST

    def _apart(self, word: str) -> list[str]:
        """Take words apart that were written as one: “comingoffmeds”."""
        for parts in cuts(word, self._common)[:MOST_CUTS]:
            if all(part in self._common or part in self.index.forms for part in parts):
                return parts
        return []

    def _correct(self, one: Looked, words: list[str]) -> None:
        """Take an unknown word for the known one that it may be a slip of."""
        if not self._is_unknown(one):
            return
        place = words.index(one.word)
        neighbours = [(words[at], words[at + 1]) for at in (place - 1, place) if 0 <= at < len(words) - 1]
        for parts in ((one.word,), *neighbours):
            better = nearest("".join(parts), *self._known)
            if better and not self._tells(better) and len(words) > 1:
                # Beside others, a slip of a function word tells no more than the word itself.
                one.needed = False
                return
            if better:
                one.parts = parts[1:] and parts
                one.taken_for, one.groups = better, self._groups({self.index.forms[better]})
                one.telling = one.telling * _NEARLY // _WHOLE
                return

    @cached_property
    def _common(self) -> dict[str, int]:
        """The words that are so common that they tell less than others."""
        return {word: weight for word, weight in self._weights.items() if weight < MOST_TELLING}

    @cached_property
    def _known(self) -> tuple[list[str], list[str]]:
        """Every word of the listings: those of names, offers, synonyms and facts, and all others."""
        return sorted(self.index.telling), sorted(self.index.others)

    @cached_property
    def _by_prefix(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for form in sorted(self.index.forms):
            found.setdefault(form[:PREFIX], []).append(form)
        return found

    def _rarity(self, groups: int) -> int:
        """How rare a word is, in tenths of a doubling."""
        return round(10 * math.log2(1 + len(self.index.groups) / max(1, groups)))
