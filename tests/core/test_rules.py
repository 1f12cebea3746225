"""A rule's sentences and the values that fill them can't drift apart, and no rule is left that nobody reports."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ourtables.core.problems import Reporter
from ourtables.core.rules import CROSS_FIELD, RULES
from ourtables.listing.fields import BY_NAME, FIELDS

PACKAGE = Path(__file__).parents[2] / "plugins" / "ourtables"
# What a caller gives every sentence without naming it: `complain` of a field the field's name, `Answers` any answer.
GIVEN = {"name"}


class Call(NamedTuple):
    """A report in the source: the code it names, and the values that it gives."""

    where: str
    code: str
    values: frozenset[str]
    gives_more: bool


def calls() -> Iterator[Call]:
    """Every call in the package whose first argument or `code` is a rule's code."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0] if node.args else None
            if (
                name not in ("report", "complain", "say")
                or not isinstance(first, ast.Constant)
                or first.value not in RULES
            ):
                continue
            keywords = {one.arg for one in node.keywords}
            values = frozenset(one for one in keywords if one and one not in ("line", "column", "field"))
            yield Call(f"{path.relative_to(PACKAGE)}:{node.lineno}", str(first.value), values, None in keywords)


@pytest.mark.parametrize("call", list(calls()), ids=lambda call: f"{call.code} {call.where}")
def test_a_report_fills_every_gap_of_its_sentences(call: Call) -> None:
    assert call.gives_more or RULES[call.code].gaps <= call.values | GIVEN


def test_the_source_has_its_reports() -> None:
    assert len(list(calls())) >= 60


def test_a_report_that_leaves_a_gap_open_is_refused() -> None:
    with pytest.raises(TypeError, match="“too-long” needs most"):
        Reporter("kettle.md")("too-long", 1, 1, "name", name="name", count=90)


def test_every_rule_is_reported_somewhere() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if path.name != "rules.py")
    between = {code for rules in CROSS_FIELD.values() for code, _ in rules}
    assert [
        code for code in RULES if code not in between and f'"{code}"' not in source and f'{code}"' not in source
    ] == []


def test_a_rule_between_answers_names_fields_that_are_declared() -> None:
    for record, rules in CROSS_FIELD.items():
        names = {field.name for field in (BY_NAME[record].parts if record else FIELDS)} | {"today", ""}
        for _, rule in rules:
            assert {rule.field, rule.other, rule.at, *(one.field for one in rule.when)} <= names


def test_every_rule_between_answers_is_looked_at() -> None:
    assert sum(map(len, CROSS_FIELD.values())) == sum(rule.between is not None for rule in RULES.values()) == 12
