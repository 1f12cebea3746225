"""Markdown as people type it, who never learnt Markdown: what they mean is kept.

Single line breaks stay, a list needs no blank line above it, "#ourtag" is no heading, "1986. What a year" is no list,
and bare addresses become links.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.nl2br import Nl2BrExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor

from ourtables.core.patterns import MAILBOX

# Signs without one of which `BareLinks` finds nothing.
LINK_SIGNS = frozenset({"://", "www.", "@"})
_HASHTAG = re.compile(r"^ {0,3}#{1,6}(?=[^\s#])")
_BULLET = re.compile(r" {0,3}[-*+•▪‣·] +(?=\S)")
_NUMBERED = re.compile(r"( {0,3})([0-9]+)([.)])(?= )")
_FENCE_OR_CODE = re.compile(r" {4,}|\t|>")
_SIGN_OF_BULLET = re.compile(r"^( {0,3})[•▪‣·] +(?=\S)")
_ADDRESS = rf"((?:https?://|www\.)[^\s<>\"]+|{MAILBOX.pattern})"


class TypedMarkdown(Extension):
    """Makes a converter read Markdown as people type it."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the steps to a converter.

        Args:
            md: The converter.
        """
        Nl2BrExtension().extendMarkdown(md)
        md.preprocessors.register(_TypedLines(md), "typed_lines", 25)
        md.inlinePatterns.register(_BareLinks(_ADDRESS, md), "bare_links", 115)


class _TypedLines(Preprocessor):
    """Sets apart what is a list, and marks what is neither a list nor a heading."""

    def run(self, lines: list[str]) -> list[str]:
        found: list[str] = []
        number = 0
        for line in lines:
            if line[:1].isalpha():
                # Nothing but words, which also end a list.
                found.append(line)
                number = 0
                continue
            line = _SIGN_OF_BULLET.sub(lambda sign: f"{sign[1]}- ", line)
            numbered = _NUMBERED.match(line)
            number = _next(numbered, number, line)
            if numbered and not number:
                line = f"{numbered[1]}{numbered[2]}\\{line[numbered.end(2) :]}"
            begins = bool(_BULLET.match(line)) or number == 1
            if begins and found and found[-1].strip() and not _is_item(found):
                found.append("")
            found.append(_HASHTAG.sub(lambda signs: signs[0].replace("#", "\\#"), line))
        return found


def _next(numbered: re.Match[str] | None, before: int, line: str) -> int:
    """The number of an item in a list that began with 1; 0 outside of one."""
    if numbered is None:
        return before if not line.strip() or line.startswith(" ") else 0
    return int(numbered[2]) if int(numbered[2]) == before + 1 else 0


def _is_item(lines: list[str]) -> bool:
    """Whether the paragraph that the last line belongs to is an item of a list, or code or a quote."""
    for line in reversed(lines):
        if not line.strip():
            return False
        numbered = _NUMBERED.match(line)
        if _BULLET.match(line) or numbered or _FENCE_OR_CODE.match(line):
            return True
    return False


class _BareLinks(InlineProcessor):
    """Makes links of addresses that stand in the text as they are."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]
        """Make the link of one address.

        Args:
            m: What was found.
            data: The text around it.
        """
        before = data[m.start() - 1 : m.start()]
        shown = _without_end(m[1])
        if before.isalnum() or before in ("@", "/") or data[: m.start()].endswith("](") or not shown:
            return None, None, None
        is_web = "://" in shown or shown.startswith("www.")
        link = Element("a")
        link.text = shown
        link.set("href", (shown if "://" in shown else f"https://{shown}") if is_web else f"mailto:{shown}")
        return link, m.start(), m.start() + len(shown)


def _without_end(address: str) -> str:
    """An address without the signs of the sentence around it."""
    bare = address.rstrip(",;:.!?'\"*_")
    return bare.rstrip(")") if ")" in bare and "(" not in bare else bare
