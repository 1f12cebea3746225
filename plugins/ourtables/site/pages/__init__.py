"""Every page and file of the site, from one registry of kinds."""

from __future__ import annotations

# Importing a module enters its kinds into the registry.
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
    rulebook,
)
from ourtables.site.pages.registry import Making, records
from ourtables.site.record import Output, Page

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
    "rulebook",
]


def outputs(making: Making) -> list[Output]:
    """The records of everything that is published, by address."""
    found = records(making)
    found += files.sitemaps(making, [output for output in found if isinstance(output, Page)])
    return sorted(found, key=lambda output: output.url)
