"""A listing's file becomes a `Source`: its answers as nodes with lines, and the group's own words as text.

A stranger's file is hostile until checked: only a regular file of a bounded size is opened, and nothing in it can
raise.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ourtables import slips
from ourtables.nodes import Mapping, parse
from ourtables.patterns import CONTROL, DIRECTION, SLUG
from ourtables.problems import Reporter

FOLDER = "groups"
MOST_BYTES = 64 * 1024
MOST_HIDDEN = 20
SLUG_MOST = 60
# Names the site's own addresses use beneath a group, an area or the root, and those Windows can't store.
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
_FENCE = re.compile(r"-{3}[ \t]*")
_ENDINGS = (".md",)
_LISTING_LIKE = (".markdown", ".mdown", ".mkd", ".txt", ".text", ".md.txt")


@dataclass(frozen=True, slots=True)
class Source:
    """One listing as it was written: `answers` is `None` when the front matter can't be read; `words_line` is where
    the words begin.
    """

    path: str
    slug: str
    answers: Mapping | None
    words: str
    words_line: int


def listings(folder: Path) -> Iterator[Path]:
    """Everything in a folder of listings, in name order; `.gitkeep` alone may stand beside them."""
    for path in sorted(folder.iterdir()):
        if path.name != ".gitkeep":
            yield path


def read(path: Path, report: Reporter) -> Source | None:
    """Read one listing.

    Returns `None` when nothing of it can be used; every reason goes to `report`.
    """
    slug = _slug(path, report)
    raw = _bytes(path, report)
    if slug is None or raw is None:
        return None
    text = _text(raw, report)
    if text is None:
        return None
    hidden = list(hidden_characters(text))
    found = _split(path, slug, DIRECTION.sub("", CONTROL.sub("", text)) if hidden else text, report)
    for code, index, what in hidden[:MOST_HIDDEN]:
        line = text.count("\n", 0, index) + 1
        field = "body" if found.answers and found.words_line <= line else ""
        report(code, line, index - text.rfind("\n", 0, index), field, what=what)
    return found


def hidden_characters(text: str) -> Iterator[tuple[str, int, str]]:
    """Each character that may not stand in a listing: its rule, its index, and its name, such as U+200B."""
    # Most answers are this, and each is asked.
    if text.isascii() and text.isprintable():
        return
    for code, pattern in (("control-character", CONTROL), ("direction-character", DIRECTION)):
        for found in pattern.finditer(text):
            yield code, found.start(), f"U+{ord(found[0]):04X}"


def plain_slug(name: str) -> str:
    """What is left of any name in a–z, 0–9 and hyphens, however long; the finder's scripts know it too."""
    import unicodedata

    plain = (
        unicodedata.normalize("NFKD", name.replace("&", " and ").replace("'", "").replace("’", ""))
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def slug_from(name: str) -> str:
    """A slug made from any name: what is left of it, as long as an address may be."""
    slug = plain_slug(name)
    while len(slug) > SLUG_MOST:
        slug = slug.rpartition("-")[0] or slug[:SLUG_MOST]
    return slug


def _slug(path: Path, report: Reporter) -> str | None:
    name = path.name
    if not name.endswith(_ENDINGS):
        lower = name.lower()
        ending = next(
            (end for end in sorted(_LISTING_LIKE, key=len, reverse=True) if lower.endswith(end)),
            path.suffix if lower.endswith(".md") else None,
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


def _bytes(path: Path, report: Reporter) -> bytes | None:
    try:
        mode = path.lstat().st_mode
        if not stat.S_ISREG(mode):
            report("not-a-file", what=_kind(mode))
            return None
        # Opened without following links or waiting, since the file may have been swapped since it was looked at.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        report("unreadable", what=error.strerror or "it can't be opened")
        return None
    if len(raw) > MOST_BYTES:
        report("too-big", most=f"{MOST_BYTES:,}")
        return None
    if not raw.strip():
        report("nothing-in-it")
        return None
    return raw


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISLNK, "a link to another file"), (stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"))
    return next((name for test, name in kinds if test(mode)), "something the system made")


def _text(raw: bytes, report: Reporter) -> str | None:
    """The file as text with plain line ends."""
    if b"\x00" in raw:
        report("not-text", raw.count(b"\n", 0, raw.index(b"\x00")) + 1)
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        report("not-utf-8", raw.count(b"\n", 0, error.start) + 1, error.start - raw.rfind(b"\n", 0, error.start))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _split(path: Path, slug: str, text: str, report: Reporter) -> Source:
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        report("no-opening-line")
        return Source(str(path), slug, None, "", 1)
    close = next((number for number, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line)), None)
    if close is None:
        report("no-closing-line")
        return Source(str(path), slug, None, "", 1)
    answers = _answers("\n".join([*lines[1:close], ""]), report)
    return Source(
        str(path),
        slug,
        answers,
        "\n".join(lines[close + 1 :]).strip("\n"),
        close + 2 + _leading_blank(lines[close + 1 :]),
    )


def _leading_blank(lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines) if line.strip()), 0)


def _answers(text: str, report: Reporter) -> Mapping | None:
    """Read the front matter; a common slip is named, mended in memory and read on, so that one run finds every
    problem.
    """
    trial = Reporter(report.path)
    root = parse(text, trial, first_line=2)
    if trial.problems:
        root = parse(slips.mend(text, report, first_line=2), report, first_line=2)
    if isinstance(root, Mapping) and (root.entries or report.problems):
        return root
    if root is not None or not report.problems:
        report("not-answers", 2 if text.strip() else 1)
    return None
