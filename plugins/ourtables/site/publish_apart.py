"""Publishes a site, or a booklet, without the groups that a fault of ours keeps it from being made of."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

from ourtables.core.boundary import made_apart
from ourtables.listing.group import Group
from ourtables.site.pages import outputs
from ourtables.site.publish import Publication, prepared, publish
from ourtables.site.record import File

# Lists of an area or an offer show what other pages show too.
_REPEATED = ("/areas/", "/offers/")


def publish_all(what: Publication) -> None:
    """Publish everything; with `keep_going`, without the groups that it fails for.

    Args:
        what: What the run publishes.

    Raises:
        Exception: What failed, when no single group is to blame or the run isn't to go on.
    """
    publish_without(what, publish, _draw)


def publish_without(
    what: Publication, make: Callable[[Publication], object], tries: Callable[[Publication], object]
) -> tuple[str, ...]:
    """Make something of a publication; with `keep_going`, without the groups that it fails for.

    Args:
        what: What the run publishes.
        make: Makes it.
        tries: Fails for the same groups, and writes nothing.

    Returns:
        The slugs of the groups that were left out.

    Raises:
        Exception: What failed, when no single group is to blame or the run isn't to go on.
    """
    if not what.options.keep_going:
        make(what)
        return ()
    everybody = what.loaded.directory.groups

    def of(groups: Sequence[Group]) -> Publication:
        kept = {group.slug for group in groups}
        directory = what.loaded.directory.only(groups)
        unmade = (*what.unmade, *(slug for slug in everybody if slug not in kept))
        return replace(what, loaded=replace(what.loaded, directory=directory), unmade=unmade)

    _, blamed = made_apart(lambda groups: make(of(groups)), tuple(everybody.values()), lambda groups: tries(of(groups)))
    slugs = tuple(group.slug for group in blamed)
    if slugs:
        names = ", ".join(slugs)
        print(f"What couldn't be made, which is a fault of ours: {names}. The rest is published.", file=sys.stderr)
    return slugs


def _draw(what: Publication) -> None:
    """Draw every page and make every file of a publication, and write none."""
    ready = prepared(what)
    for output in outputs(*ready.editions):
        if isinstance(output, File):
            output.body()
        elif not output.url.startswith(_REPEATED):
            ready.draw(output)
