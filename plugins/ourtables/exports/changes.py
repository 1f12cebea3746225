"""What happened to listings, newest first, so that anyone with a copy can keep it up to date."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ourtables.core.catalogue import N_
from ourtables.exports.export_registry import Exporting, Made, export
from ourtables.exports.history import CLOSED, CONFIRMED, KINDS, PAUSED, Event
from ourtables.exports.listings import as_bytes, head
from ourtables.exports.reuse import may_leave
from ourtables.listing.group import Group


@export(
    "changes",
    N_("Changes"),
    N_("When listings were added, changed, confirmed, paused and closed."),
    "data/changes.json",
)
def changes(exporting: Exporting) -> Iterator[Made]:
    """Yield one file of all changes to listings that may be reused. It has no trace of a listing that was taken out."""
    yield Made("data/changes.json", partial(_changes, exporting))


def _changes(exporting: Exporting) -> bytes:
    directory = exporting.directory
    closed = [group for group in directory.closed if may_leave(group)]
    given = {group.slug: group for group in [*exporting.groups, *closed]}
    events = [event for event in _events(exporting, given) if event.slug in given]
    events.sort(key=lambda event: (-event.day.toordinal(), event.slug, KINDS.index(event.what)))
    states = {PAUSED: PAUSED, CLOSED: CLOSED}
    return as_bytes(
        head(exporting)
        | {
            "dated": exporting.history is not None,
            "changes": [
                {"day": event.day.isoformat(), "what": event.what, "group": event.slug, "name": given[event.slug].name}
                for event in events
            ],
            "now": [
                {"group": slug, "name": group.name, "state": states.get(group.status, "listed")}
                for slug, group in sorted(given.items())
            ],
        }
    )


def _events(exporting: Exporting, given: dict[str, Group]) -> Iterator[Event]:
    """Yield what git knows. The day of the last confirmation always comes from the listing itself."""
    for event in exporting.history.events if exporting.history else ():
        if event.what in KINDS and event.what != CONFIRMED:
            yield event
    for group in given.values():
        if group.confirmed and group.status != CLOSED:
            yield Event(group.confirmed, CONFIRMED, group.slug)
