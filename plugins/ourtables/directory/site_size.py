"""About how large a site will be and which listings weigh most, told before a host refuses it."""

from __future__ import annotations

from collections.abc import Iterable

from ourtables.core.problems import Problem
from ourtables.listing.group import Group
from ourtables.settings.vocabulary import Vocabulary

# What GitHub Pages takes at most, for a published site, and how long a deployment may take, which its action can't
# lengthen (docs.github.com, "GitHub Pages limits").
MOST_BYTES = 1_000_000_000
MOST_MINUTES = 10
# From here on a keeper is told: sites of this size have run into those minutes.
NEARLY = 400_000_000
MOST_NAMED = 5
# Measured on this directory's own words and areas (docs/security.md), and rounded up by a third: a site without a
# group; what a group adds for itself, and for each area that lists it, at least and for each byte of its listing.
_EMPTY = 12_000_000
_OWN, _OWN_EACH = 25_000, 8.0
_AREA, _AREA_EACH = 9_000, 3.0


def weight(group: Group, areas: Vocabulary) -> int:
    """Estimate how many bytes of a site are due to one group.

    Args:
        group: The group.
        areas: The vocabulary of areas: a group is in the lists, booklets and calendars of those that it names and of
            those above them.

    Returns:
        The bytes.
    """
    size = len(group.listing.encode())
    lists = len({one for area in group.areas for one in (area, *areas.ancestors(area))})
    return int(_OWN + _OWN_EACH * size + lists * (_AREA + _AREA_EACH * size))


def note(groups: Iterable[Group], areas: Vocabulary, path: str, languages: int = 1) -> list[Problem]:
    """Tell a keeper when a directory comes near what GitHub Pages takes.

    Args:
        groups: All groups of the directory.
        areas: The vocabulary of areas.
        path: The keepers' file that the note is reported of.
        languages: How many languages the site is in; each has its own pages of every group.

    Returns:
        One note, or none while there is room.
    """
    weights = {group.slug: languages * weight(group, areas) for group in groups}
    empty = languages * _EMPTY
    whole = empty + sum(weights.values())
    if whole < NEARLY or not weights:
        return []
    fit = len(weights) * (MOST_BYTES - empty) // (whole - empty)
    what = f"The site may take up to {told(whole)}, and GitHub Pages takes {told(MOST_BYTES)} at most: "
    what += f"about {fit:,} groups like these fit, in {'one language' if languages == 1 else f'{languages} languages'}."
    what += f" To publish a site of {told(NEARLY)} or more can take longer than the {MOST_MINUTES} minutes it allows."
    return [Problem(path, 1, 1, "keeper-note", "", {"what": what, "hint": hint(weights)})]


def hint(weights: dict[str, int]) -> str:
    """Say which listings weigh most, and what a keeper can do.

    Args:
        weights: The bytes that are due to each group, by its slug.
    """
    heaviest = sorted(weights, key=lambda slug: (-weights[slug], slug))[:MOST_NAMED]
    named = ", ".join(f"{slug} ({told(weights[slug])})" for slug in heaviest)
    return f"Most of it is due to {named}. Shorten them, or choose another host: docs/run-your-own.md."


def told(count: int) -> str:
    """Say a number of bytes in MB or GB.

    Args:
        count: The bytes.
    """
    return f"{count / 10**9:.1f} GB" if count >= 10**9 else f"{count / 10**6:.1f} MB"
