"""Which groups serve an area, in three lists: here, by phone or online, and wider.

Every list is built from where groups say they work, so that the cost grows with the groups and never with areas ×
groups.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ourtables.listing.fields import IN_PERSON
from ourtables.listing.group import Group
from ourtables.settings.vocabulary import Vocabulary

FURTHER_MOST = 10


@dataclass(frozen=True, slots=True)
class FurtherGroups:
    """The freshest few of a longer list, and how many there are in all."""

    groups: tuple[Group, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Serving:
    """Who serves an area: every group in it or in something inside it, and those in an area above it."""

    here: tuple[Group, ...] = ()
    online: FurtherGroups = field(default_factory=FurtherGroups)
    wider: FurtherGroups = field(default_factory=FurtherGroups)


@dataclass(slots=True)
class _Above:
    """Groups of one kind in each area itself, freshest first, and how many and the freshest in it or above."""

    named: dict[str, list[Group]] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)
    lists: dict[str, FurtherGroups] = field(default_factory=dict)


class GroupsByArea:
    """The areas of a set of groups.

    Args:
        groups: The groups, in the order in which lists show them.
        areas: The vocabulary of areas.
        areas_of: Lists the areas that a group is in: those that it names and those that it meets in.
        freshness: Sorts the further lists, freshest first.
    """

    def __init__(
        self,
        groups: tuple[Group, ...],
        areas: Vocabulary,
        areas_of: Callable[[Group], tuple[str, ...]],
        freshness: Callable[[Group], tuple[object, ...]],
    ) -> None:
        self.areas = areas
        self._areas_of, self._freshness = areas_of, freshness
        self._here: dict[str, list[Group]] = {}
        # The few under Here of an area that may also be in an area above it.
        self._twice: dict[str, list[Group]] = {}
        self._further = {False: _Above(), True: _Above()}
        for group in groups:
            touched = self._touched(group)
            for key in touched:
                self._here.setdefault(key, []).append(group)
            if self._is_nested(group):
                for key in touched:
                    self._twice.setdefault(key, []).append(group)
        for group in sorted(groups, key=freshness):
            above = self._further[reaches_far(group)]
            for key in self._areas_of(group):
                above.named.setdefault(key, []).append(group)

    def _touched(self, group: Group) -> dict[str, None]:
        """List the areas whose page shows a group under Here: those it is in and all above them.

        The root would show every group, so it shows only those that name it.
        """
        found: dict[str, None] = {}
        for key in self._areas_of(group):
            found[key] = None
            found |= dict.fromkeys(above for above in self.areas.ancestors(key) if self.areas[above].parent is not None)
        return found

    def _is_nested(self, group: Group) -> bool:
        """Whether a group is in an area and also in one above it."""
        keys = self._areas_of(group)
        return len(keys) > 1 and any(above in keys for key in keys for above in self.areas.ancestors(key))

    def standing(self, area: str) -> Sequence[Group]:
        """The groups under Here of an area, in the order of lists."""
        return self._here.get(area, ())

    def count_here(self, area: str) -> int:
        """How many groups are in an area."""
        return len(self._here.get(area, ()))

    @property
    def with_groups(self) -> tuple[str, ...]:
        """The areas that have a group under Here, in the vocabulary's order."""
        return tuple(term.key for term in self.areas if term.key in self._here)

    def serving(self, area: str) -> Serving:
        """The three lists of an area. Areas with the same area above them nearly always share their further lists."""
        return Serving(tuple(self._here.get(area, ())), self._further_list(True, area), self._further_list(False, area))

    def _further_list(self, far: bool, area: str) -> FurtherGroups:
        chain = self.areas.ancestors(area)
        if not chain:
            return FurtherGroups()
        here = {
            group.slug
            for group in self._twice.get(area, ())
            if reaches_far(group) is far and self._in_any(group, chain)
        }
        if here:
            return self._freshest(far, chain, here)
        return self._from(far, chain[0])

    def _from(self, far: bool, area: str) -> FurtherGroups:
        """The freshest groups of a kind in an area and above it, which are its parent's where it has none itself."""
        above = self._further[far]
        if area not in above.lists:
            chain = self.areas.ancestors(area)
            if area in above.named or not chain:
                above.lists[area] = self._freshest(far, (area, *chain), set())
            else:
                above.lists[area] = self._from(far, chain[0])
        return above.lists[area]

    def _freshest(self, far: bool, chain: tuple[str, ...], here: set[str]) -> FurtherGroups:
        """The freshest groups of some areas, each in the next, without those that are under Here."""
        total = self._total(far, chain[0]) - len(here)
        named = self._further[far].named
        merged = heapq.merge(*(named.get(key, ()) for key in chain), key=self._freshness)
        return FurtherGroups(tuple(islice(_unseen(merged, here), FURTHER_MOST)), total)

    def _total(self, far: bool, area: str) -> int:
        """Count the groups of a kind that are in an area or in one above it.

        Each area's count is computed once, from its parent's.
        """
        above = self._further[far]
        if area not in above.totals:
            chain = self.areas.ancestors(area)
            own = sum(not self._in_any(group, chain) for group in above.named.get(area, ()))
            above.totals[area] = own + (self._total(far, chain[0]) if chain else 0)
        return above.totals[area]

    def _in_any(self, group: Group, chain: tuple[str, ...]) -> bool:
        return any(key in chain for key in self._areas_of(group))


def reaches_far(group: Group) -> bool:
    """Whether a group can be met without being where it is: by phone, online, by post."""
    return any(format_ != IN_PERSON for format_ in group.formats)


def _unseen(groups: Iterator[Group], seen: set[str]) -> Iterator[Group]:
    for group in groups:
        if group.slug not in seen:
            seen.add(group.slug)
            yield group
