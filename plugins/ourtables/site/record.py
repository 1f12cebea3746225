"""The records that kinds of page yield: a page to draw, or a file to write as it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ourtables.settings.policy import policy


def _nothing() -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the site, which its template gets as `page`.

    Attributes:
        url: Its address from the root of its edition.
        folder: The edition's folder beneath the output folder, such as `cy/`; empty for the first language.
        template: The template that draws it.
        title: Its title, without the directory's.
        description: One sentence for search engines.
        noindex: Whether search engines and the sitemap leave it out.
        search: Whether its policy lets it run the word search.
        feed: Whether it has a news feed of its own.
        calendar: Whether it has a calendar of its own.
        style: The hash of the one style sheet inside a page that works alone.
        context: Returns what its template gets; called when the page is drawn, so that only one is in memory.
    """

    url: str
    folder: str = ""
    template: str
    title: str
    description: str = ""
    noindex: bool = False
    search: bool = False
    feed: bool = False
    calendar: bool = False
    style: str = ""
    context: Callable[[], Mapping[str, Any]] = field(default=_nothing, repr=False)

    @property
    def file(self) -> str:
        """The file it becomes, beneath the output folder."""
        return self.folder + self.url.removeprefix("/") + ("index.html" if self.url.endswith("/") else "")

    @property
    def policy(self) -> str:
        """Its Content-Security-Policy."""
        return policy(search=self.search, style=self.style)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file that isn't a page.

    Attributes:
        url: Its address from the root of its edition.
        folder: The edition's folder, as for a page.
        body: Returns its bytes; called when the file is written.
    """

    url: str
    folder: str = ""
    body: Callable[[], bytes] = field(repr=False)

    @property
    def file(self) -> str:
        """The file it becomes, beneath the output folder."""
        return self.folder + self.url.removeprefix("/")


Output = Page | File


def compact_json(value: object) -> bytes:
    """Return a value as JSON without blanks, for scripts to read."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def named(files: dict[str, bytes], stem: str, body: bytes) -> str:
    """Add a file under a name that changes with its bytes.

    Args:
        files: Takes the file, its body by its name.
        stem: How the name begins.
        body: The file's bytes.

    Returns:
        The name, such as `index-0123456789.json`.
    """
    name = f"{stem}-{hashlib.sha256(body).hexdigest()[:10]}.json"
    files[name] = body
    return name
