"""A person's text is taken apart: answers to questions, a whole listing, and what is left as the group's own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise

from ourtables.checking import Context
from ourtables.fields import BY_NAME, FIELDS, Field
from ourtables.importing.maps import BODY

SEVEN = ("name", "body", "offers", "areas", "formats", "led_by", "contact")
# The last line of what the site's form mails: nothing before it is taken for a greeting, closing words or a signature.
END = "(end of listing)"
# The words that say a listing is true as it is.
STILL_RIGHT = "still right"
PAGE, DIFFERENT, NOBODY = "page", "different", "nobody"
# Heads that no field has: which page a change is for, what is different, and who writes, which is left out.
_OTHERS = {
    PAGE: (
        "page",
        "the page",
        "which page",
        "which group",
        "which group is it",
        "group",
        "listing",
        "change",
        "changes",
    ),
    DIFFERENT: ("what is different", "different", "what has changed", "anything else"),
    NOBODY: (
        "your name",
        "my name",
        "from",
        "sender",
        "written by",
        "your email",
        "your e mail",
        "my email",
        "my e mail",
    ),
    BODY.name: ("words", "our words", "in our own words", "in your own words", "about us", "body", "description"),
}
_EMPTY = frozenset({"", "_no response_", "no response", "-", "?", "n/a"})
_LEAD = r"^\s*(?:>+\s*)?(?:#{1,6}\s+|[-*•]\s+|\(?\d{1,2}[.)]\s+)?"
_COLON = re.compile(_LEAD + r"(?P<key>[^:=\n]{2,110}?)\s*[:=](?:\s+|$|(?=[^\s/]))(?P<value>.*)$")
_QUESTION = re.compile(_LEAD + r"(?P<key>[^?:\n]{3,150}\?)[*_]*\s*(?P<value>.*)$")
_HEADING = re.compile(r"^\s*#{1,6}\s+(?P<key>.+?)\s*$")
_NUMBERED = re.compile(r"^\s*\(?(?P<number>[1-7])[.)]\s+(?P<value>\S.*)$")
_GREETING = re.compile(r"(hi|hello|dear|hey|hiya|good (morning|afternoon|evening)|to whom)\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"(best|kind|kindest|warm|warmest|many|with|yours|cheers|thanks|thank you|regards|love|sincerely|in solidarity"
    r"|solidarity|all the best|take care|bye|sent from my|get outlook)\b",
    re.IGNORECASE,
)  # fmt: skip
_WROTE = re.compile(r"^\s*(?:On .{4,120} wrote:|-{2,}\s*(?:Original|Forwarded) [Mm]essage\s*-{2,})\s*$")
_FENCE = re.compile(r"^\s*-{3}[ \t]*$")
_OF_A_LISTING = re.compile(r"\s|[\w\"'“‘-]+\s*:|-\s|#")
# No mail program breaks a line that is shorter.
_WRAPPED = 50
_LIKE = 0.87
_SHORT = frozenset({"word", "date", "yes", "number", "answer", "choice", "language", "link"})


@dataclass(slots=True)
class Read:
    """What a text says: answers by field as they were typed, the group's own words, what is left over beside
    them, the page it is about.
    """

    answers: dict[str, str] = field(default_factory=dict)
    contacts: list[tuple[str, str]] = field(default_factory=list)
    words: str = ""
    loose: str = ""
    page: str = ""
    still_right: bool = False


class Heads:
    """Knows the questions of the declaration by their names, labels and wording, in the directory's language too."""

    def __init__(self, context: Context, translate: Callable[[str], str]) -> None:
        self._known: dict[str, str] = {}
        for name, heads in _OTHERS.items():
            self._known |= dict.fromkeys(map(folded, heads), name)
        for one in (*FIELDS, BODY):
            self._known |= {folded(text): one.name for text in _heads(one, translate)}
        # A question with a sentence after it is asked by its first part too.
        firsts = [(folded(one.ask.partition("?")[0]), one.name) for one in (*FIELDS, BODY) if "?" in one.ask]
        self._known = {
            text: name for text, name in firsts if [first for first, _ in firsts].count(text) == 1
        } | self._known
        self._ways: dict[str, str] = {}
        for term in reversed(list(context.vocabularies["contact_ways"])):
            self._ways |= dict.fromkeys(map(folded, (*term.synonyms, term.label, term.key)), term.key)

    def find(self, text: str) -> str:
        """The name of the field that a head stands for; empty when it is none."""
        key = folded(text)
        near = [] if key in self._known else get_close_matches(key, self._known, n=1, cutoff=_LIKE)
        return self._known.get(near[0] if near else key, "")

    def way(self, text: str) -> str:
        """The way to reach a group that a head stands for; empty when it is none."""
        key = folded(text)
        return "" if key in self._known else self._ways.get(key, "")


def _heads(one: Field, translate: Callable[[str], str]) -> Iterable[str]:
    return (one.name, one.label, one.ask, translate(one.label), translate(one.ask))


def folded(text: str) -> str:
    """A head as it is compared: without case, marks and signs."""
    return " ".join(re.sub(r"[^\w]+|_", " ", text.casefold().replace("’", "'").replace("'", "")).split())


def listing_in(text: str) -> tuple[str, str]:
    """A whole listing that stands in a text, from its first line of hyphens on, and what stands before it; both empty
    when there is none.
    """
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if _FENCE.match(line)]
    for first, last in pairwise(fences):
        inside = _unwrapped(lines[first + 1 : last])
        if any(line.strip() for line in inside) and all(map(_OF_A_LISTING.match, filter(str.strip, inside))):
            body = lines[last + 1 :]
            body = body[: body.index(END)] if END in body else _without_end(body)
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
    """What a person's own text says."""
    lines = _without_end(_without_quotes(text.split("\n"), heads))
    found = Read(still_right=any(re.search(rf"\b{STILL_RIGHT}\b", line, re.IGNORECASE) for line in lines))
    _Taker(found, heads, _numbers(lines, heads)).take(lines)
    return found


class _Taker:
    """Gives each line to the answer it belongs to; a line under no question is the group's own words."""

    def __init__(self, found: Read, heads: Heads, numbers: Mapping[int, str]) -> None:
        self.found, self.heads, self.numbers = found, heads, numbers
        self.parts: dict[str, list[str]] = {}
        self.words: list[str] = []
        self.current, self.open = "", False

    def take(self, lines: list[str]) -> None:
        for number, line in enumerate(lines):
            if not self._head(number, line):
                self._follow(line)
        answers = {name: "\n".join(part).strip() for name, part in self.parts.items()}
        answers = {name: text for name, text in answers.items() if text.casefold() not in _EMPTY}
        self.found.page = answers.pop(PAGE, "")
        answers.pop(NOBODY, "")
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

    def _begin(self, name: str, value: str) -> None:
        self.current, self.open = name, not value.strip() or name == BODY.name
        if name == DIFFERENT:
            self.current = ""
            self.words += [value] if value.strip() else []
            return
        self.parts.setdefault(name, [])
        if value.strip():
            self.parts[name].append(value.strip())

    def _follow(self, line: str) -> None:
        if self.current and not self.open and (not line.strip() or self._is_short()):
            self.current = ""
        if self.current:
            self.parts[self.current].append(line.rstrip())
        else:
            self.words.append(line.rstrip())

    def _is_short(self) -> bool:
        """Whether an answer that stands beside its question can't go on in the next line."""
        return self.current in BY_NAME and BY_NAME[self.current].kind in _SHORT


def _numbers(lines: list[str], heads: Heads) -> dict[int, str]:
    """The lines that answer the seven questions by number: at least three of them, in order, from the first on."""
    found: dict[int, str] = {}
    expected = 1
    for number, line in enumerate(lines):
        match = _NUMBERED.match(line)
        if match and int(match["number"]) == expected:
            question = _QUESTION.match(line)
            if not (question and heads.find(question["key"])):
                found[number] = SEVEN[expected - 1]
            expected += 1
    return found if expected > 3 else {}


def _after_question(text: str) -> str:
    """An answer without the question that stands before it on its line."""
    question, mark, rest = text.partition("? ")
    return rest.strip() if mark and rest.strip() and len(question.split()) > 2 else text


def _without_quotes(lines: list[str], heads: Heads) -> list[str]:
    """A reply without what it quotes, but for our questions, under which answers stand."""
    kept = []
    for line in lines:
        if _WROTE.match(line):
            continue
        if line.lstrip().startswith(">"):
            bare = line.lstrip("> \t")
            match = _QUESTION.match(bare) or _HEADING.match(bare)
            if match and heads.find(match["key"]):
                kept.append(bare)
            continue
        kept.append(line)
    return kept if any(line.strip() for line in kept) else [line.lstrip("> \t") for line in lines]


def _without_end(lines: list[str]) -> list[str]:
    """A text without its greeting, its closing words and the signature below them."""
    for number, line in enumerate(lines):
        if line.rstrip() == "--" or line == "-- ":
            lines = lines[:number]
            break
    filled = [number for number, line in enumerate(lines) if line.strip()]
    for number in filled[-8:]:
        after = [line for line in lines[number:] if line.strip()]
        if (
            len(lines[number].split()) <= 5
            and _CLOSING.match(lines[number].strip())
            and all(len(x) < 70 for x in after)
        ):
            lines = lines[:number]
            break
    first = filled[0] if filled else 0
    if lines and first < len(lines) and len(lines[first].split()) <= 6 and _GREETING.match(lines[first].strip()):
        lines = lines[first + 1 :]
    return lines
