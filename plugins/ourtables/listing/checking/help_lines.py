"""Reads the public lines of "If you need help today" from `content/help/*.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ourtables.core.catalogue import N_
from ourtables.core.nodes import Mapping, Scalar
from ourtables.core.problems import Problem, Reporter
from ourtables.listing import source
from ourtables.listing.checking import records
from ourtables.listing.checking.context import Context
from ourtables.listing.checking.field_values import ValueReading
from ourtables.listing.fields import BY_NAME, Field
from ourtables.listing.help_line import HelpLine
from ourtables.listing.kinds import DATE, DAYS, LINK, NOTE, NUMBER, RECORDS, TEXT, TIME, WORD, WORDS, YES

FOLDER = "help"
NEVER, UNKNOWN = "never", "unknown"
# What a caller most needs to know beforehand; `unknown` says that a keeper looked and found nothing.
SUMMED_UP = ("tracing", "sending", "recording")
# A year and a month, such as 2025-09; a year alone is a plain number.
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_ASK = N_("See the other files in content/help/.")
_CONTACT = {part.name: part for part in BY_NAME["contact"].parts}
_MEETING = {part.name: part for part in BY_NAME["meetings"].parts}

# fmt: off
_HOURS = (
    Field(name="day", kind=DAYS, label=N_("Day"), ask=_ASK, example="[monday, tuesday]"),
    _MEETING["start"],
    Field(name="end", kind=TIME, required=True, label=N_("Ends"), ask=_ASK, example='"22:00"'),
)

_WAY = (
    _CONTACT["how"], _CONTACT["value"], _CONTACT["label"],
    Field(name="always", kind=YES, label=N_("Day and night"), ask=_ASK, example="yes"),
    Field(name="hours", kind=RECORDS, least=1, most=14, parts=_HOURS, label=N_("Hours"), ask=_ASK),
    Field(name="hours_note", kind=TEXT, most=120, label=N_("About the hours"), ask=_ASK),
    _CONTACT["public_ok"],
)

_GROUND = (
    Field(name="says", kind=NOTE, most=500, required=True, label=N_("What it says"), ask=_ASK),
    Field(name="where", kind=TEXT, most=80, required=True, label=N_("Where that holds"), ask=_ASK),
    Field(name="year", kind=NUMBER, least=1900, most=2100, required=True, label=N_("Year it was read"), ask=_ASK),
    Field(name="source", kind=LINK, required=True, label=N_("Where this is from"), ask=_ASK),
)

FIELDS = (
    Field(name="name", kind=TEXT, most=120, required=True, label=N_("Name"), ask=_ASK),
    Field(name="country", kind=TEXT, most=2, required=True, label=N_("Country"), ask=_ASK),
    Field(name="areas", kind=WORDS, vocabulary="areas", most=20, required=True, label=N_("For people living in"), ask=_ASK),
    Field(name="first", kind=WORD, vocabulary="help_first", label=N_("Card at the top"), ask=_ASK),
    Field(name="run_by", kind=WORD, vocabulary="run_by", label=N_("Who answers"), ask=_ASK),
    Field(name="ways", kind=RECORDS, least=1, most=8, required=True, parts=_WAY, label=N_("How to reach it"), ask=_ASK),
    Field(name="cost", kind=TEXT, most=200, label=N_("Cost"), ask=_ASK),
    Field(name="tracing", kind=NOTE, most=500, label=N_("What they see of you"), ask=_ASK),
    Field(name="tracing_source", kind=LINK, label=N_("Where they say so"), ask=_ASK),
    Field(name="sending", kind=NOTE, most=800, label=N_("If they worry about you"), ask=_ASK),
    Field(name="sending_short", kind=TEXT, most=120, label=N_("If they worry about you, in short"), ask=_ASK),
    Field(name="sending_source", kind=LINK, label=N_("Where they say so"), ask=_ASK),
    Field(name="recording", kind=NOTE, most=500, label=N_("What they keep"), ask=_ASK),
    Field(name="recording_source", kind=LINK, label=N_("Where they say so"), ask=_ASK),
    Field(name="grounds", kind=RECORDS, least=1, most=16, parts=_GROUND, label=N_("What it rests on"), ask=_ASK),
    Field(name="source", kind=LINK, required=True, label=N_("Where this is from"), ask=_ASK),
    Field(name="seen", kind=NUMBER, least=1990, most=2100, required=True, label=N_("Year seen"), ask=_ASK),
    Field(name="checked", kind=DATE, label=N_("Checked"), ask=_ASK),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class _Gap:
    """Something that a help line leaves open: where, what is wrong, and what to write."""

    line: int
    field: str
    what: str
    hint: str
    code: str = "keeper-note"


def load(context: Context) -> tuple[list[HelpLine], list[Problem]]:
    """Read every help line of a content folder.

    Args:
        context: The directory's settings, words and day.

    Returns:
        The lines that can be used, in the order of the files' names, and everything that is wrong with any file.
    """
    lines: list[HelpLine] = []
    problems: list[Problem] = []
    for path in sorted((context.content / FOLDER).glob("*.md")):
        report = Reporter(str(path))
        line = _read(path, ValueReading(context, report))
        problems += report.problems
        if line and not any(problem.stops for problem in report.problems):
            lines.append(line)
    return lines, problems


def _read(path: Path, reading: ValueReading) -> HelpLine | None:
    read = source.read(path, reading.report)
    if read is None or read.answers is None:
        return None
    answers = read.answers
    gaps = [*_left_out(answers), *_without_hours(answers)]
    for name, word in (("checked", NEVER), *((name, UNKNOWN) for name in SUMMED_UP)):
        entry = answers.entries.get(name)
        if isinstance(entry, Scalar) and entry.text == word:
            entry.text = ""
    month = _month_seen(answers)
    before = len(reading.report.problems)
    found: dict[str, Any] = records.read_fields(FIELDS, answers, reading)
    records.missing(FIELDS, answers, found, reading, before)
    if any(problem.stops for problem in reading.report.problems):
        return None
    line = HelpLine(path=path, words=read.words, seen_month=month, **found)
    today = reading.context.today
    for gap in [*gaps, *_ahead(line, answers, today), *_old(line, answers, today)]:
        reading.report(gap.code, gap.line, field=gap.field, what=gap.what, hint=gap.hint)
    return line


def _month_seen(answers: Mapping) -> int | None:
    """The month of “seen”, which is left with its year alone."""
    entry = answers.entries.get("seen")
    match = _MONTH.fullmatch(entry.text) if isinstance(entry, Scalar) else None
    if match is None or not isinstance(entry, Scalar):
        return None
    entry.text = match[1]
    return int(match[2])


def _left_out(answers: Mapping) -> Iterator[_Gap]:
    for name in SUMMED_UP:
        entry = answers.entries.get(name)
        if entry is None or entry.left_out:
            yield _Gap(
                1,
                name,
                f"“{name}” isn't there.",
                f"Sum up what the line itself has published, or write “{name}: {UNKNOWN}” if you looked and found nothing.",
            )


def _without_hours(answers: Mapping) -> Iterator[_Gap]:
    """Ask for the hours of each way on which somebody answers at once."""
    ways = answers.entries.get("ways")
    for way in getattr(ways, "items", ()):
        how = way.entries.get("how") if isinstance(way, Mapping) else None
        if isinstance(how, Scalar) and how.text in ("phone", "text", "whatsapp") and not _says_when(way):
            yield _Gap(
                how.line,
                "ways.hours",
                "This way to reach the line has no hours.",
                "Write “always: yes”, “hours:”, or what is known in “hours_note:”.",
            )


def _says_when(way: Mapping) -> bool:
    return any(name in way.entries and not way.entries[name].left_out for name in ("always", "hours", "hours_note"))


def _ahead(line: HelpLine, answers: Mapping, today: date) -> Iterator[_Gap]:
    """Refuse a date in the future, which would make an entry look fresh for ever."""
    ahead = {
        "seen": (line.seen, line.seen_month or 1) > (today.year, today.month),
        "checked": line.checked is not None and line.checked > today,
    }
    for name in (name for name, is_ahead in ahead.items() if is_ahead):
        what = f"“{name}” is {_seen(line) if name == 'seen' else line.checked}, which is still to come."
        yield _Gap(answers.keys[name].line, name, what, "Write when somebody last rang or read it.", "keeper-setting")


def _old(line: HelpLine, answers: Mapping, today: date) -> Iterator[_Gap]:
    if line.is_old(today):
        yield _Gap(
            answers.keys["seen"].line,
            "seen",
            f"What “{line.name}” says was last read in {line.checked or _seen(line)}.",
            "Read its source again, mend what changed, and write the year or month in “seen” and the day in “checked”.",
        )


def _seen(line: HelpLine) -> str:
    return f"{line.seen}-{line.seen_month:02}" if line.seen_month else str(line.seen)
