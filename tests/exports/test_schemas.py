"""Every listing of 1,000 is valid by our own schema, by HSDS 3.0 and by Open Referral UK 3.0."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from ourtables.directory.directory import Directory
from ourtables.exports import Exporting
from ourtables.exports.hsds.terms import Identifiers
from ourtables.exports.plain_values import FIELDS_GIVEN
from ourtables.exports.schema import DIALECT
from ourtables.listing.checking import Context
from ourtables.listing.fields import FIELDS
from ourtables.places.tables import Tables
from tests.exports.conftest import BASE, ROOT, TODAY, Files, a_group

SCHEMAS = Path(__file__).parent / "schemas"
HSDS = json.loads((SCHEMAS / "hsds-3.0" / "service_with_definitions.json").read_text())
ORUK = json.loads((SCHEMAS / "oruk-3.0" / "service.json").read_text())
FORMATS = FormatChecker()


@FORMATS.checks("uri")
def is_uri(value: object) -> bool:
    parts = urlsplit(value) if isinstance(value, str) else None
    return parts is None or (bool(parts.scheme and parts.netloc) and not set(' <>"{}|\\^`') & set(str(value)))


@FORMATS.checks("date-time")
def is_moment(value: object) -> bool:
    from datetime import datetime

    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def faults(schema: Any, records: list[Any]) -> list[str]:
    validator = Draft202012Validator(schema, format_checker=FORMATS)
    return [f"{error.json_path}: {error.message[:200]}" for one in records for error in validator.iter_errors(one)]


def one_of(name: str) -> Any:
    return {**HSDS["definitions"][name], "definitions": HSDS["definitions"]}


def test_our_own_schema_is_one_and_every_listing_follows_it(made: Files) -> None:
    schema = made.json("data/listing.schema.json")
    assert schema["$schema"] == DIALECT
    Draft202012Validator.check_schema(schema)
    listings = made.json("data/groups.json")
    assert len(listings["groups"]) > 200
    assert faults({**schema, "oneOf": [{"$ref": "#/$defs/listings"}]}, [listings]) == []
    listing = {key: value for key, value in schema.items() if key != "oneOf"} | {"$ref": "#/$defs/listing"}
    assert faults(listing, listings["groups"]) == []
    assert faults(listing, [{**listings["groups"][0], "cost": "gold", "colour": "red"}]) != []


def test_the_schema_names_every_field_but_the_one_that_never_leaves(made: Files) -> None:
    properties = made.json("data/listing.schema.json")["$defs"]["listing"]["properties"]
    assert {field.name for field in FIELDS} - set(properties) == {"example"}


def test_a_groups_own_file_is_its_listing_in_the_whole(made: Files) -> None:
    for listing in made.json("data/groups.json")["groups"][:50]:
        assert made.json(f"groups/{listing['slug']}/group.json") == listing


@pytest.mark.parametrize(("path", "schema"), [("data/hsds/services.json", HSDS), ("data/oruk/services.json", ORUK)])
def test_every_service_is_valid(made: Files, path: str, schema: Any) -> None:
    page = made.json(path)
    assert page["total_items"] == page["size"] == len(page["contents"]) == len(made.exporting.groups)
    assert faults(schema, page["contents"]) == []


@pytest.mark.parametrize(("path", "name"), [("organizations", "organization"), ("taxonomies", "taxonomy"), ("taxonomy_terms", "taxonomy_term")])  # fmt: skip
def test_every_organization_and_term_is_valid(made: Files, path: str, name: str) -> None:
    contents = made.json(f"data/hsds/{path}.json")["contents"]
    assert contents
    assert faults(one_of(name), contents) == []


def identifiers(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (node[key] for key in ("id",) if key in node)
        for key, value in node.items():
            # A term stands inside each offer.
            if key != "taxonomy_term":
                yield from identifiers(value)
    elif isinstance(node, list):
        for item in node:
            yield from identifiers(item)


def test_identifiers_are_used_once_and_stay_the_same(made: Files) -> None:
    found = list(identifiers(made.json("data/hsds/services.json")["contents"]))
    assert len(found) == len(set(found))
    again = made.exporting.__class__(made.exporting.directory, "https://elsewhere.example.org/", made.exporting.tables)
    assert list(identifiers(Files(again).json("data/hsds/services.json")["contents"])) == found


def test_an_identifier_is_a_uuid_of_version_5(made: Files) -> None:
    space = uuid5(UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), made.exporting.directory.settings.address)
    assert Identifiers(made.exporting).of("service", "kettle") == str(uuid5(space, "service/kettle"))


@pytest.mark.parametrize(("country", "money"), [("GB", {"currency": "GBP"}), ("AQ", {})])
def test_what_costs_nothing_names_the_money_of_its_country_if_that_has_one(
    context: Context, country: str, money: dict[str, str]
) -> None:
    settings = replace(context.settings, country=country)
    directory = Directory(settings, context.vocabularies, [a_group(cost="free")], TODAY)
    (service,) = Files(Exporting(directory, BASE, Tables(ROOT / "content" / "places"))).json("data/hsds/services.json")[
        "contents"
    ]
    (cost,) = service["cost_options"]
    assert {"amount": 0, **money}.items() <= cost.items()
    assert set(cost) == {"id", "option", "amount", *money}
    assert faults(HSDS, [service]) == []


@pytest.mark.parametrize("path", ["data/hsds", "data/oruk"])
def test_each_term_that_a_service_names_is_given(made: Files, path: str) -> None:
    terms = {term["id"] for term in made.json(f"{path}/taxonomy_terms.json")["contents"]}
    attributes = [one for service in made.json(f"{path}/services.json")["contents"] for one in service["attributes"]]
    named = {one.get("taxonomy_term_id") or one["taxonomy_term"]["id"] for one in attributes}
    assert len(named) > 60
    assert named <= terms


def test_an_offer_stands_with_its_whole_term_only_where_readers_look_inside(made: Files) -> None:
    for path, whole in (("data/hsds", False), ("data/oruk", True)):
        attributes = made.json(f"{path}/services.json")["contents"][0]["attributes"]
        assert {"taxonomy_term" in one for one in attributes if one["link_type"] == "offers"} == {whole}


def test_what_hsds_has_no_field_for_is_documented(made: Files) -> None:
    """Our one extra attribute is none of the specification's, and the table of the documentation names what it holds."""
    table = (ROOT / "docs" / "open-data.md").read_text(encoding="utf-8").partition("| `listing` of |")[2]
    rows = {row.split("|")[1].strip(): set(re.findall("`(\\w+)`", row)) for row in table.split("\n") if "| a " in row}
    places: dict[str, list[Any]] = {
        "a service": [],
        "a contact": [],
        "a schedule": [],
        "a location": [],
        "a service area": [],
    }
    for service in made.json("data/hsds/services.json")["contents"]:
        places["a service"].append(service)
        places["a contact"] += service["contacts"]
        places["a schedule"] += service.get("schedules", [])
        places["a location"] += [at["location"] for at in service.get("service_at_locations", [])]
        places["a service area"] += service["service_areas"]
    definitions = HSDS["definitions"] | {"service": HSDS}
    rows["a service"] = {field.name for field in FIELDS_GIVEN} - rows["a service"] | {"meetings"}
    for where, records in places.items():
        known = set(definitions[where.removeprefix("a ").replace(" ", "_")]["properties"])
        assert set().union(*records) - known == {"listing"}
        held = {name for one in records for name in one.get("listing", ())}
        assert held == rows[where], where


def test_service_areas_carry_the_codes_of_the_statistics_office(made: Files) -> None:
    areas = [area for one in made.json("data/oruk/services.json")["contents"] for area in one["service_areas"]]
    coded = [area for area in areas if area.get("extent_type") == "ONS GSS code"]
    assert len(coded) > 0.8 * len(areas)
    assert all(area["uri"].endswith(area["extent"]) for area in coded)


def test_openapi_describes_each_file_beside_it(made: Files) -> None:
    document = made.json("data/oruk/openapi.json")
    paths = {f"data/oruk{path}" for path in document["paths"]}
    assert paths == {path for path in made.made if path.startswith("data/oruk/")} - {"data/oruk/openapi.json"}
    schemas = document["components"]["schemas"]
    page = {"$ref": "#/components/schemas/page", "components": {"schemas": schemas}}
    assert [fault for path in paths for fault in faults(page, [made.json(path)])] == []
