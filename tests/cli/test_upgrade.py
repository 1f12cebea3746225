"""`ourtables upgrade` renames what a new version calls otherwise, and leaves every other letter as it was."""

import io
import shutil
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ourtables.cli import main_group
from ourtables.cli.upgrade import upgrade_content

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
def content(tmp_path: Path) -> Path:
    """A directory of the version before."""
    folder = tmp_path / "content"
    shutil.copytree(TESTS / "content", folder)
    (folder / "groups" / "kettle.md").write_text(LISTING, encoding="utf-8")
    return folder


def run(content: Path, writing: bool = False) -> tuple[int, str]:
    """How much the next version leaves to do, and what it says."""
    said = io.StringIO()
    with redirect_stdout(said):
        left = upgrade_content(content, NEXT, writing)
    return left, said.getvalue()


def texts(content: Path) -> dict[str, bytes]:
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


def test_it_says_what_there_is_to_do_and_changes_nothing(content: Path) -> None:
    before = texts(content)
    left, said = run(content)
    # Two settings, a field, and a word where it is declared and where it is used.
    assert left == 5
    assert f"{content / 'directory.yml'}:3: rename “motto” to “slogan”." in said
    assert "rename “private” to “confidential”" in said
    assert "there is a new setting, “contact.hours”: when somebody reads mail" in said
    assert texts(content) == before


def test_it_renames_and_leaves_every_other_letter(content: Path) -> None:
    before = texts(content)
    assert run(content, writing=True)[0] == 0
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
    run(content, writing=True)
    before = texts(content)
    left, said = run(content, writing=True)
    assert left == 0 and "Nothing is left to do" in said
    assert texts(content) == before


def test_line_ends_of_another_system_stay(content: Path) -> None:
    path = content / "directory.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(content, writing=True)[0] == 0
    assert b"\r\nslogan: " in path.read_bytes() and b"\n\n" not in path.read_bytes()


def test_a_missing_file_of_words_is_written_so_that_nobody_is_asked(content: Path) -> None:
    (content / "vocabulary" / "gates.yml").unlink()
    assert "gates.yml: write with [] in it" in run(content)[1]
    assert run(content, writing=True)[0] == 0
    assert (content / "vocabulary" / "gates.yml").read_text(encoding="utf-8") == "[]\n"


def command(content: Path) -> Result:
    """`ourtables upgrade`, with what this version asks."""
    return CliRunner().invoke(main_group, ["upgrade", "--content", str(content)])


def test_this_version_asks_nothing_of_this_repositorys_own_content() -> None:
    done = command(TESTS.parent / "content")
    assert (done.exit_code, done.output) == (0, "Nothing is left to do. ourtables check says the rest.\n")


def test_the_command_ends_with_one_while_something_is_left(content: Path) -> None:
    (content / "vocabulary" / "gates.yml").unlink()
    done = command(content)
    assert done.exit_code == 1
    assert done.output.endswith("1 to do: ourtables upgrade --write\n")
