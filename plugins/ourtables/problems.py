"""What is wrong with a file: where it stands, what it is, and what to write instead.

    OurTablesError          all errors this package raises on purpose
      ContentError          a file of the keepers (settings, vocabulary, places) can't be used

A listing's own problems are values, never exceptions: one bad file stops only its own listing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as _field
from difflib import get_close_matches

from ourtables.rules import RULES


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in one file.

    `line` and `column` count from 1; `field` is a dotted name such as `contact.value`, or empty when it is about the
    whole file; `values` fill the gaps of the rule's sentences.
    """

    path: str
    line: int
    column: int
    code: str
    field: str = ""
    values: Mapping[str, str] = _field(default_factory=dict)

    @property
    def stops(self) -> bool:
        """Whether this keeps its listing out of the directory."""
        return RULES[self.code].stops

    @property
    def level(self) -> str:
        """`error` when it stops the listing, else `warning`."""
        return "error" if self.stops else "warning"

    @property
    def message(self) -> str:
        """What is wrong, as one sentence."""
        return RULES[self.code].message.format_map(self.values)

    @property
    def hint(self) -> str:
        """What to write instead."""
        return RULES[self.code].hint.format_map(self.values)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The place of this problem in a report: by file, then by line."""
        return (self.path, self.line, self.column, self.code, self.field)

    def as_data(self) -> dict[str, str | int]:
        """The problem as `ourtables check --format json` writes it."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "field": self.field,
            "level": self.level,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }


# So much of a stranger's text a sentence quotes.
MOST_LETTERS = 160

# How a reader says "here, this": line, column, code, field, and the values of the sentence.
Report = Callable[..., None]


class Reporter:
    """Collects the problems of one file.

    `report(code, line, column, field, **values)` adds one; values are shortened so that a hostile text can't flood a
    report.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def __call__(self, code: str, line: int = 1, column: int = 1, field: str = "", **values: object) -> None:
        shown = {name: shorten(str(value)) for name, value in values.items()}
        self.problems.append(Problem(self.path, line, column, code, field, shown))

    def has(self, *codes: str) -> bool:
        """Whether one of these codes was reported."""
        return any(problem.code in codes for problem in self.problems)


def shorten(text: str, most: int = MOST_LETTERS) -> str:
    """Make a stranger's text safe to quote: one line, printable, at most `most` characters."""
    line = "".join(c if c.isprintable() else " " if c in "\n\t\r" else f"<U+{ord(c):04X}>" for c in text[: most + 1])
    return line if len(text) <= most else line[:most] + "…"


def suggest(wrong: str, known: Iterable[str]) -> str:
    """The known word nearest to a wrong one, or an empty text when none is near."""
    folded = wrong.strip().lower().replace("_", "-").replace(" ", "-")
    names = {name.lower().replace("_", "-"): name for name in known}
    near = get_close_matches(folded, names, n=1, cutoff=0.7)
    return names[near[0]] if near else ""


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems as a report lists them: by file, then in line order."""
    return sorted(problems, key=lambda problem: problem.order)


class OurTablesError(Exception):
    """Any error this package raises on purpose; its text is fit for a person."""


class ContentError(OurTablesError):
    """A file of the keepers can't be used; `problems` says where and why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(f"{p.path}:{p.line}: {p.message} {p.hint}".rstrip() for p in self.problems))
