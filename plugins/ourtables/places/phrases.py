"""The known names in a text: runs of words, and how the rest of the text supports each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ourtables.places.model import PlaceEntry, kilometres
from ourtables.places.names import Names

LONGEST_RUN = 8
# How far a place may lie from another one named beside it and still be meant by it, in kilometres.
NEAR = 25.0
# A name after a word that is in no known name must weigh this much to be taken for a place.
CHANCE_WEIGHT = 3_000.0

_BREAKS = re.compile(r"[,;:/|()\[\]{}\n\r\t]|\s[-\u2013\u2014]+\s|\u2013|\u2014")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a text that are a known name: where they stand, and all they may stand for, weightiest first.

    `whole` says that they are all there is between two commas or the like; `after_unknown` that the word before them is
    in no known name.
    """

    words: int
    whole: bool
    after_unknown: bool
    entries: tuple[PlaceEntry, ...]


def parts(text: str) -> list[str]:
    """The parts of a text between commas, brackets, dashes and the like."""
    return [part for part in _BREAKS.split(text) if part and not part.isspace()]


def runs(folded_parts: list[str], names: Names) -> Iterator[Run]:
    """The longest known runs of words of each part, in the order of the text; no two share a word."""
    for part in folded_parts:
        words = part.split()
        taken: dict[int, tuple[int, list[PlaceEntry]]] = {}
        free = [True] * len(words)
        for length in range(min(LONGEST_RUN, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                name = " ".join(words[start : start + length])
                common = length < len(words) and names.is_common(name)
                street = any(map(names.is_street, words[start + length : start + length + 1]))
                if all(free[start : start + length]) and names.known(name) and not common and not street:
                    taken[start] = (length, names.lookup(name))
                    free[start : start + length] = [False] * length
        for start, (length, entries) in sorted(taken.items()):
            yield Run(length, length == len(words), start > 0 and free[start - 1], tuple(entries))


def support(entry: PlaceEntry, other: Run, names: Names) -> float:
    """How much another name in the text speaks for an entry.

    1 if it may name an area around it, else less with the distance to the nearest it may name, 0 when that is too far.
    """
    best = 0.0
    for around in other.entries:
        if names.contains(around, entry):
            return 1.0
        reach = NEAR * (1 + around.breadth / 2)
        best = max(best, (1.0 - kilometres(around.choice, entry.choice) / reach) / (1 + around.breadth))
    return best


@dataclass(frozen=True, slots=True)
class PhraseReading:
    """A run in the light of the others: its entries, best first, and how many of the others speak for the first."""

    run: Run
    entries: tuple[PlaceEntry, ...]
    supporters: int
    number: int

    @property
    def first(self) -> PlaceEntry:
        """The entry that is meant first."""
        return self.entries[0]

    @property
    def narrowness(self) -> tuple[int, int, bool, int, int]:
        """Sort key: most supporters first, then the narrowest entry."""
        whole = self.run.whole
        return (-self.supporters, self.first.breadth, not whole, 0 if whole else -self.run.words, self.number)


def readings(found: list[Run], names: Names) -> list[PhraseReading]:
    """Every run read in the light of the others, the one that is meant first.

    That is the narrowest of those that most others speak for; but where a weightier one contradicts it ("Moss Side,
    Manchester" when the only known Moss Side is far from Manchester), the weightier one.
    """
    read = [_reading(run, number, found, names) for number, run in enumerate(found)]
    read = [one for one in read if one.supporters or not _is_chance(one)]
    read.sort(key=lambda one: one.narrowness)
    if not read:
        return []
    top = read[0]
    rivals = [
        one
        for one in read[1:]
        if one.supporters == top.supporters
        and one.first.weight > top.first.weight
        and not support(top.first, one.run, names)
    ]
    meant = max(rivals, key=lambda one: one.first.weight, default=top)
    return [meant, *(one for one in read if one is not meant)]


def _is_chance(one: PhraseReading) -> bool:
    """Says whether a name is more likely a common word: "Quarrel Park" isn't the hamlet of Park."""
    return one.run.after_unknown and one.first.weight < CHANCE_WEIGHT


def _reading(run: Run, number: int, found: list[Run], names: Names) -> PhraseReading:
    others = [other for other in found if other is not run]
    supports = {id(entry): [support(entry, other, names) for other in others] for entry in run.entries}
    order = sorted(run.entries, key=lambda entry: (-round(sum(supports[id(entry)]), 1), -entry.weight))
    supporters = sum(1 for value in supports[id(order[0])] if value > 0)
    return PhraseReading(run, tuple(order), supporters, number)
