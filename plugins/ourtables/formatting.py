"""A listing in its one tidy form: fields in the declared order, texts quoted, comments kept, nothing lost.

Texts are always quoted because YAML reads much of what people write as something else; words of a vocabulary, dates
and numbers stay bare, since they can't be misread here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, replace

import yaml

from ourtables.fields import FIELDS, Field
from ourtables.nodes import LOADER, Mapping, Node, Scalar, Sequence, span
from ourtables.patterns import BARE, CONTROL, DIRECTION, KEY
from ourtables.source import hidden_characters

BARE_KINDS = frozenset(
    {
        "word",
        "words",
        "date",
        "dates",
        "yes",
        "answer",
        "answers",
        "number",
        "language",
        "languages",
        "slugs",
        "choice",
        "choices",
        "days",
        "place-name",
        "meetings",
    }
)
WIDEST = 100
_STEP = "  "
_LAST = 10**9


def dump(answers: MappingType[str, object], words: str) -> str:
    """Write a listing from plain values: texts, lists and mappings by field name.

    Fields whose value is empty are left out.
    """
    root = _node({name: value for name, value in answers.items() if value not in (None, "", [], {}, ())})
    return _join(_fields(root, FIELDS, []) if isinstance(root, Mapping) else [], words)


def tidy(text: str, answers: Mapping, words: str) -> str:
    """Write a listing anew from its text, its answers as read from it (`nodes.parse`, first line 2) and its words.

    Nothing is lost: comments move with the field they stand above or beside, and unknown fields go last.
    """
    return _join(_fields(answers, FIELDS, _comments(text)), words)


def plain(answers: Mapping, words: str) -> str:
    """Write a listing anew with nothing but what it says: without comments, which are notes of those who keep the file,
    and without answers that were left empty.
    """
    return _join(_fields(answers, FIELDS, []) if _says_something(answers) else [], words)


def _says_something(node: Node) -> bool:
    """Whether a node says anything; what in it doesn't is taken out of it."""
    if isinstance(node, Scalar):
        return bool(node.text) and not node.left_out
    if isinstance(node, Sequence):
        node.items = [item for item in node.items if _says_something(item)]
    else:
        node.entries = {name: value for name, value in node.entries.items() if _says_something(value)}
    return not node.left_out


def _join(lines: list[str], words: str) -> str:
    front = "\n".join(["---", *lines, "---", ""])
    body = words.strip("\n")
    return f"{front}\n{body}\n" if body.strip() else front


def _node(value: object) -> Node:
    if isinstance(value, MappingType):
        entries = {str(key): _node(item) for key, item in value.items()}
        return Mapping(0, 0, entries, {key: Scalar(key, 0, 0) for key in entries})
    if isinstance(value, list | tuple):
        return Sequence(0, 0, [_node(item) for item in value])
    return Scalar(str(value), 0, 0, quoted=value == "")


@dataclass(frozen=True, slots=True)
class _Comment:
    """A comment, the line of the file it stands on, and whether it has that line to itself."""

    line: int
    text: str
    alone: bool


_Comments = list[_Comment]


def _fields(root: Mapping, declared: tuple[Field, ...], comments: _Comments, indent: str = "") -> list[str]:
    """Each answer of a mapping in declared order, then those that no field has, then what stands below them all."""
    known = {one.name: one for one in declared}
    names = [name for name in known if name in root.entries] + [name for name in root.entries if name not in known]
    shares, rest = _share(root, comments)
    lines = [line for name in names for line in _entry(root, name, known.get(name), shares.get(name, []), indent)]
    return lines + [f"{indent}{comment.text}" for comment in rest]


def _share(mapping: Mapping, comments: _Comments) -> tuple[dict[str, _Comments], _Comments]:
    """Give each comment to the one entry that it stands in, beside or above; what stands below the last is left
    over.
    """
    if not comments:
        return {}, []
    spans = sorted((key.line, _last_line(mapping.entries[name], key.line), name) for name, key in mapping.keys.items())
    shares: dict[str, _Comments] = {}
    rest: _Comments = []
    for comment in comments:
        inside = next((name for start, end, name in reversed(spans) if start <= comment.line <= end), None)
        following = next((name for start, _, name in spans if start > comment.line), None)
        owner = inside or (following if comment.alone else None)
        (shares.setdefault(owner, []) if owner else rest).append(comment)
    return shares, rest


def _entry(mapping: Mapping, name: str, one: Field | None, comments: _Comments, indent: str) -> list[str]:
    key, node = mapping.keys[name], mapping.entries[name]
    above = [f"{indent}{comment.text}" for comment in comments if comment.line < key.line]
    inside = [comment for comment in comments if comment.line >= key.line]
    head = f"{indent}{name if KEY.fullmatch(name) else _quoted(name)}:"
    if isinstance(node, Scalar):
        text = "" if node.left_out else f" {_text(node.text, one, indent)}"
        return [*above, *_beside(head + text, inside, indent)]
    flow = None if any(comment.line > key.line for comment in inside) else _flow(node, one)
    if flow is not None and len(head) + len(flow) < WIDEST:
        return [*above, *_beside(f"{head} {flow}", inside, indent)]
    beside = [comment for comment in inside if comment.line == key.line and not comment.alone]
    block = _block(node, one, [comment for comment in inside if comment not in beside], indent + _STEP)
    return [*above, "  ".join([head, *(comment.text for comment in beside)]), *block]


def _beside(text: str, comments: _Comments, indent: str) -> list[str]:
    """A line with the comments that stand beside it; under the head of a block text they go above it."""
    words = [comment.text for comment in comments]
    return [*(f"{indent}{word}" for word in words), text] if "\n" in text else ["  ".join([text, *words])]


def _block(node: Node, one: Field | None, comments: _Comments, indent: str) -> list[str]:
    if isinstance(node, Sequence):
        return _items(node, one, comments, indent)
    parts = one.parts if one else ()
    if isinstance(node, Mapping) and one is not None and one.kind == "named-records":
        inner = Field(name=one.name, kind="record", label="", ask="", parts=parts)
        shares, rest = _share(node, comments)
        lines = [line for name in node.entries for line in _entry(node, name, inner, shares.get(name, []), indent)]
        return lines + [f"{indent}{comment.text}" for comment in rest]
    # The answers of a mapping of words (`gates`) are written like the field's own.
    declared = parts or (
        tuple(replace(one, name=name) for name in node.entries) if one and isinstance(node, Mapping) else ()
    )
    return _fields(node, declared, comments, indent) if isinstance(node, Mapping) else []


def _items(node: Sequence, one: Field | None, comments: _Comments, indent: str) -> list[str]:
    lines: list[str] = []
    ends = [*(item.line for item in node.items[1:]), _LAST]
    for item, end in zip(node.items, ends, strict=True):
        own = [comment for comment in comments if comment.line < end and (comment.line >= item.line or comment.alone)]
        own = [
            comment
            for comment in own
            if not (comment.alone and comment.line > _last_line(item, item.line) and end != _LAST)
        ]
        comments = [comment for comment in comments if comment not in own]
        lines += [f"{indent}{comment.text}" for comment in own if comment.line < item.line]
        inside = [comment for comment in own if comment.line >= item.line]
        if isinstance(item, Scalar):
            lines += _beside(f"{indent}- {_text(item.text, one, indent)}", inside, indent)
            continue
        block = _block(item, one, inside, indent + _STEP) if _size(item) else [f"{indent}{_STEP}{_flow(item, one)}"]
        first = next(number for number, line in enumerate(block) if not line.lstrip().startswith("#"))
        lines += [*block[:first], f"{indent}- {block[first].lstrip()}", *block[first + 1 :]]
    return lines


def _size(node: Sequence | Mapping) -> int:
    return len(node.items if isinstance(node, Sequence) else node.entries)


def _flow(node: Sequence | Mapping, one: Field | None) -> str | None:
    """A list of short texts, or nothing at all, on one line; `None` when it needs more."""
    if isinstance(node, Mapping):
        return None if node.entries else "{}"
    if all(isinstance(item, Scalar) for item in node.items):
        return "[" + ", ".join(_text(item.text, one, None) for item in node.items if isinstance(item, Scalar)) + "]"
    return None


def _text(text: str, one: Field | None, indent: str | None) -> str:
    """A text as YAML: bare when it is a word of ours, as a block when it has lines and there is room (`indent`), else
    quoted.
    """
    if one is not None and one.kind in BARE_KINDS and BARE.fullmatch(text):
        return text
    lines = text.removesuffix("\n").split("\n")
    if indent is not None and len(lines) > 1 and all(map(_stands_alone, lines)) and lines[0] and lines[-1]:
        mark = "|" if text.endswith("\n") else "|-"
        return "\n".join([mark, *(f"{indent}{_STEP}{line}" if line else "" for line in lines)])
    return _quoted(text)


def _quoted(text: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    # A hidden character stays to be seen, and to be reported at its field.
    return DIRECTION.sub(_escaped, CONTROL.sub(_escaped, written))


def _escaped(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _stands_alone(line: str) -> bool:
    """Whether a line of a block text can stand as it is."""
    return line == line.strip() and not re.search(r"[\t\r]", line) and next(hidden_characters(line), None) is None


def _last_line(node: Node, line: int) -> int:
    """The last line on which something of a node begins."""
    if isinstance(node, Scalar):
        return max(line, node.line)
    inside = node.items if isinstance(node, Sequence) else node.entries.values()
    return max([line, node.line, *(_last_line(item, line) for item in inside)])


def _comments(text: str) -> list[_Comment]:
    """The comments of a front matter: what YAML leaves out after a `#`, told apart from a `#` inside a text by YAML's
    own marks.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    close = next(number for number, line in enumerate(lines[1:], 1) if re.fullmatch(r"-{3}[ \t]*", line))
    front = lines[1:close]
    if not any("#" in line for line in front):
        return []
    masked = [list(line) for line in front]
    for event in yaml.parse("\n".join([*front, ""]), Loader=LOADER):
        if isinstance(event, yaml.ScalarEvent):
            _mask(masked, *span(event), event.style)
    found = []
    for number, line in enumerate("".join(characters) for characters in masked):
        comment = re.search(r"(?:^|(?<=\s))#.*", line)
        if comment:
            found.append(
                _Comment(number + 2, front[number][comment.start() :].rstrip(), not line[: comment.start()].strip())
            )
    return found


def _mask(lines: list[list[str]], start: tuple[int, int], end: tuple[int, int], style: str | None) -> None:
    """Blot out a text, so that a `#` in it isn't taken for a comment's."""
    for number in range(start[0], min(end[0] + 1, len(lines))):
        first = start[1] if number == start[0] else 0
        last = end[1] if number == end[0] else len(lines[number])
        if number == start[0] and style in ("|", ">"):
            # The head of a block text may carry a comment; its text begins on the next line.
            last = first + 1
        lines[number][first:last] = "x" * (last - first)
