"""The GeoJSON is GeoJSON, and its points are as rough as groups want them."""

from collections.abc import Callable

import pytest

from ourtables.listing.group import Place
from tests.exports.conftest import BASE, ROOT, Files, a_group

Make = Callable[..., Files]
FROM_THE_TABLES = [
    (Place("hall", "area", town="Leeds", postcode="LS6"), 6),
    (Place("hall", "exact", "Hall", "Leeds", "LS6 2NB", "1 Street"), 4),
    (Place("hall", "area", town="Otley"), 6),
]


def test_every_feature_has_the_shape_of_the_specification(made: Files) -> None:
    """RFC 7946, sections 3 and 4: positions are longitude and latitude, in degrees."""
    found = made.json("data/groups.geojson")
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    ids = [feature["id"] for feature in found["features"]]
    assert len(ids) == len(set(ids))
    for feature in found["features"]:
        assert feature["type"] == "Feature"
        assert isinstance(feature["properties"], dict)
        if feature["geometry"] is not None:
            assert feature["geometry"]["type"] == "Point"
            lon, lat = feature["geometry"]["coordinates"]
            assert -9 < lon < 2.5
            assert 49 < lat < 61.5


def test_every_group_stands_in_it_and_every_postcode_has_a_point(made: Files) -> None:
    features = made.json("data/groups.geojson")["features"]
    assert {one["properties"]["group"] for one in features} == {group.slug for group in made.exporting.groups}
    assert all(one["geometry"] for one in features if "postcode" in one["properties"])
    assert all(one["geometry"] is None for one in features if one["properties"].get("precision") == "private")


@pytest.mark.parametrize(("place", "within"), FROM_THE_TABLES)
def test_a_point_is_the_middle_of_something_wider(export: Make, place: Place, within: int) -> None:
    feature = export(a_group(places={"hall": place})).json("data/groups.geojson")["features"][0]
    lon, lat = feature["geometry"]["coordinates"]
    assert feature["properties"]["within_km"] == within
    assert feature["properties"]["address"] == f"{BASE}groups/kettle/"
    assert abs(lon + 1.6) < 0.15
    assert abs(lat - 53.85) < 0.1
    written = (ROOT / "content" / "places" / ("sectors.csv" if within == 4 else "outcodes.csv")).read_text()
    # The point of a postcode is one of the published tables', and so nobody's own.
    assert not place.postcode or f"{round(lat, 2)}" in written


def test_a_group_without_a_place_has_no_point(export: Make) -> None:
    feature = export(a_group()).json("data/groups.geojson")["features"][0]
    assert (feature["geometry"], feature["id"]) == (None, "kettle")


def test_a_point_is_no_finer_than_what_is_told_of_its_place(export: Make) -> None:
    """The finder's table asks for points too, of places as their listings have them."""
    group = a_group(places={"hall": Place("hall", "area", town="Leeds", postcode="LS6 2")})
    points = export(group).exporting.points
    finer, outward = (points.of(group, Place("hall", "area", postcode=code)) for code in ("LS6 2", "LS6"))
    assert finer == outward
    assert finer != points.of(group, Place("hall", "exact", postcode="LS6 2NB"))
