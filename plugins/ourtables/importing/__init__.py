"""A spreadsheet becomes listings: every row a file, or a line that says why not.

Nobody was asked yet, so nothing is invented, nothing personal-looking is written, and what a group changed later is
never touched.
"""

from ourtables.importing.maps import Map, load
from ourtables.importing.rows import Sheet, read
from ourtables.importing.run import Import, Line, Outcome

__all__ = ["Import", "Line", "Map", "Outcome", "Sheet", "load", "read"]
