"""The options of one run, from Pelican's setting `OURTABLES`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from ourtables.core.errors import OptionError

# From so many groups on, the word search is one of the jobs.
_LARGE = 2_000


@dataclass(frozen=True, slots=True)
class Booklet:
    """A booklet to make as a PDF: of which areas, whether in large print, into which file, and in which language.

    Without a `language` it is in the directory's main one.
    """

    areas: tuple[str, ...]
    large: bool
    file: Path
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """The options of one run.

    Attributes:
        today: The day that decides what is fresh; `None` for today in the directory's time zone.
        drafts: Whether groups that weren't asked yet are shown.
        jobs: At most how many processes work at once.
        parent: The process of `ourtables build` that waits for this run. With one, problems end the run before anything
            is written. Without one they are logged, and the site is built from what is right.
        worker: A lock that this run holds while it lives, so that no other build begins before it has ended.
        keep_going: Whether the site is built from what is right in spite of a `parent`.
        search: Whether the word search is made.
        summary: A file that gets what was built, as JSON.
        history: A file that says when listings were added and changed.
        components: Whether the page of components is made, which no published site has.
        booklet: A booklet to make instead of a site.
        preview: The descriptor of a socket; nothing is built, and each page is drawn when it is asked for there.
    """

    today: date | None = None
    drafts: bool = False
    jobs: int = 1
    parent: int | None = None
    worker: Path | None = None
    keep_going: bool = False
    search: bool = True
    summary: Path | None = None
    history: Path | None = None
    components: bool = False
    booklet: Booklet | None = None
    preview: int | None = None

    def drawing(self, groups: int) -> int:
        """Return how many processes draw the pages of so many groups, those of a large directory beside Pagefind.

        Pagefind has a core there for a good part of the time, and one more of ours would hold nearly all objects again.
        """
        return max(1, self.jobs - (self.search and groups > _LARGE))


def read(given: Mapping[str, Any]) -> Options:
    """Read the options of a run.

    Args:
        given: Pelican's setting `OURTABLES`; what is left out comes from the machine.

    Raises:
        OptionError: There is no option of a name, or its value can't be used.
    """
    known = {one.name for one in fields(Options)}
    unknown = sorted(set(given) - known)
    if unknown:
        raise OptionError(f"OURTABLES has no {unknown[0]}; it has: {', '.join(sorted(known))}.")
    try:
        day = date.fromisoformat(given["today"]) if given.get("today") else None
        jobs = int(given.get("jobs") or cores())
    except (TypeError, ValueError) as error:
        raise OptionError(f"An option can't be used: {error}.") from error
    return Options(
        today=day,
        drafts=bool(given.get("drafts", False)),
        jobs=max(1, jobs),
        parent=given.get("parent"),
        worker=Path(given["worker"]) if given.get("worker") else None,
        keep_going=bool(given.get("keep_going", False)),
        search=bool(given.get("search", True)),
        summary=Path(given["summary"]) if given.get("summary") else None,
        history=Path(given["history"]) if given.get("history") else None,
        components=bool(given.get("components", False)),
        booklet=_booklet(given["booklet"]) if given.get("booklet") else None,
        preview=given.get("preview"),
    )


def _booklet(given: Mapping[str, Any]) -> Booklet:
    return Booklet(tuple(given["areas"]), bool(given["large"]), Path(given["file"]), given.get("language"))


def cores() -> int:
    """Return how many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
