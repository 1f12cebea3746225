"""What the find page shows of the facets: titles, values as a tree, and what choosing each would give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from ourtables.finding import AREA, BY_ARRANGEMENT, DAYS, NO_REFERRAL, Facet, Query
from ourtables.site.finder.index import finder_of
from ourtables.site.pages.areas import regions
from ourtables.site.pages.registry import Making
from ourtables.source import plain_slug

# A list is cut after so many, with a way to see all.
SHORT = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a facet: `more` says that it is shown after "Show all"; `rows` stand beneath it."""

    facet: str
    value: str
    label: str
    count: int
    more: bool
    rows: tuple[Row, ...] = ()

    @property
    def told(self) -> str:
        """The value, where it doesn't follow from the label: those of hundreds of areas would make the page heavier."""
        return "" if plain_slug(self.label) == self.value else self.value


@dataclass(frozen=True, slots=True)
class Shown:
    """One fold of the page: a facet, or all questions of a family, each of which is a facet with one value."""

    name: str
    title: str
    questions: bool
    size: int
    rows: tuple[Row, ...]
    more: bool


def shown(making: Making) -> Iterator[Shown]:
    """Every fold in the order of the page; one without a value isn't shown."""
    finder = finder_of(making)
    counts = finder.find(Query()).counts
    for name, facets in groupby(finder.facets, key=lambda facet: facet.family or facet.name):
        facet, *others = facets
        if facet.family:
            yield _questions(making, name, [facet, *others], counts)
        elif facet.values:
            yield _values(making, facet, counts[name])


def _questions(making: Making, name: str, facets: list[Facet], counts: Mapping[str, Mapping[str, int]]) -> Shown:
    rows = tuple(
        Row(one.name, value, _label(making, one, value), counts[one.name].get(value, 0), place >= SHORT)
        for place, one in enumerate(facets)
        for value in one.values
    )
    return Shown(name, _titles(making)[name], True, len(rows), rows, len(rows) > SHORT)


def _values(making: Making, facet: Facet, counts: Mapping[str, int]) -> Shown:
    first = _at_first(making, facet)
    beneath: dict[str | None, list[str]] = {}
    parents = _parents(making, facet)
    for value in facet.values:
        beneath.setdefault(parents.get(value), []).append(value)

    def rows(parent: str | None) -> tuple[Row, ...]:
        return tuple(
            Row(facet.name, value, _label(making, facet, value), counts.get(value, 0), value not in first, rows(value))
            for value in beneath.get(parent, ())
        )

    size = len(facet.values)
    return Shown(facet.name, _titles(making)[facet.name], False, size, rows(None), size > len(first))


def _parents(making: Making, facet: Facet) -> dict[str, str]:
    if facet.name == AREA:
        return {term.key: term.parent for term in making.areas if term.parent}
    return dict(facet.parents)


def _at_first(making: Making, facet: Facet) -> frozenset[str]:
    """The values that are shown before "Show all": the tops of a tree, down to regions, or the first few."""
    if len(facet.values) <= SHORT:
        return frozenset(facet.values)
    if facet.name == AREA:
        tops = {term.key for term in regions(making)}
        return frozenset(tops | {above for key in tops for above in making.areas.ancestors(key)})
    tops = {value for value in facet.values if value not in facet.parents}
    return frozenset(tops) if facet.parents and len(tops) <= SHORT + 2 else frozenset(facet.values[:SHORT])


_VOCABULARIES = {
    "offer": "offers",
    "area": "areas",
    "how": "formats",
    "for": "audiences",
    "join": "joining",
    "gate": "gates",
    "led": "led_by",
    "pay": "funding",
    "host": "host_kinds",
    "tie": "ties",
    "conf": "confidentiality",
    "worry": "emergency_response",
    "cost": "cost",
    "access": "access",
}


def _label(making: Making, facet: Facet, value: str) -> str:
    if facet.name == "lang":
        return making.words.language(value)
    if value in DAYS:
        return making.words.weekday(DAYS.index(value))
    if value == BY_ARRANGEMENT:
        return making.say("By arrangement")
    if value == NO_REFERRAL:
        return making.say("No referral needed")
    if not facet.family:
        return making.directory.vocabularies[_VOCABULARIES[facet.name]][value].label
    term = making.directory.vocabularies[_VOCABULARIES[facet.family]][facet.name]
    # Access is a tick; a gate or a tie is read as the sentence that a group's page says of it.
    return term.label if facet.family == "access" else term.sentences.get(value, term.label).rstrip(".")


def _titles(making: Making) -> dict[str, str]:
    say = making.say
    return {
        "offer": say("What they offer"),
        "area": say("Where"),
        "how": say("How you meet"),
        "for": say("By and for"),
        "join": say("Joining"),
        "gate": say("Getting in"),
        "led": say("Who leads"),
        "pay": say("Who pays"),
        "host": say("Who hosts"),
        "tie": say("Ties to services"),
        "conf": say("What is said there"),
        "worry": say("If they worry about you"),
        "lang": say("Languages"),
        "cost": say("Cost"),
        "access": say("Access"),
        "day": say("Day"),
    }
