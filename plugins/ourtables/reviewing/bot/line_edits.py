"""A few answers of a listing are changed line by line, so that everything else stays as its author wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ourtables.core.nodes import Scalar
from ourtables.core.problems import Problem, Reporter
from ourtables.listing import source
from ourtables.listing.fields import FIELDS

# Rules that name the one word that is meant.
_ONE_MEANT = {"misspelt-field": "name", "misspelt-word": "value"}


@dataclass(frozen=True, slots=True)
class LineEdit:
    """One line of a listing that reads otherwise.

    Attributes:
        line: The line, from 1.
        text: What takes its place, perhaps more than one line; `None` takes the line away.
    """

    line: int
    text: str | None


def line_edits(text: str, answers: Mapping[str, str | None]) -> list[LineEdit] | None:
    """Work out which lines change when a listing is to give other answers.

    Args:
        text: The listing.
        answers: Dates and words by field name; `None` takes an answer away.

    Returns:
        The edits, at most one for each line, in line order; `None` when the listing can't be read or writes one of the
        answers on several lines.
    """
    read = source.parse_listing(text.encode(), "listing", Reporter("listing.md"))
    if read is None or read.answers is None or "\r" in text:
        return None
    entries, keys, lines = read.answers.entries, read.answers.keys, text.split("\n")
    edits: dict[int, str | None] = {}
    order = [field.name for field in FIELDS]
    starts = [key.line for key in keys.values()]
    ends = {name: _end(key.line, starts, lines) for name, key in keys.items()}
    for name in sorted(answers, key=order.index):
        value = answers[name]
        if name in entries:
            at = keys[name].line
            if not isinstance(entries[name], Scalar) or ends[name] != at:
                return None
            edits[at] = None if value is None else f"{name}: {value}"
        elif value is not None:
            before = [ends[one] for one in order[: order.index(name)] if one in ends]
            at = max(before, default=1)
            kept = edits.get(at, lines[at - 1])
            edits[at] = f"{name}: {value}" if kept is None else f"{kept}\n{name}: {value}"
    return [LineEdit(at, edit) for at, edit in sorted(edits.items()) if edit != lines[at - 1]]


def _end(start: int, starts: Iterable[int], lines: list[str]) -> int:
    """The last line of an answer: the one before the next answer, comment, empty or closing line."""
    following = min((line for line in starts if line > start), default=len(lines) + 1)
    end = start
    while end + 1 < following and not lines[end].startswith(("---", "#")) and lines[end].strip():
        end += 1
    return end


def edited(text: str, edits: Iterable[LineEdit]) -> str:
    """Make the edits.

    Args:
        text: The listing.
        edits: At most one for each line.
    """
    lines: list[str | None] = list(text.split("\n"))
    for edit in edits:
        lines[edit.line - 1] = edit.text
    return "\n".join(line for line in lines if line is not None)


def meant(text: str, problems: Iterable[Problem]) -> list[LineEdit]:
    """Find the lines of which the checks say which one word is meant.

    Args:
        text: The listing.
        problems: What the checks say of it.

    Returns:
        An edit for each line on which that word is written once, in line order.
    """
    lines = text.split("\n")
    found: dict[int, str] = {}
    for problem in problems:
        gap = _ONE_MEANT.get(problem.code)
        if gap is None or problem.line > len(lines):
            continue
        line = found.get(problem.line, lines[problem.line - 1])
        wrong, better = problem.values[gap], problem.values["better"]
        if wrong and line.count(wrong) == 1:
            found[problem.line] = line.replace(wrong, better)
    return [LineEdit(at, line) for at, line in sorted(found.items())]
