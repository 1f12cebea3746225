"""Real charities' words leave in every format, valid, and come back whole.

The rows are those of tests/intake/sheets (CC BY 4.0, see its README), imported as a spreadsheet is; then the test says for
each what only a group itself could say. In the long run OURTABLES_CHARITIES may name a larger file of the same columns,
which is then taken instead.
"""

import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import feedparser
import pytest

from ourtables.directory import loading
from ourtables.directory.directory import Directory
from ourtables.exports import Exporting
from ourtables.exports.linked import of_group
from ourtables.intake import sheets
from ourtables.listing import checking
from ourtables.listing.checking import Context
from ourtables.places.tables import Tables
from tests.conftest import TESTS, of_our_content
from tests.exports import test_linked, test_maps, test_round_trip, test_schemas, test_tables
from tests.exports.conftest import BASE, ROOT, TODAY, Files

pytestmark = of_our_content
ROWS = Path(os.environ.get("OURTABLES_CHARITIES") or TESTS / "intake" / "sheets" / "charities.csv")


@pytest.fixture(scope="module")
def content_of_charities(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own words and places, with the charities as listings of groups that nobody asked."""
    content = tmp_path_factory.mktemp("charities") / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("groups"))
    map_ = sheets.load(ROOT / "bench" / "charities.yml", checking.load(content, TODAY))
    sheet = sheets.read(ROWS, map_.columns)
    sheets.Import(map_, sheet, checking.load(content, TODAY), content / "groups").run()
    return content


@pytest.fixture(scope="module")
def charities(content_of_charities: Path) -> Files:
    """Every file of the charities, as if each had agreed to everything."""
    loaded = loading.load(content_of_charities, TODAY, drafts=True).directory
    said = {"consent": "group-agreed", "confirmed": date(2026, 10, 5), "reuse": "facts-and-words"}
    # A group that agreed has said what it offers, and some of the rows' tags are none of our words.
    groups = [
        replace(group, **said, offers=group.offers or ("peer-support-group",)) for group in loaded.groups.values()
    ]
    assert len(groups) >= 60
    return Files(
        Exporting(
            Directory(loaded.settings, loaded.vocabularies, groups, TODAY),
            BASE,
            Tables(content_of_charities / "places"),
        )
    )


@pytest.fixture(scope="module")
def around(content_of_charities: Path) -> Context:
    """The directory that they are of."""
    return checking.load(content_of_charities, TODAY)


def test_all_of_them_leave(charities: Files) -> None:
    slugs = set(charities.exporting.directory.groups)
    assert {one["slug"] for one in charities.json("data/groups.json")["groups"]} == slugs
    assert {f"groups/{slug}/group.json" for slug in slugs} <= charities.made.keys()


def test_every_file_is_valid(charities: Files, tmp_path: Path) -> None:
    test_schemas.test_every_service_is_valid(charities, "data/hsds/services.json", test_schemas.HSDS)
    test_schemas.test_every_service_is_valid(charities, "data/oruk/services.json", test_schemas.ORUK)
    test_schemas.test_identifiers_are_used_once_and_stay_the_same(charities)
    test_schemas.test_openapi_describes_each_file_beside_it(charities)
    test_maps.test_every_feature_has_the_shape_of_the_specification(charities)
    assert test_tables.faults(charities, tmp_path) == []
    schema = charities.json("data/listing.schema.json")
    assert test_schemas.faults(schema, [charities.json("data/groups.json")]) == []
    for path, body in charities.of("feeds"):
        assert not feedparser.parse(body).bozo, path
    for group in charities.exporting.groups:
        assert test_linked.expanded(of_group(charities.exporting, group))


@pytest.mark.parametrize(("path", "read"), test_round_trip.FORMATS, ids=["json", "hsds", "oruk"])
def test_every_field_of_theirs_comes_back(
    charities: Files, around: Context, tmp_path: Path, path: str, read: test_round_trip.Reader
) -> None:
    test_round_trip.comes_back(charities, around, tmp_path, path, read)
