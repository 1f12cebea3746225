"""All groups together: which are listed, how fresh they are, by area and by offer, and which are related."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ourtables.directory.by_area import GroupsByArea, Serving
from ourtables.directory.recurrence import meets_from, next_dates
from ourtables.directory.reworded import has_words_in, reworded
from ourtables.listing.fields import CLOSED, NOT_ASKED, PRIVATE
from ourtables.listing.group import Group, Meeting
from ourtables.settings.settings import Settings
from ourtables.settings.translations import Translation
from ourtables.settings.vocabulary import Vocabulary

RECENT, CHECK_FIRST, STALE, OUT_OF_TOUCH, UNCONFIRMED = "recent", "check-first", "stale", "out-of-touch", "unconfirmed"
_BAND_ORDER = {RECENT: 0, CHECK_FIRST: 0, UNCONFIRMED: 1, STALE: 2, OUT_OF_TOUCH: 3}
RELATED_MOST = 4


@dataclass(frozen=True, slots=True)
class Freshness:
    """How long ago a group last confirmed its listing.

    Attributes:
        band: The name of the band that the age is in.
        days: Days since then; `None` when the group never confirmed it.
    """

    band: str
    days: int | None = None


class Directory:
    """The groups a site publishes, and every way of looking at them."""

    def __init__(
        self,
        settings: Settings,
        vocabularies: dict[str, Vocabulary],
        groups: Iterable[Group],
        today: date,
        outcode_areas: Mapping[str, str] | None = None,
        translations: Mapping[str, Translation] | None = None,
    ) -> None:
        """Gather groups.

        Args:
            settings: The directory's settings.
            vocabularies: Its vocabularies, by name.
            groups: The groups, in any order.
            today: The day that decides what is fresh.
            outcode_areas: The area of each outward code that lies wholly in one.
            translations: The keepers' words in each further language of the site.
        """
        self.settings, self.vocabularies, self.today = settings, vocabularies, today
        self._outcode_areas = outcode_areas or {}
        self.translations = translations or {}
        self._fresh: dict[date | None, Freshness] = {}
        self._sorted_offers: dict[str, GroupsByArea] = {}
        self.groups = {group.slug: group for group in sorted(groups, key=lambda group: group.slug)}
        claimed = Counter(alias for group in self.groups.values() for alias in set(group.aliases))
        # An earlier address that two groups claim leads to neither, so that nobody takes over another's.
        self.aliases = {
            alias: slug
            for slug, group in self.groups.items()
            for alias in group.aliases
            if alias not in self.groups and claimed[alias] == 1
        }

    def only(self, groups: Iterable[Group]) -> Directory:
        """Return the same directory with these groups alone."""
        return Directory(self.settings, self.vocabularies, groups, self.today, self._outcode_areas, self.translations)

    def in_main_language(self) -> Directory:
        """Return the same groups, those that wrote in another language too with their words in the main one first."""
        main = self.settings.language
        groups = self.groups.values()
        if not any(has_words_in(group, main, main) for group in groups):
            return self
        return self.only(reworded(one, main, main) if has_words_in(one, main, main) else one for one in groups)

    def in_language(self, tag: str, kept: Iterable[str] = ()) -> Directory:
        """Return the same groups with the words of another language of the site around them.

        Args:
            tag: The language.
            kept: The names of vocabularies that stay in the main language.
        """
        words = self.translations.get(tag, Translation())
        main = self.settings.language
        groups = [reworded(group, tag, main) for group in self.groups.values()]
        vocabularies = words.vocabularies_in(self.vocabularies, main, tuple(kept))
        return Directory(words.settings_in(tag, self.settings), vocabularies, groups, self.today, self._outcode_areas)

    def areas_of(self, group: Group) -> tuple[str, ...]:
        """List the areas that a group is in: those that it names, then those that its public places are wholly in."""
        met = self._met_areas.get(group.slug)
        return tuple(dict.fromkeys((*group.areas, *met))) if met else group.areas

    @cached_property
    def _met_areas(self) -> dict[str, list[str]]:
        """The areas that each group meets in by the outward codes of its public places, where there are any."""
        rules, found = self.settings.postcode, {}
        for group in self.groups.values() if rules and self._outcode_areas else ():
            codes = (place.postcode for place in group.places.values() if place.precision != PRIVATE)
            areas = (self._outcode_areas.get(rules.outward_of(code)) for code in codes if rules and code)
            known = [area for area in areas if area is not None and area in self.vocabularies["areas"]]
            if known:
                found[group.slug] = known
        return found

    def freshness(self, group: Group) -> Freshness:
        """How fresh a listing is on the directory's day, by the bands of its settings."""
        # Every card and row of a list asks, and few days are asked about.
        found = self._fresh.get(group.confirmed)
        if found is None:
            found = self._fresh[group.confirmed] = self._freshness(group.confirmed)
        return found

    def _freshness(self, confirmed: date | None) -> Freshness:
        if confirmed is None:
            return Freshness(UNCONFIRMED)
        days = (self.today - confirmed).days
        bands = self.settings.bands
        steps = ((bands.recent, RECENT), (bands.check_first, CHECK_FIRST), (bands.listed, STALE))
        return Freshness(next((band for most, band in steps if days <= most), OUT_OF_TOUCH), days)

    def is_listed(self, group: Group) -> bool:
        """Whether lists show a group and counts include it.

        A group that wasn't asked yet is listed wherever drafts are shown.
        """
        if group.status == CLOSED:
            return False
        return group.consent == NOT_ASKED or self.freshness(group).band not in (OUT_OF_TOUCH, UNCONFIRMED)

    @cached_property
    def listed(self) -> tuple[Group, ...]:
        """The groups of lists, counts and maps: fresher ones first, then by name."""
        return self._sorted(group for group in self.groups.values() if self.is_listed(group))

    @cached_property
    def out_of_touch(self) -> tuple[Group, ...]:
        """The groups we haven't heard of for long: their pages stay, out of lists."""
        return self._sorted(
            group for group in self.groups.values() if group.status != CLOSED and not self.is_listed(group)
        )

    @cached_property
    def closed(self) -> tuple[Group, ...]:
        """The groups that closed and left a page."""
        return self._sorted(group for group in self.groups.values() if group.status == CLOSED)

    def _sorted(self, groups: Iterable[Group]) -> tuple[Group, ...]:
        return tuple(
            sorted(
                groups, key=lambda group: (_BAND_ORDER[self.freshness(group).band], name_order(group.name), group.slug)
            )
        )

    @cached_property
    def areas(self) -> GroupsByArea:
        """All listed groups by area."""
        return GroupsByArea(self.listed, self.vocabularies["areas"], self.areas_of, _freshest)

    @cached_property
    def _by_offer(self) -> dict[str, tuple[Group, ...]]:
        found: dict[str, list[Group]] = {}
        offers = self.vocabularies["offers"]
        for group in self.listed:
            for key in dict.fromkeys(key for offer in group.offers for key in (offer, *offers.ancestors(offer))):
                found.setdefault(key, []).append(group)
        return {key: tuple(groups) for key, groups in found.items()}

    def _areas_by_offer(self, offer: str) -> GroupsByArea | None:
        """The groups with an offer by area, sorted when first asked for: a preview asks for few offers."""
        groups = self._by_offer.get(offer)
        if groups and offer not in self._sorted_offers:
            self._sorted_offers[offer] = GroupsByArea(groups, self.vocabularies["areas"], self.areas_of, _freshest)
        return self._sorted_offers.get(offer)

    @cached_property
    def _offers_by_area(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for offer in self.vocabularies["offers"]:
            areas = self._areas_by_offer(offer.key)
            for area in areas.with_groups if areas else ():
                found.setdefault(area, {})[offer.key] = areas.count_here(area) if areas else 0
        return found

    def with_offer(self, offer: str) -> tuple[Group, ...]:
        """The listed groups with an offer; a family includes those beneath it."""
        return self._by_offer.get(offer, ())

    def serving(self, area: str, offer: str | None = None) -> Serving:
        """The three lists of an area, for all groups or for those with an offer."""
        if offer is None:
            return self.areas.serving(area)
        areas = self._areas_by_offer(offer)
        return areas.serving(area) if areas else Serving()

    def count_here(self, area: str) -> int:
        """How many listed groups name an area or something inside it."""
        return self.areas.count_here(area)

    def offers_here(self, area: str) -> dict[str, int]:
        """Count the groups under Here of an area by offer and family, in the vocabulary's order, without zeros."""
        return self._offers_by_area.get(area, {})

    def areas_with_offer(self, offer: str) -> dict[str, int]:
        """Count the groups with an offer under Here of each area, in the vocabulary's order, without zeros."""
        areas = self._areas_by_offer(offer)
        return {area: areas.count_here(area) for area in areas.with_groups} if areas else {}

    def related(self, group: Group) -> tuple[Group, ...]:
        """Up to four other listed groups with a shared offer, from the nearest area that has some.

        Each list is entered where the group itself stands, so that no group is shown beside all others.
        """
        found: dict[str, Group] = {}
        areas = self.vocabularies["areas"]
        nearest = group.areas[0] if group.areas else self.settings.root_area
        for area in (nearest, *areas.ancestors(nearest)):
            for offer in group.offers:
                for other in self._neighbours(area, offer, group):
                    found.setdefault(other.slug, other)
            if len(found) >= RELATED_MOST:
                break
        return tuple(found.values())[:RELATED_MOST]

    @cached_property
    def _ranks(self) -> dict[tuple[str, str], dict[str, int]]:
        return {}

    def _neighbours(self, area: str, offer: str, group: Group) -> Iterable[Group]:
        areas = self._areas_by_offer(offer)
        standing = areas.standing(area) if areas else ()
        ranks = self._ranks.setdefault((area, offer), {})
        if standing and not ranks:
            ranks |= {other.slug: rank for rank, other in enumerate(standing)}
        at = ranks.get(group.slug, -1)
        for step in range(1, min(RELATED_MOST + 1, len(standing) + (at < 0))):
            yield standing[(at + step) % len(standing)]

    def next_dates(self, group: Group, meeting: Meeting, count: int = 4) -> tuple[date, ...]:
        """List the next dates of a group's meeting.

        There are none for a group that hasn't confirmed its listing for long, or that is paused without saying until
        when: nobody vouches for those.
        """
        start = meets_from(group, self.today) if self.is_listed(group) else None
        return next_dates(meeting, start, count) if start else ()


def name_order(name: str) -> str:
    """A name as lists sort it: without case, marks and a leading "The"."""
    plain = name.casefold()
    if not name.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(c))
    return plain.removeprefix("the ")


def _freshest(group: Group) -> tuple[int, str]:
    return (-group.confirmed.toordinal() if group.confirmed else 0, group.slug)
