"""Places as GeoJSON (RFC 7946), with points no finer than a group allows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from ourtables.catalogue import N_
from ourtables.exports.listings import TERMS, as_bytes, head
from ourtables.exports.registry import Exporting, Made, export
from ourtables.group import Group, Place


@export(
    "geojson",
    N_("Places as GeoJSON"),
    N_("A point for each place, as roughly as its group wants it told; private places have none."),
    "data/groups.geojson",
)
def places(exporting: Exporting) -> Iterator[Made]:
    """All places as one collection; a group without a place that may be shown stands in it without a point."""
    yield Made("data/groups.geojson", partial(_collection, exporting))


def _collection(exporting: Exporting) -> bytes:
    features = [feature for group in exporting.groups for feature in _features(exporting, group)]
    return as_bytes(
        {
            "type": "FeatureCollection",
            **head(exporting),
            "terms": exporting.say(TERMS),
            "sources": list(exporting.directory.settings.sources),
            "features": features,
        }
    )


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
