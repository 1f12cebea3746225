"""The keepers' words in further languages: the same keys, only words, and whatever is wrong named by file and line."""

from dataclasses import replace
from pathlib import Path

import pytest

from ourtables.core.errors import ContentError
from ourtables.core.spoken import Spoken
from ourtables.settings import settings, translation_files, vocabulary
from ourtables.settings.translations import Translation
from tests.conftest import TESTS

MAIN = replace(settings.load(TESTS / "content"), languages=("en-GB", "cy"))
WORDS = vocabulary.load(TESTS / "content")


def write(content: Path, **files: str) -> None:
    """Files of the Welsh folder by path, with `__` for a slash."""
    for name, text in files.items():
        path = content / "languages" / "cy" / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def load(content: Path) -> Translation:
    return translation_files.load(content, MAIN, WORDS)["cy"]


def complaints(content: Path) -> list[str]:
    with pytest.raises(ContentError) as raised:
        load(content)
    return [
        f"{Path(one.path).relative_to(content / 'languages' / 'cy')}:{one.line}: {one.message} {one.hint}"
        for one in raised.value.problems
    ]


def test_settings_are_translated_word_by_word_and_the_rest_says_its_language(tmp_path: Path) -> None:
    write(tmp_path, **{"directory.yml": "title: Ein Byrddau\nanswers:\n  takes_over: Neb eto\n"})
    found = load(tmp_path).settings_in("cy", MAIN)
    assert (found.title, type(found.title), found.language) == ("Ein Byrddau", str, "cy")
    assert isinstance(found.motto, Spoken) and (found.motto, found.motto.language) == (MAIN.motto, "en-GB")
    assert found.answers.takes_over == "Neb eto" and found.address == MAIN.address


def test_a_term_is_shown_in_its_new_words_and_found_by_both(tmp_path: Path) -> None:
    text = "- key: peer-support-group\n  label: Grŵp cymheiriaid\n  synonyms: [cwmni]\n"
    write(tmp_path, **{"vocabulary__offers.yml": text})
    before = WORDS["offers"]["peer-support-group"]
    words = load(tmp_path).vocabularies_in(WORDS, "en-GB")
    after = words["offers"]["peer-support-group"]
    assert (after.label, after.parent) == ("Grŵp cymheiriaid", before.parent)
    assert after.synonyms == ("cwmni", before.label, *before.synonyms)
    assert isinstance(after.definition, Spoken) and after.definition.language == "en-GB"
    assert words["areas"].keys == WORDS["areas"].keys
    assert isinstance(words["gates"]["id_needed"].sentences["no"], Spoken)


def test_a_vocabulary_can_be_kept_in_the_main_language(tmp_path: Path) -> None:
    write(tmp_path, **{"vocabulary__gates.yml": "- key: id_needed\n  label: Papurau\n"})
    words = load(tmp_path).vocabularies_in(WORDS, "en-GB", kept=["gates"])
    assert words["gates"]["id_needed"].label == WORDS["gates"]["id_needed"].label


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("directory.yml", "titel: Teitl\n", "directory.yml:1: We don't know the setting “titel”. Write “title”."),
        ("directory.yml", "title: A\ncountry: GB\n", "directory.yml:2: We don't know the setting “country”."),
        (
            "vocabulary__offers.yml",
            "- key: peer-support-grup\n  label: Grŵp\n",
            "vocabulary/offers.yml:1: “peer-support-grup” is no word of the main language. Write “peer-support-group”.",
        ),
        (
            "vocabulary__offers.yml",
            "- key: hearing-voices\n  parent: other\n",
            "vocabulary/offers.yml:2: We don't know the setting “parent”.",
        ),
        (
            "vocabulary__gates.yml",
            "- key: id_needed\n  sentences:\n    perhaps: Efallai\n",
            "vocabulary/gates.yml:3: We don't know the setting “perhaps”.",
        ),
        (
            "vocabulary__offer.yml",
            "[]",
            "vocabulary/offer.yml:1: The main language has no such file. Call it “offers.yml”.",
        ),
        ("groups__kettle.md", "---\n---\n", "groups:1: The main language has no such file."),
        ("pages__nowhere.md", "---\ntitle: A\n---\n", "pages/nowhere.md:1: The main language has no such file."),
    ],
)
def test_what_the_main_language_hasn_t_is_named_by_file_and_line(
    tmp_path: Path, name: str, text: str, complaint: str
) -> None:
    write(tmp_path, **{name: text})
    assert any(found.startswith(complaint) for found in complaints(tmp_path)), complaints(tmp_path)


def test_a_page_has_words_only(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "about.md").write_text("---\ntitle: About\n---\n", encoding="utf-8")
    write(tmp_path, **{"pages__about.md": "---\ntitle: Amdanom\ntemplate: about\n---\n\nHelo.\n"})
    (found,) = complaints(tmp_path)
    assert found.startswith("pages/about.md:3: We don't know the setting “template”.")
    write(tmp_path, **{"pages__about.md": "---\ntitle: Amdanom\n---\n\nHelo.\n"})
    sheet = load(tmp_path).pages["about.md"]
    assert (sheet.texts, sheet.body) == ({"title": "Amdanom"}, "Helo.")
