"""The finder: one page that filters and searches on the device, and reads as a plain list without a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from ourtables.site.finder.facet_index import FOLDER, index
from ourtables.site.finder.finder_messages import list_says, says
from ourtables.site.finder.panel import shown
from ourtables.site.finder.place_shards import shards
from ourtables.site.page_kinds import Making, kind, kind_in_one_folder
from ourtables.site.pager import SIZE
from ourtables.site.record import File, Output, Page


def data(making: Making) -> Mapping[str, Any]:
    """What the find page shows before anyone types: the first groups of the plain list, and every filter."""
    return {
        "groups": making.directory.listed[:SIZE],
        "listed_count": len(making.directory.listed),
        "facets": list(shown(making)),
        "says": says(making),
        "index": index(making).head,
        "mapped": shards(making).mapped,
        **looking_up(making),
    }


def looking_up(making: Making) -> Mapping[str, Any]:
    """What a page needs to look a typed place up: where the tables of places begin, and how postcodes are written."""
    rules = making.settings.postcode
    return {
        "places": shards(making).base,
        "postcodes": [rules.outward, rules.sector, rules.unit] if rules else [],
    }


@kind_in_one_folder
def facet_index(making: Making) -> Iterator[Output]:
    """The files that the finder filters by."""
    for name, body in index(making).files.items():
        yield File(url=f"/{FOLDER}/{name}", body=partial(bytes, body))


@kind
def my_list(making: Making) -> Iterator[Output]:
    """The page of the groups that a reader kept."""
    yield Page(
        url="/list/",
        template="list.html",
        title=making.say("My list"),
        description=making.say("Groups you kept on this device."),
        noindex=True,
        context=lambda: {"says": list_says(making)},
    )


@kind_in_one_folder
def places(making: Making) -> Iterator[Output]:
    """The tables that typed places are looked up in."""
    tables = shards(making)
    if making.main and shards(making.main).base == tables.base:
        return
    for name, body in tables.bodies():
        yield File(url=f"/{tables.base}/{name}.json", body=partial(bytes, body))
