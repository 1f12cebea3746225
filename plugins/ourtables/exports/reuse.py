"""What may be exported: which groups, which of their answers, and how exactly a place.

The field `reuse` decides about everything that others are meant to take. The site's own calendars, feeds and JSON-LD
show every listed group.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ourtables.directory.directory import Directory
from ourtables.listing.fields import AREA, EXACT, FACTS, FACTS_AND_WORDS, NOT_ASKED, PRIVATE
from ourtables.listing.group import Group, OwnWords, Place
from ourtables.settings.settings import Settings

_REUSABLE = frozenset({FACTS, FACTS_AND_WORDS})


def exportable(directory: Directory) -> tuple[Group, ...]:
    """Return the listed groups that others may take, by slug; without their words if only facts may be taken."""
    return tuple(
        _allowed(group, directory.settings)
        for group in directory.groups.values()
        if may_leave(group) and directory.is_listed(group)
    )


def may_leave(group: Group) -> bool:
    """Return whether others may take a group's listing: it said so, is real, and was asked."""
    return group.reuse in _REUSABLE and not group.example and group.consent != NOT_ASKED


def shown(directory: Directory) -> tuple[Group, ...]:
    """Return the groups of the site's own calendars and feeds, by slug: all listed ones that aren't made up."""
    return tuple(
        group for group in directory.groups.values() if directory.is_listed(group) and not group.example
    )  # fmt: skip


def told(place: Place, settings: Settings) -> Place:
    """Return a place as exactly as its precision allows.

    The checker stops a listing that says more. This guards against groups that come another way.
    """
    if place.precision == EXACT:
        return place
    if place.precision == AREA:
        return replace(place, address=None, postcode=_outward(place.postcode, settings))
    return Place(place.key, PRIVATE, town=place.town)


def _allowed(group: Group, settings: Settings) -> Group:
    """Return a group with nothing but what may be exported."""
    places = {key: told(place, settings) for key, place in group.places.items()}
    if group.reuse == FACTS:
        return replace(group, places=places, words=OwnWords(), summary=None, also_in=())
    return replace(group, places=places)


def _outward(postcode: str | None, settings: Settings) -> str | None:
    """Return the first half of a postcode, or `None` if it has no halves."""
    if not postcode:
        return None
    rules = settings.postcode
    if rules is None:
        return postcode
    text = postcode.upper().strip()
    # "LS21" could be read as a sector too, so the first half is tried first.
    found = next(filter(None, (re.fullmatch(rule, text) for rule in (rules.outward, rules.unit, rules.sector))), None)
    return found[1].replace(" ", "") if found else None
