"""The directory as data for others: one function for each format, entered in one registry."""

from __future__ import annotations

# Importing a module registers its exports.
from ourtables.exports import calendars, changes, feeds, hsds, listings, maps, opensearch
from ourtables.exports import csv_tables as tables
from ourtables.exports.export_registry import EXPORTS, Export, Exporting, Made

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
