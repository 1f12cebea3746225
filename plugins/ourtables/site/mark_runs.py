"""Joins neighbouring texts that are written the other way than their page.

On a page from right to left, "Phone" and "call after six" in a line would each be an island of English, the first on
the right, and a full stop after one would stand on its wrong side. As one island they stand as they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ourtables.core.catalogue import direction
from ourtables.core.spoken import END, IN_BOTH, LANGUAGE, TEXT

# Elements whose words run in lines, but for those that lay their parts out in a row.
_IN_LINES = re.compile(
    r"<(?:p|li|h[1-6]|dt|dd|td|th|legend|caption|figcaption)\b(?![^>]*\bclass=\"[^\"]*\b(?:doors|find-line|loud|notice)\b)"
)
_INLINE = "a|b|bdi|button|code|em|i|label|q|small|span|strong|svg|time|use"
_BLOCK = re.compile(rf"<(?!/?(?:{_INLINE}|br|wbr)\b)[^<>]*>")
_MARK = re.compile(f"{LANGUAGE}([^{TEXT}]*){TEXT}|{END}")
_TOKEN = re.compile(f"{LANGUAGE}[^{TEXT}]*{TEXT}|{END}|<[^<>]*>|[^<{LANGUAGE}{END}]+")
_ALONE = re.compile(rf"<[^<>]*>|{LANGUAGE}[^{LANGUAGE}{END}]*{END}|[\s\d]+")
_NAME = re.compile(r"<([a-z]+)")
_DIR = re.compile(r'\bdir="(\w+)"')
# Signs that may belong to the words beside them.
_POINTS = re.compile(r"[\s()\[\].,:;!?…·\"'“”‘’–-]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_EITHER, _POINT, _OWN, _OTHER = "either", "point", "own", "other"


@dataclass(slots=True)
class _Words:
    """Some of a line: its HTML, and whether its words are written the page's own way or the other."""

    html: str
    kind: str


def blocks(html: str) -> Iterator[tuple[int, int]]:
    """Find what a page has marks in: from the tag of a block to the next one, as places in its HTML.

    Args:
        html: The page with its marks.

    Yields:
        Where one begins, and where it ends.
    """
    done, mark = 0, html.find(END)
    while mark >= 0:
        after = _BLOCK.search(html, mark)
        start, done = _block_before(html, done, mark), after.start() if after else len(html)
        yield start, done
        mark = html.find(END, done)


def _block_before(html: str, start: int, mark: int) -> int:
    """Where the last tag of a block before a mark begins. Taking the whole page apart takes longer than all this."""
    place = html.rfind("<", start, mark)
    while place >= 0 and not _BLOCK.match(html, place):
        place = html.rfind("<", start, place)
    return max(place, start)


def joined(block: str, way: str) -> str:
    """Return a block whose neighbouring texts in other languages have one mark where they are written the other way.

    Args:
        block: Its HTML with its marks, as `blocks` finds it.
        way: The direction of the page's own language.
    """
    tag = _BLOCK.match(block)
    begin = tag[0] if tag else ""
    said = block[len(begin) :]
    alone = said.count(END) == 1 and not _ALONE.sub("", said)
    if alone or all(direction(language) == way for language in _MARK.findall(said) if language):
        return block
    return begin + _line(iter(_TOKEN.findall(said)), way, bool(_IN_LINES.match(begin)), "")[0].html


def _line(tokens: Iterator[str], way: str, in_lines: bool, until: str) -> tuple[_Words, str]:
    """Read up to a closing tag: the words until there, and that tag."""
    found: list[_Words] = []
    ended = ""
    for token in tokens:
        if token.startswith(LANGUAGE):
            kind = _OWN if direction(token[1:-1]) == way else _OTHER
            found.append(_Words(token + _to_the_end(tokens), kind))
        elif token.startswith("</"):
            if token == until:
                ended = token
                break
            found.append(_Words(token, _EITHER))
        elif token.startswith("<"):
            found.append(_element(token, tokens, way))
        else:
            found.append(_Words(token, _kind(token, way)))
    kinds = {one.kind for one in found}
    kind = next((one for one in (_OWN, _OTHER) if one in kinds), _EITHER)
    return _Words("".join(_joined(found, kind) if in_lines else (one.html for one in found)), kind), ended


def _to_the_end(tokens: Iterator[str]) -> str:
    """The rest of a marked text, which may hold others."""
    said, depth = "", 1
    for token in tokens:
        said += token
        depth += (token.startswith(LANGUAGE)) - (token == END)
        if not depth:
            break
    return said


def _element(tag: str, tokens: Iterator[str], way: str) -> _Words:
    name = _NAME.match(tag)
    if not name or tag.endswith("/>") or name[1] in ("br", "wbr"):
        return _Words(tag, _EITHER)
    inside, end = _line(tokens, way, True, f"</{name[1]}>")
    given = _DIR.search(tag)
    kind = inside.kind
    if given and given[1] != "auto":
        kind = _OWN if given[1] == way else _OTHER
    elif (given or name[1] == "bdi") and any(map(str.isalpha, inside.html)):
        kind = _OWN if bool(_RIGHT_TO_LEFT.search(inside.html)) == (way == "rtl") else _OTHER
    return _Words(tag + inside.html + end, kind)


def _kind(text: str, way: str) -> str:
    # A comma or a full stop of the page's language would be the other's among its words.
    if _POINTS.fullmatch(IN_BOTH.sub(r"\2", text)):
        return _POINT if text.strip() else _EITHER
    return _OWN if any(map(str.isalpha, text)) or (way == "rtl" and _RIGHT_TO_LEFT.search(text)) else _EITHER


def _joined(found: list[_Words], kind: str) -> Iterator[str]:
    """The words of a line, with one mark around each run of those written the other way."""
    if kind == _OTHER:
        # No word is the page's own, so the points at the ends are none of its own either.
        yield from _run(found, {_OTHER, _POINT})
        return
    for own, run in groupby(found, lambda one: one.kind == _OWN):
        if own:
            yield from (one.html for one in run)
        else:
            yield from _run(list(run), {_OTHER})


def _run(found: list[_Words], ends: set[str]) -> Iterator[str]:
    held = [number for number, one in enumerate(found) if one.kind in ends]
    first, last = (held[0], held[-1] + 1) if held else (0, 0)
    whole = "".join(one.html for one in found[first:last])
    said = {tag for tag in _MARK.findall(whole) if tag}
    if len(held) > 1 and said:
        tag = next(tag for tag in _MARK.findall(whole) if tag)
        inside = _MARK.sub("", whole) if len(said) == 1 else whole
        stripped = inside.strip()
        before, _, after = inside.partition(stripped)
        whole = f"{before}{LANGUAGE}{tag}{TEXT}{stripped}{END}{after}"
    yield from (one.html for one in found[:first])
    yield whole
    yield from (one.html for one in found[last:])
