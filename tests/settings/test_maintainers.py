"""What keepers take off is gone with the next build, and a retired address names nobody and is never given again."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from ourtables.cli import retire, unlist
from ourtables.directory import loading
from ourtables.listing import checking
from ourtables.settings import maintainers
from tests.conftest import LISTING, TESTS, TODAY


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder of its own with one listing."""
    shutil.copytree(TESTS / "content", tmp_path / "content")
    (tmp_path / "content" / "groups" / "kettle.md").write_text(LISTING, encoding="utf-8")
    return tmp_path / "content"


def test_an_unlisted_group_is_left_out_and_said_to_be_and_its_file_stays(content: Path) -> None:
    assert CliRunner().invoke(unlist.command, ["kettle", "--content", str(content)]).exit_code == 0
    loaded = loading.load(content, TODAY)
    assert loaded.directory.groups == {}
    assert [(one.slug, one.reason) for one in loaded.left_out] == [
        ("kettle", "taken off by the keepers (content/maintainers/unlisted.txt)")
    ]
    assert (content / "groups" / "kettle.md").read_text(encoding="utf-8") == LISTING


def test_a_retired_group_leaves_only_a_salted_hash_that_keeps_its_address(content: Path) -> None:
    CliRunner().invoke(unlist.command, ["kettle", "--content", str(content)])
    assert CliRunner().invoke(retire.command, ["kettle", "--content", str(content)]).exit_code == 0
    assert not (content / "groups" / "kettle.md").exists()
    for path in content.rglob("*.txt"):
        assert "kettle" not in path.read_text(encoding="utf-8")
    (content / "groups" / "kettle.md").write_text(LISTING, encoding="utf-8")
    checked = checking.check_file(content / "groups" / "kettle.md", checking.load(content, TODAY))
    assert [problem.code for problem in checked.problems] == ["slug-retired"]


def test_all_lines_of_a_register_share_a_salt_so_that_a_check_costs_one_hash(content: Path) -> None:
    for slug in ("a", "b", "c"):
        maintainers.retire(content, slug)
    registers = maintainers.load(content)
    assert len({line.partition("$")[0] for line in registers.retired}) == 1
    assert [registers.is_retired(slug) for slug in ("a", "b", "c", "d", "retired-group")] == [
        True,
        True,
        True,
        False,
        True,
    ]


def test_two_directories_mark_the_same_address_differently() -> None:
    assert maintainers.Registers().mark_for("kettle") != maintainers.Registers().mark_for("kettle")


@pytest.mark.parametrize("slug", ["nobody", "../directory", "Kettle"])
def test_what_is_no_listing_is_wrong_usage(content: Path, slug: str) -> None:
    for command in (unlist.command, retire.command):
        assert CliRunner().invoke(command, [slug, "--content", str(content)]).exit_code == 2
