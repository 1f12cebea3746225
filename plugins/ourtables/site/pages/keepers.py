"""Reads what the keepers write for pages: Markdown beneath names and values, all as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

from ourtables import prose
from ourtables.site.record import SiteError

_FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n(.*)", re.DOTALL)
# An address of this site in the keepers' words; one that begins with two slashes is another site's.
_OWN_ADDRESS = re.compile(r'(\s(?:href|src)=")(/(?!/)[^"]*)')


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file of the keepers: its `answers` as written, and its words as HTML."""

    name: str
    path: Path
    answers: Mapping[str, Any]
    body: Markup

    def text(self, name: str) -> str:
        """One answer as text; empty when the file doesn't give it."""
        return str(self.answers.get(name) or "")


def read(path: Path, link: Callable[[str], str]) -> Document:
    """Read a page of the keepers; `link` gives the address of a page of this site.

    Raises `SiteError` when its names and values can't be read.
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
    return Document(path.stem, path, answers, body(parts[2], link))


def body(words: str, link: Callable[[str], str]) -> Markup:
    """The keepers' own words as HTML, which is trusted like a template; `link` gives the address of a page of this
    site.
    """
    html = _OWN_ADDRESS.sub(lambda match: match[1] + link(match[2]), prose.trusted(words))
    return Markup(html)  # noqa: S704
