"""Both readings of the same answers: the checker's, of the listing as the browser writes it, and the browser's."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ourtables.core.rules import RULES
from ourtables.listing import checking
from ourtables.listing.checking import Context

from .conftest import Engine

# The smallest listing: seven answers, and the three that the form gives.
SMALLEST: dict[str, Any] = {
    "name": "Example Kettle",
    "offers": ["peer-support-group"],
    "areas": ["leeds"],
    "formats": ["in-person"],
    "led_by": "all-lived-experience",
    "contact": [{"how": "phone", "value": "01632 960123"}],
    "confirmed": "2026-10-05",
    "confirmed_by": "group",
    "consent": "group-agreed",
    "body": "We put the kettle on at six and whoever comes, comes. Nobody is paid, nobody takes notes, and you may sit "
    "without a word.",
}
# What only the checker can see, since it takes a page's words or the size of the file.
BEYOND = {"dead-link", "coded-character", "body-too-slow", "too-big", "too-many-values", "not-text"}


def as_texts(name: str) -> Any:
    """What stands in a file beside this one, as lists and mappings of texts and nothing else."""
    return yaml.load((Path(__file__).parent / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


class Said(NamedTuple):
    """One problem as a person reads it."""

    field: str
    code: str
    level: str
    message: str
    hint: str


def in_browser(script: Engine, answers: dict[str, Any]) -> list[Said]:
    """What the form says of answers."""
    return sorted(Said(*(one[name] for name in Said._fields)) for one in script("check", answers))


def in_checker(script: Engine, answers: dict[str, Any], context: Context, path: Path) -> list[Said]:
    """What the checker says of them by its *field* rules, when the form has written them."""
    path.write_text(script("write", answers), encoding="utf-8", newline="")
    problems = checking.check_file(path, context).problems
    beyond = [problem for problem in problems if RULES[problem.code].scope == "file"]
    assert {problem.code for problem in beyond} <= BEYOND, path.read_text(encoding="utf-8")
    return sorted(Said(one.field, one.code, one.level, one.message, one.hint) for one in problems if one not in beyond)
