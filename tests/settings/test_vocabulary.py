"""A vocabulary is a forest of terms in the file's order; a parent that leads nowhere is named by line."""

from pathlib import Path

import pytest

from ourtables.core.errors import ContentError
from ourtables.settings import vocabulary
from ourtables.settings.vocabulary import Term, Vocabulary
from tests.conftest import of_our_content

WORDS = Vocabulary(
    "areas",
    [
        Term("uk", "UK"),
        Term("england", "England", parent="uk"),
        Term("leeds", "Leeds", parent="england"),
        Term("wales", "Wales", parent="uk"),
    ],
)


def load(tmp_path: Path, text: str) -> Vocabulary:
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "words.yml").write_text(text, encoding="utf-8")
    return vocabulary.load(tmp_path)["words"]


def test_ancestors_come_nearest_first_and_descendants_in_order() -> None:
    assert WORDS.ancestors("leeds") == ("england", "uk")
    assert WORDS.descendants("uk") == ("england", "leeds", "wales")
    assert [term.key for term in WORDS.roots] == ["uk"]


def test_words_that_yaml_would_guess_at_stay_words(tmp_path: Path) -> None:
    words = load(tmp_path, "- key: no\n  label: No\n  sentences: {yes: They do., no: They don't.}\n")
    assert words["no"].sentences == {"yes": "They do.", "no": "They don't."}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- key: a\n", "1: A word needs a label. Add “label: …”."),
        (
            "- {key: a, label: A}\n- {key: a, label: B}\n",
            "2: The key “a” is there twice. Give one of them another key.",
        ),
        (
            "- {key: a, label: A, parent: b}\n",
            "1: “b” above “a” leads nowhere. Name a key of this file that isn't beneath it.",
        ),
        (
            "- {key: a, label: A, parent: a}\n",
            "1: “a” above “a” leads nowhere. Name a key of this file that isn't beneath it.",
        ),
        ("- just words\n", "1: A word is a set of names and values. Begin with “- key: …”, then “  label: …”."),
    ],
)
def test_a_word_that_cannot_be_used_is_named_by_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ContentError) as raised:
        load(tmp_path, text)
    assert [f"{p.line}: {p.message} {p.hint}" for p in raised.value.problems] == [complaint]


@of_our_content
def test_the_keys_with_behaviour_are_in_the_repositorys_words() -> None:
    from ourtables.listing import fields

    words = vocabulary.load(Path(__file__).parents[2] / "content")
    needed = {
        "statuses": (fields.CLOSED, fields.PAUSED, fields.STARTING),
        "consent": (fields.NOT_ASKED, fields.GROUP_AGREED),
        "offers": (fields.IN_A_CRISIS, "other"),
        "formats": (fields.IN_PERSON,),
        "precisions": (fields.AREA, fields.EXACT, fields.PRIVATE),
        "emergency_response": (fields.NO_POLICY,),
        "reuse": (fields.THIS_SITE_ONLY, fields.FACTS, fields.FACTS_AND_WORDS),
    }
    for name, keys in needed.items():
        assert set(keys) <= set(words[name].keys), name
