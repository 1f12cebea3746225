"""`ourtables fmt` changes files only when it loses nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from ourtables.cli.fmt import command, write

from ..conftest import LISTING

UNTIDY = LISTING.replace('name: "Example Kettle"\n', "").replace("---\n\nWe", "name: Example Kettle # ours\n---\nWe")
TIDY = LISTING.replace('"Example Kettle"', '"Example Kettle"  # ours')


def test_a_listing_is_written_anew_once(tmp_path: Path) -> None:
    path = tmp_path / "kettle.md"
    path.write_text(UNTIDY, encoding="utf-8")
    first = CliRunner().invoke(command, [str(path), "--content", str(tmp_path)])
    assert (first.exit_code, first.output) == (0, f"{path} is tidy now.\n")
    assert path.read_text(encoding="utf-8") == TIDY
    second = CliRunner().invoke(command, [str(path), "--content", str(tmp_path)])
    assert (second.exit_code, second.output) == (0, "")


def test_check_changes_nothing_and_says_so_with_status_one(tmp_path: Path) -> None:
    path = tmp_path / "kettle.md"
    path.write_text(UNTIDY, encoding="utf-8")
    result = CliRunner().invoke(command, ["--check", str(path), "--content", str(tmp_path)])
    assert (result.exit_code, result.output) == (1, f"{path} would change.\n")
    assert path.read_text(encoding="utf-8") == UNTIDY


@pytest.mark.parametrize(
    "text",
    [
        "no front matter",
        LISTING.replace("[leeds]", "[leeds"),
        LISTING + "name: 1\x07",
        LISTING.replace("areas", "name"),
    ],
)
def test_a_file_that_cannot_be_read_without_loss_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "kettle.md"
    path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(command, [str(path), "--content", str(tmp_path)])
    assert result.exit_code == 1
    assert "(Left as it is.)" in result.output
    assert path.read_text(encoding="utf-8") == text


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kettle.md"
    path.write_text("old", encoding="utf-8")

    def full(_: object, __: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write(path, "new")
    assert [one.name for one in tmp_path.iterdir()] == ["kettle.md"]
    assert path.read_text(encoding="utf-8") == "old"
