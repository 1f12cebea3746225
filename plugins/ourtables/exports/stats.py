"""How many groups there are, where, how fresh, and what isn't listed yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ourtables.directory import CHECK_FIRST, OUT_OF_TOUCH, RECENT, STALE, UNCONFIRMED, Directory
from ourtables.fields import BY_NAME, LOUD, QUIET
from ourtables.group import Group

BANDS = (RECENT, CHECK_FIRST, STALE, OUT_OF_TOUCH, UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what is counted (the key of a word, or of a band), what it is called, and how many."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Stats:
    """The figures of a directory on one day.

    `groups` counts all, `listed` those in lists; `areas` and `offers` count listed groups; `unanswered` counts the
    listed groups that leave a question open; `no_group` names the smallest areas that no listed group names, and
    `no_offer` the offers that none has.
    """

    groups: int
    listed: int
    closed: int
    statuses: tuple[Row, ...]
    consents: tuple[Row, ...]
    bands: tuple[Row, ...]
    areas: tuple[Row, ...]
    offers: tuple[Row, ...]
    reuse: tuple[Row, ...]
    unanswered: tuple[Row, ...]
    no_group: tuple[Row, ...]
    no_offer: tuple[Row, ...]


def reckon(directory: Directory) -> Stats:
    """The figures of a directory; groups that are made up are counted where the site lists them."""
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
        bands=tuple(Row(band, band, bands[band]) for band in BANDS),
        areas=tuple(Row(term.key, term.label, directory.count_here(term.key)) for term in wide),
        offers=tuple(Row(term.key, term.label, len(directory.with_offer(term.key))) for term in offers),
        reuse=_by_word(directory, "reuse", (group.reuse for group in listed)),
        unanswered=tuple(_unanswered(listed)),
        no_group=tuple(Row(term.key, term.label, 0) for term in councils if not directory.count_here(term.key)),
        no_offer=tuple(Row(term.key, term.label, 0) for term in offers if not directory.with_offer(term.key)),
    )


def _by_word(directory: Directory, vocabulary: str, keys: Iterable[str]) -> tuple[Row, ...]:
    counts = Counter(keys)
    return tuple(Row(term.key, term.label, counts[term.key]) for term in directory.vocabularies[vocabulary])


def _unanswered(listed: tuple[Group, ...]) -> Iterable[Row]:
    for name in (*LOUD, *QUIET):
        field = BY_NAME[name]
        open_ = sum(
            not getattr(group, field.attribute) and not (name == "meetings" and group.by_arrangement)
            for group in listed
        )
        yield Row(name, field.label, open_)
