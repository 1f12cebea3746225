"""Help today: numbers for everybody first, then groups' own lines, then lines of peers, then the others by nation.

Nothing here knows a country. The cards at the top are the terms of `help_first.yml`; who answers has a part of its own
when its term in `run_by.yml` has a `part`; files are in the order of their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from markupsafe import Markup

from ourtables.directory.bank_holidays import bank_holidays
from ourtables.directory.directory import Directory
from ourtables.listing.checking import Context, help_lines
from ourtables.listing.checking.help_lines import SUMMED_UP
from ourtables.listing.fields import NOT_ASKED
from ourtables.listing.group import Group
from ourtables.listing.help_line import DAY, WEEK, HelpLine, HelpWay
from ourtables.settings.vocabulary import Term
from ourtables.site.keepers_words import body
from ourtables.site.page_kinds import Making
from ourtables.site.translated_pages import line_in_its_language, marked

# The offer and the audience of a group that answers whoever rings.
LISTENING_LINE, ANYONE = "listening-line", "anyone"
ACTIVE = "active"
# So many groups' own lines fit the page; the page of the offer has them all.
MOST_GROUPS = 20


@dataclass(frozen=True, slots=True)
class Opening:
    """Hours that are the same on several days: `until_day` is the last day of a span longer than a day."""

    days: tuple[int, ...]
    start: time
    end: time
    until_day: int | None = None


@dataclass(frozen=True, slots=True)
class ShownWay:
    """One way to reach a line, with its hours grouped for words.

    `until` is the last day on which a script may say that it is open: there is none unless a keeper has checked the
    line lately.
    """

    said: HelpWay
    openings: tuple[Opening, ...]
    until: date | None

    @property
    def always(self) -> bool:
        """Whether the line is open day and night, every day."""
        return self.said.spans == ((0, WEEK),)

    @property
    def ends(self) -> tuple[tuple[int | None, time], ...]:
        """When each span of its hours ends: the weekday, of a span longer than a day, and the time.

        Midnight belongs to the day that it ends.
        """
        return tuple(
            ((end - 1) % WEEK // DAY if end - start > DAY else None, _clock(end)) for start, end in self.said.spans
        )


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One public line as the page shows it.

    `unknown` names what nobody knows of it; `overdue` says that a keeper read its source long ago; `anchor` is where
    a card at the top leads.
    """

    said: HelpLine
    body: Markup
    ways: tuple[ShownWay, ...]
    unknown: tuple[str, ...]
    overdue: bool
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under one heading: a nation, the whole country, who answers, or a card at the top.

    `mixed` says that its lines are for several places, so that each has to say for which.
    """

    key: str
    label: str
    lines: tuple[ShownLine, ...]
    definition: str = ""
    mixed: bool = False


def data(making: Making) -> Mapping[str, Any]:
    """Give the page its cards at the top (`first`), groups' own lines (`groups`) and its parts (`lines`).

    A part without lines is left out. `holidays` are the days on which a script says nothing of what is open.
    """
    vocabularies = making.directory.vocabularies
    lines, _ = help_lines.load(Context(making.content, making.settings, vocabularies, making.directory.today))
    today = making.directory.today
    holidays = bank_holidays(making.settings.country, (today.year, today.year + 1))
    shown = [_shown(making, line, holidays is not None) for line in lines]
    first = [_card(term, shown) for term in vocabularies["help_first"]]
    answering = [term for term in vocabularies["run_by"] if term.extra.get("part")]
    apart = {term.key for term in answering}
    parts = [
        Part(term.key, term.extra["part"], tuple(line for line in shown if line.said.run_by == term.key), mixed=True)
        for term in answering
    ]
    rest = [line for line in shown if line.said.run_by not in apart]
    root = making.settings.root_area
    for nation in (root, *(term.key for term in making.areas.children(root))):
        parts.append(Part(nation, making.areas[nation].label, tuple(_of(making, nation, rest))))
    return {
        "first": [card for card in first if card.lines],
        "groups": own_lines(making.directory)[:MOST_GROUPS],
        "lines": _anchored(part for part in parts if part.lines),
        "holidays": sorted(day.isoformat() for day in holidays or () if day >= today - timedelta(days=7)),
    }


def own_lines(directory: Directory) -> tuple[Group, ...]:
    """List the groups whose listening line is open to anyone and who say what they do when they worry.

    Paused groups, examples, and groups that nobody has heard of for long or has asked aren't among them.
    """
    return tuple(
        group
        for group in directory.with_offer(LISTENING_LINE)
        if ANYONE in group.for_
        and group.emergency_response
        and group.contact
        and group.status == ACTIVE
        and group.consent != NOT_ASKED
        and not group.example
    )


def _card(term: Term, lines: Iterable[ShownLine]) -> Part:
    return Part(term.key, term.label, tuple(one for one in lines if one.said.first == term.key), term.definition)


def _anchored(parts: Iterable[Part]) -> list[Part]:
    """Give each line of the top an anchor where it first stands in full: a page has an id only once."""
    placed: set[str] = set()
    found = []
    for part in parts:
        lines = []
        for line in part.lines:
            new = line.said.first is not None and line.anchor not in placed
            placed.add(line.anchor)
            lines.append(line if new else _without_anchor(line))
        found.append(replace(part, lines=tuple(lines)))
    return found


def _without_anchor(line: ShownLine) -> ShownLine:
    return ShownLine(line.said, line.body, line.ways, line.unknown, line.overdue)


def _shown(making: Making, line: HelpLine, holidays_known: bool) -> ShownLine:
    until = line.checked + timedelta(days=making.settings.bands.recent) if line.checked else None
    overdue = until is not None and making.directory.today > until
    open_until = until if holidays_known and not overdue else None
    said = line_in_its_language(line, making)
    ways = tuple(ShownWay(way, openings(way.spans), open_until if way.spans else None) for way in said.ways)
    unknown = tuple(name for name in SUMMED_UP if not getattr(line, name))
    text = body(said.words or line.words, making.address.link)
    if making.main and not said.words:
        text = marked(text, making.main.settings.language)
    return ShownLine(said, text, ways, unknown, overdue, f"line-{line.path.stem}")


def _of(making: Making, nation: str, lines: Iterable[ShownLine]) -> Iterator[ShownLine]:
    def stands_in(area: str) -> bool:
        above = (area, *making.areas.ancestors(area))
        return above[-2] == nation if len(above) > 1 else area == nation

    return (line for line in lines if any(stands_in(area) for area in line.said.areas))


def openings(spans: Iterable[tuple[int, int]]) -> tuple[Opening, ...]:
    """Group spans of a week (minutes from Monday 0:00) that have the same hours on several days."""
    found: dict[tuple[int, ...], list[int]] = {}
    for start, end in spans:
        # A span of several days stands alone, since its last day differs from every other's.
        key = (start, end) if end - start > DAY else (start % DAY, start % DAY + end - start)
        found.setdefault(key, []).append(start // DAY)
    return tuple(
        Opening(tuple(days), _clock(start), _clock(end), end % WEEK // DAY if end - start > DAY else None)
        for (start, end), days in found.items()
    )


def _clock(minutes: int) -> time:
    return time(minutes % DAY // 60, minutes % 60)
