"""`ourtables upgrade` renames what a new version calls otherwise, and leaves every other letter as it was."""

import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from ourtables.cli import main_group, upgrade

from ..conftest import LISTING, TESTS

# A made next version: each kind of thing that one may ask.
NEXT = [
    {
        "version": "99.0.0",
        "settings": {"motto": "slogan", "contact.private": "contact.confidential"},
        "fields": {"led_by": "run_by"},
        "words": {"offers": {"peer-support-group": "peer-group"}},
        "new": {"contact.hours": "when somebody reads mail"},
    }
]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory of the version before, with the list of what the next one asks."""
    folder = tmp_path / "content"
    shutil.copytree(TESTS / "content", folder)
    (folder / "groups" / "kettle.md").write_text(LISTING, encoding="utf-8")
    changes = tmp_path / "changes.yml"
    changes.write_text(yaml.safe_dump(NEXT), encoding="utf-8")
    monkeypatch.setattr(upgrade, "CHANGES", changes)
    return folder


def run(content: Path, *more: str) -> Result:
    return CliRunner().invoke(main_group, ["upgrade", "--content", str(content), *more])


def texts(content: Path) -> dict[str, bytes]:
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


def test_it_says_what_there_is_to_do_and_changes_nothing(content: Path) -> None:
    before = texts(content)
    done = run(content)
    assert done.exit_code == 1
    assert f"{content / 'directory.yml'}:3: rename “motto” to “slogan”." in done.output
    assert "rename “private” to “confidential”" in done.output
    assert "there is a new setting, “contact.hours”: when somebody reads mail" in done.output
    assert texts(content) == before


def test_it_renames_and_leaves_every_other_letter(content: Path) -> None:
    before = texts(content)
    assert run(content, "--write").exit_code == 0
    after = texts(content)
    settings = before["directory.yml"].replace(b"\nmotto:", b"\nslogan:").replace(b"  private:", b"  confidential:")
    assert after["directory.yml"] == settings
    listing = before["groups/kettle.md"].replace(b"led_by:", b"run_by:").replace(b"peer-support-group", b"peer-group")
    assert after["groups/kettle.md"] == listing
    assert b"key: peer-group\n" in after["vocabulary/offers.yml"]
    assert b"peer-support-group" not in after["vocabulary/offers.yml"]
    untouched = set(before) - {"directory.yml", "groups/kettle.md", "vocabulary/offers.yml"}
    assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}


def test_a_second_run_finds_nothing_left(content: Path) -> None:
    run(content, "--write")
    before = texts(content)
    done = run(content, "--write")
    assert done.exit_code == 0 and "Nothing is left to do" in done.output
    assert texts(content) == before


def test_line_ends_of_another_system_stay(content: Path) -> None:
    path = content / "directory.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(content, "--write").exit_code == 0
    assert b"\r\nslogan: " in path.read_bytes() and b"\n\n" not in path.read_bytes()


def test_a_missing_file_of_words_is_written_so_that_nobody_is_asked(content: Path) -> None:
    (content / "vocabulary" / "gates.yml").unlink()
    assert "gates.yml: write with [] in it" in run(content).output
    assert run(content, "--write").exit_code == 0
    assert (content / "vocabulary" / "gates.yml").read_text(encoding="utf-8") == "[]\n"


def test_this_version_asks_nothing_of_this_repositorys_own_content() -> None:
    done = run(TESTS.parent / "content")
    assert (done.exit_code, done.output) == (0, "Nothing is left to do. ourtables check says the rest.\n")
