"""A spreadsheet becomes listings: each row becomes a file, or a line that says why not.

Nobody was asked yet, so nothing is invented, nothing that looks personal is written, and nothing that a group changed
later is touched.
"""

from ourtables.intake.sheets.rows import Sheet, read
from ourtables.intake.sheets.sheet_import import Import, Outcome, ReportLine
from ourtables.intake.sheets.sheet_map import Map, load

__all__ = ["Import", "Map", "Outcome", "ReportLine", "Sheet", "load", "read"]
