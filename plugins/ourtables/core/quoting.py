"""A report's lines: each form of report quotes a stranger's words so that they show and do nothing.

A forge turns `@name` into a message to somebody, `::` at the start of a line into a command to its machine, and HTML,
links and pictures into what they are. In a report none of that may come from a listing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

MOST = 200
# Marks without a shape that some writing needs: joiners, and the marks that set a direction for the next letters.
_NEEDED = frozenset("\u200c\u200d\u200e\u200f")
# A space of no width keeps a forge from reading a mention, a command or the start of a legacy command.
_APART = "\u200b"
_SIGNS = re.compile(r"@(?=\S)|:(?=:)|##?(?=\[)|%(?=[0-9A-Fa-f]{2})")
_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|<>~&$])")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a stranger wrote."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A name of ours that is shown as it is typed, such as a field or a command."""

    text: str


@dataclass(frozen=True, slots=True)
class CheckedAddress:
    """A checked mailbox or web address, shown exactly as it is, so that whoever copies it gets the one that works."""

    text: str


Part = str | Quote | Code | CheckedAddress
Line = tuple[Part, ...]


def one_line(text: str, most: int = MOST) -> str:
    """A stranger's text on one line, without hidden characters and signs that a forge acts on, cut at `most`."""
    cut = text if len(text) <= most else text[:most] + "…"
    shown = "".join(c if c.isprintable() or c in _NEEDED else _named(c) for c in cut)
    return _SIGNS.sub(lambda found: found[0] + _APART, " ".join(shown.split()))


def log_lines(text: str, most: int = 1_000) -> str:
    """Several lines for a log, such as a traceback: each as `one_line` has it, at most `most` long, and indented."""
    lines = text.rstrip().split("\n")
    return "\n".join(" " * (len(line) - len(line.lstrip(" "))) + one_line(line, most) for line in lines)


def _named(character: str) -> str:
    return " " if unicodedata.category(character) in ("Cc", "Zs", "Zl", "Zp") else f"<U+{ord(character):04X}>"


def as_text(line: Line) -> str:
    """A line for a terminal or a log."""
    return "".join(_in_text(part) for part in line)


def _in_text(part: Part) -> str:
    if isinstance(part, Quote):
        return f"“{one_line(part.text)}”"
    if isinstance(part, CheckedAddress):
        # The checks keep spaces and unseen characters out; only "##[" could still be a command in a log.
        return part.text.replace("##[", "## [")
    return f"`{one_line(part.text)}`" if isinstance(part, Code) else part


def as_markdown(line: Line) -> str:
    """A line of Markdown in which no stranger's sign is read as a mark, a mention or a link."""
    return "".join(_in_markdown(part) for part in line)


def _in_markdown(part: Part) -> str:
    if isinstance(part, str):
        return _MARKS.sub(r"\\\1", _SIGNS.sub(lambda found: found[0] + _APART, part))
    if isinstance(part, CheckedAddress):
        return span(part.text)
    return span(one_line(part.text))


def span(text: str) -> str:
    """A text of one line as code, in which a forge reads nothing at all."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence, pad = "`" * (longest + 1), " " if not text or "`" in (text[0], text[-1]) else ""
    return f"{fence}{pad}{text or ' '}{pad}{fence}"


def visible_json(value: object) -> str:
    """A value as JSON for a report, in which what can't be seen is written as an escape.

    Args:
        value: Texts, numbers, lists and mappings.
    """
    written = json.dumps(value, ensure_ascii=False, indent=1)
    return "".join(c if c.isprintable() or c == "\n" or c in _NEEDED else _escape(c) for c in written)


def _escape(character: str) -> str:
    return json.dumps(character)[1:-1]


def fenced(text: str) -> list[str]:
    """The lines of a block to copy, out of which nothing in the text can get."""
    return ["```text", *text.replace("```", "'''").split("\n"), "```"]


def as_command(level: str, text: str, **where: str) -> str:
    """A command to GitHub's machine that notes a text, which can neither end the command nor begin another.

    Args:
        level: `error`, `warning` or `notice`.
        text: What is noted.
        where: The command's properties, such as `file` and `line`.
    """
    named = ",".join(f"{name}={_percent(value, ':,')}" for name, value in where.items())
    return f"::{level} {named}::{_percent(text)}"


def _percent(text: str, signs: str = "") -> str:
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{signs}" else c for c in text)


def bullets(lines: Sequence[Line], most: int = 0, pointer: str = "") -> list[str]:
    """Lines as a list of Markdown; past `most` lines the rest is counted, and `pointer` says where to find it."""
    shown = lines[:most] if most else lines
    more = len(lines) - len(shown)
    return [f"- {as_markdown(line)}" for line in shown] + ([f"- And {more:,} more. {pointer}".rstrip()] if more else [])
