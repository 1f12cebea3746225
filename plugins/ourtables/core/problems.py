"""What is wrong with a file: where, what it is, and what to write instead.

A listing's problems are values and no exceptions (`errors` has those): one bad file stops only its own listing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as _field

from ourtables.core.quoting import one_line
from ourtables.core.rules import PHRASES, RULES

MOST_OF_A_PATH = 1_000
# What fills a gap with words of ours, and not with the author's.
_PHRASES = frozenset(PHRASES.values())


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

    def message_in(self, translate: Callable[[str], str]) -> str:
        """Return what is wrong in another language, where the catalogue has the rule.

        Args:
            translate: Gives a message of the catalogue in that language.
        """
        return translate(RULES[self.code].message).format_map(self._values_in(translate))

    def hint_in(self, translate: Callable[[str], str]) -> str:
        """Return what to write instead in another language, where the catalogue has the rule.

        Args:
            translate: Gives a message of the catalogue in that language.
        """
        return translate(RULES[self.code].hint).format_map(self._values_in(translate))

    def _values_in(self, translate: Callable[[str], str]) -> dict[str, str]:
        return {name: translate(text) if text in _PHRASES else text for name, text in self.values.items()}

    @property
    def hint(self) -> str:
        """What to write instead."""
        return RULES[self.code].hint.format_map(self.values)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The place of this problem in a report: by file, then by line."""
        return (self.path, self.line, self.column, self.code, self.field)

    @property
    def told(self) -> str:
        """The problem as a line for a terminal or a log: where it is, what it is, and what to write instead."""
        # A file's name is a stranger's text too, and "##[" begins a command wherever it is in a log.
        place = one_line(self.path, MOST_OF_A_PATH)
        return f"{place}:{self.line}: {self.message} {self.hint}".rstrip().replace("##[", "## [")

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

    `report(code, line, column, field, **values)` adds one. Values are shortened so that a hostile text can't flood a
    report, and fill every gap of the rule's sentences.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def __call__(self, code: str, line: int = 1, column: int = 1, field: str = "", **values: object) -> None:
        """Report that a rule is broken.

        Args:
            code: The rule.
            line: Where, from 1.
            column: The character in that line, from 1.
            field: The path of the field, such as `meetings[0].day`; empty for the listing as a whole.
            values: What fills the gaps of the rule's sentence.

        Raises:
            TypeError: A gap of the sentence stays open.
        """
        shown = {name: shorten(str(value)) for name, value in values.items()}
        if open_gaps := RULES[code].gaps - shown.keys():
            raise TypeError(f"“{code}” needs {', '.join(sorted(open_gaps))}")
        self.problems.append(Problem(self.path, line, column, code, shorten(field), shown))

    def has(self, *codes: str) -> bool:
        """Whether one of these codes was reported."""
        return any(problem.code in codes for problem in self.problems)


def shorten(text: str, most: int = MOST_LETTERS) -> str:
    """Make a stranger's text safe to quote: one line, printable, at most `most` characters."""
    line = "".join(c if c.isprintable() else " " if c in "\n\t\r" else f"<U+{ord(c):04X}>" for c in text[: most + 1])
    return line if len(text) <= most else line[:most] + "…"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems as a report lists them: by file, then in line order."""
    return sorted(problems, key=lambda problem: problem.order)
