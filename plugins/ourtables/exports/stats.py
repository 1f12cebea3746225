"""Figures: how many groups there are, where, how fresh, and which areas and offers have none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ourtables.directory.directory import CHECK_FIRST, OUT_OF_TOUCH, RECENT, STALE, UNCONFIRMED, Directory
from ourtables.listing.fields import BY_NAME, LOUD, QUIET, asks

BANDS = (RECENT, CHECK_FIRST, STALE, OUT_OF_TOUCH, UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class StatsRow:
    """One line of a table: the key of a term or band, its label, and how many there are."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Stats:
    """The figures of a directory on one day.

    Attributes:
        groups: How many there are in all.
        listed: How many are in lists. The tables below count these.
        closed: How many have closed.
        statuses: By status.
        consents: By consent.
        bands: By freshness, including groups out of touch.
        areas: By area, for the root and the areas directly below it.
        offers: By offer.
        reuse: By what others may take.
        unanswered: How many leave a question open, by field.
        no_group: The smallest areas without a group.
        no_offer: The offers that no group has.
    """

    groups: int
    listed: int
    closed: int
    statuses: tuple[StatsRow, ...]
    consents: tuple[StatsRow, ...]
    bands: tuple[StatsRow, ...]
    areas: tuple[StatsRow, ...]
    offers: tuple[StatsRow, ...]
    reuse: tuple[StatsRow, ...]
    unanswered: tuple[StatsRow, ...]
    no_group: tuple[StatsRow, ...]
    no_offer: tuple[StatsRow, ...]


def reckon(directory: Directory) -> Stats:
    """Return the figures of a directory. Made-up groups count if the site lists them."""
    areas, offers = directory.vocabularies["areas"], directory.vocabularies["offers"]
    everyone = tuple(directory.groups.values())
    listed = directory.listed
    bands = Counter(directory.freshness(group).band for group in (*listed, *directory.out_of_touch))
    wide = [term for root in areas.roots for term in (root, *areas.children(root.key))]
    councils = [term for term in areas if not areas.children(term.key)]
    return Stats(
        groups=len(everyone),
        listed=len(listed),
        closed=len(directory.closed),
        statuses=_by_word(directory, "statuses", (group.status for group in listed)),
        consents=_by_word(directory, "consent", (group.consent or "" for group in listed)),
        bands=tuple(StatsRow(band, band, bands[band]) for band in BANDS),
        areas=tuple(StatsRow(term.key, term.label, directory.count_here(term.key)) for term in wide),
        offers=tuple(StatsRow(term.key, term.label, len(directory.with_offer(term.key))) for term in offers),
        reuse=_by_word(directory, "reuse", (group.reuse for group in listed)),
        unanswered=tuple(_unanswered(directory)),
        no_group=tuple(StatsRow(term.key, term.label, 0) for term in councils if not directory.count_here(term.key)),
        no_offer=tuple(StatsRow(term.key, term.label, 0) for term in offers if not directory.with_offer(term.key)),
    )


def _by_word(directory: Directory, vocabulary: str, keys: Iterable[str]) -> tuple[StatsRow, ...]:
    counts = Counter(keys)
    return tuple(StatsRow(term.key, term.label, counts[term.key]) for term in directory.vocabularies[vocabulary])


def _unanswered(directory: Directory) -> Iterable[StatsRow]:
    for field in map(BY_NAME.__getitem__, (*LOUD, *QUIET)):
        if not asks(field, directory.vocabularies):
            continue
        open_ = sum(
            not getattr(group, field.attribute) and not (field.name == "meetings" and group.by_arrangement)
            for group in directory.listed
        )
        yield StatsRow(field.name, field.label, open_)
