"""What one run was asked for, beside Pelican's own settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ourtables.problems import OurTablesError
from ourtables.settings import Settings, today


class OptionError(OurTablesError):
    """An option of a run isn't one, or its value can't be used."""


@dataclass(frozen=True, slots=True)
class Booklet:
    """A booklet that is wanted as a PDF: of which areas, in large print or not, and into which file."""

    areas: tuple[str, ...]
    large: bool
    file: Path


@dataclass(frozen=True, slots=True)
class Options:
    """The options of one run, from Pelican's setting `OURTABLES`.

    `parent` is the process of `ourtables build` that waits for this run: then problems end the run before anything is
    written, unless `keep_going`. Without one they are logged, and the site is built from what is right. `summary` is a
    file that gets what was built; `history` tells when listings were added and changed.
    `components` adds the page of components, which no published site has; a `booklet` is made instead of a site.
    """

    today: date
    drafts: bool = False
    jobs: int = 1
    parent: int | None = None
    keep_going: bool = False
    search: bool = True
    summary: Path | None = None
    history: Path | None = None
    components: bool = False
    booklet: Booklet | None = None


def read(given: Mapping[str, Any], settings: Settings) -> Options:
    """The options of a run; what is left out comes from the machine.

    Raises `OptionError` for a name that is no option or a value that can't be used.
    """
    known = {"today", "drafts", "jobs", "parent", "keep_going", "search", "summary", "history", "components", "booklet"}
    unknown = sorted(set(given) - known)
    if unknown:
        raise OptionError(f"OURTABLES has no {unknown[0]}; it has: {', '.join(sorted(known))}.")
    try:
        day = date.fromisoformat(given["today"]) if given.get("today") else today(settings)
        jobs = int(given.get("jobs") or cores())
    except (TypeError, ValueError) as error:
        raise OptionError(f"An option can't be used: {error}.") from error
    return Options(
        today=day,
        drafts=bool(given.get("drafts", False)),
        jobs=max(1, jobs),
        parent=given.get("parent"),
        keep_going=bool(given.get("keep_going", False)),
        search=bool(given.get("search", True)),
        summary=Path(given["summary"]) if given.get("summary") else None,
        history=Path(given["history"]) if given.get("history") else None,
        components=bool(given.get("components", False)),
        booklet=_booklet(given["booklet"]) if given.get("booklet") else None,
    )


def _booklet(given: Mapping[str, Any]) -> Booklet:
    return Booklet(tuple(given["areas"]), bool(given["large"]), Path(given["file"]))


def cores() -> int:
    """How many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
