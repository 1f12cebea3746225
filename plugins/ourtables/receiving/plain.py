"""A mail's HTML as the text that a reader sees, with nothing of it run or fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {
        *("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul"),
    }
)
_PARAGRAPHS = frozenset({"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "table", "ul"})
_UNSEEN = frozenset({"head", "script", "style", "template", "title"})


def text_of(html: str) -> str:
    """The words of a page of HTML: a line for each block, a hyphen for each entry of a list."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = ("".join(reader.found)).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen.append(tag)
        if tag in _BLOCKS:
            self.found.append("\n\n" if tag in _PARAGRAPHS else "\n")
        if tag == "li":
            self.found.append("- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unseen:
            del self.unseen[self.unseen.index(tag) :]
        if tag in _BLOCKS and tag != "br":
            self.found.append("\n\n" if tag in _PARAGRAPHS else "\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.found.append(data if data.strip() else " ")
            # Line ends inside a text are spaces; only tags end a line.
            self.found[-1] = self.found[-1].replace("\r", " ").replace("\n", " ")
