"""A public line of "If you need help today" as plain values, and its hours as spans of a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

DAY = 24 * 60
YEAR = timedelta(days=365)
WEEK = 7 * DAY


@dataclass(frozen=True, slots=True)
class OpenHours:
    """From when to when a line answers, in the directory's time zone.

    `day` holds weekdays (Monday is 0) and is empty for every day. An `end` that isn't after `start` is on the next
    day, so two equal times make 24 hours.
    """

    start: time
    end: time
    day: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpWay:
    """One way to reach a public line; `always` means day and night, every day."""

    how: str
    value: str
    label: str | None = None
    always: bool = False
    hours: tuple[OpenHours, ...] = ()
    hours_note: str | None = None
    public_ok: bool = False

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """When the line is open, as spans of minutes from Monday 0:00.

        Spans that touch are one. A span that passes the end of the week ends beyond `WEEK`. Empty when the hours
        aren't known.
        """
        if self.always:
            return ((0, WEEK),)
        found: list[tuple[int, int]] = []
        for start, end in sorted(span for hours in self.hours for span in _spans(hours)):
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
        return _around_the_week(found)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a statement rests on: what it says, where that holds, the year its source was read, and the source."""

    says: str
    where: str
    year: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """One public line or place.

    `tracing`, `sending` and `recording` sum up what the line itself has published: what it sees of a caller, when it
    sends someone, and what it records. Each is `None` when nobody knows. `sending_short` is one short sentence of
    `sending`, for the card at the top. `seen` is the year of the text they were taken from, and `seen_month` its month
    (1 to 12) where that is known; `checked` is the day a keeper last rang or read it, `None` when nobody has. `first`
    is the card it stands on at the top of the page. `words` is Markdown by the keepers.
    """

    path: Path
    words: str
    name: str
    country: str
    areas: tuple[str, ...]
    ways: tuple[HelpWay, ...]
    source: str
    seen: int
    seen_month: int | None = None
    first: str | None = None
    run_by: str | None = None
    cost: str | None = None
    tracing: str | None = None
    tracing_source: str | None = None
    sending: str | None = None
    sending_short: str | None = None
    sending_source: str | None = None
    recording: str | None = None
    recording_source: str | None = None
    grounds: tuple[Ground, ...] = ()
    checked: date | None = None

    def is_old(self, today: date) -> bool:
        """Tell whether its source should be read again.

        That is so when the month in which it was seen is over a year ago or, without a month, when its year is before
        this one, unless a keeper has checked it within a year.

        Args:
            today: The day in the directory's time zone.
        """
        if self.checked is not None and today - self.checked <= YEAR:
            return False
        if self.seen_month is None:
            return self.seen < today.year
        return (self.seen + 1, self.seen_month) < (today.year, today.month)


def _spans(hours: OpenHours) -> list[tuple[int, int]]:
    start, end = (at.hour * 60 + at.minute for at in (hours.start, hours.end))
    length = end - start if end > start else end - start + DAY
    return [(day * DAY + start, day * DAY + start + length) for day in hours.day or range(7)]


def _around_the_week(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Join what runs past Sunday night with what begins the week."""
    while len(spans) > 1 and spans[-1][1] >= WEEK + spans[0][0]:
        (_, first_end), (start, end) = spans[0], spans[-1]
        spans = [*spans[1:-1], (start, max(end, WEEK + first_end))]
    return ((0, WEEK),) if any(end - start >= WEEK for start, end in spans) else tuple(spans)
