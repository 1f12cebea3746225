"""HTML from a mail or a cell becomes the text that a reader sees; nothing in it is run or fetched.

Cells of a table stay apart: a row of two is "Name: Tea and Talk". What is in a blockquote is marked with ">".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {
        *("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul"),
    }
)
_PARAGRAPHS = frozenset({"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "table", "ul"})
_UNSEEN = frozenset({"head", "script", "style", "template", "title"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
# A reader of the mail doesn't see these either; programs put a preview there.
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])")
_CELLS = frozenset({"td", "th"})
_BLOCK_ENDS = re.compile(r"</(?:p|div|html|body|table|tr|td|li|ul|h[1-6])>|<br ?/?>", re.IGNORECASE)
_TAG = re.compile(r"<[a-z/!?]", re.IGNORECASE)
_NO_ELEMENT = re.compile(r"<!--|<[!?]")
# A first cell that is longer isn't a label.
_LABEL = 60
_DEEPEST = 20


def is_html(text: str) -> bool:
    """Tell whether a text that should be plain is HTML: it begins with a tag, and a block ends in it.

    Args:
        text: Any text.
    """
    return text.lstrip().startswith("<") and _BLOCK_ENDS.search(text) is not None


def text_of(html: str) -> str:
    """Turn HTML into text.

    Args:
        html: A page or a part of one.

    Returns:
        A line for each block, with a hyphen before each entry of a list.
    """
    reader = _Reader()
    # Python's parser gives up on some declarations; what it has read until then is kept.
    with suppress(AssertionError):
        reader.feed("".join(_closed(html)))
        reader.close()
    return _tidy(reader.text())


def _closed(html: str) -> Iterator[str]:
    """HTML without comments, declarations, and a last tag that never ends: Python's parser looks for each end anew."""
    at, end = 0, html.rfind(">") + 1
    last = _TAG.search(html, end)
    html = html[: last.start()] if last else html
    while opening := _NO_ELEMENT.search(html, at):
        closing = "-->" if opening[0] == "<!--" else ">"
        yield html[at : opening.start()]
        found = html.find(closing, opening.end())
        if found < 0:
            return
        at = found + len(closing)
    yield html[at:]


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in text.split("\n"))).strip()


class _Reader(HTMLParser):
    """Collects the text; an open row or quote has a list of its own until it ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.unseen: list[str] = []
        # What is open: a kind (`row`, `quote`, or the page itself), its texts, and where a row's cells begin.
        self.open: list[tuple[str, list[str], list[int]]] = [("page", [], [])]

    def text(self) -> str:
        while len(self.open) > 1:
            self._close(self.open[-1][0])
        return "".join(self.open[0][1])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID and (tag in _UNSEEN or tag in self.unseen or _is_hidden(attrs)):
            self.unseen.append(tag)
        if tag == "tr":
            if self.open[-1][0] == "row":
                self._close("row")
            self._open("row")
        elif tag == "blockquote":
            self._open("quote")
        elif tag in _CELLS and self.open[-1][0] == "row":
            self.open[-1][2].append(len(self.open[-1][1]))
        elif tag in _BLOCKS:
            self._add("\n\n" if tag in _PARAGRAPHS else "\n")
        if tag == "li":
            self._add("- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unseen:
            # The innermost of its name ends, and whatever was left open in it.
            del self.unseen[len(self.unseen) - 1 - self.unseen[::-1].index(tag) :]
        if tag in ("tr", "table") and self.open[-1][0] == "row":
            self._close("row")
        elif tag == "blockquote" and any(kind == "quote" for kind, _, _ in self.open):
            while self.open[-1][0] != "quote":
                self._close(self.open[-1][0])
            self._close("quote")
        if tag in _BLOCKS and tag not in ("br", "tr", "blockquote"):
            self._add("\n\n" if tag in _PARAGRAPHS else "\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            # Line ends inside a text are spaces; only tags end a line.
            self._add(data.replace("\r", " ").replace("\n", " ") if data.strip() else " ")

    def _add(self, text: str) -> None:
        self.open[-1][1].append(text)

    def _open(self, kind: str) -> None:
        if len(self.open) < _DEEPEST:
            self.open.append((kind, [], []))

    def _close(self, kind: str) -> None:
        if self.open[-1][0] != kind or len(self.open) == 1:
            return
        _, texts, cells = self.open.pop()
        if kind == "quote":
            marked = "\n".join(f"> {line}".rstrip() for line in _tidy("".join(texts)).split("\n"))
            self._add(f"\n\n{marked}\n\n")
        else:
            self._add(f"\n{_row(texts, cells)}")


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    return any(name == "hidden" or (name == "style" and _HIDDEN.search((said or "").lower())) for name, said in attrs)


def _row(texts: list[str], cells: list[int]) -> str:
    """A row as text: its cells on a line; those with lines of their own, as in a mail laid out in tables, below."""
    ends = [*cells[1:], len(texts)] if cells else []
    found = [_tidy("".join(texts[start:end])) for start, end in zip(cells, ends, strict=True)] or ["".join(texts)]
    found = [cell for cell in found if cell.strip()]
    if len(found) < 2 or any("\n" in cell for cell in found[:-1]):
        return "\n".join(found)
    if len(found) == 2 and len(found[0]) <= _LABEL:
        return f"{found[0]} {found[1]}" if found[0][-1] in ":?" else f"{found[0]}: {found[1]}"
    return ", ".join(found)
