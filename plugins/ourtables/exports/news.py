"""What happened last to each group: it was added, its listing changed, or somebody confirmed it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ourtables.core.catalogue import N_
from ourtables.exports.history import ADDED, CHANGED, CONFIRMED, History
from ourtables.listing.group import Group

SAID = {ADDED: N_("New on %(day)s."), CHANGED: N_("Changed on %(day)s."), CONFIRMED: N_("Confirmed on %(day)s.")}


class News:
    """The news of a directory. Without a history it knows only when listings were confirmed."""

    def __init__(self, history: History | None) -> None:
        self.added = history.last(ADDED) if history else {}
        self._changed = history.last(CHANGED) if history else {}

    def last(self, group: Group) -> tuple[str, date] | None:
        """Return what happened last to a group, and when. On one day, added comes before changed and confirmed."""
        days = ((ADDED, self.added), (CHANGED, self._changed), (CONFIRMED, {group.slug: group.confirmed}))
        found = [(what, day) for what, of in days if (day := of.get(group.slug)) is not None]
        return max(found, key=lambda one: one[1], default=None)

    def newest(self, groups: Iterable[Group], most: int) -> list[Group]:
        """Return the groups with the latest news, the newest first."""
        return sorted(groups, key=lambda group: (-self._ordinal(group), group.slug))[:most]

    def _ordinal(self, group: Group) -> int:
        last = self.last(group)
        return last[1].toordinal() if last else 0
