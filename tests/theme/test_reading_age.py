"""The site's own words read at a reading age of 9 to 11.

The measure is the Flesch-Kincaid grade: 0.39 × words a sentence + 11.8 × syllables a word − 15.59. A grade is a school
year that begins at about five years of age, so that grade 6 is a reading age of 11. Syllables are counted by rule: each
run of vowels is one, without a silent e at the end. A group's own words are never measured.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from ourtables.core import po_files
from ourtables.settings import settings
from ourtables.site.keepers_words import read

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "content" / "pages").glob("*.md"))
MOST_GRADE = 6.0
# So short a text has no grade worth the name.
FEWEST_WORDS = 60

pytestmark = pytest.mark.skipif(
    settings.load(ROOT / "content").language.partition("-")[0] != "en", reason="the measure is for English"
)


def syllables(word: str) -> int:
    """How many syllables an English word has, near enough for the mean of many."""
    word = re.sub(r"[^a-z]", "", word.lower())
    runs = len(re.findall(r"[aeiouy]+", word))
    silent = re.search(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$", word)
    return max(1, runs - bool(silent))


def sentences(text: str) -> list[list[str]]:
    """The sentences of a text, each as its words; a heading or an item of a list is one."""
    parts = re.split(r"(?<=[.!?])[\"”’)*]*\s+|\n\s*\n|\n(?=\s*(?:[-*>#]|\d+\.)\s)", text)
    found = (re.findall(r"[A-Za-z][A-Za-z'’]*", part) for part in parts)
    return [words for words in found if words]


def grade(texts: list[list[str]]) -> float:
    """The Flesch-Kincaid grade of sentences."""
    words = [word for sentence in texts for word in sentence]
    return 0.39 * len(words) / len(texts) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def plain(markdown: str) -> str:
    """What a reader sees of a page: no front matter, addresses or code."""
    body = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)
    body = re.sub(r"\]\([^)]*\)|`[^`]*`|https?://\S+", "", body)
    return re.sub(r"(?m)^>\s?", "", body)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_of_the_keepers_reads_at_eleven_or_younger(page: Path) -> None:
    found = sentences(plain(page.read_text(encoding="utf-8")))
    if sum(map(len, found)) >= FEWEST_WORDS:
        assert grade(found) <= MOST_GRADE


EASY = [page for page in PAGES if page.stem.startswith("easy-")]


@pytest.mark.parametrize("page", EASY, ids=lambda page: page.stem)
def test_a_line_of_easy_read_is_short_and_plain(page: Path) -> None:
    lines = [
        words
        for part in read(page, str).easy
        for _, html in part.lines
        for words in sentences(re.sub(r"<[^>]+>", "", html))
    ]
    assert len(lines) >= 7
    assert [" ".join(words) for words in lines if len(words) > 12] == []
    assert grade(lines) <= 3


def test_the_sentences_of_the_catalogue_read_at_eleven_or_younger() -> None:
    with po_files.TEMPLATE.open("rb") as file:
        messages = [message for message in read_po(file) if message.id and isinstance(message.id, str)]
    # What a reader meets: the theme's and the site's messages, the form's questions, and what it says of an answer.
    met = re.compile(r"theme/|/site/|/fields\.py|/rules\.py")
    own = [message for message in messages if any(met.search(name) for name, _ in message.locations)]
    texts = [
        re.sub(r"%\(\w+\)s|\{\w+\}", "it", str(message.id))
        for message in own
        if str(message.id).endswith((".", "?", "!"))
    ]
    found = [words for text in texts for words in sentences(text)]
    assert len(found) > 50
    assert grade(found) <= MOST_GRADE


@pytest.mark.parametrize(
    ("word", "count"),
    [("table", 2), ("made", 1), ("people", 2), ("listed", 2), ("asked", 1), ("area", 2), ("the", 1), ("whole", 1)],
)
def test_syllables_are_counted_about_as_people_say_them(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_hard_text_is_told_from_a_plain_one() -> None:
    hard = "Multidisciplinary stakeholders facilitate the implementation of psychosocial interventions."
    assert grade(sentences(hard)) > 12 > MOST_GRADE > grade(sentences("We eat first. Then we talk. You can come."))
