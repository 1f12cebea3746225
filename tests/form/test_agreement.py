"""Python and the browser hold answers to the same *field* rules: the same field, code and sentences for every case."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ourtables.core.rules import RULES
from ourtables.listing import kinds
from ourtables.listing.checking import Context
from ourtables.listing.fields import BY_NAME, FIELDS, Field
from ourtables.settings import vocabulary

from ..conftest import TESTS
from .agreement import SMALLEST, Said, as_texts, in_browser, in_checker
from .conftest import Engine

Answers = dict[str, Any]
LONG = bool(os.environ.get("OURTABLES_LONG"))
WRITTEN: list[Answers] = as_texts("cases.yml")


class Both(NamedTuple):
    """What the browser and the checker say of one case."""

    here: list[Said]
    there: list[Said]


def case(changes: Answers) -> Answers:
    """The smallest listing with some answers changed."""
    return {**SMALLEST, **{name: value for name, value in changes.items() if name != "says"}}


# ---------------------------------------------------------------- cases made from the declaration

LETTERS = {"letter": "a", "astral": "🫖", "arabic": "چ", "composed": "e\u0301", "joined": "ก็"}
WORDS = vocabulary.load(TESTS / "content")


def texts(field: Field) -> Iterator[Any]:
    """Texts at the bounds of their length, counted in letters of many kinds."""
    counts = {count for bound in (field.least, field.most) if bound for count in (bound - 1, bound, bound + 1)}
    yield from (letter * count for count in sorted(counts) for letter in LETTERS.values())


def numbers(field: Field) -> Iterator[Any]:
    """Numbers at their bounds and beside them."""
    yield from (str(bound + step) for bound in (field.least, field.most) for step in (-1, 0, 1))


def words(field: Field) -> Iterator[Any]:
    """Each word of a vocabulary by its key, its label and its synonyms, with a slip, and in capitals."""
    for term in WORDS[field.vocabulary]:
        forms = [term.key, term.label, *term.synonyms[:2], term.key[1:], term.key.upper(), f"{term.key}x"]
        yield from ([form] if field.kind is kinds.WORDS else form for form in forms)


def answers(field: Field) -> Iterator[Any]:
    """Each key of a vocabulary with each answer, and with one that isn't."""
    for term, answer in zip(WORDS[field.vocabulary], (*field.known, "perhaps", "Yes") * 9, strict=False):
        yield {term.key: answer}
    yield {term.key: field.known[0] for term in WORDS[field.vocabulary]}


def many(field: Field) -> Iterator[Any]:
    """As many entries as there is room for, and one more."""
    sample = {
        kinds.LANGUAGES: "en",
        kinds.SLUGS: "kettle-{}",
        kinds.TEXTS: "note {}",
        kinds.DATES: "2026-12-{:02}",
    }.get(field.kind)
    keys = [term.key for term in WORDS[field.vocabulary]] if field.vocabulary else []
    for count in (field.most, field.most + 1):
        yield keys[:count] if keys else [str(sample).format(number % 28 + 1) for number in range(count)]


MADE = {
    **dict.fromkeys((kinds.TEXT, kinds.NOTE, kinds.CONTACT_VALUE, kinds.PLACE_NAME), texts),
    kinds.NUMBER: numbers,
    kinds.WORD: words,
    kinds.WORDS: lambda field: (*words(field), *many(field)),
    kinds.ANSWERS: answers,
    **dict.fromkeys((kinds.LANGUAGES, kinds.SLUGS, kinds.TEXTS, kinds.DATES), many),
}


def made(fields: tuple[Field, ...] = FIELDS) -> Iterator[tuple[str, Any]]:
    """Borderline answers of every field, those of records within a record."""
    for field in fields:
        for value in MADE.get(field.kind, lambda field: ())(field):
            yield field.name, value
        least = {
            "contact": {"how": "post", "value": "1 Example Street"},
            "meetings": {"day": "monday", "start": "18:30"},
        }
        for name, value in made(field.parts):
            record = {**least.get(field.name, {"name": "Example"} if field.name == "networks" else {}), name: value}
            yield field.name, {kinds.RECORD: record, kinds.NAMED_RECORDS: {"hall": record}}.get(field.kind, [record])
        if field.kind.shape == "records":
            record = least.get(field.name, {"name": "Example"})
            yield from ((field.name, [record] * count) for count in (field.most, field.most + 1))
        if field.kind is kinds.NAMED_RECORDS:
            yield from (
                (field.name, {f"hall-{number}": {"town": "Riverton"} for number in range(count)})
                for count in (field.most, field.most + 1)
            )


BORDERLINE = [case({name: value}) for name, value in made()]
BORDERLINE += [
    case({"body": letter * (count // len(letter.encode()))})
    for letter in ("a ", "چ ", "🫖 ")
    for count in (10240, 10250)
]

# ---------------------------------------------------------------- the tests


@pytest.mark.parametrize(
    "written", WRITTEN, ids=lambda written: str({**written, "says": 0})[:60].encode("unicode_escape").decode()
)
def test_a_written_case_says_the_same_in_both(
    written: Answers, script: Engine, context: Context, tmp_path: Path
) -> None:
    here = in_browser(script, case(written))
    assert here == in_checker(script, case(written), context, tmp_path / "kettle.md")
    assert sorted(f"{one.code} {one.field}" for one in here) == sorted(written.get("says", []))


@pytest.fixture(scope="module")
def borderline(script: Engine, context: Context, tmp_path_factory: pytest.TempPathFactory) -> list[Both]:
    """What both say of every borderline case."""
    path = tmp_path_factory.mktemp("borderline") / "kettle.md"
    return [Both(in_browser(script, one), in_checker(script, one, context, path)) for one in BORDERLINE]


def test_every_borderline_answer_says_the_same_in_both(borderline: list[Both]) -> None:
    differ = [(one, both) for one, both in zip(BORDERLINE, borderline, strict=True) if both.here != both.there]
    assert differ == []


def test_there_are_enough_cases_and_each_field_has_some() -> None:
    assert len(WRITTEN) >= 300
    assert len(BORDERLINE) >= 1000
    assert {field.name for field in FIELDS} <= {name for one in WRITTEN for name in one}
    asked = {name: str([one[name] for one in WRITTEN if name in one]) for name in BY_NAME}
    assert [
        (field.name, part.name)
        for field in FIELDS
        for part in field.parts
        if f"'{part.name}': " not in asked[field.name]
    ] == []


def test_every_field_rule_is_broken_by_a_case_in_both(borderline: list[Both]) -> None:
    # Those of a written case stand in it, and are tested above.
    written = {said.split()[0] for one in WRITTEN for said in one.get("says", ())}
    here = written | {said.code for both in borderline for said in both.here}
    there = written | {said.code for both in borderline for said in both.there}
    assert here == there == {code for code, rule in RULES.items() if rule.scope == "field"}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"name": "K"}, ["name"]),
        ({"offers": ["arts-making", "x"]}, ["offers", 1]),
        ({"contact": [SMALLEST["contact"][0], {"how": "phone", "value": "x"}]}, ["contact", 1, "value"]),
        ({"contact": [{"how": "phone"}]}, ["contact", 0, "value"]),
        ({"ties": {"host_kind": "x"}}, ["ties", "host_kind"]),
        ({"gates": {"diagnosis_needed": "x"}}, ["gates", "diagnosis_needed"]),
        ({"meetings": [{"day": ["monday", "x"], "start": "18:30"}]}, ["meetings", 0, "day", 1]),
        ({"meetings": [{"day": "monday", "start": "18:30", "every": "month"}]}, ["meetings", 0, "which"]),
        ({"meetings": [{"day": "monday", "start": "18:30", "where": "x"}]}, ["meetings", 0, "where"]),
        ({"places": {"the-hall": {"postcode": "x"}}}, ["places", "the-hall", "postcode"]),
        ({"networks": [{"name": "Ring 07700 900123"}]}, ["networks", 0, "name"]),
        ({"places": {"hall": {"directions": "LS7 9ZZ"}}}, ["places", "hall", "directions"]),
        ({"ties": {"host": "Ring 07700 900123"}}, ["ties", "host"]),
        ({"body": ""}, ["body"]),
    ],
    ids=str,
)
def test_a_problem_leads_to_the_value_it_is_about(changes: Answers, path: list[str | int], script: Engine) -> None:
    assert [one["path"] for one in script("check", case(changes))] == [path]


# No unassigned code points: which of them can be printed is for each engine's edition of Unicode to say.
LETTER = st.characters(exclude_categories=("Cs", "Cn"))
ODD = st.sampled_from(as_texts("odd.yml"))
TEXT = st.one_of(ODD, st.text(LETTER, max_size=40), st.lists(ODD, max_size=4).map(" ".join))


def value_of(field: Field) -> st.SearchStrategy[Any]:
    """Any value for a field: mostly of its shape, sometimes of another."""
    known = list(field.known) or ([term.key for term in WORDS[field.vocabulary]] if field.vocabulary else [])
    text = st.one_of(TEXT, st.sampled_from(known)) if known else TEXT
    record = st.fixed_dictionaries({}, optional={part.name: value_of(part) for part in field.parts})
    shapes: dict[str, st.SearchStrategy[Any]] = {
        "record": record,
        "records": st.lists(record, max_size=3),
        "named-records": st.dictionaries(st.one_of(TEXT, st.just("hall")), record, max_size=2),
        "answers": st.dictionaries(text, st.one_of(TEXT, st.sampled_from(field.known or ("yes",))), max_size=3),
    }
    listed = st.lists(text, max_size=4)
    return st.one_of(shapes.get(field.kind.shape, text), shapes.get(field.kind.shape, listed), text, listed)


ANY = st.fixed_dictionaries({}, optional={"body": TEXT, **{field.name: value_of(field) for field in FIELDS}})


@settings(
    max_examples=3000 if LONG else 200,
    derandomize=not LONG,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(changes=ANY)
def test_any_answers_say_the_same_in_both(
    changes: Answers, script: Engine, context: Context, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any-kettle.md"
    assert in_browser(script, case(changes)) == in_checker(script, case(changes), context, path)


# Of what numbers, mailboxes and postcodes are put together, and what stands between them.
PIECES = [
    *("one", "oh ", "double ", "hundred", " thousand", "twenty", "7", "07700", "900123", " ", ", ", ",", "\n", ".", "@", "+44"),
    *(" at ", " dot ", "(at)", "[a]", "anna.bloggs", "gmail", "com", "google mail", "LS7", "9ZZ", "2nd", "](", "[", "](tel:"),
    *("<b>", "</b>", "<!--", "-->", "%40", "%20", "&#48;", "&nbsp;", "&nbsp", "&emsp14;", "&zwj;", "\u3164", "ⓐ", "٠", "❼", "七"),
    *("о", "и", "é", "x", "O", "l", "I", "12:30", "1/1/2026", "2026-01-01", "(0)", "+", "*", "_", "`", "~~", "\\", "İ", "ﬁ", "½"),
    *("²", "𝟕", "صفر", " saith ", "\u0301", "ु", "ก่", "👍"),
]  # fmt: skip


@settings(
    max_examples=3000 if LONG else 150,
    derandomize=not LONG,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(text=st.lists(st.sampled_from(PIECES), min_size=2, max_size=14).map("".join))
def test_what_looks_personal_in_a_text_is_the_same_in_both(
    text: str, script: Engine, context: Context, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any-kettle.md"
    answers = case({"first_time": f"Ring {text} now"})
    assert in_browser(script, answers) == in_checker(script, answers, context, path)
