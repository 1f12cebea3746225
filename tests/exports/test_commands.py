"""`ourtables export` and `ourtables stats` do without a site what the site does."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ourtables.cli import export as exporting
from ourtables.cli import stats as counting
from tests.exports.conftest import Files


def run(command: object, *arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments])  # type: ignore[arg-type]


@pytest.fixture
def few(content: Path, tmp_path: Path) -> Path:
    """A directory of the first 30 groups."""
    folder = tmp_path / "content"
    folder.mkdir()
    for path in content.iterdir():
        if path.name != "groups":
            (folder / path.name).symlink_to(path)
    (folder / "groups").mkdir()
    for path in sorted((content / "groups").iterdir())[:30]:
        (folder / "groups" / path.name).write_bytes(path.read_bytes())
    return folder


def test_a_format_is_written_by_its_addresses(few: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ("--content", few, "--output", out, "--today", "2026-11-22", "--format", "csv", "--format", "geojson")
    result = run(exporting.command, *arguments)
    assert result.exit_code == 0, result.output
    assert (out / "data" / "groups.csv").is_file()
    assert (out / "data" / "groups.geojson").is_file()
    assert not (out / "data" / "groups.json").exists()
    assert "csv: 7 files" in result.output


def test_a_listing_with_an_error_stops_it_unless_told_otherwise(few: Path, tmp_path: Path) -> None:
    (few / "groups" / "bad.md").write_text("nothing\n")
    arguments = ("--content", few, "--output", tmp_path / "out", "--today", "2026-11-22", "--format", "json")
    result = run(exporting.command, *arguments)
    assert result.exit_code == 1
    assert "bad.md" in result.output
    assert not (tmp_path / "out").exists()
    assert run(exporting.command, *arguments, "--keep-going").exit_code == 0
    assert (tmp_path / "out" / "data" / "groups.json").is_file()


def test_stats_count_what_lists_show(made: Files, content: Path) -> None:
    result = run(counting.command, "--content", content, "--today", "2026-11-22", "--format", "json")
    assert result.exit_code == 0, result.output
    stats = json.loads(result.output)
    directory = made.exporting.directory
    assert stats["listed"] == len(directory.listed) == sum(row["count"] for row in stats["statuses"])
    assert stats["groups"] == stats["listed"] + stats["closed"] + len(directory.out_of_touch)
    areas = {row["key"]: row["count"] for row in stats["areas"]}
    assert areas["scotland"] == directory.count_here("scotland")
    assert stats["no_group"] == [] or all(directory.count_here(row["key"]) == 0 for row in stats["no_group"])


def test_stats_are_a_table_that_names_what_is_missing(few: Path) -> None:
    result = run(counting.command, "--content", few, "--today", "2026-11-22")
    assert result.exit_code == 0, result.output
    for words in ("in lists", "How fresh", "Where", "No group yet in", "Haven't said"):
        assert words in result.output
