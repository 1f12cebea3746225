"""A person's text is taken apart: a whole listing, answers to questions, and the rest as the group's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from ourtables.intake.mail.endings import without_end
from ourtables.intake.mail.heads import DIFFERENT, NOBODY, PAGE, Heads
from ourtables.intake.mailed_form import END, SEVEN
from ourtables.listing.fields import BODY, BY_NAME
from ourtables.listing.kinds import CHOICE, CHOICES, DATE, LANGUAGE, LANGUAGES, LINK, NUMBER, TEXT, WORD, WORDS, YES

_EMPTY = frozenset({"", "_no response_", "no response", "-", "?", "n/a"})
_LEAD = r"^\s*(?:>+\s*)?(?:#{1,6}\s+|[-*•]\s+|\(?\d{1,2}[.)]\s+)?"
_COLON = re.compile(_LEAD + r"(?P<key>[^:=\n]{2,110}?)\s*[:=][*_]*(?:\s+|$|(?=[^\s/]))(?P<value>.*)$")
_QUESTION = re.compile(_LEAD + r"(?P<key>[^?؟？:\n]{3,150}[?؟？])[*_]*\s*(?P<value>.*)$")
# "| Name | Tea |" and "Name - Tea"; these signs mean much else, so the question must be ours to the letter.
_CELLS = re.compile(r"^\s*\|\s*(?P<key>[^|\n]{2,110}?)\s*\|\s*(?P<value>[^|\n]*?)\s*\|?\s*$")
_DASH = re.compile(_LEAD + r"(?P<key>[^-–—\n]{2,60}?)\s+[-–—]\s+(?P<value>\S.*)$")
_UNDER_CELLS = re.compile(r"^\s*\|[\s|:-]+\|?\s*$")
_HEADING = re.compile(r"^\s*#{1,6}\s+(?P<key>.+?)\s*$")
_NUMBERED = re.compile(r"^\s*\(?(?P<number>[1-7])[.)]\s+(?P<value>\S.*)$")
_FENCE = re.compile(r"^\s*-{3}[ \t]*$")
_OF_A_LISTING = re.compile(r"\s|[\w\"'“‘-]+\s*:|-\s|#")
# Mail programs break no line that is shorter.
_WRAPPED = 50
_LABELLED = re.compile(r"\s*[^\W\d_][\w '’-]{0,40}:(?:\s|$)|\s*[^\W\d_][\w'’]{1,20}(?: \w+){0,2} [-–—] \S")
_UNLABELLED = frozenset({TEXT, WORD, WORDS, CHOICE, CHOICES, DATE, YES, NUMBER, LANGUAGE, LANGUAGES, LINK})
_SHORT = frozenset({WORD, DATE, YES, NUMBER, CHOICE, LANGUAGE, LINK})


@dataclass(slots=True)
class Read:
    """What a text says.

    Attributes:
        answers: Answers by field, as they were typed.
        contacts: Ways to reach the group, each with what was typed for it.
        words: The group's own words.
        loose: What is left over beside those.
        page: The page that it is about, as it was typed.
        twice: Questions that have room for one answer and got two, with both.
    """

    answers: dict[str, str] = field(default_factory=dict)
    twice: dict[str, str] = field(default_factory=dict)
    contacts: list[tuple[str, str]] = field(default_factory=list)
    words: str = ""
    loose: str = ""
    page: str = ""


def listing_in(text: str) -> tuple[str, str]:
    """Find a whole listing in a text.

    Args:
        text: What somebody sent.

    Returns:
        The listing from its first line of hyphens, and the text before it; both empty when there is none.
    """
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if _FENCE.match(line)]
    for first, last in pairwise(fences):
        inside = _unwrapped(lines[first + 1 : last])
        if any(line.strip() for line in inside) and all(map(_OF_A_LISTING.match, filter(str.strip, inside))):
            body = lines[last + 1 :]
            body = body[: body.index(END)] if END in body else without_end(body)
            return "\n".join(["---", *inside, "---", *body]).strip() + "\n", "\n".join(lines[:first])
    return "", ""


def _unwrapped(lines: list[str]) -> list[str]:
    """The answers of a listing as they were before a mail program broke the long lines."""
    found: list[str] = []
    for line in lines:
        if line.strip() and found and len(found[-1]) >= _WRAPPED and not _OF_A_LISTING.match(line):
            found[-1] = f"{found[-1].rstrip()} {line}"
        else:
            found.append(line)
    return found


def taken_apart(text: str, heads: Heads) -> Read:
    """Read a person's own text.

    Args:
        text: What they wrote, without their name.
        heads: Knows our questions.
    """
    lines = without_end(_without_quotes(text.split("\n"), heads))
    found = Read()
    _Taker(found, heads, _numbers(lines, heads)).take(lines)
    return found


class _Taker:
    """Gives each line to the answer it belongs to; a line under no question is the group's own words."""

    def __init__(self, found: Read, heads: Heads, numbers: Mapping[int, str]) -> None:
        self.found, self.heads, self.numbers = found, heads, numbers
        self.parts: dict[str, list[str]] = {}
        self.words: list[str] = []
        self.again: set[str] = set()
        self.alone: dict[int, str] = {}
        # Whether the next line is the first of an answer.
        self.below = False
        self.current, self.open = "", False

    def take(self, lines: list[str]) -> None:
        self.alone = _alone(lines, self.heads)
        for number, line in enumerate(lines):
            if not self._head(number, line) and not self._exact_head(number, line):
                self._follow(line)
        answers = {name: "\n".join(part).strip() for name, part in self.parts.items()}
        answers = {name: text for name, text in answers.items() if text.casefold() not in _EMPTY}
        self.found.page = answers.pop(PAGE, "")
        answers.pop(NOBODY, "")
        for name in self.again & answers.keys():
            self.found.twice[name] = answers.pop(name).replace("\n", " / ")
        loose = re.sub(r"\n{3,}", "\n\n", "\n".join(self.words)).strip()
        self.found.words, self.found.loose = (answers.pop(BODY.name), loose) if BODY.name in answers else (loose, "")
        self.found.answers = answers

    def _head(self, number: int, line: str) -> bool:
        if number in self.numbers:
            self._begin(self.numbers[number], _after_question(_NUMBERED.match(line)["value"]))  # type: ignore[index]
            return True
        for pattern in (_HEADING, _COLON, _QUESTION):
            match = pattern.match(line)
            name = self.heads.find(match["key"]) if match else ""
            if match and name:
                self._begin(name, match["value"] if pattern is not _HEADING else "")
                return True
            way = self.heads.way(match["key"]) if match and pattern is _COLON else ""
            if match and way and match["value"].strip():
                self.found.contacts.append((way, match["value"].strip()))
                self.current = ""
                return True
        return False

    def _exact_head(self, number: int, line: str) -> bool:
        """Whether a line is a question of ours without a colon: in a table, before a dash, or above its answer."""
        for pattern in (_CELLS, _DASH):
            match = pattern.match(line)
            if match and (name := self.heads.exactly(match["key"])):
                self._begin(name, match["value"])
                return True
        if number in self.alone:
            self._begin(self.alone[number], "")
            self.open = self.current == BODY.name
            self.below = not self.open
            return True
        return bool(self.parts) and _UNDER_CELLS.match(line) is not None

    def _begin(self, name: str, value: str) -> None:
        self.current, self.open = name, not value.strip() or name == BODY.name
        if name == DIFFERENT:
            self.current = ""
            self.words += [value] if value.strip() else []
            return
        said, value = self.parts.setdefault(name, []), value.strip()
        if value and any(said) and value not in said and (self._is_short() or name == "name"):
            self.again.add(name)
        if value and value not in said:
            said.append(value)

    def _follow(self, line: str) -> None:
        if self.current and not self.open and (not line.strip() or (self._is_short() and not self.below)):
            self.current = ""
        self.below = False
        if _LABELLED.match(line) and self._has_no_labels():
            # "how: in person" is an answer to something else, whatever that is.
            self.current = ""
        if self.current:
            self.parts[self.current].append(line.rstrip())
        else:
            self.words.append(line.rstrip())

    def _has_no_labels(self) -> bool:
        """Whether no line of an answer begins with a word and a colon, as "Tuesdays: 7pm" and "Tel: …" do."""
        return self.current in BY_NAME and BY_NAME[self.current].kind in _UNLABELLED

    def _is_short(self) -> bool:
        """Whether an answer that stands beside its question can't go on in the next line."""
        return self.current in BY_NAME and BY_NAME[self.current].kind in _SHORT


def _alone(lines: list[str], heads: Heads) -> dict[int, str]:
    """The lines that are a question of ours and nothing else, with the answer below: at least two of them."""
    found: dict[int, str] = {}
    for number, line in enumerate(lines[:-1]):
        opens = number == 0 or not lines[number - 1].strip()
        name = heads.exactly(line) if opens and line.strip() and lines[number + 1].strip() else ""
        if name and name not in (NOBODY, DIFFERENT):
            found[number] = name
    return found if len(found) > 1 else {}


def _numbers(lines: list[str], heads: Heads) -> dict[int, str]:
    """The lines that answer the seven questions by number: at least three, in order, from the first."""
    found: dict[int, str] = {}
    expected = 1
    for number, line in enumerate(lines):
        match = _NUMBERED.match(line)
        if match and int(match["number"]) == expected:
            question = _QUESTION.match(line) or _COLON.match(line)
            if not (question and heads.find(question["key"])):
                found[number] = SEVEN[expected - 1]
            expected += 1
    return found if expected > 3 else {}


def _after_question(text: str) -> str:
    """An answer without the question that stands before it on its line."""
    question, mark, rest = text.partition("? ")
    return rest.strip() if mark and rest.strip() and len(question.split()) > 2 else text


def _without_quotes(lines: list[str], heads: Heads) -> list[str]:
    """A reply without what it quotes, except our questions, which have answers below them."""
    kept = []
    for line in lines:
        if line.lstrip().startswith(">"):
            bare = line.lstrip("> \t")
            match = _QUESTION.match(bare) or _HEADING.match(bare)
            if match and heads.find(match["key"]):
                kept.append(bare)
            continue
        kept.append(line)
    return kept if any(line.strip() for line in kept) else [line.lstrip("> \t") for line in lines]
