"""The slips people make in YAML, each named in words of its own.

YAML's own messages help nobody who never heard of YAML. Where reading fails, the lines around the failure are held
against the slips below; the one found is reported and mended in memory, so that the rest of the file is checked too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from ourtables.core.nodes import HIDDEN, LOADER, MOST_NODES, name_to_repeat, text_to_repeat
from ourtables.core.problems import Reporter
from ourtables.listing.fields import FIELDS

MOST_MENDED = 40
_PARTS = frozenset(part.name for field in FIELDS for part in field.parts)
_KEY = r"(?P<before>\s*(?:-\s+)?)(?P<key>[A-Za-z_][\w-]*)"


@dataclass(frozen=True, slots=True)
class _Slip:
    """A slip: its rule, the line it is recognised by, what the sentences need, and the line as it was meant."""

    code: str
    pattern: re.Pattern[str]
    values: Callable[[re.Match[str]], dict[str, str]]
    better: Callable[[re.Match[str]], str]


def _quoted(text: str) -> str:
    escaped = text.strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_SLIPS = (
    _Slip(
        "tab",
        re.compile(r"(?P<indent>[ ]*\t[ \t]*)(?P<rest>.*)"),
        lambda m: {},
        lambda m: m["indent"].replace("\t", "  ") + m["rest"],
    ),
    _Slip(
        "no-space-after-colon",
        re.compile(_KEY + r":(?P<rest>(?!//)[^\s].*)"),
        lambda m: {"name": m["key"]},
        lambda m: f"{m['before']}{m['key']}: {m['rest']}",
    ),
    _Slip(
        "starts-with-sign",
        re.compile(r"(?P<before>\s*(?:-\s+)?(?:[A-Za-z_][\w-]*:\s+)?(?:-\s+)?)(?P<value>(?P<sign>[@%`]).*)"),
        lambda m: {"sign": m["sign"], "value": m["value"].strip()},
        lambda m: m["before"] + _quoted(m["value"]),
    ),
    _Slip(
        "colon-in-value",
        re.compile(_KEY + r":\s+(?P<value>[^\"'\[{|>\s][^\n]*?:(?:\s.*|$))"),
        lambda m: {"name": m["key"], "value": m["value"].strip()},
        lambda m: f"{m['before']}{m['key']}: {_quoted(m['value'])}",
    ),
)


def mend(text: str, report: Reporter, *, first_line: int) -> str:
    """Name the slips in a front matter and return it with each mended.

    `first_line` is the line of the file on which `text` begins. Text that reads as YAML comes back as it is: a slip
    is looked for only where reading fails, so that no sound line is ever complained of.
    """
    lines = text.split("\n")
    for _ in range(MOST_MENDED):
        failed = _failure("\n".join(lines))
        if failed is None or not _mend_one(lines, failed, report, first_line):
            break
    return "\n".join(lines)


def _failure(text: str) -> tuple[int, int] | None:
    """The first and last line (from 0) around which YAML stops reading.

    `None` when it reads, or when it holds more than a listing may, which no mending helps.
    """
    try:
        for number, _ in enumerate(yaml.parse(text, Loader=LOADER)):
            if number > 2 * MOST_NODES:
                return None
    except yaml.MarkedYAMLError as error:
        marks = [mark.line for mark in (error.context_mark, error.problem_mark) if mark is not None]
        return (min(marks), max(marks)) if marks else (0, 0)
    except yaml.YAMLError:
        return 0, 0
    return None


def _mend_one(lines: list[str], failed: tuple[int, int], report: Reporter, first_line: int) -> bool:
    first, last = max(failed[0] - 1, 0), min(failed[1], len(lines) - 1)
    # YAML often notices a slip only a line later, and names where the whole mapping began: nearest line first.
    for number in [*range(last, max(last - 4, first) - 1, -1), *range(first, min(first + 2, last))]:
        for slip in _SLIPS:
            found = slip.pattern.fullmatch(lines[number])
            if found and slip.better(found) != lines[number]:
                column = len(lines[number]) - len(lines[number].lstrip()) + 1
                values = slip.values(found)
                if "value" in values:
                    values["value"] = HIDDEN if column > 1 else text_to_repeat(values["value"])
                name = found.groupdict().get("key") or ""
                # Within an answer it may be the key of a place.
                name = name_to_repeat(name) if column == 1 or name in _PARTS else HIDDEN
                if "name" in values:
                    values["name"] = name
                report(slip.code, number + first_line, column, name if "name" in values else "", **values)
                lines[number] = slip.better(found)
                return True
    return False
