"""Help today: public lines and places from `content/help/*.md`, by nation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from ourtables.site.pages.keepers import Document, read
from ourtables.site.pages.registry import Making
from ourtables.site.record import SiteError
from ourtables.vocabulary import Term


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a line."""

    how: str
    value: str
    label: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One public line or place, told by what it publishes itself.

    `tracing` is what it says about calling others or seeing numbers, empty when nobody knows; `checked` is the day a
    keeper last read its source, `None` when nobody has, and `overdue` when that is long ago.
    """

    name: str
    areas: tuple[Term, ...]
    run_by: str
    ways: tuple[Way, ...]
    cost: str
    tracing: str
    tracing_source: str
    source: str
    checked: date | None
    overdue: bool
    body: Markup


@dataclass(frozen=True, slots=True)
class Part:
    """The lines for one nation, or for the whole country."""

    key: str
    label: str
    lines: tuple[Line, ...]


def data(making: Making) -> Mapping[str, Any]:
    """The lines, in the order of their files' names, under the nations they are for; the whole country's come first."""
    lines = [_line(making, read(path, making.address.link)) for path in sorted((making.content / "help").glob("*.md"))]
    root = making.settings.root_area
    nations = [root, *(term.key for term in making.areas.children(root))]
    parts = [Part(key, making.areas[key].label, _of(making, key, lines)) for key in nations]
    return {"lines": [part for part in parts if part.lines]}


def _of(making: Making, nation: str, lines: Iterable[Line]) -> tuple[Line, ...]:
    def stands_in(area: str) -> bool:
        above = (area, *making.areas.ancestors(area))
        return above[-2] == nation if len(above) > 1 else area == nation

    return tuple(line for line in lines if any(stands_in(area.key) for area in line.areas))


def _line(making: Making, document: Document) -> Line:
    areas = document.answers.get("areas") or []
    ways = document.answers.get("ways") or []
    try:
        checked = _day(document.text("checked"))
        return Line(
            name=document.text("name"),
            areas=tuple(making.areas[key] for key in areas),
            run_by=document.text("run_by"),
            ways=tuple(Way(**way) for way in ways),
            cost=document.text("cost"),
            tracing=document.text("tracing"),
            tracing_source=document.text("tracing_source"),
            source=document.text("source"),
            checked=checked,
            overdue=checked is not None and (making.directory.today - checked).days > making.settings.bands.recent,
            body=document.body,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SiteError(f"{document.path}: an area, a way or the day can't be read: {error}") from error


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text not in ("", "never") else None
