"""Every page and file of the site, from one registry of kinds."""

from __future__ import annotations

from collections.abc import Iterable

from ourtables.site.page_kinds import Making, kinds, records

# Importing a module registers its kinds.
from ourtables.site.pages import (
    areas,
    booklets,
    components,
    data,
    files,
    groups,
    home,
    hosts,
    lists,
    offers,
    offline,
    prose,
)
from ourtables.site.record import File, Output, Page

__all__ = [
    "Making",
    "areas",
    "booklets",
    "components",
    "data",
    "groups",
    "home",
    "hosts",
    "lists",
    "offers",
    "offline",
    "outputs",
    "prose",
    "sitemaps",
]


def outputs(*editions: Making) -> list[Output]:
    """Return the records of everything that is published: files, then pages, each in the order of their addresses.

    A file of all groups takes tens of megabytes while it is written, which pages later fill with what they remember.

    Args:
        editions: What the pages of each language are made from, the first language's first.
    """
    made = [(making, output) for making in editions for one in kinds(making) for output in records(making, one)]
    found = _shared([output for _, output in made], languages=len(editions))
    found += sitemaps(editions[0], made)
    return sorted(found, key=lambda output: (isinstance(output, Page), output.folder, output.url))


def _shared(found: list[Output], languages: int) -> list[Output]:
    """Leave out files that another language has made already: their name says what they hold."""
    if languages == 1:
        return found
    files = {output.file: output for output in reversed(found) if isinstance(output, File) and not output.folder}
    return [one for one in found if files.get(one.file, one) is one]


def sitemaps(first: Making, made: Iterable[tuple[Making, Output]]) -> list[Output]:
    """Return the sitemaps of all pages that search engines may list.

    Args:
        first: What the first language's pages are made from.
        made: Every other record, with what it is made from.
    """
    pages = ((making, one) for making, one in made if isinstance(one, Page) and not one.noindex)
    return list(files.sitemaps(first, sorted(making.address.absolute(one.url) for making, one in pages)))
