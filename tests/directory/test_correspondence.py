"""Which language a group is written to in, and that an unchecked one never comes alone."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from ourtables.cli.upkeep import command
from ourtables.core import catalogue
from ourtables.directory.correspondence import Correspondence
from ourtables.settings import settings
from tests.conftest import LISTING, TESTS, TODAY

MAILED = LISTING.replace("contact:\n", "contact:\n  - how: email\n    value: hello@kettle.example\n")
OLD = MAILED.replace("2026-10-05", "2026-05-01")


def content_in(tmp_path: Path, languages: str) -> Path:
    content = tmp_path / "content"
    shutil.copytree(TESTS / "content", content)
    path = content / "directory.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("language: en-GB", languages, 1), encoding="utf-8")
    return content


@pytest.mark.parametrize(
    ("written_in", "language"),
    [("cy", "cy"), ("CY", "cy"), ("cy-GB", "cy"), ("en", "en-GB"), ("ur", "ur"), ("pl", "en-GB"), (None, "en-GB"), ("", "en-GB")],
)  # fmt: skip
def test_a_group_s_language_is_taken_where_the_site_has_it(
    tmp_path: Path, written_in: str | None, language: str
) -> None:
    own = settings.load(content_in(tmp_path, "languages: [en-GB, cy, ur]\nunchecked_languages: yes"))
    assert Correspondence(own).language_of(written_in) == language


def test_a_language_that_nobody_signed_is_not_taken_where_the_site_is_not_published_in_it(tmp_path: Path) -> None:
    own = settings.load(content_in(tmp_path, "languages: [en-GB, cy]"))
    assert Correspondence(own).languages == ("en-GB",)


def letter(content: Path, text: str) -> dict[str, str]:
    (content / "groups" / "kettle.md").write_text(text, encoding="utf-8")
    run = CliRunner().invoke(command, ["--content", str(content), "--today", str(TODAY), "--format", "json"])
    assert run.exit_code == 0, run.output
    [found] = json.loads(run.output)
    return dict(found)


def test_a_letter_is_in_the_language_that_the_group_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "signed_by", lambda language, own: "Mair Example, 2026-11-02")
    content = content_in(tmp_path, "languages: [en-GB, cy]")
    found = letter(content, OLD.replace("led_by:", "written_in: cy\nled_by:"))
    assert found["subject"] == "kettle – ydy tudalen Example Kettle yn dal yn gywir?"
    assert found["letter"].startswith("Helo,\n\nMae hyn yn ymwneud â thudalen Example Kettle yn ")
    assert "Ydy popeth yn dal yn gywir? Fe'i cadarnhawyd ddiwethaf ar 1 Mai 2026." in found["letter"]
    assert "atebwch yr e-bost hwn â'r geiriau: dal yn gywir." in found["letter"]
    assert "https://our-own-tables.example.org/cy/groups/kettle/\n" in found["letter"]
    assert "https://our-own-tables.example.org/cy/change/#g=kettle&still=right\n" in found["letter"]
    assert found["letter"].endswith("Dim brys, a dim angen esbonio.")
    assert "Hello" not in found["letter"]
    assert letter(content, OLD)["letter"].startswith("Hello,")


def test_a_letter_that_nobody_checked_comes_with_the_first_language(tmp_path: Path) -> None:
    content = content_in(tmp_path, "languages: [en-GB, cy]\nunchecked_languages: yes")
    welsh, english = letter(content, OLD.replace("led_by:", "written_in: cy\nled_by:"))["letter"].split("\n\n* * *\n\n")
    assert welsh.startswith("Helo,") and welsh.endswith("Isod maen nhw mewn iaith arall.")
    assert english.startswith("Hello,") and english.endswith("No rush, no need to explain.")


def test_a_directory_in_another_language_writes_in_it(tmp_path: Path) -> None:
    found = letter(content_in(tmp_path, "language: cy"), OLD)
    assert found["letter"].startswith("Helo,") and "* * *" not in found["letter"]
