"""The directory as data for others: one function and one line in the registry for each way of giving it away."""

from __future__ import annotations

# Importing a module enters its exports into the registry.
from ourtables.exports import changes, listings, maps, tables
from ourtables.exports.registry import EXPORTS, Export, Exporting, Made

__all__ = ["EXPORTS", "Export", "Exporting", "Made", "changes", "listings", "maps", "tables"]
