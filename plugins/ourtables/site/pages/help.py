"""Help today: public lines and places from `content/help/*.md`, by nation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ourtables.checking import Context, helplines
from ourtables.checking.helplines import HelpLine
from ourtables.site.pages.keepers import body
from ourtables.site.pages.registry import Making


@dataclass(frozen=True, slots=True)
class Line:
    """One public line as the page shows it: `overdue` when a keeper last read its source long ago."""

    said: HelpLine
    body: Markup
    overdue: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The lines for one nation, or for the whole country."""

    key: str
    label: str
    lines: tuple[Line, ...]


def data(making: Making) -> Mapping[str, Any]:
    """The lines, in the order of their files' names, under the nations they are for; the whole country's come
    first.
    """
    directory = making.directory
    lines, _ = helplines.load(Context(making.content, making.settings, directory.vocabularies, directory.today))
    root = making.settings.root_area
    nations = [root, *(term.key for term in making.areas.children(root))]
    parts = [Part(key, making.areas[key].label, tuple(_of(making, key, lines))) for key in nations]
    return {"lines": [part for part in parts if part.lines]}


def _of(making: Making, nation: str, lines: Iterable[HelpLine]) -> Iterator[Line]:
    def stands_in(area: str) -> bool:
        above = (area, *making.areas.ancestors(area))
        return above[-2] == nation if len(above) > 1 else area == nation

    for line in lines:
        if any(stands_in(area) for area in line.areas):
            days = (making.directory.today - line.checked).days if line.checked else 0
            yield Line(line, body(line.words, making.address.link), days > making.settings.bands.recent)
