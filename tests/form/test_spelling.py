"""The browser and the checker suggest the same word for a misspelt one."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ourtables.core.edit_distance import suggest
from ourtables.settings import vocabulary

from ..conftest import TESTS
from .conftest import Engine
from .test_agreement import LONG

KEYS = [key for words in vocabulary.load(TESTS / "content").values() for key in words.keys]
# Few letters, so that many words are near one another and many ratios are the same.
SLIP = st.text("ab-_ A", max_size=9)


def test_a_key_with_one_letter_less_or_two_exchanged_is_found_by_both(script: Engine) -> None:
    wrong = [key[:at] + key[at + 1 :] for key in KEYS for at in range(0, len(key), 3)]
    wrong += [f"{key[1]}{key[0]}{key[2:]}".upper() for key in KEYS if len(key) > 1]
    differ = [word for word in wrong if script("nearestWord", word, KEYS) != suggest(word, KEYS)]
    assert differ == []
    assert len(wrong) > 1000


@settings(
    max_examples=2000 if LONG else 300,
    derandomize=not LONG,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(wrong=SLIP, known=st.lists(SLIP, max_size=6, unique_by=lambda word: word.lower().replace("_", "-")))
def test_any_word_is_nearest_to_the_same_in_both(wrong: str, known: list[str], script: Engine) -> None:
    assert script("nearestWord", wrong, known) == suggest(wrong, known)


@pytest.mark.parametrize("count", [139, 140, 149, 150, 151, 400])
def test_a_very_long_word_is_near_to_none(count: int, script: Engine) -> None:
    known = ["a" * 60, "b" * 60]
    assert script("nearestWord", "a" * count, known) == suggest("a" * count, known) == ""


@pytest.mark.parametrize(
    ("wrong", "known", "better"),
    [
        ("emial", ["email", "phone"], "email"),
        ("e-mail", ["email", "phone"], "email"),
        ("Peer Support Grop", ["peer-support-group"], "peer-support-group"),
        ("diagnosis", ["diagnosis_needed", "referral_needed"], "diagnosis_needed"),
        ("crisis", ["crisis-alternative", "in-a-crisis"], "in-a-crisis"),
        # Less than half of a word is no beginning of it, and more than a third of wrong letters is another word.
        ("nhs", ["nhs-or-council"], ""),
        ("tea", ["tie"], ""),
        ("tee", ["tea", "tie"], "tea"),
        ("", ["a"], ""),
    ],
)
def test_a_word_resembles_what_is_a_few_slips_away(wrong: str, known: list[str], better: str, script: Engine) -> None:
    assert suggest(wrong, known) == better
    assert script("nearestWord", wrong, known) == better
