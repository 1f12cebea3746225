"""A field is one row of the declaration, one attribute of its record and at least one line in a template: all three, or none."""

import dataclasses
import re
from pathlib import Path

import pytest

from ourtables import group as records
from ourtables import vocabulary
from ourtables.checking.records import READERS
from ourtables.fields import BY_NAME, FIELDS, LOUD, NEEDED_WHEN_CLOSED, QUIET, SPARED_WHEN_NOT_ASKED, Field

ROOT = Path(__file__).parents[1]
# What a page shows stands in a template, or in the module that works it out for one.
PAGES = [
    *(ROOT / "theme" / "templates").rglob("*.html"),
    *(ROOT / "plugins" / "ourtables" / "site" / "pages").glob("*.py"),
]
SHOWN = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PAGES))
RECORDS = {
    "contact": records.Contact,
    "meetings": records.Meeting,
    "places": records.Place,
    "ties": records.Ties,
    "networks": records.Network,
}
EVERY = [(records.Group, field) for field in FIELDS] + [
    (record, part) for name, record in RECORDS.items() for part in BY_NAME[name].parts
]
# What a listing says for the machinery rather than for a reader of its page.
NOT_SHOWN = {"Contact.public_ok"}
# What a record has beside its fields: the file's name, the group's words, a place's key, and "by arrangement" for meetings.
BESIDE = {"Group": {"slug", "words", "by_arrangement"}, "Place": {"key"}}


@pytest.mark.parametrize(
    ("record", "field"), EVERY, ids=lambda part: getattr(part, "name", getattr(part, "__name__", ""))
)
def test_a_declared_field_is_an_attribute_a_reader_and_a_line_in_a_template(record: type, field: Field) -> None:
    assert field.attribute in {one.name for one in dataclasses.fields(record)}
    assert field.kind in READERS
    if f"{record.__name__}.{field.name}" not in NOT_SHOWN:
        found = re.search(rf"\.{field.attribute}\b|[\"']{field.attribute}[\"']", SHOWN)
        assert found, f"no template shows {record.__name__}.{field.attribute}"


@pytest.mark.parametrize("record", [records.Group, *RECORDS.values()], ids=lambda record: record.__name__)
def test_a_record_has_nothing_that_is_not_declared(record: type) -> None:
    declared = {field.attribute for of, field in EVERY if of is record}
    assert {one.name for one in dataclasses.fields(record)} - declared == BESIDE.get(record.__name__, set())


@pytest.mark.parametrize(
    ("record", "field"), EVERY, ids=lambda part: getattr(part, "name", getattr(part, "__name__", ""))
)
def test_a_declared_field_has_a_heading_a_question_and_words_that_exist(record: type, field: Field) -> None:
    assert field.label
    assert field.ask.endswith((".", "?", "!"))
    if field.vocabulary:
        assert field.vocabulary in vocabulary.load(ROOT / "content")


def test_lists_of_fields_name_only_fields() -> None:
    assert {*LOUD, *QUIET, *NEEDED_WHEN_CLOSED, *SPARED_WHEN_NOT_ASKED} <= set(BY_NAME)


def test_seven_answers_and_three_of_the_form_are_all_that_is_needed() -> None:
    required = [field.name for field in FIELDS if field.required]
    assert required == [
        "name",
        "offers",
        "areas",
        "formats",
        "led_by",
        "contact",
        "confirmed",
        "confirmed_by",
        "consent",
    ]
