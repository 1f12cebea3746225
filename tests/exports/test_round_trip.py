"""What others took can be taken in: an export that is imported and exported again says the same."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ourtables.core.errors import Unusable
from ourtables.directory.directory import Directory
from ourtables.exports import Exporting
from ourtables.intake.sheets import data_files, hsds_services
from ourtables.intake.sheets import own_json as own
from ourtables.intake.sheets.incoming import ASKED_ANEW, Incoming
from ourtables.intake.sheets.sheet_import import LEFT, WRITTEN
from ourtables.listing import checking
from ourtables.listing.checking import Context
from ourtables.listing.group import Group
from tests.conftest import TESTS, of_our_content
from tests.exports.conftest import BASE, TODAY, Files

Reader = Callable[[Any, Context], Iterator[Incoming]]
FORMATS: list[tuple[str, Reader]] = [
    ("data/groups.json", lambda data, _: own.read(data)),
    ("data/hsds/services.json", hsds_services.read),
    ("data/oruk/services.json", hsds_services.read),
]


@pytest.fixture(scope="module")
def wide(content: Path) -> Context:
    """The directory that the made groups are of."""
    return checking.load(content, TODAY)


def taken_in(settled: str, slug: str, folder: Path, context: Context) -> Group:
    path = folder / f"{slug}.md"
    path.write_text(settled, encoding="utf-8")
    group = checking.check_file(path, context).group
    assert group is not None
    return group


@pytest.mark.parametrize("step", [12, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize(("path", "read"), FORMATS, ids=["json", "hsds", "oruk"])
def test_every_exported_field_comes_back(
    made: Files, wide: Context, tmp_path: Path, path: str, read: Reader, step: int
) -> None:
    groups = list(made.exporting.directory.groups.values())[::step]
    some = Directory(made.exporting.directory.settings, wide.vocabularies, groups, TODAY)
    comes_back(Files(Exporting(some, BASE, made.exporting.tables)), wide, tmp_path, path, read)


def comes_back(made: Files, context: Context, folder: Path, path: str, read: Reader) -> None:
    """What is imported from a file of an export makes the same file again, once it is said what only groups can say."""
    before = {group.slug: group for group in made.exporting.groups}
    groups = []
    for incoming in read(made.json(path), context):
        text = incoming.settle(context)
        facts = before[incoming.slug].reuse == "facts"
        assert [name for name, _ in incoming.notes] == (["body"] if facts else [])
        group = taken_in(text, incoming.slug, folder, context)
        assert (group.consent, group.confirmed, group.confirmed_by, group.reuse) == ("not-asked", None, None, "this-site-only")  # fmt: skip
        old = before[incoming.slug]
        groups.append(replace(group, **{name: getattr(old, name) for name in ASKED_ANEW}))
    assert {group.slug for group in groups} == before.keys()
    directory = Directory(made.exporting.directory.settings, context.vocabularies, groups, TODAY)
    again = Files(Exporting(directory, BASE, made.exporting.tables))
    assert again.json("data/groups.json")["groups"] == made.json("data/groups.json")["groups"]
    assert again.body(path) == made.body(path)


def one(reader: Iterator[Incoming], context: Context) -> tuple[Incoming, str]:
    incoming = next(reader)
    return incoming, incoming.settle(context)


def test_what_has_no_place_here_is_named_and_the_rest_is_kept(context: Context) -> None:
    data = {"directory": "Another", "groups": [{"slug": "kettle", "name": "Kettle", "cost": "gold", "colour": "red", "areas": ["leeds"], "consent": "group-agreed", "confirmed": "2026-10-05", "words": "Tea."}]}  # fmt: skip
    incoming, text = one(own.read(data), context)
    assert [name for name, _ in incoming.notes] == ["colour", "cost"]
    assert "consent: not-asked" in text
    assert "confirmed" not in text
    assert "gold" not in text


def test_a_service_of_another_directory_becomes_a_listing(context: Context) -> None:
    service = {
        "name": "Community Tea",
        "description": "Tea for everybody who likes some.",
        "email": "tea@example.org",
        "accreditations": "Best tea",
        "status": "active",
        "fees_description": "A pound",
        "phones": [{"number": "01632 960123", "type": "voice"}],
        "service_areas": [{"name": "Leeds"}, {"name": "Atlantis"}],
        "schedules": [{"freq": "MONTHLY", "byday": "1TU,-1TU", "opens_at": "18:00:00", "closes_at": "20:00:00"}, {"freq": "WEEKLY"}],
        "service_at_locations": [{"location": {"name": "Hall", "addresses": [{"city": "Leeds", "address_1": "1 Street", "postal_code": "LS6 2NB"}]}}],
    }  # fmt: skip
    incoming, text = one(hsds_services.read({"contents": [service]}, context), context)
    assert incoming.slug == "community-tea"
    assert [name for name, _ in incoming.notes] == [
        "accreditations",
        "fees_description",
        "areas",
        "meetings",
    ]
    assert "01632 960123" in text
    assert "which: [1st, last]" in text
    assert "1 Street" not in text
    assert "tea@example.org" in text
    assert not re.search(r"\d{4}-\d\d-\d\d", text)


@pytest.mark.parametrize("data", [{"groups": [7]}, {"contents": ["x", {}]}, {"contents": [{"name": 5, "listing": {"networks": 9, "ties": []}, "schedules": 1}]}, {"contents": [{"name": "Tea", "listing": 1, "organization": 2, "service_at_locations": [{"location": 3}], "contacts": [{"listing": [4]}]}]}])  # fmt: skip
def test_data_of_any_shape_is_a_line_and_no_crash(context: Context, data: Any) -> None:
    found = own.read(data) if "groups" in data else hsds_services.read(data, context)
    for incoming in found:
        with suppress(Unusable):
            assert incoming.settle(context)
            assert incoming.slug


def test_a_single_service_is_taken_in_too(context: Context, tmp_path: Path) -> None:
    file = tmp_path / "service.json"
    file.write_text(
        '{"id": "ac148810-d857-441c-9679-408f346de14b", "name": "Community Tea", "status": "active",'
        ' "description": "Tea.", "service_areas": [{"name": "Leeds"}]}'
    )
    assert data_files.run(file, context, tmp_path / "groups").rows == {WRITTEN: 1}
    assert "areas: [leeds]" in (tmp_path / "groups" / "community-tea.md").read_text()


def test_a_file_is_told_by_what_is_in_it_and_never_writes_over_a_listing(context: Context, tmp_path: Path) -> None:
    file, into = tmp_path / "data.json", tmp_path / "groups"
    file.write_text(
        '{"contents": [{"name": "Community Tea", "description": "Tea.", "service_areas": [{"name": "Leeds"}]}, {}]}'
    )
    first = data_files.run(file, context, into)
    assert (first.rows[WRITTEN], first.rows[LEFT]) == (1, 1)
    written = (into / "community-tea.md").read_text()
    (into / "community-tea.md").write_text(f"{written}More.\n")
    assert data_files.run(file, context, into).rows == {LEFT: 2}
    assert (into / "community-tea.md").read_text().endswith("More.\n")
    for text in ("[]", "{", "\ufeff{}"):
        file.write_text(text)
        with pytest.raises(data_files.DataError):
            data_files.run(file, context, into)


@pytest.mark.parametrize(
    ("where", "areas", "place"),
    [
        ({"service_at_locations": [{"location": {"name": "Hall", "addresses": [{"city": "Leeds"}]}}]}, "leeds", "Hall"),
        ({"locations": [{"addresses": [{"city": "Leeds", "country": "GB"}]}]}, "leeds", "Leeds"),
        ({"service_at_locations": [{"location": {"physical_addresses": [{"city": "Leeds"}]}}]}, "leeds", "Leeds"),
        ({"location": [{"name": "Hall", "physical_address": [{"city": "Leeds"}]}]}, "leeds", "Hall"),
        ({"locations": [{"addresses": [{"postal_code": "LS6 2NB", "address_1": "1 Street"}]}]}, "leeds", ""),
        ({"locations": [{"addresses": [{"city": "Leeds"}]}, {"addresses": [{"city": "Hull"}]}]}, "leeds, hull", "Hull"),
    ],
)
@of_our_content
def test_a_service_that_names_no_area_has_that_of_its_address(where: Any, areas: str, place: str) -> None:
    ours = checking.load(TESTS.parent / "content", TODAY)
    service = {"id": "1", "name": "Tea Table", "status": "active", "description": "Tea and talk.", **where}
    incoming, text = one(hsds_services.read(service, ours), ours)
    assert f"areas: [{areas}]" in text
    assert place in text
    assert "Street" not in text
    assert "LS6" not in text
    assert {f"No area is given. That of its address is taken: {one}." for one in areas.split(", ")} == {
        note for name, note in incoming.notes if name == "areas"
    }


@pytest.mark.parametrize(
    "address", [{"city": "Leeds", "country": "US"}, {"city": "Atlantis"}, {"country": "Ireland"}, {}]
)
@of_our_content
def test_an_address_that_is_elsewhere_or_unknown_gives_no_area(address: Any) -> None:
    ours = checking.load(TESTS.parent / "content", TODAY)
    service = {
        "id": "1",
        "name": "Tea",
        "status": "active",
        "description": "Tea.",
        "locations": [{"addresses": [address]}],
    }
    with pytest.raises(Unusable):
        one(hsds_services.read(service, ours), ours)


EARLIER = {
    "id": "1",
    "name": "Tea &amp; Talk",
    "status": "active",
    "description": "<p>We sit and talk over tea.</p>",
    "service_areas": [{"id": "a", "service_area": "Leeds"}],
    "contacts": [{"id": "c", "name": "Jackie Smith", "phones": [{"number": "01632 960123 (Jackie)"}]}],
    "regular_schedules": [{"weekday": "Tuesday", "opens_at": "7:00 PM", "closes_at": "9:00 PM"}],
}


@pytest.mark.parametrize(
    "wrap", [lambda one: one, lambda one: [one], lambda one: {"content": [one], "totalElements": 1}]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_services_of_earlier_versions_are_read_by_their_names(
    context: Context, tmp_path: Path, wrap: Any, encoding: str
) -> None:
    file = tmp_path / "services.json"
    file.write_text(json.dumps(wrap(EARLIER)), encoding=encoding)
    outcome = data_files.run(file, context, tmp_path / "groups")
    text = (tmp_path / "groups" / "tea-and-talk.md").read_text()
    assert text.startswith('---\nname: "Tea & Talk"\nareas: [leeds]\n')
    assert '  - day: [tuesday]\n    start: "19:00"\n    end: "21:00"\n' in text
    assert 'contact:\n  - how: phone\n    value: "01632 960123"\nconsent: not-asked\n' in text
    assert text.endswith("---\n\nWe sit and talk over tea.\n")
    assert "Who answers is left out: Jackie, Jackie Smith." in [line.text for line in outcome.lines]


@pytest.mark.parametrize("status", ["inactive", "defunct"])
def test_a_service_that_has_ended_there_is_left_out(context: Context, tmp_path: Path, status: str) -> None:
    file = tmp_path / "service.json"
    file.write_text(json.dumps(EARLIER | {"status": status}))
    (line,) = data_files.run(file, context, tmp_path / "groups").lines
    assert (line.outcome, line.text) == (LEFT, f"Its status there is “{status}”.")
