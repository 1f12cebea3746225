"""The glossary: each word is one that the site says, with a meaning, and as the languages that ship say it."""

from pathlib import Path

import pytest

from ourtables.core.errors import ContentError
from ourtables.exports.translating import glossary
from ourtables.exports.translating.directory_words import DirectoryWords

CONTENT = Path(__file__).parents[3] / "content"
pytestmark = pytest.mark.skipif(not (CONTENT / glossary.FILE).is_file(), reason="a fork may leave the glossary out")


@pytest.fixture(scope="module")
def words() -> tuple[glossary.GlossaryWord, ...]:
    return glossary.load(CONTENT)


def test_the_movement_s_words_are_in_it(words: tuple[glossary.GlossaryWord, ...]) -> None:
    named = [one.word for one in words]
    assert {"survivor", "user-led", "peer support", "crisis", "ward", "lived experience", "listening line"} <= set(
        named
    )
    assert "safeguarding" in named and len(named) == len(set(named))


def test_the_site_says_each_word(words: tuple[glossary.GlossaryWord, ...]) -> None:
    texts = [unit.source for unit in DirectoryWords(CONTENT, "cy").units(places=False)]
    assert [one.word for one in words if not any(one.pattern.search(text) for text in texts)] == []


def test_each_word_has_what_a_translator_needs(words: tuple[glossary.GlossaryWord, ...]) -> None:
    assert [
        one.word for one in words if not (one.meaning and one.avoid and one.now.get("cy") and one.now.get("ur"))
    ] == []


def test_a_note_says_what_to_avoid_and_what_the_language_says_now(words: tuple[glossary.GlossaryWord, ...]) -> None:
    (note,) = glossary.notes(
        "Two wards", (glossary.GlossaryWord("ward", ("wards",), "a part.", "a home.", {"cy": "ward"}),), "cy-GB"
    )
    assert note == "ward: a part. Avoid: a home. Now: ward."
    assert glossary.notes("Forward, reward", words, "cy") == []
    assert len(glossary.notes("crisis, ward, distress, suicide", words, "ur")) == 3


def test_what_is_wrong_with_it_is_named_by_its_line(tmp_path: Path) -> None:
    (tmp_path / glossary.FILE).write_text("- word: ward\n  meaning: x\n- meaning: y\n  avoids: z\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"glossary.yml:3: “word” isn't set(.|\n)*glossary.yml:4: .*Write “avoid”"):
        glossary.load(tmp_path)
    assert glossary.load(tmp_path / "none") == ()
