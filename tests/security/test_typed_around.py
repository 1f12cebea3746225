"""Personal data typed around the checks is warned of in every free text, whichever way it came in."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from ourtables.listing.checking import Checked

from ..conftest import LISTING
from .typed_around import WAYS


def _codes(checked: Checked, field: str) -> list[str]:
    return [one.code for one in checked.problems if one.field == field and one.code == "personal-in-words"]


@pytest.mark.parametrize("way", WAYS)
def test_it_is_warned_of_in_the_words_and_in_any_answer(way: str, check: Callable[..., Checked]) -> None:
    text = _quoted(f"Ring {way} any day")
    for field, line in (
        ("first_time", f"first_time: {text}"),
        ("access_note", f"access_note: {text}"),
        ("meetings.note", f"meetings:\n  - {{day: monday, start: '18:30', note: {text}}}"),
        ("places.directions", f"places:\n  hall: {{directions: {text}}}"),
        ("also_in.words", f"also_in:\n  - {{language: cy, words: {text}}}"),
    ):
        assert _codes(check(LISTING, ("---\n", f"---\n{line}\n")), field) == ["personal-in-words"], field
    assert _codes(check(f"{LISTING}\nRing {way} any day.\n"), "body") == ["personal-in-words"]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
