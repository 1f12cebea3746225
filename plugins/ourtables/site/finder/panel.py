"""What the find page shows of the facets: titles, values as a tree, and what choosing each would give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from ourtables.core.catalogue import N_
from ourtables.directory.finding import AREA, BY_ARRANGEMENT, DAYS, NO_REFERRAL, Facet, Query
from ourtables.listing.fields import CHOICE_LABELS
from ourtables.listing.kinds import LANGUAGES
from ourtables.listing.source import plain_slug
from ourtables.site.finder.facet_index import finder_of
from ourtables.site.page_kinds import Making, regions

# A list is cut after so many, with a way to see all.
SHORT = 8
# Values that no vocabulary has.
_BESIDE = {BY_ARRANGEMENT: N_("By arrangement"), NO_REFERRAL: N_("No referral needed")}


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One value of a facet: `more` says that it is shown after "Show all"; `rows` stand beneath it."""

    facet: str
    value: str
    label: str
    count: int
    more: bool
    rows: tuple[PanelRow, ...] = ()

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
    rows: tuple[PanelRow, ...]
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
        PanelRow(one.name, value, _label(making, one, value), counts[one.name].get(value, 0), place >= SHORT)
        for place, one in enumerate(facets)
        for value in one.values
    )
    return Shown(name, _title(making, facets[0]), True, len(rows), rows, len(rows) > SHORT)


def _values(making: Making, facet: Facet, counts: Mapping[str, int]) -> Shown:
    first = _at_first(making, facet)
    beneath: dict[str | None, list[str]] = {}
    parents = _parents(making, facet)
    for value in facet.values:
        beneath.setdefault(parents.get(value), []).append(value)

    def rows(parent: str | None) -> tuple[PanelRow, ...]:
        return tuple(
            PanelRow(
                facet.name, value, _label(making, facet, value), counts.get(value, 0), value not in first, rows(value)
            )
            for value in beneath.get(parent, ())
        )

    size = len(facet.values)
    return Shown(facet.name, _title(making, facet), False, size, rows(None), size > len(first))


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


def _label(making: Making, facet: Facet, value: str) -> str:
    if facet.field.kind is LANGUAGES:
        return making.words.language(value)
    if value in DAYS:
        return making.words.weekday(DAYS.index(value))
    if value in _BESIDE:
        return making.say(_BESIDE[value])
    if not facet.field.vocabulary:
        return making.say(CHOICE_LABELS[value])
    words = making.directory.vocabularies[facet.field.vocabulary]
    if not facet.family:
        return words[value].label
    term = words[facet.name]
    # A yes is a tick; any other answer is read as the sentence that a group's page says of it.
    return term.label if facet.declared.wanted == "yes" else term.sentences.get(value, term.label).rstrip(".")


def _title(making: Making, facet: Facet) -> str:
    return making.say(facet.declared.title or facet.field.label)
