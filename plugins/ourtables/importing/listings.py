"""A row becomes a listing's answers; a value that the checker would refuse is left out, with a note that says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ourtables import prose
from ourtables.checking import Context
from ourtables.checking.records import READERS
from ourtables.checking.values import Reading
from ourtables.fields import BY_NAME, NOT_ASKED, Field
from ourtables.importing import texts
from ourtables.importing.areas import Areas
from ourtables.importing.maps import BODY, LISTS, Map, Plan, Rule, folded
from ourtables.importing.rows import Row
from ourtables.nodes import Mapping, Node, Scalar, Sequence
from ourtables.problems import Problem, Reporter

# The checker only warns of these. Here nobody was asked, and the file is public for ever.
PERSONAL = frozenset({"personal-phone", "personal-mailbox", "personal-in-words"})
LEFT_OUT = "Left empty."


@dataclass(slots=True)
class Draft:
    """What a row would say, and by field what is to be told about it."""

    answers: dict[str, Any] = field(default_factory=dict)
    words: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)

    def note(self, name: str, text: str) -> None:
        """Tell something about a field once."""
        if (name, text) not in self.notes:
            self.notes.append((name, text))


class Drafts:
    """Makes drafts by one map; `unknown` counts by field the tags that no word stands for, `titled` the names that
    were in capitals.
    """

    def __init__(self, map_: Map, context: Context, areas: Areas) -> None:
        self._map, self._context, self._areas = map_, context, areas
        self.unknown: dict[str, Counter[str]] = {}
        self.titled = 0

    def make(self, row: Row) -> Draft:
        """What one row says, value by value."""
        draft = Draft()
        for name, plan in self._map.fields.items():
            value = self._value(BY_NAME[name], plan, row, draft)
            kept = self._taken(BY_NAME[name], value, draft) if value else None
            if kept:
                draft.answers[name] = kept
        draft.answers["consent"] = NOT_ASKED
        draft.words = self._words(row, draft)
        for column, why in row.notes.items():
            draft.note(self._uses(column), f"{why} {LEFT_OUT}")
        return draft

    def _uses(self, column: str) -> str:
        """The field that a column is for, of which the body counts first."""
        if any(column in source.columns for source in self._map.body.sources):
            return BODY.name
        return next((name for name, plan in self._map.fields.items() if column in _columns(plan)), "")

    def _words(self, row: Row, draft: Draft) -> str:
        rule = self._map.body
        text = next(filter(None, (source.fill(row, texts.as_words) for source in rule.sources)), "")
        text = text or "\n".join(rule.otherwise)
        if rule.cut and len(text.encode()) > prose.MOST_BYTES:
            most = len(text.encode()[: prose.MOST_BYTES].decode(errors="ignore")) - 10
            while len(texts.cut(text, most).encode()) > prose.MOST_BYTES:
                most -= 10
            text = texts.cut(text, most)
            draft.note(BODY.name, "The words are cut where the room ends.")
        return text.strip()

    def _value(self, one: Field, plan: Plan, row: Row, draft: Draft) -> Any:
        if isinstance(plan, Rule):
            if one.name == "areas":
                return self._found_areas(plan, row, draft)
            if one.kind in LISTS:
                return self._list(one, plan, row, draft)
            return self._text(one, plan, row, draft)
        if isinstance(plan, tuple):
            return [record for inner in plan if (record := self._record(one, inner, row, draft))]
        if one.kind == "named-records":
            named = {key: self._record(one, inner, row, draft) for key, inner in plan.items()}
            return {key: record for key, record in named.items() if record}
        return self._record(one, plan, row, draft)

    def _record(self, one: Field, plan: Plan, row: Row, draft: Draft) -> dict[str, Any] | None:
        """The parts of a record; none when a part that it needs is empty, or all that could have come from the row."""
        parts = {part.name: part for part in one.parts}
        plans = plan if isinstance(plan, dict) else {}
        found = {name: self._value(parts.get(name, one), inner, row, draft) for name, inner in plans.items()}
        found = {name: value for name, value in found.items() if value}
        varying = [name for name, inner in plans.items() if _columns(inner)]
        if any(part.required and part.name not in found for part in one.parts):
            return None
        return None if varying and not any(name in found for name in varying) else found or None

    def _text(self, one: Field, rule: Rule, row: Row, draft: Draft) -> str:
        text = next(filter(None, (source.fill(row) for source in rule.sources)), "")
        if one.kind != "note":
            text = texts.one_line(text)
        if rule.words is not None:
            text = "".join(self._word(one, rule.words, text)[:1])
        text = text or "".join(rule.otherwise[:1])
        if rule.scheme and text and "://" not in text:
            text = f"{rule.scheme}://{text}"
        if rule.title and texts.in_capitals(text):
            text = texts.titled(text, rule.spell)
            self.titled += 1
        if rule.cut and len(text) > one.most:
            draft.note(one.name, f"“{text}” is cut to {one.most} characters.")
            text = texts.cut(text, one.most)
        return text

    def _word(self, one: Field, words: Any, tag: str) -> tuple[str, ...]:
        found: tuple[str, ...] | None = words.get(folded(tag))
        if found is None and tag:
            self.unknown.setdefault(one.name, Counter())[tag] += 1
        return found or ()

    def _list(self, one: Field, rule: Rule, row: Row, draft: Draft) -> list[str]:
        text = next(filter(None, (source.fill(row) for source in rule.sources)), "")
        pieces = [texts.one_line(piece) for piece in (text.split(rule.split) if rule.split else [text])]
        if rule.words is not None:
            pieces = [word for piece in pieces for word in self._word(one, rule.words, piece)]
        found = list(dict.fromkeys(filter(None, pieces))) or list(rule.otherwise)
        if rule.cut and one.most and len(found) > one.most:
            draft.note(one.name, f"{len(found)} are named; the first {one.most} are kept.")
            return found[: one.most]
        return found

    def _found_areas(self, rule: Rule, row: Row, draft: Draft) -> list[str]:
        """The areas of the first source that gives any; what the others couldn't tell is told when none does."""
        troubles = []
        for source in rule.sources:
            text = source.fill(row)
            pieces = text.split(rule.split) if rule.split else [text]
            keys: list[str] = []
            for piece in filter(None, map(texts.one_line, pieces)):
                known = (rule.words or {}).get(folded(piece))
                found = self._areas.find(piece, first=rule.first) if known is None else None
                keys += found.keys if found else known or ()
                if found and found.note:
                    troubles.append(found.note)
            if keys:
                kept = list(dict.fromkeys(keys))
                break
        else:
            kept = list(rule.otherwise)
            troubles += [f"The map's own {', '.join(kept)} is taken."] if kept and troubles else []
        for trouble in troubles:
            draft.note("areas", trouble)
        return kept

    def _taken(self, one: Field, value: Any, draft: Draft) -> Any:
        """What of a value the checker takes, item by item; the rest is noted."""
        if isinstance(value, dict):
            kept = {key: item for key, item in value.items() if self._fits(one, {key: item}, draft)}
            return kept if kept and self._fits(one, kept, draft) else None
        if isinstance(value, list):
            value = [item for item in value if self._fits(one, [item], draft)]
        return value if value and self._fits(one, value, draft) else None

    def _fits(self, one: Field, value: Any, draft: Draft) -> bool:
        report = Reporter("")
        READERS[one.kind](one, node(value), Reading(self._context, report))
        refused = refusals(report.problems)
        for problem in refused:
            draft.note(one.name, f"{problem.message} {LEFT_OUT}")
        return not refused


def refusals(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that keep a value out of an import."""
    return [problem for problem in problems if problem.stops or problem.code in PERSONAL]


def _columns(plan: Plan) -> set[str]:
    if isinstance(plan, Rule):
        return {column for source in plan.sources for column in source.columns}
    inner = plan if isinstance(plan, tuple) else plan.values()
    return {column for one in inner for column in _columns(one)}


def node(value: Any) -> Node:
    """A plain value as the checker reads it from a file."""
    if isinstance(value, dict):
        return Mapping(
            1, 1, {key: node(item) for key, item in value.items()}, {key: Scalar(key, 1, 1) for key in value}
        )
    if isinstance(value, list):
        return Sequence(1, 1, [node(item) for item in value])
    return Scalar(str(value), 1, 1, quoted=True)
