"""A listing in its one tidy form: fields in the declared order, texts quoted, comments kept, nothing lost.

Texts are always quoted, because YAML reads much of what people write as something else. Words of a vocabulary, dates
and numbers stay bare, since they can't be misread here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, replace
from itertools import count

import yaml

from ourtables.core.nodes import LOADER, Mapping, Node, Scalar, Sequence, span
from ourtables.core.patterns import BARE, CONTROL, DIRECTION, KEY, STACKED
from ourtables.listing.fields import BY_NAME, CLOSED, FIELDS, PRIVATE, SHOWN_WHEN_CLOSED, Field
from ourtables.listing.hidden_characters import hidden_characters
from ourtables.listing.kinds import NAMED_RECORDS, RECORD

WIDEST = 100
_JSON = json.JSONEncoder(ensure_ascii=False)
_STEP = "  "
_LAST = 10**9
# YAML reads a longer name only after a question mark (YAML 1.2.2, 7.4: at most 1,024 characters with its colon).
_LONGEST_KEY = 1000
# What one of a field's named records is written like.
_ONE_OF = {
    field.name: Field(name=field.name, kind=RECORD, label="", ask="", parts=field.parts)
    for field in FIELDS
    if field.kind is NAMED_RECORDS
}
# The form gives such a key to a new place.
_NUMBERED = re.compile(r"place-[0-9]{1,2}")


def dump(answers: MappingType[str, object], words: str) -> str:
    """Write a listing from plain values.

    Args:
        answers: Texts, lists and mappings by field name; fields whose value is empty are left out.
        words: The group's own words.

    Returns:
        The tidy text.
    """
    root = node_of({name: value for name, value in answers.items() if value not in (None, "", [], {}, ())})
    return _join(_fields(root, BY_NAME, []) if isinstance(root, Mapping) else [], words)


def tidy(text: str, answers: Mapping, words: str) -> str:
    """Write a listing again in its tidy form, without losing anything.

    Args:
        text: The listing as it is written.
        answers: Its front matter as read from that text (`nodes.parse`, first line 2).
        words: The group's own words in it.

    Returns:
        The tidy text: comments move with the field they are above or beside, and unknown fields go last.
    """
    return _join(_fields(answers, BY_NAME, comments(text)), words)


def published(values: MappingType[str, object], answers: Mapping, words: str) -> str:
    """Write a listing as the site publishes it: only what it says, and of a closed group only what its page shows.

    Args:
        values: The answers as the checker read them, by attribute.
        answers: The same answers as they are written.
        words: The group's own words.

    Returns:
        The tidy text, without comments, which are notes by the file's keepers, and without empty answers.
    """
    if values.get("status") == CLOSED:
        return dump({name: values.get(name) for name in SHOWN_WHEN_CLOSED}, "")
    said = _said(answers)
    if not isinstance(said, Mapping):
        return _join([], words)
    _number_private_places(said)
    return _join(_fields(said, BY_NAME, []), words)


def _number_private_places(answers: Mapping) -> None:
    """Call each private place by a key that says nothing, in its meetings too.

    Other keys stay: the form reads this file, and a listing that it changes must differ in what was changed alone.
    """
    places, meetings = answers.entries.get("places"), answers.entries.get("meetings")
    if not isinstance(places, Mapping):
        return
    new: dict[str, str] = {}
    for key, place in places.entries.items():
        precision = place.entries.get("precision") if isinstance(place, Mapping) else None
        is_private = isinstance(precision, Scalar) and precision.text.strip() == PRIVATE
        if is_private and not _NUMBERED.fullmatch(key):
            taken = {*places.entries, *new.values()}
            new[key] = next(name for name in map("place-{}".format, count(1)) if name not in taken)
    places.keys = {new.get(key, key): at for key, at in places.keys.items()}
    places.entries = {new.get(key, key): place for key, place in places.entries.items()}
    for meeting in meetings.items if isinstance(meetings, Sequence) else []:
        where = meeting.entries.get("where") if isinstance(meeting, Mapping) else None
        if isinstance(meeting, Mapping) and isinstance(where, Scalar):
            meeting.entries["where"] = replace(where, text=new.get(where.text.strip(), where.text))


def _said(node: Node) -> Node | None:
    """A node without what says nothing in it; `None` when nothing is left."""
    if isinstance(node, Scalar):
        return node if node.text and not node.left_out else None
    if isinstance(node, Sequence):
        items = [said for item in node.items if (said := _said(item))]
        return Sequence(node.line, node.column, items) if items else None
    entries = {name: said for name, value in node.entries.items() if (said := _said(value))}
    return Mapping(node.line, node.column, entries, node.keys) if entries else None


def _join(lines: list[str], words: str) -> str:
    front = "\n".join(["---", *lines, "---", ""])
    body = words.strip("\n")
    return f"{front}\n{body}\n" if body.strip() else front


def node_of(value: object) -> Node:
    """Make the node that a plain value would be read as, without a place in a file.

    Args:
        value: A text, a list or a mapping, of texts in the end; anything else counts as its text.
    """
    if isinstance(value, MappingType):
        entries = {str(key): node_of(item) for key, item in value.items()}
        return Mapping(0, 0, entries, {key: Scalar(key, 0, 0) for key in entries})
    if isinstance(value, list | tuple):
        return Sequence(0, 0, [node_of(item) for item in value])
    return Scalar(str(value), 0, 0, quoted=True)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, the line of the file that it is on, and whether it has that line to itself."""

    line: int
    text: str
    alone: bool


_Comments = list[Comment]


def _fields(root: Mapping, known: MappingType[str, Field], comments: _Comments, indent: str = "") -> list[str]:
    """The answers of a mapping in declared order, then those that no field has, then the comments below them all."""
    entries = root.entries
    names = [name for name in known if name in entries] + [name for name in entries if name not in known]
    shares, rest = _share(root, comments)
    lines: list[str] = []
    for name in names:
        lines += _entry(root, name, known.get(name), shares.get(name, []), indent)
    return lines + [f"{indent}{comment.text}" for comment in rest]


def _share(mapping: Mapping, comments: _Comments) -> tuple[dict[str, _Comments], _Comments]:
    """Give each comment to the one entry that it is in, beside or above; those below the last are left over."""
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
    above: list[str] = []
    inside: _Comments = []
    if comments:
        above = [f"{indent}{comment.text}" for comment in comments if comment.line < key.line]
        inside = [comment for comment in comments if comment.line >= key.line]
    written = name if KEY.fullmatch(name) else _quoted(name)
    head = f"{indent}{written}:"
    if len(written) > _LONGEST_KEY:
        above, head = [*above, f"{indent}? {written}"], f"{indent}:"
    if isinstance(node, Scalar):
        line = head if node.left_out else f"{head} {_text(node.text, one, indent)}"
        return [*above, *_beside(line, inside, indent)] if inside else [*above, line]
    flow = None if any(comment.line > key.line for comment in inside) else _flow(node, one)
    if flow is not None and len(head) + len(flow) < WIDEST:
        return [*above, *_beside(f"{head} {flow}", inside, indent)]
    beside = [comment for comment in inside if comment.line == key.line and not comment.alone]
    block = _block(node, one, [comment for comment in inside if comment not in beside], indent + _STEP)
    return [*above, "  ".join([head, *(comment.text for comment in beside)]), *block]


def _beside(text: str, comments: _Comments, indent: str) -> list[str]:
    """A line with the comments beside it; those of a block text go above it."""
    words = [comment.text for comment in comments]
    return [*(f"{indent}{word}" for word in words), text] if "\n" in text else ["  ".join([text, *words])]


def _block(node: Node, one: Field | None, comments: _Comments, indent: str) -> list[str]:
    if isinstance(node, Sequence):
        return _items(node, one, comments, indent)
    if not isinstance(node, Mapping):
        return []
    if one is None:
        return _fields(node, {}, comments, indent)
    if one.parts and one.kind is not NAMED_RECORDS:
        return _fields(node, {part.name: part for part in one.parts}, comments, indent)
    # The answers of a mapping of words (`gates`) are written like the field's own, and named records like records.
    each = _ONE_OF[one.name] if one.kind is NAMED_RECORDS else one
    return _fields(node, dict.fromkeys(node.entries, each), comments, indent)


def _items(node: Sequence, one: Field | None, comments: _Comments, indent: str) -> list[str]:
    lines: list[str] = []
    ends = [*(item.line for item in node.items[1:]), _LAST]
    for item, end in zip(node.items, ends, strict=True):
        inside: _Comments = []
        if comments:
            own = _of_item(item, end, comments)
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


def _of_item(item: Node, end: int, comments: _Comments) -> _Comments:
    """The comments in, beside or above an item of a list, whose next item is on the line `end`."""
    own = [comment for comment in comments if comment.line < end and (comment.line >= item.line or comment.alone)]
    last = end if end == _LAST else _last_line(item, item.line)
    return [comment for comment in own if not (comment.alone and comment.line > last)]


def _size(node: Sequence | Mapping) -> int:
    return len(node.items if isinstance(node, Sequence) else node.entries)


def _flow(node: Sequence | Mapping, one: Field | None) -> str | None:
    """A list of short texts, or nothing at all, on one line; `None` when it needs more."""
    if isinstance(node, Mapping):
        return None if node.entries else "{}"
    texts = [_text(item.text, one, None) for item in node.items if isinstance(item, Scalar)]
    return f"[{', '.join(texts)}]" if len(texts) == len(node.items) else None


def _text(text: str, one: Field | None, indent: str | None) -> str:
    """A text as YAML: bare when it is one of our words, a block when it has lines and may (`indent`), else quoted."""
    if one is not None and one.kind.bare and BARE.fullmatch(text):
        return text
    if "\n" not in text:
        return _quoted(text)
    lines = text.removesuffix("\n").split("\n")
    if indent is not None and len(lines) > 1 and all(map(_stands_alone, lines)) and lines[0] and lines[-1]:
        mark = "|" if text.endswith("\n") else "|-"
        return "\n".join([mark, *(f"{indent}{_STEP}{line}" if line else "" for line in lines)])
    return _quoted(text)


def _quoted(text: str) -> str:
    written = _JSON.encode(text)
    if written.isascii() and written.isprintable():
        return written
    # A hidden character is written so that it can be seen, and is reported at its field.
    return STACKED.sub(_escaped, DIRECTION.sub(_escaped, CONTROL.sub(_escaped, written)))


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}" for c in found[0])


def _stands_alone(line: str) -> bool:
    """Whether a line of a block text can be written as it is."""
    return line == line.strip() and not re.search(r"[\t\r]", line) and next(hidden_characters(line), None) is None


def _last_line(node: Node, line: int) -> int:
    """The last line on which something of a node begins."""
    if isinstance(node, Scalar):
        return max(line, node.line)
    inside = node.items if isinstance(node, Sequence) else node.entries.values()
    return max([line, node.line, *(_last_line(item, line) for item in inside)])


def comments(text: str) -> list[Comment]:
    """The comments of a front matter; YAML's own marks tell a comment from a `#` inside a text."""
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
                Comment(number + 2, front[number][comment.start() :].rstrip(), not line[: comment.start()].strip())
            )
    return found


def _mask(lines: list[list[str]], start: tuple[int, int], end: tuple[int, int], style: str | None) -> None:
    """Overwrite a text, so that a `#` in it isn't taken for the start of a comment."""
    for number in range(start[0], min(end[0] + 1, len(lines))):
        first = start[1] if number == start[0] else 0
        last = end[1] if number == end[0] else len(lines[number])
        if number == start[0] and style in ("|", ">"):
            # The head of a block text may carry a comment; its text begins on the next line.
            last = first + 1
        lines[number][first:last] = "x" * (last - first)
