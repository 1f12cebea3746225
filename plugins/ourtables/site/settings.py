"""Pelican's settings that follow from the directory's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ourtables import settings as own


def follow(pelican: Any) -> None:
    """Give Pelican the directory's title, address, language and time zone; an address given for one run stays."""
    ours = own.load(Path(pelican.settings["PATH"]))
    pelican.settings.update(
        SITENAME=ours.title,
        SITEURL=pelican.settings["SITEURL"] or ours.address.rstrip("/"),
        DEFAULT_LANG=ours.language.lower(),
        TIMEZONE=ours.time_zone,
    )
