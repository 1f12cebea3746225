"""All groups together: which are listed and how fresh they are, by area and by offer, and which belong beside each
other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from ourtables import checking, source
from ourtables.checking import Context
from ourtables.fields import CLOSED, NOT_ASKED
from ourtables.group import Group, Meeting
from ourtables.problems import Problem, in_order
from ourtables.recurrence import meets_from, next_dates
from ourtables.serving import Areas, Serving
from ourtables.settings import Settings
from ourtables.vocabulary import Vocabulary

RECENT, CHECK_FIRST, STALE, OUT_OF_TOUCH, UNCONFIRMED = "recent", "check-first", "stale", "out-of-touch", "unconfirmed"
_BAND_ORDER = {RECENT: 0, CHECK_FIRST: 0, UNCONFIRMED: 1, STALE: 2, OUT_OF_TOUCH: 3}
RELATED_MOST = 4


@dataclass(frozen=True, slots=True)
class Freshness:
    """How long ago a group last said that its listing is true: its `band`, and the `days` since (`None` when it never
    did).
    """

    band: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A listing that is not published, and the setting or state that says so."""

    path: str
    slug: str
    reason: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A directory, every problem found on the way, and what was left out by a setting."""

    directory: Directory
    problems: tuple[Problem, ...]
    left_out: tuple[LeftOut, ...]

    def account(self) -> dict[str, list[str]]:
        """What became of every file of the folder, each under one heading: the slug of a listing, the name of a file
        that errors stop.
        """
        directory = self.directory
        found = {
            "In the lists": [group.slug for group in directory.listed if group.consent != NOT_ASKED],
            "In the lists, and nobody asked them yet (`--drafts`)": [
                group.slug for group in directory.listed if group.consent == NOT_ASKED
            ],
            "Out of touch, with a page and in no list": [group.slug for group in directory.out_of_touch],
            "Closed, with a page that says so": [group.slug for group in directory.closed],
            "Left out, with errors": list({Path(one.path).name: None for one in self.problems if one.stops}),
        }
        for one in self.left_out:
            found.setdefault(f"Left out, {one.reason}", []).append(one.slug)
        return {heading: sorted(names) for heading, names in found.items() if names}


class Directory:
    """The groups a site publishes, and every way of looking at them."""

    def __init__(
        self, settings: Settings, vocabularies: dict[str, Vocabulary], groups: Iterable[Group], today: date
    ) -> None:
        self.settings, self.vocabularies, self.today = settings, vocabularies, today
        self.groups = {group.slug: group for group in sorted(groups, key=lambda group: group.slug)}
        self.aliases = {alias: slug for slug, group in self.groups.items() for alias in group.aliases if alias != slug}

    def freshness(self, group: Group) -> Freshness:
        """How fresh a listing is on the directory's day, by the bands of its settings."""
        if group.confirmed is None:
            return Freshness(UNCONFIRMED)
        days = (self.today - group.confirmed).days
        bands = self.settings.bands
        steps = ((bands.recent, RECENT), (bands.check_first, CHECK_FIRST), (bands.listed, STALE))
        return Freshness(next((band for most, band in steps if days <= most), OUT_OF_TOUCH), days)

    def is_listed(self, group: Group) -> bool:
        """Whether a group stands in lists and counts; one that wasn't asked yet does wherever drafts are shown at
        all.
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
    def areas(self) -> Areas:
        """All listed groups by area."""
        return Areas(self.listed, self.vocabularies["areas"], _freshest)

    @cached_property
    def _by_offer(self) -> dict[str, tuple[Group, ...]]:
        found: dict[str, list[Group]] = {}
        offers = self.vocabularies["offers"]
        for group in self.listed:
            for key in dict.fromkeys(key for offer in group.offers for key in (offer, *offers.ancestors(offer))):
                found.setdefault(key, []).append(group)
        return {key: tuple(groups) for key, groups in found.items()}

    @cached_property
    def _areas_by_offer(self) -> dict[str, Areas]:
        return {offer: Areas(groups, self.vocabularies["areas"], _freshest) for offer, groups in self._by_offer.items()}

    @cached_property
    def _offers_by_area(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for offer in self.vocabularies["offers"]:
            areas = self._areas_by_offer.get(offer.key)
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
        areas = self._areas_by_offer.get(offer)
        return areas.serving(area) if areas else Serving()

    def count_here(self, area: str) -> int:
        """How many listed groups name an area or something inside it."""
        return self.areas.count_here(area)

    def offers_here(self, area: str) -> dict[str, int]:
        """How many groups under Here of an area have each offer or family, in the vocabulary's order, without the
        zeros.
        """
        return self._offers_by_area.get(area, {})

    def areas_with_offer(self, offer: str) -> dict[str, int]:
        """How many groups with an offer stand under Here of each area, in the vocabulary's order, without the
        zeros.
        """
        areas = self._areas_by_offer.get(offer)
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
        areas = self._areas_by_offer.get(offer)
        standing = areas.standing(area) if areas else ()
        ranks = self._ranks.setdefault((area, offer), {})
        if standing and not ranks:
            ranks |= {other.slug: rank for rank, other in enumerate(standing)}
        at = ranks.get(group.slug, -1)
        for step in range(1, min(RELATED_MOST + 1, len(standing) + (at < 0))):
            yield standing[(at + step) % len(standing)]

    def next_dates(self, group: Group, meeting: Meeting, count: int = 4) -> tuple[date, ...]:
        """The next dates of a group's meeting; none that nobody stands by: of a group that we haven't heard from for
        long, or that is away without saying until when.
        """
        start = meets_from(group, self.today) if self.is_listed(group) else None
        return next_dates(meeting, start, count) if start else ()


def name_order(name: str) -> str:
    """A name as lists sort it: without case, marks and a leading "The"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(c))
    return plain.removeprefix("the ")


def _freshest(group: Group) -> tuple[int, str]:
    return (-group.confirmed.toordinal() if group.confirmed else 0, group.slug)


def load(content: Path, today: date, *, drafts: bool = False, jobs: int = 1) -> Loaded:
    """Read, check and gather every listing of a content folder.

    `today` decides what is fresh; `drafts` lets in listings whose groups weren't asked yet; `jobs` is the number of
    processes. Raises `ContentError` when the keepers' own files can't be used.
    """
    context = checking.load(content, today)
    folder = content / source.FOLDER
    paths: Sequence[Path] = list(source.listings(folder)) if folder.is_dir() else []
    checked = checking.check_files(paths, context, jobs=jobs)
    return gather(checked, context, drafts=drafts)


def gather(checked: Iterable[checking.Checked], context: Context, *, drafts: bool = False) -> Loaded:
    """Make a directory of checked files; what a setting or a state keeps out is named, so that nothing is lost
    unseen.
    """
    groups: list[Group] = []
    problems: list[Problem] = []
    left_out: list[LeftOut] = []
    for one in checked:
        problems += one.problems
        if one.group is None:
            if not any(problem.stops for problem in one.problems):
                raise RuntimeError(f"{one.path} became no group, and nothing was said of it")
            continue
        reason = _kept_out(one.group, context, drafts)
        if reason:
            left_out.append(LeftOut(one.path, one.group.slug, reason))
        else:
            groups.append(one.group)
    directory = Directory(context.settings, context.vocabularies, groups, context.today)
    return Loaded(directory, tuple(in_order(problems)), tuple(left_out))


def _kept_out(group: Group, context: Context, drafts: bool) -> str:
    if group.slug in context.registers.unlisted:
        return "taken off by the keepers (content/maintainers/unlisted.txt)"
    if group.example and not context.settings.demo:
        return "made up, and `demo` is off"
    if group.consent == NOT_ASKED and not drafts:
        return "the group wasn't asked yet (`--drafts` shows it)"
    return ""
