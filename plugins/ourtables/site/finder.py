"""The finder: one page that searches words with Pagefind, and reads as a plain list without a script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ourtables.site.pages.pager import SIZE
from ourtables.site.pages.registry import Making


def data(making: Making) -> Mapping[str, Any]:
    """What the find page shows before anyone types: the first groups of the plain list."""
    return {"groups": making.directory.listed[:SIZE], "listed_count": len(making.directory.listed)}
