"""The directory's settings are typed, and every line that can't be used is named with what to write instead."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from ourtables.core.errors import ContentError
from ourtables.settings import settings
from tests.conftest import TESTS

ROOT = TESTS.parent
TEXT = (TESTS / "content" / "directory.yml").read_text(encoding="utf-8")


def complaints(tmp_path: Path, *swaps: tuple[str, str]) -> list[str]:
    text = TEXT
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / "directory.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        settings.load(tmp_path)
    return [f"{problem.line}: {problem.message} {problem.hint}" for problem in raised.value.problems]


def test_settings_are_read_as_what_they_mean() -> None:
    found = settings.load(TESTS / "content")
    assert (found.title, found.bands, found.demo) == ("Our Own Tables", settings.Bands(182, 365, 540), True)
    assert found.forge == settings.Forge("github", "our-own-tables/our-own-tables", "main")
    assert found.decided == settings.Decided(None, None)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("demo: yes", "demo: perhaps", "38: “perhaps” can't be the demo. Write yes or no."),
        (
            "time_zone: Europe/London",
            "time_zone: London",
            "9: “London” can't be the time zone. Write a time zone, such as Europe/London.",
        ),
        (
            "  recent: 182",
            "  recent: 400",
            "14: The three bands must grow. Write them in order, such as 182, 365, 540.",
        ),
        ("title: Our Own Tables", "titel: Our Own Tables", "2: We don't know the setting “titel”. Write “title”."),
        ("country: GB", "country: Britain", "7: “Britain” can't be the country. Write two capitals, such as GB."),
        (
            "  kind: github",
            "  kind: sourceforge",
            "20: “sourceforge” can't be the kind. Write one of: github, codeberg, gitea, gitlab.",
        ),
        (
            "  kind: github",
            "  kind: gitea",
            "20: A gitea has an address of its own. Add “address:”, such as https://git.example.org.",
        ),
        ("  unit: '", "  unit: '(", "31: "),
        (
            "language: en-GB",
            "language: en-GB\nlanguages: [cy, ur]",
            "9: “language” and “languages” are both set. Keep “languages”: its first is the main one.",
        ),
        (
            "language: en-GB",
            "languages: [en-GB, Welsh]",
            "8: “Welsh” can't be a language. Write its code, such as en-GB, cy or ur.",
        ),
        ("language: en-GB", "languages: [cy, ur, cy]", "8: “cy” is in “languages” twice. Keep one of them."),
        ("language: en-GB", "languages: []", "2: “language” isn't set."),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_by_line(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert any(found.startswith(complaint) for found in complaints(tmp_path, (old, new)))


def test_one_language_and_a_list_of_several_both_name_the_main_one(tmp_path: Path) -> None:
    one = settings.load(TESTS / "content")
    assert (one.language, one.languages) == ("en-GB", ("en-GB",))
    text = TEXT.replace("language: en-GB", "languages: [cy, en-GB, ur]")
    (tmp_path / "directory.yml").write_text(text, encoding="utf-8")
    several = settings.load(tmp_path)
    assert (several.language, several.languages) == ("cy", ("cy", "en-GB", "ur"))


def test_a_missing_file_says_where_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="ourtables init"):
        settings.load(tmp_path)


def test_the_day_is_the_directorys_own_and_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782864000")  # 2026-07-01, midnight in London is 2026-06-30 23:00 UTC
    assert settings.today(settings.load(TESTS / "content")) == date(2026, 7, 1)


@pytest.mark.skipif(not (ROOT / "docs" / "run-your-own-reference.md").is_file(), reason="a fork may leave docs out")
def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "run-your-own-reference.md").read_text(encoding="utf-8")
    # Where the file itself is: no setting.
    for field in (one for one in fields(settings.Settings) if one.name != "translations"):
        assert f"`{field.name}`" in text, f"docs/run-your-own-reference.md doesn't name {field.name}"
    for part in (
        settings.Bands,
        settings.Forge,
        settings.Addresses,
        settings.Postcode,
        settings.Decided,
        settings.Answers,
    ):
        for field in fields(part):
            assert f"`{field.name}`" in text, f"docs/run-your-own-reference.md doesn't name {field.name}"
