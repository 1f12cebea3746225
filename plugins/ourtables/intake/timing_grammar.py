"""From the tokens of a typed line to its meetings, by the grammar of timings.py: read whole, or left open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ourtables.core.errors import OpenTiming

# A meeting without a place meets in person.
IN_PERSON = "in-person"
# Between two times or days it is "to"; elsewhere it only sets words apart.
DASH = ("to", "-")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# What may begin in a part of the day, in minutes after midnight, and the half that it is in.
PARTS_OF_A_DAY = {
    "morning": ("am", 0, 12 * 60),
    "afternoon": ("pm", 12 * 60, 18 * 60),
    "lunchtime": ("pm", 12 * 60, 15 * 60),
    "evening": ("pm", 16 * 60, 24 * 60),
    "night": ("pm", 18 * 60, 24 * 60),
}
# A half of the day that is said once, or not at all, is taken only where it gives one meeting that isn't longer.
LONGEST_HOURS = 10


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time as it was written: minutes after midnight, and whether that half of the day was said."""

    minutes: int
    sure: bool


@dataclass(frozen=True, slots=True)
class DaysRun:
    """Days with the same place in the month."""

    days: tuple[str, ...]
    which: tuple[str, ...] = ()


@dataclass(slots=True)
class TypedLine:
    """What a line says besides its days and times."""

    tokens: list[tuple[str, Any]] = field(default_factory=list)
    part: str = ""
    every: str = ""
    start: str = ""
    extras: dict[str, Any] = field(default_factory=dict)
    # What is said before any day and time, or in a way that can only be of all of them.
    of_all: set[str] = field(default_factory=set)


def meetings_of(read: TypedLine) -> Iterator[dict[str, Any]]:
    """The meetings of a line's tokens.

    Raises:
        OpenTiming: They leave something open.
    """
    blocks = list(blocks_of(read))
    kinds = [kind for kind, _ in blocks]
    if not blocks or len(blocks) % 2 or kinds != kinds[:2] * (len(blocks) // 2) or kinds[0] == kinds[1]:
        raise OpenTiming
    if len(blocks) > 2 and (read.part or read.every == "2-weeks" or read.extras.keys() - read.of_all):
        # "Mondays 6pm and Tuesday evenings at 7": nobody knows whether it is said of both.
        raise OpenTiming
    monthly, weekly = set[str](), set[str]()
    for run in (run for kind, some in blocks if kind == "days" for run in some):
        (monthly if run.which else weekly).update(run.days)
    if monthly & weekly:
        # "Every Monday 7pm, first Monday 2pm": the second may be instead of the first.
        raise OpenTiming
    if read.extras.get("where") == IN_PERSON:
        del read.extras["where"]
    for first, second in zip(blocks[::2], blocks[1::2], strict=True):
        days, spans = (first[1], second[1]) if first[0] == "days" else (second[1], first[1])
        for some in days:
            for span in spans:
                yield _meeting(read, some, span)


def _meeting(read: TypedLine, some: DaysRun, span: dict[str, str]) -> dict[str, Any]:
    every = read.every or ("month" if some.which else "")
    if bool(some.which) != (every == "month") or (every == "2-weeks") != bool(read.start):
        # A month needs to know which week, and every two weeks from when; a date alone may mean one day only.
        raise OpenTiming
    if every == "2-weeks" and [DAYS[date.fromisoformat(read.start).weekday()]] != list(some.days):
        # "Alternate Mondays and Tuesdays" may be one after the other, and the first date has to be one of them.
        raise OpenTiming
    meeting: dict[str, Any] = {"day": some.days[0] if len(some.days) == 1 else list(some.days), **span}
    if every:
        meeting["every"] = every
    if some.which:
        meeting["which"] = list(some.which)
    if read.start:
        meeting["from"] = read.start
    return meeting | read.extras


def blocks_of(read: TypedLine) -> Iterator[tuple[str, Any]]:
    """Runs of days and runs of times, in turn; "and" between two of a kind joins them."""
    tokens = read.tokens
    at = 0
    while at < len(tokens):
        kind = tokens[at][0]
        if kind == "and" or (at == 0 and tokens[at] == DASH):
            at += 1
        elif kind == "month" and read.every != "2-weeks":
            read.every, at = "month", at + 1
        elif kind in ("days", "which", "every"):
            days, at = _run_of_days(read, at)
            if days:
                yield "days", days
        elif kind in ("time", "between"):
            spans, at = _run_of_times(read, at)
            yield "times", spans
        else:
            raise OpenTiming


def _run_of_days(read: TypedLine, at: int) -> tuple[list[DaysRun], int]:
    tokens, found, every = read.tokens, list[DaysRun](), False
    while at < len(tokens) and tokens[at][0] in ("days", "which", "every", "and"):
        which: list[str] = []
        while at < len(tokens) and tokens[at][0] in ("which", "every", "and"):
            every |= tokens[at][0] == "every"
            if tokens[at][0] == "which" and at and tokens[at - 1][0] == "which":
                # "Second last Friday" is neither the second nor the last.
                raise OpenTiming
            which += [tokens[at][1]] if tokens[at][0] == "which" else []
            at += 1
        if at == len(tokens) or tokens[at][0] != "days":
            if which:
                raise OpenTiming
            break
        days = tokens[at][1]
        at += 1
        if at + 1 < len(tokens) and tokens[at][0] == "to" and tokens[at + 1][0] == "days":
            days, at = _from_to(days, tokens[at + 1][1]), at + 2
        found.append(DaysRun(tuple(days), tuple(dict.fromkeys(which))))
        monthly = at < len(tokens) and tokens[at][0] == "month"
        if monthly and not any(run.which for run in found):
            raise OpenTiming
        at += monthly
        if at < len(tokens) and tokens[at] == DASH and _time_next(tokens, at):
            # "Tuesday – 7pm": the dash only sets the time apart.
            at += 1
        if every and which and not monthly and read.every != "month":
            # "Every second Tuesday" is one in two as often as one a month.
            raise OpenTiming
    return _joined(found), at


def _time_next(tokens: list[tuple[str, Any]], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1][0] == "time"


def _from_to(first: tuple[str, ...], last: tuple[str, ...]) -> tuple[str, ...]:
    if len(first) != 1 or len(last) != 1:
        raise OpenTiming
    begin, end = DAYS.index(first[0]), DAYS.index(last[0])
    if begin == end:
        raise OpenTiming
    return tuple(DAYS[(begin + step) % 7] for step in range((end - begin) % 7 + 1))


def _joined(found: list[DaysRun]) -> list[DaysRun]:
    """Days without a place in the month are one run; "first Tuesday and Thursday" leaves open which Thursday."""
    if not any(some.which for some in found):
        days = tuple(dict.fromkeys(day for some in found for day in some.days))
        return [DaysRun(days)] if days else []
    if not all(some.which for some in found):
        raise OpenTiming
    return found


def _run_of_times(read: TypedLine, at: int) -> tuple[list[dict[str, str]], int]:
    tokens, spans = read.tokens, list[dict[str, str]]()
    while at < len(tokens) and tokens[at][0] in ("time", "between"):
        joins = "to"
        if tokens[at][0] != "between" and ("between", "between") in tokens:
            # After "between 1 and 3", an "and" may join a meeting's two times or two meetings.
            raise OpenTiming
        if tokens[at][0] == "between":
            joins, at = "and", at + 1
            if [kind for kind, _ in tokens[at : at + 3]] != ["time", "and", "time"]:
                raise OpenTiming
        first, last = tokens[at][1], None
        at += 1
        if at < len(tokens) and tokens[at][0] == joins:
            if not _time_next(tokens, at):
                raise OpenTiming
            last, at = tokens[at + 1][1], at + 2
        spans.append(_span(first, last, read.part))
        after = at
        while after < len(tokens) and tokens[after][0] == "and":
            after += 1
        if (
            after == at
            or after == len(tokens)
            or tokens[after][0] not in ("time", "between")
            or _days_follow(tokens, after)
        ):
            break
        at = after
    return spans, at


def _days_follow(tokens: list[tuple[str, Any]], at: int) -> bool:
    """Whether the time here begins a clause of its own: "7pm Mondays and 2pm Thursdays"."""
    days_first = next((kind for kind, _ in tokens if kind in ("days", "time")), "") == "days"
    return not days_first and any(kind == "days" for kind, _ in tokens[:at])


def _span(first: Any, last: Any, part: str) -> dict[str, str]:
    """One time, or two, as `start` and `end`; where a half of the day isn't said, only one reading may be likely."""
    half, earliest, latest = PARTS_OF_A_DAY[part] if part else ("", 0, 24 * 60)
    starts = [one for one in _readings(first, half) if earliest <= one.minutes < latest]
    if last is None:
        if len(starts) != 1:
            raise OpenTiming
        return {"start": _shown(starts[0].minutes)}
    ends = _readings(last, "")
    if not any(one.sure for one in (*starts, *ends)):
        raise OpenTiming
    if len(starts) > 1 and ends == [_Clock(0, True)] and last[2] is not None:
        # Who writes "10-12am" means noon as often as midnight.
        raise OpenTiming
    pairs = [(one.minutes, other.minutes % 1440) for one in starts for other in ends]
    if len(pairs) > 1:
        pairs = [pair for pair in pairs if 0 < (pair[1] - pair[0]) % 1440 <= LONGEST_HOURS * 60]
    if len(pairs) != 1 or pairs[0][0] == pairs[0][1]:
        raise OpenTiming
    return {"start": _shown(pairs[0][0]), "end": _shown(pairs[0][1])}


def _readings(said: Any, half: str) -> list[_Clock]:
    """What a time may mean: one reading, or the same hour before and after noon."""
    hour, minute, found = int(said[0]), int(said[1] or 0), said[2]
    if found is None:
        return [_Clock(hour % 24 * 60, True)]
    own = (found["half"] or "").replace(".", "")
    by_24 = found["four"] is not None or "h" in found[0]
    if own:
        if not 1 <= hour <= 12 or by_24:
            raise OpenTiming
        return [_Clock((hour % 12 + (12 if own == "pm" else 0)) * 60 + minute, True)]
    if hour > 23:
        raise OpenTiming
    written_24 = by_24 or (said[1] is not None and (hour > 12 or len(said[0]) == 2))
    if written_24 and not (half and hour < 12):
        return [_Clock(hour * 60 + minute, True)]
    if hour > 12 or hour == 0:
        # "13 and 20" without minutes are as likely days of a month.
        raise OpenTiming
    if half:
        return [_Clock((hour % 12 + (12 if half == "pm" else 0)) * 60 + minute, True)]
    return [_Clock((hour % 12 + add) * 60 + minute, False) for add in (0, 12)]


def _shown(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
