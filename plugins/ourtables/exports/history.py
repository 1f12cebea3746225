"""When groups were added, changed, confirmed, paused and closed, as `ourtables history` writes it from git."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from ourtables.core.errors import HistoryError

ADDED, CHANGED, CONFIRMED, PAUSED, CLOSED = "added", "changed", "confirmed", "paused", "closed"
KINDS = (ADDED, CHANGED, CONFIRMED, PAUSED, CLOSED)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to one listing on one day."""

    day: date
    what: str
    slug: str


@dataclass(frozen=True, slots=True)
class History:
    """Everything that happened to the listings that exist today, oldest first."""

    events: tuple[Event, ...] = ()

    def last(self, *kinds: str) -> dict[str, date]:
        """Return the last day of an event of these kinds, by the listing's slug."""
        return {event.slug: event.day for event in self.events if event.what in kinds}


def dump(history: History) -> str:
    """Return a history as the text of its file, one event a line."""
    rows = [json.dumps(asdict(event) | {"day": event.day.isoformat()}) for event in history.events]
    return "[\n" + ",\n".join(rows) + "\n]\n" if rows else "[]\n"


def load(path: Path) -> History:
    """Read a file that `dump` wrote.

    Raises:
        HistoryError: There is no such file, or it isn't a history.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        events = [Event(date.fromisoformat(row["day"]), str(row["what"]), str(row["slug"])) for row in rows]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise HistoryError(f"{path} isn't a history that “ourtables history” wrote ({error}).") from error
    return History(tuple(sorted(events, key=lambda event: event.day)))
