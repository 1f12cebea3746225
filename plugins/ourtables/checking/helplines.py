"""Public lines of "If you need help today", from `content/help/*.md`: each told by what it publishes itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ourtables import source
from ourtables.catalogue import N_
from ourtables.checking import records
from ourtables.checking.context import Context
from ourtables.checking.values import Reading
from ourtables.fields import BY_NAME, Field
from ourtables.group import Contact
from ourtables.nodes import Scalar
from ourtables.problems import Problem, Reporter

FOLDER = "help"
NEVER = "never"
_ASK = N_("See the other files in content/help/.")

# fmt: off
FIELDS = (
    Field(name="name", kind="text", most=120, required=True, label=N_("Name"), ask=_ASK),
    Field(name="country", kind="text", most=2, required=True, label=N_("Country"), ask=_ASK),
    Field(name="areas", kind="words", vocabulary="areas", most=20, required=True, label=N_("For people living in"), ask=_ASK),
    Field(name="run_by", kind="word", vocabulary="run_by", label=N_("Who answers"), ask=_ASK),
    Field(name="ways", kind="records", least=1, most=8, required=True, parts=BY_NAME["contact"].parts, label=N_("How to reach it"), ask=_ASK),
    Field(name="cost", kind="text", most=200, label=N_("Cost"), ask=_ASK),
    Field(name="tracing", kind="note", most=800, label=N_("If they worry about you"), ask=_ASK),
    Field(name="tracing_source", kind="link", label=N_("Where they say so"), ask=_ASK),
    Field(name="source", kind="link", required=True, label=N_("Where this is from"), ask=_ASK),
    Field(name="checked", kind="date", label=N_("Checked"), ask=_ASK),
)
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """One public line or place.

    `tracing` is what it says about calling others or seeing numbers, `None` when nobody knows; `checked` is the day a
    keeper last read its source, `None` when nobody has; `words` is Markdown by the keepers.
    """

    path: Path
    words: str
    name: str
    country: str
    areas: tuple[str, ...]
    ways: tuple[Contact, ...]
    source: str
    run_by: str | None = None
    cost: str | None = None
    tracing: str | None = None
    tracing_source: str | None = None
    checked: date | None = None


def load(context: Context) -> tuple[list[HelpLine], list[Problem]]:
    """Every help line of a content folder that can be used, in the order of the files' names, and what is wrong."""
    lines: list[HelpLine] = []
    problems: list[Problem] = []
    for path in sorted((context.content / FOLDER).glob("*.md")):
        report = Reporter(str(path))
        line = _read(path, Reading(context, report))
        problems += report.problems
        if line and not any(problem.stops for problem in report.problems):
            lines.append(line)
    return lines, problems


def _read(path: Path, reading: Reading) -> HelpLine | None:
    read = source.read(path, reading.report)
    if read is None or read.answers is None:
        return None
    checked = read.answers.entries.get("checked")
    if isinstance(checked, Scalar) and checked.text == NEVER:
        checked.text = ""
    before = len(reading.report.problems)
    found: dict[str, Any] = records.read_fields(FIELDS, read.answers, reading)
    records.missing(FIELDS, read.answers, found, reading, before)
    if any(problem.stops for problem in reading.report.problems):
        return None
    return HelpLine(path=path, words=read.words, **found)
