"""What may leave the directory: which groups, which of their answers, and how closely a place is told.

The rules are those of `listing.md`: `reuse` rules everything that others are meant to take; the site's own calendars,
feeds and JSON-LD show every listed group.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ourtables.directory import Directory
from ourtables.fields import AREA, EXACT, FACTS, FACTS_AND_WORDS, NOT_ASKED, PRIVATE
from ourtables.group import Group, Place, Words
from ourtables.settings import Settings

_REUSABLE = frozenset({FACTS, FACTS_AND_WORDS})


def exportable(directory: Directory) -> tuple[Group, ...]:
    """The listed groups whose listings others may take, by slug; without the words where only facts may be taken."""
    return tuple(
        _allowed(group, directory.settings)
        for group in directory.groups.values()
        if may_leave(group) and directory.is_listed(group)
    )


def may_leave(group: Group) -> bool:
    """Whether a group lets others take its listing: it said so, is real, and was asked."""
    return group.reuse in _REUSABLE and not group.example and group.consent != NOT_ASKED


def shown(directory: Directory) -> tuple[Group, ...]:
    """The groups of the site's own calendars and feeds, by slug: all that are listed but the made-up ones."""
    return tuple(
        group for group in directory.groups.values() if directory.is_listed(group) and not group.example
    )  # fmt: skip


def told(place: Place, settings: Settings) -> Place:
    """A place as finely as its precision lets it be told.

    The checker stops a listing that says more; this holds for groups that come another way.
    """
    if place.precision == EXACT:
        return place
    if place.precision == AREA:
        return replace(place, address=None, postcode=_outward(place.postcode, settings))
    return Place(place.key, PRIVATE, town=place.town)


def _allowed(group: Group, settings: Settings) -> Group:
    """A group with nothing in it but what may leave."""
    places = {key: told(place, settings) for key, place in group.places.items()}
    if group.reuse == FACTS:
        return replace(group, places=places, words=Words(), summary=None)
    return replace(group, places=places)


def _outward(postcode: str | None, settings: Settings) -> str | None:
    """The first half of a postcode, and nothing of one that can't be told in halves."""
    if not postcode:
        return None
    rules = settings.postcode
    if rules is None:
        return postcode
    text = postcode.upper().strip()
    # "LS21" is a first half; only what isn't one is read as a whole postcode or as a sector.
    found = next(filter(None, (re.fullmatch(rule, text) for rule in (rules.outward, rules.unit, rules.sector))), None)
    return found[1].replace(" ", "") if found else None
