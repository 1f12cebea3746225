"""YAML read as strings only, with a line for every value.

YAML's own guesses corrupt what groups write (`18:30` becomes 1110, `NO` becomes false), so nothing here is ever
anything but text, a list or a mapping. Anchors, aliases, tags, merge keys, second documents, depth and size are
refused while reading, before anything is built.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from ourtables.core.errors import Refused
from ourtables.core.problems import Reporter
from ourtables.core.typed_forms import mailboxes_spelt, plain_signs
from ourtables.core.typed_numbers import numbers

# Replaces what a group wrote where it may be private, as in a place or a contact: a log lasts longer than a file.
HIDDEN = "…"
MOST_DEEP = 6
MOST_NODES = 2_000
# A longer text is hardly one of the words that listings choose from.
_LONGEST_WORD = 40

LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LIKE_A_FIELD = re.compile(r"(?=.{1,30}$)[A-Za-z]+(?:[_-][A-Za-z]+){0,3}")
# "Flat 2 #5": YAML takes "#5" for a comment and drops it. A real comment has a space after its "#".
_LOST = re.compile(r"\s+(#[^\s#!].*)")


@dataclass(slots=True)
class Scalar:
    """A text as it was written; `quoted` says that an empty one was written as `""`."""

    text: str
    line: int
    column: int
    quoted: bool = False

    @property
    def left_out(self) -> bool:
        """Whether nothing was written after the colon."""
        return not self.quoted and self.text in ("", "~")


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)

    @property
    def left_out(self) -> bool:
        """Whether the list is empty."""
        return not self.items


@dataclass(slots=True)
class Mapping:
    """Names with values; `keys` holds the place of each name."""

    line: int
    column: int
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)

    @property
    def left_out(self) -> bool:
        """Whether the mapping is empty."""
        return not self.entries


Node = Scalar | Sequence | Mapping


def parse(text: str, report: Reporter, *, first_line: int = 1, most_nodes: int = MOST_NODES) -> Node | None:
    """Read one YAML document as text, lists and mappings.

    `first_line` is the line of the file on which `text` begins. Returns `None` when nothing is written or when it
    can't be read; every reason is reported, and syntax errors of YAML itself end the reading.
    """
    try:
        return _Builder(text, report, first_line, most_nodes).document()
    except Refused:
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        report("yaml", line, column, what=getattr(error, "problem", None) or "it stops making sense here")
        return None


def name_to_repeat(name: str) -> str:
    """A field's name as a report may repeat it: hidden unless it looks like one, since anything can be typed there.

    Args:
        name: The name as it is written.
    """
    return name if _LIKE_A_FIELD.fullmatch(name) else HIDDEN


def text_to_repeat(text: str) -> str:
    """A text as a report may repeat it: hidden where a number or a mailbox is in it.

    Args:
        text: The text as it is written.
    """
    plain = mailboxes_spelt(plain_signs(text))
    return HIDDEN if "@" in plain or any(found for _, found in numbers(plain)) else text


def span(event: yaml.Event) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where an event of YAML begins and ends: line and column of each, counted from 0."""
    start, end = event.start_mark, event.end_mark
    return (start.line, start.column) if start else (0, 0), (end.line, end.column) if end else (0, 0)


class _Builder:
    """Turns YAML's events into nodes without recursion into YAML's own composer, which a deep file could overflow."""

    def __init__(self, text: str, report: Reporter, first_line: int, most_nodes: int) -> None:
        # yaml.parse does the same, and asks for each event twice.
        self.events: Iterator[yaml.Event] = iter(LOADER(text).get_event, None)
        self.report, self.first_line, self.most_nodes = report, first_line, most_nodes
        # Only a “#” can lose words.
        self.lines = text.split("\n") if "#" in text else []
        self.count = 0
        self.path: list[str] = []

    def blame(self, code: str, line: int, column: int, **values: object) -> None:
        """Report a problem with the field that is being read; a name within it may be a stranger's own words."""
        self.report(code, line, column, name_to_repeat(self.path[0]) if self.path else "", **values)

    def document(self) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    (line, column), _ = span(event)
                    self.report("second-document", line + self.first_line, column + 1)
                    raise Refused
            elif isinstance(event, yaml.NodeEvent):
                root = self.node(event, 1)
        return root

    def node(self, event: yaml.Event, depth: int) -> Node:
        start = event.start_mark
        line, column = (start.line + self.first_line, start.column + 1) if start else (self.first_line, 1)
        self.count += 1
        if self.count > self.most_nodes:
            self.blame("too-many-values", line, column, most=self.most_nodes)
            raise Refused
        if isinstance(event, yaml.ScalarEvent):
            text = event.value
            if event.anchor or event.tag:
                self._refuse_marks(event, line, column)
            # libyaml gives a plain scalar the style "", the pure parser gives it none at all.
            if self.lines and text and not event.style:
                self._refuse_lost_words(event)
            # Listings choose from the same words: each is kept once.
            return Scalar(sys.intern(text) if len(text) <= _LONGEST_WORD else text, line, column, bool(event.style))
        if isinstance(event, yaml.AliasEvent):
            self.blame("anchor", line, column, mark=self._mark("*", event.anchor or ""))
            return Scalar("", line, column)
        self._refuse_marks(event, line, column)
        if depth > MOST_DEEP:
            self.blame("too-deep", line, column, most=MOST_DEEP)
            raise Refused
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(Sequence(line, column), depth)
        return self._mapping(Mapping(line, column), depth)

    def _refuse_marks(self, event: yaml.Event, line: int, column: int) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            self.blame("anchor", line, column, mark=self._mark("&", anchor))
        if tag:
            self.blame("tag", line, column, mark=self._mark("", tag.replace("tag:yaml.org,2002:", "!!")))

    def _mark(self, sign: str, name: str) -> str:
        """A mark of YAML as a report may repeat it."""
        return f"{sign}{text_to_repeat(name) if len(self.path) < 2 else HIDDEN}"

    def _refuse_lost_words(self, event: yaml.ScalarEvent) -> None:
        _, (line, column) = span(event)
        lost = _LOST.match(self.lines[line], column) if line < len(self.lines) else None
        if lost:
            told = text_to_repeat(f"{event.value} {lost[1]}") if len(self.path) == 1 else HIDDEN
            self.blame(
                "hash-in-value",
                line + self.first_line,
                lost.start(1) + 1,
                lost=HIDDEN if told == HIDDEN else lost[1],
                value=told,
            )

    def _sequence(self, sequence: Sequence, depth: int) -> Sequence:
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            sequence.items.append(self.node(event, depth + 1))
        return sequence

    def _mapping(self, mapping: Mapping, depth: int) -> Mapping:
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.node(event, depth + 1)
            self.path.append(key.text if isinstance(key, Scalar) else "")
            value = self.node(next(self.events), depth + 1)
            self.path.pop()
            if not isinstance(key, Scalar):
                self.blame("key-not-text", key.line, key.column)
            elif key.text == "<<" and not key.quoted:
                self.blame("merge-key", key.line, key.column)
            elif key.text in mapping.entries:
                first = mapping.keys[key.text].line
                name = HIDDEN if self.path else name_to_repeat(key.text)
                where = name_to_repeat(self.path[0]) if self.path else name
                self.report("duplicate-key", key.line, key.column, where, name=name, first=first)
            else:
                mapping.entries[key.text], mapping.keys[key.text] = value, key
        return mapping
