"""The rulebook of any directory: another country's, one without postcodes and phone rules, and one in another language."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ourtables.core import rules
from ourtables.listing import checking
from ourtables.listing.checking import Context
from ourtables.listing.rulebook import rulebook
from ourtables.settings.vocabulary import Vocabulary

from ..conftest import TESTS, TODAY, of_our_content
from .agreement import in_browser, in_checker
from .conftest import Engine
from .test_agreement import WRITTEN, case

MOST_BYTES = 30_000


@pytest.mark.parametrize("name", ["another country", "no rules"])
def test_every_written_case_says_the_same_in_another_directory(name: str, context: Context, tmp_path: Path) -> None:
    other = checking.load(TESTS / "fork" / "content", TODAY)
    if name == "no rules":
        other = replace(context, settings=replace(context.settings, postcode=None, country="", led_by=()))
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


@pytest.mark.parametrize(("terms", "said"), [(True, {"confirmed_by": "group"}), (False, {})])
def test_a_group_says_who_it_is_only_where_the_directory_asks(
    terms: bool, said: dict[str, str], context: Context, tmp_path: Path
) -> None:
    words = context.vocabularies if terms else {**context.vocabularies, "confirmed_by": Vocabulary("confirmed_by", [])}
    script = Engine(tmp_path, rulebook(context.settings, words, str))
    assert script("groupSays", "2026-11-22") == {"confirmed": "2026-11-22", **said}
    before = '---\nname: "Kettle"\nconfirmed: 2026-01-01\nconfirmed_by: keeper\n---\n\nTea.\n'
    after = script("stillRight", before, script("groupSays", "2026-11-22"))
    script.close()
    assert after == before.replace("2026-01-01", "2026-11-22").replace(
        "confirmed_by: keeper\n", "confirmed_by: group\n" if terms else ""
    )


def test_sentences_are_in_the_directorys_language(context: Context, tmp_path: Path) -> None:
    book = rulebook(context.settings, context.vocabularies, lambda message: f"[{message}]")
    script = Engine(tmp_path, {**book, "today": TODAY.isoformat()})
    said = script("check", case({"contact": "", "body": "one"}))
    script.close()
    assert [(one["message"], one["hint"]) for one in said] == [
        ("[“contact” isn't there yet.]", "[[How can people reach you? Put your preferred way first.]]"),
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
    catalogue = (Path(rules.__file__).parents[1] / "locale" / "ourtables.pot").read_text(encoding="utf-8")
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
