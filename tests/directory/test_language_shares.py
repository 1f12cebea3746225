"""How much of a language is translated, what keepers read about it, and when a build refuses to publish."""

import shutil
from pathlib import Path

import pytest

from ourtables.core import catalogue
from ourtables.directory import language_shares
from ourtables.settings import settings, vocabulary
from ourtables.settings.settings import Settings
from tests.conftest import TESTS


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A directory in English and Breton, which the software doesn't speak: two words, a title and a page are there."""
    folder = tmp_path / "content"
    shutil.copytree(TESTS / "content", folder)
    written = {
        "pages/about.md": "---\ntitle: About\n---\n\nWe list.\n",
        "pages/add.md": "---\ntitle: Add\n---\n\nWrite.\n",
        "languages/br/pages/about.md": "---\ntitle: Diwar-benn\n---\n",
        "languages/br/directory.yml": "title: Hon taolioù\n",
        "languages/br/vocabulary/cost.yml": "- key: free\n  label: Digoust\n",
    }
    for name, text in written.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def set_up(content: Path, more: str) -> Settings:
    path = content / "directory.yml"
    text = path.read_text(encoding="utf-8").replace("language: en-GB", f"languages: [en-GB, br]\n{more}", 1)
    path.write_text(text, encoding="utf-8")
    return settings.load(content)


def test_every_part_of_a_language_is_counted(content: Path) -> None:
    own = set_up(content, "")
    (found,) = language_shares.counted(content, own, vocabulary.load(content))
    assert found.parts["settings"] == (1, 4) and found.parts["pages"] == (1, 2)
    assert found.parts["words"][0] == 1 and found.parts["words"][1] > 100
    done, messages = found.parts["messages"]
    assert done == 0 and messages > 900 and found.percent == 0


def test_names_of_places_are_not_counted(content: Path) -> None:
    own, words = set_up(content, ""), vocabulary.load(content)
    (before,) = language_shares.counted(content, own, words)
    (after,) = language_shares.counted(content, own, {**words, "areas": vocabulary.Vocabulary("areas", [])})
    assert before.parts["words"] == after.parts["words"]


def test_keepers_are_told_what_is_missing_and_that_nobody_signed(content: Path) -> None:
    own = set_up(content, "")
    said = [one.message for one in language_shares.notes(content, own, vocabulary.load(content))]
    assert said[0] == "“br” isn't published: nobody who speaks it has signed its words."
    assert said[1].startswith("“br” is translated to 0 in 100: 0 of ") and "1 of 2 pages" in said[1]
    assert not any(one.stops for one in language_shares.notes(content, own, vocabulary.load(content)))


@pytest.mark.parametrize(
    ("more", "stops"),
    [
        ("unchecked_languages: yes", False),
        ("unchecked_languages: yes\ntranslated: 1", True),
        # A language that isn't published keeps nothing back.
        ("translated: 1", False),
        ("unchecked_languages: yes\ntranslated: 0", False),
    ],
)
def test_a_floor_that_is_set_stops_a_published_language_below_it(content: Path, more: str, stops: bool) -> None:
    own = set_up(content, more)
    found = language_shares.below_the_floor(content, own, vocabulary.load(content))
    assert [one.stops for one in found] == [True] * stops
    if stops:
        assert found[0].message == "“br” is translated to 0 in 100, and “translated” asks for 1."


def test_a_signed_language_is_published_without_more(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = set_up(content, "")
    monkeypatch.setattr(catalogue, "signed_by", lambda language, own: "Anna Example, 2026-11-02")
    assert language_shares.is_published("br", own)


def test_one_language_has_nothing_to_count() -> None:
    own = settings.load(TESTS / "content")
    assert language_shares.notes(TESTS / "content", own, vocabulary.load(TESTS / "content")) == []
