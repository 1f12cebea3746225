"""Reads the keepers' own pages: Markdown below a block of names and values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

from ourtables.core.errors import SiteError
from ourtables.listing import prose
from ourtables.listing.help_line import Ground

_FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n(.*)", re.DOTALL)
# An address of this site in the keepers' words; one that begins with two slashes is another site's.
_OWN_ADDRESS = re.compile(r'(\s(?:href|src)=")(/(?!/)[^"]*)')


@dataclass(frozen=True, slots=True)
class EasyPart:
    """A part of an Easy Read page: a heading, and lines of one idea, each with the name of the icon beside it."""

    heading: str
    lines: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file of the keepers: `answers` are its names and values as written, `body` its words as HTML."""

    name: str
    path: Path
    answers: Mapping[str, Any]
    body: Markup
    grounds: tuple[Ground, ...] = ()
    easy: tuple[EasyPart, ...] = ()

    def text(self, name: str) -> str:
        """Return one answer, or an empty text when the file has none."""
        found = self.answers.get(name) or ""
        return found if isinstance(found, str) else str(found)


def read(path: Path, link: Callable[[str], str]) -> Document:
    """Read a page of the keepers.

    Args:
        path: The file.
        link: Returns the address to link to, for a path of this site.

    Raises:
        SiteError: Its names and values can't be read.
    """
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    parts = _FRONT_MATTER.fullmatch(text)
    try:
        # Texts only, as in a listing: dates and numbers stay as they were written.
        answers = yaml.load(parts[1], Loader=yaml.BaseLoader) if parts else None  # noqa: S506
    except yaml.YAMLError as error:
        raise SiteError(f"{path}: the lines between --- and --- can't be read: {error}") from error
    if parts is None or not isinstance(answers, dict):
        raise SiteError(f"{path}: a page begins with ---, then names and values such as “title: …”, then --- again.")
    grounds, easy = _grounds(path, answers.get("grounds") or []), _easy(path, answers.get("easy") or [], link)
    return Document(path.stem, path, answers, body(parts[2], link), grounds, easy)


def _grounds(path: Path, written: Any) -> tuple[Ground, ...]:
    """What a page's statements of fact and law rest on."""
    try:
        return tuple(Ground(one["says"], one["where"], int(one["year"]), one["source"]) for one in written)
    except (KeyError, TypeError, ValueError) as error:
        raise SiteError(f"{path}: each of “grounds” needs “says”, “where”, “year” and “source”.") from error


def _easy(path: Path, written: Any, link: Callable[[str], str]) -> tuple[EasyPart, ...]:
    try:
        return tuple(
            EasyPart(
                one["heading"],
                tuple((icon, body(words, link)) for line in one["lines"] for icon, words in line.items()),
            )
            for one in written
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise SiteError(
            f"{path}: each of “easy” needs “heading”, and “lines” such as “- search: Write a word.”"
        ) from error


def body(words: str, link: Callable[[str], str]) -> Markup:
    """Return the keepers' own words as HTML, which is trusted as a template is.

    Args:
        words: Markdown.
        link: Returns the address to link to, for a path of this site.
    """
    html = _OWN_ADDRESS.sub(lambda match: match[1] + link(match[2]), prose.trusted(words))
    return Markup(html)  # noqa: S704
