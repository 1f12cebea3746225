"""What one run was asked for, beside Pelican's own settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ourtables.problems import OurTablesError
from ourtables.settings import Settings


class OptionError(OurTablesError):
    """An option of a run isn't one, or its value can't be used."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of one run, from Pelican's setting `OURTABLES`.

    With `strict` (which `ourtables build` sets) problems end the run before anything is written, unless `keep_going`;
    without it they are logged and the site is built from what is right. `summary` is a file that gets what was built.
    """

    today: date
    drafts: bool = False
    jobs: int = 1
    strict: bool = False
    keep_going: bool = False
    search: bool = True
    summary: Path | None = None


def read(given: Mapping[str, Any], settings: Settings) -> Options:
    """The options of a run; what is left out comes from the machine.

    Raises `OptionError` for a name that is no option or a value that can't be used.
    """
    known = {"today", "drafts", "jobs", "strict", "keep_going", "search", "summary"}
    unknown = sorted(set(given) - known)
    if unknown:
        raise OptionError(f"OURTABLES has no {unknown[0]}; it has: {', '.join(sorted(known))}.")
    try:
        day = date.fromisoformat(given["today"]) if given.get("today") else today(settings)
        jobs = int(given.get("jobs") or os.cpu_count() or 1)
    except (TypeError, ValueError) as error:
        raise OptionError(f"An option can't be used: {error}.") from error
    return Options(
        today=day,
        drafts=bool(given.get("drafts", False)),
        jobs=max(1, jobs),
        strict=bool(given.get("strict", False)),
        keep_going=bool(given.get("keep_going", False)),
        search=bool(given.get("search", True)),
        summary=Path(given["summary"]) if given.get("summary") else None,
    )


def today(settings: Settings) -> date:
    """The day of this build where the directory is: `SOURCE_DATE_EPOCH`, else the clock."""
    zone = ZoneInfo(settings.time_zone or "UTC")
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), zone).date() if epoch else datetime.now(zone).date()
