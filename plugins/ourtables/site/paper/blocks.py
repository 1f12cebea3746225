"""What a component draws, read back as blocks of words: a page of paper has no use for its HTML.

So an entry on paper says what the same entry says in a browser, and no sentence is written twice.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

# What keeps its name inside of a block; everything else there is only its words.
_KEPT = frozenset({"strong", "q", "bdi", "span"})
_AROUND = frozenset({"article", "header"})
_EMPTY = frozenset({"img", "br", "wbr"})
_BETWEEN = {"li": " · ", "p": " "}
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


@dataclass(slots=True)
class PaperWords:
    """A block, or some words inside of one.

    It has the `tag` that the words stood in, their language and direction, and what is `inside`: texts and more words.
    """

    tag: str
    lang: str = ""
    dir: str = ""
    inside: list[str | PaperWords] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it without marks."""
        return "".join(one if isinstance(one, str) else one.text for one in self.inside)


def blocks(markup: str) -> list[PaperWords]:
    """The blocks of a component's HTML, in order, those without a word left out."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return [block for block in reader.blocks if block.text.strip()]


class _Reader(HTMLParser):
    """Collects the blocks; the items of a list become one line with dots between, as a booklet prints them."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[PaperWords] = []
        self._open: list[tuple[str, PaperWords | None]] = []
        self._after_space = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _EMPTY:
            return
        given = dict(attrs)
        above = self._open[-1][1] if self._open else None
        here = above
        if above is None and tag not in _AROUND:
            here = _begun(tag, given)
            self.blocks.append(here)
            self._after_space = True
        elif above is not None and tag in _KEPT:
            here = _begun(tag, given)
            above.inside.append(here)
        elif above is not None and above.inside:
            self.handle_data(_BETWEEN.get(tag, ""))
        self._open.append((tag, here))

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPTY:
            return
        _, here = self._open.pop()
        if here is not None and here.dir == "auto":
            here.dir = next(_directions(here.text), "ltr")

    def handle_data(self, data: str) -> None:
        here = self._open[-1][1] if self._open else None
        if here is None or not data:
            return
        text = " ".join(unicodedata.normalize("NFC", f".{data}.").split())[1:-1]
        if self._after_space:
            text = text.removeprefix(" ")
        if text:
            here.inside.append(text)
            self._after_space = text.endswith(" ")


def _begun(tag: str, given: dict[str, str | None]) -> PaperWords:
    # What is to be copied from paper stands out there.
    name = "strong" if given.get("class") == "way" else tag
    lang = (given.get("lang") or "").partition("-")[0]
    return PaperWords(name, lang, given.get("dir") or ("auto" if tag == "bdi" else ""))


def _directions(text: str) -> Iterator[str]:
    return (_STRONG[found] for char in text if (found := unicodedata.bidirectional(char)) in _STRONG)
