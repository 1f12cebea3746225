"""The records that outputs are made of: a page to draw, a file to write as it is, and the errors of a run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ourtables.policy import policy
from ourtables.problems import OurTablesError


class SiteError(OurTablesError):
    """The site can't be written: two outputs share an address, a page can't be drawn, the search can't be made."""


def _nothing() -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the site, which its template gets as `page`.

    `url` is its address from the site's root; `noindex` keeps it out of search engines and the sitemap, `search` lets
    it run the word search; `feed` and `calendar` say that one of its own stands beside it; `style` is the hash of the
    one style sheet within a page that works alone; `context` is called where the page is drawn, so that no two stand
    in memory at once.
    """

    url: str
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
        return self.url.removeprefix("/") + ("index.html" if self.url.endswith("/") else "")

    @property
    def policy(self) -> str:
        """Its Content-Security-Policy."""
        return policy(search=self.search, style=self.style)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file that is no page: `body` is called where it is written."""

    url: str
    body: Callable[[], bytes] = field(repr=False)

    @property
    def file(self) -> str:
        """The file it becomes, beneath the output folder."""
        return self.url.removeprefix("/")


Output = Page | File


def named(files: dict[str, bytes], stem: str, body: bytes) -> str:
    """Put a file under a name that changes with its bytes."""
    name = f"{stem}-{hashlib.sha256(body).hexdigest()[:10]}.json"
    files[name] = body
    return name
