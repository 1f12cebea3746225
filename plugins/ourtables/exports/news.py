"""What happened last to each group: it came, its listing changed, or somebody said that it is still right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ourtables.catalogue import N_
from ourtables.exports.history import ADDED, CHANGED, CONFIRMED, History
from ourtables.group import Group

SAID = {ADDED: N_("New on %(day)s."), CHANGED: N_("Changed on %(day)s."), CONFIRMED: N_("Confirmed on %(day)s.")}


class News:
    """The news of a directory; without a history only what listings say themselves: when they were confirmed."""

    def __init__(self, history: History | None) -> None:
        self.added = history.last(ADDED) if history else {}
        self._changed = history.last(CHANGED) if history else {}

    def last(self, group: Group) -> tuple[str, date] | None:
        """What happened last to a group, and when; of several on one day the first of new, changed, confirmed."""
        days = ((ADDED, self.added), (CHANGED, self._changed), (CONFIRMED, {group.slug: group.confirmed}))
        found = [(what, day) for what, of in days if (day := of.get(group.slug)) is not None]
        return max(found, key=lambda one: one[1], default=None)

    def newest(self, groups: Iterable[Group], most: int) -> list[Group]:
        """The groups that something happened to last, the newest first."""
        return sorted(groups, key=lambda group: (-self._ordinal(group), group.slug))[:most]

    def _ordinal(self, group: Group) -> int:
        last = self.last(group)
        return last[1].toordinal() if last else 0
