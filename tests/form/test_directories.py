"""The rulebook of any directory: another country's, one without postcodes and phone rules, and one in another language."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ourtables import checking, rules
from ourtables.checking import Context
from ourtables.rulebook import rulebook

from ..conftest import TESTS, TODAY, of_our_content
from .agreement import in_browser, in_checker
from .conftest import Engine
from .test_agreement import WRITTEN, case

MOST_BYTES = 30_000


@pytest.mark.parametrize("name", ["another country", "no rules"])
def test_every_written_case_says_the_same_in_another_directory(name: str, context: Context, tmp_path: Path) -> None:
    other = checking.load(TESTS / "fork" / "content", TODAY)
    if name == "no rules":
        other = replace(context, settings=replace(context.settings, postcode=None, phone=None, led_by=()))
    book = {**rulebook(other.settings, other.vocabularies, str), "today": TODAY.isoformat()}
    script = Engine(tmp_path, book)
    path = tmp_path / "kettle.md"
    cases = [case(one) for one in WRITTEN]
    cases += [
        case({"contact": [{"how": "phone", "value": value}]}) for value in ("0912345678", "+990 9123456", "12", "x")
    ]
    cases += [case({"places": {"hall": {"postcode": value}}}) for value in ("KL12", "kl12-345", "LS7 9ZZ")]
    differ = [one for one in cases if in_browser(script, one) != in_checker(script, one, other, path)]
    script.close()
    assert differ == []


def test_sentences_are_in_the_directorys_language(context: Context, tmp_path: Path) -> None:
    book = rulebook(context.settings, context.vocabularies, lambda message: f"[{message}]")
    script = Engine(tmp_path, {**book, "today": TODAY.isoformat()})
    said = script("check", case({"contact": "", "body": "one"}))
    script.close()
    assert [(one["message"], one["hint"]) for one in said] == [
        ("[“contact” isn't there yet.]", "[[How can people reach you? Put first what you like best.]]"),
        (
            "[The group's own words are [1 word] long; a reader wants a little more.]",
            "[Say what happens, who you are, or what you don't do.]",
        ),
    ]


@of_our_content
def test_the_rulebook_is_small_enough_to_load_with_the_form() -> None:
    ours = checking.load(TESTS.parent / "content", TODAY)
    table = json.dumps(rulebook(ours.settings, ours.vocabularies, str), ensure_ascii=False, separators=(",", ":"))
    assert len(gzip.compress(table.encode())) < MOST_BYTES


def test_every_sentence_of_a_field_rule_is_in_the_catalogue() -> None:
    catalogue = (Path(rules.__file__).parent / "locale" / "ourtables.pot").read_text(encoding="utf-8")
    told = "".join(line[1:-1] for line in catalogue.splitlines() if line.startswith('"')) + catalogue
    for code, rule in rules.RULES.items():
        for sentence in (rule.message, rule.hint) if rule.scope == "field" else ():
            written = sentence.replace("\\", "\\\\").replace('"', '\\"')
            assert written in told or sentence == "{ask}", f"{code}: {sentence}"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue", "Europe/London"])
def test_the_day_is_the_one_where_the_directory_is(zone: str, context: Context, tmp_path: Path) -> None:
    settings = replace(context.settings, time_zone=zone)
    script = Engine(tmp_path, rulebook(settings, context.vocabularies, str))
    before = datetime.now(ZoneInfo(zone)).date()
    (said,) = script("check", case({"confirmed": "soon"}))
    after = datetime.now(ZoneInfo(zone)).date()
    script.close()
    assert said["hint"] in {f"Write year-month-day, such as {day.isoformat()}." for day in (before, after)}
