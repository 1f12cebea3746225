"""Places as GeoJSON (RFC 7946), with points no more exact than the group allows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from ourtables.core.catalogue import N_
from ourtables.exports.export_registry import Exporting, Made, export
from ourtables.exports.listings import TERMS, head, with_list
from ourtables.listing.group import Group, Place


@export(
    "geojson",
    N_("Places as GeoJSON"),
    N_("A point for each place, as roughly as its group wants it told; private places have none."),
    "data/groups.geojson",
)
def places(exporting: Exporting) -> Iterator[Made]:
    """Yield all places as one collection. A group without a public place is in it without a point."""
    yield Made("data/groups.geojson", partial(_collection, exporting))


def _collection(exporting: Exporting) -> bytes:
    before = {
        "type": "FeatureCollection",
        **head(exporting),
        "terms": exporting.say(TERMS),
        "sources": list(exporting.directory.settings.sources),
    }
    return with_list(before, "features", (one for group in exporting.groups for one in _features(exporting, group)))


def _features(exporting: Exporting, group: Group) -> Iterator[dict[str, Any]]:
    for place in group.places.values():
        point = exporting.points.of(group, place)
        # Longitude comes first (RFC 7946, section 3.1.1).
        geometry = {"type": "Point", "coordinates": [point.lon, point.lat]} if point else None
        more = {"within_km": point.within} if point else {}
        yield _feature(exporting, group, geometry, _place(place) | more, f"{group.slug}/{place.key}")
    if not group.places:
        yield _feature(exporting, group, None, {}, group.slug)


def _feature(
    exporting: Exporting, group: Group, geometry: dict[str, Any] | None, more: dict[str, Any], key: str
) -> dict[str, Any]:
    properties = {
        "group": group.slug,
        "name": group.name,
        "address": exporting.page(group),
        "offers": list(group.offers),
        "areas": list(group.areas),
        "reuse": group.reuse,
    }
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": properties | more}


def _place(place: Place) -> dict[str, str]:
    told = {"place": place.name, "town": place.town, "postcode": place.postcode, "precision": place.precision}
    return {name: value for name, value in told.items() if value}
