"""A group's own words become safe HTML, within bounds, and no word is lost on the way.

Tags and pictures written by a group show as text: the patterns that would pass them on are taken out of Markdown, and
nh3 removes whatever is not on the list below. Markdown promises no time, so a render is stopped after `SECONDS`; and
no size, since one long address may be meant a thousand times, so its HTML is measured.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.blockprocessors import ParagraphProcessor
from markdown.inlinepatterns import Pattern
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import ETX, STX, AtomicString, Registry

from ourtables.core.bounds import bounded
from ourtables.core.errors import TooMuch
from ourtables.listing.group import OwnWords
from ourtables.listing.typed_markdown import LINK_SIGNS, TypedMarkdown
from ourtables.listing.web_links import canonical

SECONDS = 1.0
MOST_BYTES = 10 * 1024
MOST_HTML = 64 * 1024
# Markdown looks for the end of each from there to the end of the words. More links than this don't fit into them.
MOST_BRACKETS = 500
TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "ul",
}
# nh3 lets `lang` and `title` through on every tag unless it is told otherwise (`*`).
ATTRIBUTES: dict[str, set[str]] = {"a": {"href", "title"}, "*": set()}
SCHEMES = {"http", "https", "mailto", "tel"}
LINK_REL = "nofollow ugc noopener noreferrer"
_SENTENCE = re.compile(r".+?[.!?…۔؟।。](?=\s|$)", re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_HREF = re.compile(r'<a href="([^"]*)"')
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
FIRST_SENTENCE_MOST = 200
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
# A line that begins with no letter.
_OTHER_LINE = re.compile(r"\n(?![^\W\d_])")
# Signs without which an inline pattern of Markdown's finds nothing; a test fails when Markdown has one more.
_SIGNS = {
    "backtick": {"`", "\\"},
    "escape": {"\\"},
    "reference": {"["},
    "link": {"["},
    "short_reference": {"["},
    "autolink": {"<"},
    "automail": {"<"},
    "linebreak": {"  \n"},
    "entity": {"&"},
    "em_strong": {"*", "_"},
    "nl": {"\n"},
    "bare_links": set(LINK_SIGNS),
}
_ALL_SIGNS = frozenset().union(*_SIGNS.values())


def render(words: str, seconds: float = SECONDS) -> OwnWords:
    """Render Markdown by a stranger.

    Args:
        words: The Markdown.
        seconds: The longest that it may take.

    Raises:
        TooMuch: It takes longer, nests deeper than can be rendered, grows beyond `MOST_HTML` characters, or has more
            than `MOST_BRACKETS` opening brackets.
    """
    if not words.strip():
        return OwnWords()
    if words.count("[") > MOST_BRACKETS:
        raise TooMuch("too many brackets")
    converter = _converter()
    try:
        with bounded(seconds):
            unsafe = converter.reset().convert(words)
            if len(unsafe) > MOST_HTML:
                raise TooMuch("too long a page")
            safe = _cleaner().clean(unsafe)
            links = dict.fromkeys(html.unescape(link) for link in _HREF.findall(safe))
            return OwnWords(words, safe, plain(safe), _first_sentence(safe), tuple(links))
    except (TooMuch, RecursionError) as error:
        # Stopped within a list or a quote, it would set the next group's words as if they stood in there too.
        _converter.cache_clear()
        raise TooMuch("nested too deep" if isinstance(error, RecursionError) else str(error)) from error


def trusted(words: str) -> str:
    """Render a keeper's page, which may hold HTML and links within the site."""
    return _keepers().reset().convert(words)


def plain(markup: str) -> str:
    """The words of safe HTML without its marks, on one line."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def links_with_words(safe: str) -> Iterator[tuple[str, str]]:
    """The links of safe HTML: where each leads, and its words.

    Args:
        safe: Words as `render` gives them.
    """
    return ((html.unescape(found[1]), plain(found[2])) for found in _LINK.finditer(safe))


class _Headings(Treeprocessor):
    """Sets a group's headings beneath the page's own: the page has the one `h1`, and `h2` heads its parts."""

    def run(self, root: Element) -> None:
        headings = [element for element in root.iter() if element.tag in _HEADINGS]
        top = min((int(element.tag[1]) for element in headings), default=3)
        for element in headings:
            element.tag = f"h{min(int(element.tag[1]) - top + 3, 6)}"


class _Whitespace(NormalizeWhitespace):
    """Markdown's own, without looking for each sign where there is none: the same result in less time."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return super().run(lines) if any(sign in text for sign in (STX, ETX, "\r", "\t", "\n ")) else [*lines, "", ""]


class _PlainParagraphs(ParagraphProcessor):
    """Takes the blocks of nothing but words before any other kind is looked for: the same result in less time."""

    def test(self, parent: Element, block: str) -> bool:
        # Headings, lists, quotes, code, rules and references all begin a line with another sign.
        return block[:1].isalpha() and _OTHER_LINE.search(block) is None


class _Inline(InlineProcessor):
    """Markdown's own, without the patterns whose signs stand nowhere in the words: the same result in less time."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self._all = md.inlinePatterns
        self._that_may_match = cache(self._find)

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        text = "".join(tree.itertext())
        signs = frozenset(sign for sign in _ALL_SIGNS if sign in text)
        if not signs:
            return tree
        for element in tree.iter():
            if element.text and not any(sign in element.text for sign in signs):
                # What is said to be one piece is left as it is.
                element.text = AtomicString(element.text)
        # Its types name the wrong class here.
        self.inlinePatterns = self._that_may_match(signs)  # type: ignore[assignment]
        return super().run(tree, ancestors)

    def _find(self, signs: frozenset[str]) -> Registry[Pattern]:
        idle = {self._all[name] for name, needed in _SIGNS.items() if not signs & needed}
        kept: Registry[Pattern] = Registry()
        for number, pattern in enumerate(one for one in self._all if one not in idle):
            kept.register(pattern, str(number), -number)
        return kept


@cache
def _cleaner() -> nh3.Cleaner:
    """Return the cleaner of HTML, which writes all links alike and drops the address of one that leads nowhere."""

    def attribute(tag: str, name: str, value: str) -> str | None:
        if name != "href":
            return value
        link = canonical(value)
        return link or None

    return nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel=LINK_REL,
        attribute_filter=attribute,
    )


@cache
def _converter() -> markdown.Markdown:
    converter = markdown.Markdown(extensions=["sane_lists", TypedMarkdown()])
    converter.preprocessors.deregister("html_block")
    converter.preprocessors.register(_Whitespace(converter), "normalize_whitespace", 30)
    converter.parser.blockprocessors.register(_PlainParagraphs(converter.parser), "plain_paragraphs", 110)
    for pattern in ("html", "image_link", "image_reference", "short_image_ref"):
        converter.inlinePatterns.deregister(pattern)
    converter.treeprocessors.register(_Inline(converter), "inline", 20)
    converter.treeprocessors.register(_Headings(converter), "headings", 5)
    return converter


@cache
def _keepers() -> markdown.Markdown:
    return markdown.Markdown(extensions=["sane_lists", "tables", "md_in_html", "attr_list"])


def _first_sentence(safe: str) -> str:
    found = _PARAGRAPH.search(safe)
    text = plain(found[1]) if found else ""
    sentence = _SENTENCE.match(text)
    first = sentence[0] if sentence else text
    if len(first) <= FIRST_SENTENCE_MOST:
        return first
    return first[:FIRST_SENTENCE_MOST].rsplit(" ", 1)[0] + "…"
