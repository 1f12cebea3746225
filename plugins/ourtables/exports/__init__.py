"""The directory as data for others: one function and one line in the registry for each way of giving it away."""

from __future__ import annotations

# Importing a module enters its exports into the registry.
from ourtables.exports import calendars, changes, feeds, hsds, listings, maps, opensearch, tables
from ourtables.exports.registry import EXPORTS, Export, Exporting, Made

__all__ = [
    "EXPORTS",
    "Export",
    "Exporting",
    "Made",
    "calendars",
    "changes",
    "feeds",
    "hsds",
    "listings",
    "maps",
    "opensearch",
    "tables",
]
