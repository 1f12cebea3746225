"""`ourtables check` in its three formats, with its exit codes, on listings good, bad and hostile."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ourtables.cli.check import command

from ..conftest import LISTING, TESTS

BAD = LISTING.replace("offers:", "offer:").replace("leeds", "Leedes")


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder under the working directory, with one good listing."""
    shutil.copytree(TESTS / "content", tmp_path / "content")
    (tmp_path / "content" / "groups" / "kettle.md").write_text(LISTING, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "content"


def run(*args: str) -> Result:
    return CliRunner().invoke(command, [*args, "--today", "2026-11-22"])


def test_a_good_directory_has_nothing_to_mend(content: Path) -> None:
    result = run()
    assert (result.exit_code, result.output) == (0, "1 listing checked: nothing to mend.\n")


def test_a_bad_listing_is_told_everything_at_once_and_what_stops_it(content: Path) -> None:
    (content / "groups" / "bad.md").write_text(BAD.replace("Example Kettle", "Bad"), encoding="utf-8")
    result = run()
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "content/groups/bad.md:3: We don't know the field “offer”: did you mean “offers”? Write “offers”. (This stops the listing.)",
        "content/groups/bad.md:4: “Leedes” isn't one of the words for “areas”: did you mean “leeds”? Write “leeds”. (This stops the listing.)",
        "2 listings checked: 2 problems that stop 1 listing.",
    ]


def test_a_warning_is_shown_and_stops_nothing(content: Path) -> None:
    (content / "groups" / "kettle.md").write_text(LISTING.replace("01632 960123", "07700 900123"), encoding="utf-8")
    result = run()
    assert result.exit_code == 0
    assert result.output.endswith("1 listing checked: 1 note that stops nothing.\n")


def test_json_is_an_array_of_problems_with_their_places(content: Path) -> None:
    (content / "groups" / "bad.md").write_text(LISTING.replace("Example Kettle", "K"), encoding="utf-8")
    result = run("--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.output) == [
        {
            "path": "content/groups/bad.md",
            "line": 2,
            "column": 7,
            "field": "name",
            "level": "error",
            "code": "too-short",
            "message": "“name” is 1 long; it needs at least 2 characters.",
            "hint": "Say a little more, or leave it out.",
        }
    ]
    (content / "groups" / "bad.md").unlink()
    assert run("--format", "json").output == "[]\n"


def test_github_gets_annotations_that_hostile_text_cannot_break_out_of(content: Path) -> None:
    text = LISTING.replace("[in-person]", '["::error::x%0A@everyone\\n::set-env name=A::b"]')
    (content / "groups" / "kettle.md").write_text(text, encoding="utf-8")
    result = run("--format", "github")
    assert result.output == (
        "::error file=content/groups/kettle.md,line=5,col=11,title=This stops the listing::"
        "“::error::x%250A@everyone ::set-env name=A::b” isn't one of the words for “formats”. "
        "Use one of: in-person, online-video, online-text, phone, text, post.\n"
    )


def test_github_gets_nine_annotations_and_is_told_of_the_rest(content: Path) -> None:
    many = "".join(f"mood_{number}: sunny\n" for number in range(70))
    (content / "groups" / "kettle.md").write_text(LISTING.replace("consent:", f"{many}consent:"), encoding="utf-8")
    lines = run("--format", "github").output.splitlines()
    assert len(lines) == 10
    assert lines[-1].startswith("::notice title=And 61 more::")


def test_one_path_is_checked_against_the_names_of_all_others(content: Path) -> None:
    (content / "groups" / "other.md").write_text(LISTING.replace("Example Kettle", "EXAMPLE kettle"), encoding="utf-8")
    result = run("content/groups/kettle.md")
    assert result.exit_code == 0
    assert "Another listing has the same name: other.md." in result.output
    assert result.output.endswith("1 listing checked: 1 note that stops nothing.\n")


def test_wrong_usage_ends_with_status_two(content: Path) -> None:
    assert run("nowhere.md").exit_code == 2
    assert CliRunner().invoke(command, ["--today", "yesterday"]).exit_code == 2
    assert run("--format", "xml").exit_code == 2


def test_broken_settings_are_reported_like_a_listing(content: Path) -> None:
    (content / "directory.yml").write_text("titel: x\n", encoding="utf-8")
    result = CliRunner().invoke(command, ["--format", "json"])
    assert result.exit_code == 1
    assert {found["code"] for found in json.loads(result.output)} == {"keeper-setting"}


def test_no_file_however_broken_stops_the_others_from_being_checked(content: Path) -> None:
    groups = content / "groups"
    for example in (TESTS / "examples" / "bad").iterdir():
        if example.suffix != ".report":
            shutil.copy(example, groups / example.name)
    (groups / "link.md").symlink_to("/etc/hostname")
    (groups / "bytes.md").write_bytes(bytes(range(256)) * 40_000)
    result = run("--format", "json")
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    problems = json.loads(result.output)
    named = {Path(found["path"]).name for found in problems if found["level"] == "error"}
    assert {"link.md", "bytes.md", "ten-faults.md"} <= named
    assert "kettle.md" not in named
