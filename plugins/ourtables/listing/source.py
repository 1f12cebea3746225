"""A listing's file or text becomes a `Source`: its answers as nodes with lines, and the group's own words as text.

Opening a file and parsing its bytes are two steps, so that a text that has no file yet is parsed like one that has. A
stranger's file is hostile until checked: only a regular file of a bounded size is opened, and nothing in it can raise.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ourtables.core.nodes import Mapping, parse
from ourtables.core.patterns import SLUG
from ourtables.core.problems import Reporter
from ourtables.listing import yaml_mistakes
from ourtables.listing.hidden_characters import DROPPED, hidden_characters, with_words, without_hidden

FOLDER = "groups"
MOST_BYTES = 64 * 1024
MOST_HIDDEN = 20
SLUG_MOST = 60
# Names that the site's own addresses use below a group, an area or the root, and names that Windows can't store.
RESERVED = frozenset(
    [
        "page",
        "index",
        "feed",
        "booklet",
        "offline",
        "add",
        "change",
        "remove",
        "list",
        "find",
        "all",
        "new",
        "data",
        "map",
        "large",
        "groups",
        "areas",
        "offers",
        "about",
        "404",
        "con",
        "prn",
        "aux",
        "nul",
    ]
) | frozenset(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))
# The address of a group whose name gives none.
STAND_IN = "group"
_STAND_IN = re.compile(rf"{STAND_IN}(?:-[0-9]+)?")
_FENCE = re.compile(r"-{3}[ \t]*")
_ENDINGS = (".md",)
_LISTING_LIKE = (".markdown", ".mdown", ".mkd", ".txt", ".text", ".md.txt")


@dataclass(frozen=True, slots=True)
class Source:
    """One listing as it was written.

    Attributes:
        path: Where it is reported to be.
        slug: Its address on the site, from the file's name.
        text: All of it, with plain line ends and no hidden characters.
        answers: Its front matter; `None` when that can't be read.
        words: The group's own words, as Markdown.
        words_line: The line on which the words begin.
    """

    path: str
    slug: str
    text: str
    answers: Mapping | None = None
    words: str = ""
    words_line: int = 1


def listings(folder: Path) -> Iterator[Path]:
    """Everything in a folder of listings, in name order.

    Args:
        folder: The folder, in which only `.gitkeep` may lie beside listings.

    Returns:
        The path of each entry, whatever it is: a link or a folder is reported when it is read.
    """
    for path in sorted(folder.iterdir()):
        if path.name != ".gitkeep":
            yield path


def read(path: Path, report: Reporter) -> Source | None:
    """Open a listing's file and parse it.

    Args:
        path: The file.
        report: Gets every reason why it can't be used.

    Returns:
        The listing, or `None` when nothing of it can be used.
    """
    slug = slug_of(path.name, report)
    raw = _opened(path, report)
    return None if slug is None or raw is None else parse_listing(raw, slug, report)


def parse_listing(raw: bytes, slug: str, report: Reporter) -> Source | None:
    """Parse a listing's bytes.

    Args:
        raw: The listing as a file holds it.
        slug: Its address on the site.
        report: Gets every reason why it can't be used; its path becomes the listing's.

    Returns:
        The listing, or `None` when nothing of it can be used.
    """
    written = _text(raw, report)
    if written is None:
        return None
    hidden = list(hidden_characters(written))
    found = _split(slug, without_hidden(written) if hidden else written, report)
    said: set[str] = set()
    for code, index, what in hidden[:MOST_HIDDEN]:
        if code == DROPPED and what in said:
            continue
        said.add(what)
        line = written.count("\n", 0, index) + 1
        field = "body" if found.answers and found.words_line <= line else ""
        # Answers may hold where people meet, which no report repeats.
        what = with_words(what, written, index) if field and code != DROPPED else what
        report(code, line, index - written.rfind("\n", 0, index), field, what=what)
    return found


# Latin letters that no mark can be taken off; theme/static/js/find/slug.js has the same.
_SPELT = str.maketrans(
    {
        **dict(zip("łŁøØđĐðÐħĦŧŦıŋŊ", "lLoOdDdDhHtTinN", strict=True)),
        **{"æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ß": "ss", "ẞ": "SS", "þ": "th", "Þ": "TH"},
    }
)


def plain_slug(name: str) -> str:
    """Fold any name to a–z, 0–9 and hyphens, as the finder's scripts do too.

    Args:
        name: What a group is called.

    Returns:
        What is left of it, however long; empty when nothing is.
    """
    spelt = name.replace("&", " and ").replace("'", "").replace("’", "").translate(_SPELT)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def stands_in(slug: str, name: str) -> bool:
    """Tell whether an address stands in for a word that a person has to choose, since the name has no letter of a–z.

    Args:
        slug: A listing's address.
        name: What the group is called.
    """
    return not slug_from(name) and _STAND_IN.fullmatch(slug) is not None


def slug_from(name: str) -> str:
    """Make a slug from any name.

    Args:
        name: What a group is called.

    Returns:
        The folded name, cut between words to `SLUG_MOST` characters; empty when nothing is left of it.
    """
    slug = plain_slug(name)
    while len(slug) > SLUG_MOST:
        slug = slug.rpartition("-")[0] or slug[:SLUG_MOST]
    return slug


def is_meant_as_listing(name: str) -> bool:
    """Tell whether a file's name says that it is meant as a listing, whatever else is wrong with the name.

    Args:
        name: The name, without its folder.
    """
    return name.lower().endswith((".md", *_LISTING_LIKE))


def slug_of(name: str, report: Reporter) -> str | None:
    """Take the slug from a file's name.

    Args:
        name: The name, without its folder.
        report: Gets what is wrong with it.

    Returns:
        The slug, even one that can't be used, or `None` when a listing's file isn't called so.
    """
    if not name.endswith(_ENDINGS):
        lower = name.lower()
        ending = next(
            (end for end in sorted(_LISTING_LIKE, key=len, reverse=True) if lower.endswith(end)),
            name[-len(".md") :] if lower.endswith(".md") else None,
        )
        if ending is None:
            report("stray-file", name=name)
        else:
            report("file-ending", ending=ending, better=f"{slug_from(name[: -len(ending)]) or 'name-of-the-group'}.md")
        return None
    slug = name[: -len(".md")]
    if not SLUG.fullmatch(slug) or len(slug) > SLUG_MOST:
        report("slug", slug=slug, better=slug_from(slug) or "name-of-the-group")
    elif slug in RESERVED:
        report("slug-reserved", slug=slug)
    return slug


def _opened(path: Path, report: Reporter) -> bytes | None:
    try:
        mode = path.lstat().st_mode
        if not stat.S_ISREG(mode):
            report("not-a-file", what=_kind(mode))
            return None
        # Don't follow a link or wait for a pipe: the file may have been swapped since we looked.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        report("unreadable", what=error.strerror or "it can't be opened")
        return None


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISLNK, "a link to another file"), (stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"))
    return next((name for test, name in kinds if test(mode)), "something the system made")


def _text(raw: bytes, report: Reporter) -> str | None:
    """The bytes as text with plain line ends; `None` when they aren't one of a listing's size."""
    if len(raw) > MOST_BYTES:
        report("too-big", most=f"{MOST_BYTES:,}")
        return None
    if not raw.strip():
        report("nothing-in-it")
        return None
    if b"\x00" in raw:
        report("not-text", raw.count(b"\n", 0, raw.index(b"\x00")) + 1)
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        report("not-utf-8", raw.count(b"\n", 0, error.start) + 1, error.start - raw.rfind(b"\n", 0, error.start))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _split(slug: str, text: str, report: Reporter) -> Source:
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        report("no-opening-line")
        return Source(report.path, slug, text)
    fences = (number for number, line in enumerate(lines) if line[:3] == "---" and _FENCE.fullmatch(line) and number)
    close = next(fences, None)
    if close is None:
        report("no-closing-line")
        return Source(report.path, slug, text)
    answers = _answers("\n".join([*lines[1:close], ""]), report)
    body = lines[close + 1 :]
    blank = next((number for number, line in enumerate(body) if line.strip()), 0)
    return Source(report.path, slug, text, answers, "\n".join(body).strip("\n"), close + 2 + blank)


def _answers(text: str, report: Reporter) -> Mapping | None:
    """Read the front matter; a common mistake is named and mended in memory, so that one run finds every problem."""
    trial = Reporter(report.path)
    root = parse(text, trial, first_line=2)
    if trial.problems:
        root = parse(yaml_mistakes.mend(text, report, first_line=2), report, first_line=2)
    if isinstance(root, Mapping) and (root.entries or report.problems):
        return root
    if root is not None or not report.problems:
        report("not-answers", 2 if text.strip() else 1)
    return None
