"""Which groups serve an area, in three lists: here, by phone or online, and wider (`listing.md`, "What serves an area
means").

Every list is built from where groups say they work, so that the cost grows with the groups and never with areas ×
groups.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ourtables.fields import IN_PERSON
from ourtables.group import Group
from ourtables.vocabulary import Vocabulary

FURTHER_MOST = 10


@dataclass(frozen=True, slots=True)
class Further:
    """The freshest few of a longer list, and how many there are in all."""

    groups: tuple[Group, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Serving:
    """Who serves an area: every group that names it or something inside it, and those that name an area above it."""

    here: tuple[Group, ...] = ()
    online: Further = field(default_factory=Further)
    wider: Further = field(default_factory=Further)


@dataclass(slots=True)
class _Above:
    """Those of one kind that name an area itself, freshest first, and how many name it or an area above it."""

    named: dict[str, list[Group]] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)


class Areas:
    """The areas of a set of groups.

    `groups` come in the order in which lists show them; `freshness` sorts the further lists, freshest first.
    """

    def __init__(
        self, groups: tuple[Group, ...], areas: Vocabulary, freshness: Callable[[Group], tuple[object, ...]]
    ) -> None:
        self.areas = areas
        self._freshness = freshness
        self._here: dict[str, list[Group]] = {}
        self._further = {False: _Above(), True: _Above()}
        for group in groups:
            for key in self._touched(group):
                self._here.setdefault(key, []).append(group)
        for group in sorted(groups, key=freshness):
            above = self._further[reaches_far(group)]
            for key in group.areas:
                above.named.setdefault(key, []).append(group)

    def _touched(self, group: Group) -> dict[str, None]:
        """The areas on whose page a group stands under Here: those it names and all above them, but not the root's
        own page.

        The root would hold everything: it lists only what names it.
        """
        found: dict[str, None] = {}
        for key in group.areas:
            found[key] = None
            found |= dict.fromkeys(above for above in self.areas.ancestors(key) if self.areas[above].parent is not None)
        return found

    def standing(self, area: str) -> Sequence[Group]:
        """The groups under Here of an area, in the order of lists."""
        return self._here.get(area, ())

    def count_here(self, area: str) -> int:
        """How many groups name an area or something inside it."""
        return len(self._here.get(area, ()))

    @property
    def with_groups(self) -> tuple[str, ...]:
        """The areas that have a group under Here, in the vocabulary's order."""
        return tuple(term.key for term in self.areas if term.key in self._here)

    def serving(self, area: str) -> Serving:
        """The three lists of an area."""
        here = self._here.get(area, [])
        return Serving(tuple(here), self._further_list(True, area, here), self._further_list(False, area, here))

    def _further_list(self, far: bool, area: str, here: list[Group]) -> Further:
        chain = self.areas.ancestors(area)
        if not chain:
            return Further()
        standing = {group.slug for group in here}
        above = self._further[far]
        total = self._total(far, chain[0]) - sum(
            reaches_far(group) is far and self._names_any(group, chain) for group in here
        )
        merged = heapq.merge(*(above.named.get(key, ()) for key in chain), key=self._freshness)
        return Further(tuple(islice(_unseen(merged, standing), FURTHER_MOST)), total)

    def _total(self, far: bool, area: str) -> int:
        """How many groups of a kind name an area or one above it; each area's is worked out once, from its
        parent's.
        """
        above = self._further[far]
        if area not in above.totals:
            chain = self.areas.ancestors(area)
            own = sum(not self._names_any(group, chain) for group in above.named.get(area, ()))
            above.totals[area] = own + (self._total(far, chain[0]) if chain else 0)
        return above.totals[area]

    def _names_any(self, group: Group, chain: tuple[str, ...]) -> bool:
        return any(key in chain for key in group.areas)


def reaches_far(group: Group) -> bool:
    """Whether a group can be met without being where it is: by phone, online, by post."""
    return any(format_ != IN_PERSON for format_ in group.formats)


def _unseen(groups: Iterator[Group], seen: set[str]) -> Iterator[Group]:
    for group in groups:
        if group.slug not in seen:
            seen.add(group.slug)
            yield group
