"""Names that were mistyped.

The rule is small because the browser repeats it over one shard of names: only names that begin with the same
`PREFIX` letters are looked at, and only names of at least `SHORTEST` letters. Up to `LONG` - 1 letters one slip is
forgiven, from `LONG` letters on two; a slip is a letter too many, too few or wrong, or two that changed places. The
fewest slips win, then the weightiest name, then the alphabet.
"""

from __future__ import annotations

from collections.abc import Iterable

from ourtables.core.edit_distance import distance

PREFIX = 2
SHORTEST = 4
LONG = 9


def slips_forgiven(name: str) -> int:
    """The number of slips that may lie between a typed name and a known one."""
    return 0 if len(name) < SHORTEST else 1 if len(name) < LONG else 2


def letters(name: str) -> int:
    """The letters of a name as bits, to tell cheaply that two names differ too much."""
    bits = 0
    for letter in name:
        bits |= 1 << (ord(letter) % 31)
    return bits


class TypoShards:
    """Known names by their first letters, made when first asked for."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_prefix: dict[str, list[str]] = {}
        for name in names:
            self._by_prefix.setdefault(name[:PREFIX], []).append(name)
        self._bits: dict[str, list[tuple[int, str]]] = {}

    def nearest(self, name: str, most: int) -> list[str]:
        """The known names with the fewest slips, by the alphabet; none if that is more than `most` or are forgiven."""
        most = min(most, slips_forgiven(name))
        prefix = name[:PREFIX]
        if not most or prefix not in self._by_prefix:
            return []
        if prefix not in self._bits:
            self._bits[prefix] = [(letters(known), known) for known in self._by_prefix[prefix]]
        own = letters(name)
        found: list[str] = []
        for bits, known in self._bits[prefix]:
            # A slip changes at most two letters of the set.
            if abs(len(known) - len(name)) > most or (bits ^ own).bit_count() > 2 * most:
                continue
            slips = distance(name, known, most)
            if slips < most or (slips == most and not found):
                most, found = slips, [known]
            elif slips == most:
                found.append(known)
        return sorted(found)
