"""The bank holidays of a country, on which nobody's usual hours are taken for granted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import holidays

# What the library calls days on which offices or banks are shut.
_KINDS = frozenset({"public", "bank"})


def bank_holidays(country: str, years: Iterable[int]) -> frozenset[date] | None:
    """List the days that are a public or a bank holiday in a country or in any part of it.

    Args:
        country: Two capitals, such as "GB".
        years: The years to list.

    Returns:
        The days, or `None` when nobody has written down this country's.
    """
    parts = holidays.list_supported_countries().get(country)
    if parts is None:
        return None
    wanted = tuple(years)
    found: set[date] = set()
    for part in (None, *parts):
        known = holidays.country_holidays(country, subdiv=part)
        kinds = sorted(_KINDS.intersection(known.supported_categories))
        found.update(holidays.country_holidays(country, subdiv=part, years=wanted, categories=kinds or None))
    return frozenset(found)
