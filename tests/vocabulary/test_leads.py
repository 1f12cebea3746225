"""Each audience and offer is found by the words people use for it, and by none that lead people where they'd be hurt."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from ourtables.settings import vocabulary
from ourtables.settings.vocabulary import Term, Vocabulary
from tests.conftest import TESTS, of_our_content

_ROWS = (Path(__file__).parent / "leads.yml").read_text(encoding="utf-8")
LEADS = yaml.load(_ROWS, Loader=yaml.BaseLoader)  # noqa: S506
WORDS = vocabulary.load(TESTS.parent / "content")
ROWS = [
    pytest.param(WORDS[name], key, row["to"], row["never"], id=f"{name}-{key}")
    for name, rows in LEADS.items()
    for key, row in rows.items()
    if name != "said"
]
pytestmark = of_our_content


def stands_in(word: str, texts: tuple[str, ...]) -> bool:
    """Whether a word stands in one of some texts as whole words."""
    whole = re.compile(rf"(?<![\w-]){re.escape(word.lower())}(?![\w-])")
    return any(whole.search(text.lower()) for text in texts)


def texts(term: Term) -> tuple[str, ...]:
    return (term.label, *term.synonyms)


def those_with_synonyms(words: Vocabulary) -> Iterator[str]:
    return (term.key for term in words if term.synonyms)


@pytest.mark.parametrize("name", ["audiences", "offers"])
def test_every_term_that_has_synonyms_has_words_that_must_lead_to_it_and_must_not(name: str) -> None:
    assert list(those_with_synonyms(WORDS[name])) == [key for key in WORDS[name].keys if key in LEADS[name]]
    assert set(LEADS[name]) <= set(WORDS[name].keys)
    assert all(row["to"] and row["never"] for row in LEADS[name].values())


@pytest.mark.parametrize(("words", "key", "to", "never"), ROWS)
def test_words_lead_to_a_term_or_never_do(words: Vocabulary, key: str, to: list[str], never: list[str]) -> None:
    own = texts(words[key])
    above = tuple(text for name in words.ancestors(key) for text in texts(words[name]))
    assert [word for word in to if not stands_in(word, own)] == []
    assert [word for word in never if stands_in(word, (*own, *above))] == []


@pytest.mark.parametrize("name", ["audiences", "offers"])
def test_a_term_that_only_gathers_others_brings_no_word_of_its_own(name: str) -> None:
    """What stands above a term is searched with it, so a group's head without synonyms has a plain label alone."""
    for term in WORDS[name]:
        if not term.synonyms:
            assert WORDS[name].children(term.key), term.key


@pytest.mark.parametrize("name", ["audiences", "offers"])
def test_every_term_says_what_it_means(name: str) -> None:
    assert [term.key for term in WORDS[name] if not term.definition] == []
