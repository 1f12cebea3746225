"""A field is one row of the declaration, one attribute of its record and at least one line in a template: all three, or none."""

import dataclasses
import re
from pathlib import Path

import pytest

from ourtables.exports.schema import SCHEMAS
from ourtables.intake.typed_answers import TYPED
from ourtables.listing import group as records
from ourtables.listing.checking.records import READERS
from ourtables.listing.fields import BY_NAME, FIELDS, LOUD, NEEDED_WHEN_CLOSED, QUIET, SPARED_WHEN_NOT_ASKED, Field
from ourtables.listing.kinds import KINDS, Kind
from ourtables.settings import vocabulary

ROOT = Path(__file__).parents[2]
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
    "also_in": records.WordsInLanguage,
}
EVERY = [(records.Group, field) for field in FIELDS] + [
    (record, part) for name, record in RECORDS.items() for part in BY_NAME[name].parts
]
# What a listing says for the machinery rather than for a reader of its page.
NOT_SHOWN = {"Contact.public_ok"}
# What a record has beside its fields: the file's name, the group's words, a place's key, and "by arrangement" for meetings.
BESIDE = {"Group": {"slug", "listing", "words", "by_arrangement"}, "Place": {"key"}, "WordsInLanguage": {"own_words"}}


@pytest.mark.parametrize(
    ("record", "field"), EVERY, ids=lambda part: getattr(part, "name", getattr(part, "__name__", ""))
)
def test_a_declared_field_is_an_attribute_a_reader_and_a_line_in_a_template(record: type, field: Field) -> None:
    assert field.attribute in {one.name for one in dataclasses.fields(record)}
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


@pytest.mark.parametrize("table", [READERS, SCHEMAS, TYPED], ids=["checker", "schema", "mail"])
def test_each_table_of_kinds_has_every_kind(table: dict[Kind, object]) -> None:
    assert list(KINDS) == sorted(table, key=KINDS.index)


def test_the_form_reads_every_kind() -> None:
    scripts = ROOT / "theme" / "static" / "js" / "form"
    values = (scripts / "values.js").read_text(encoding="utf-8").partition("export const valueReaders = {")[2]
    records = (scripts / "records.js").read_text(encoding="utf-8").partition("const readers = { ...valueReaders, ")[2]
    table = f"{values.partition('};')[0]} {records.partition('};')[0]}"
    assert [kind.name for kind in KINDS if not re.search(rf'[\s,]"?{kind.name}"?: ', f" {table}")] == []


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
