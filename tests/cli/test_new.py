"""`ourtables new` turns seven answers into a listing that the checker takes without a word and `fmt` leaves as it is."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ourtables.cli import confirm, fmt
from ourtables.cli.new import command
from ourtables.intake.mail import Desk, Received
from ourtables.listing import checking

from ..conftest import TESTS, TODAY

WORDS = "We meet each week in the hall of the old school and talk a while. Nobody is asked to speak, and soup is free."
GIVEN = {
    "--name": "Example Kettle",
    "--words": WORDS,
    "--offers": "hearing voices, drop-in-space",
    "--areas": "Leeds City Council",
    "--formats": "In person",
    "--led-by": "all-lived-experience",
    "--contact": "phone=01632 960123",
    "--who": "1",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder of its own."""
    shutil.copytree(TESTS / "content", tmp_path / "content")
    return tmp_path / "content"


def run(content: Path, given: dict[str, str], typed: str = "") -> Result:
    options = [part for pair in given.items() for part in pair]
    return CliRunner().invoke(command, [*options, "--content", str(content), "--today", TODAY.isoformat()], input=typed)


def test_seven_options_make_a_listing_without_a_question(content: Path) -> None:
    result = run(content, GIVEN)
    path = content / "groups" / "example-kettle.md"
    assert result.exit_code == 0, result.output
    checked = checking.check_file(path, checking.load(content, TODAY))
    assert checked.problems == ()
    assert path.read_text(encoding="utf-8").startswith(
        '---\nname: "Example Kettle"\noffers: [hearing-voices, drop-in-space]\nareas: [leeds]\n'
    )
    assert CliRunner().invoke(fmt.command, ["--check", str(path), "--content", str(content)]).exit_code == 0


@pytest.mark.parametrize("name", ["offers", "formats", "led_by", "contact_ways", "confirmed_by", "consent"])
def test_what_a_directory_has_no_words_for_is_neither_asked_nor_said(name: str, content: Path) -> None:
    (content / "vocabulary" / f"{name}.yml").write_text("[]\n", encoding="utf-8")
    settings = content / "directory.yml"
    settings.write_text(re.sub(r"^led_by:.*\n", "", settings.read_text(encoding="utf-8"), flags=re.MULTILINE))
    option = {"contact_ways": "--contact", "led_by": "--led-by"}.get(name, f"--{name}")
    given = {key: value for key, value in GIVEN.items() if key != option}
    result = run(content, given)
    assert result.exit_code == 0, result.output
    field = "contact" if name == "contact_ways" else name
    path = content / "groups" / "example-kettle.md"
    assert f"\n{field}:" not in path.read_text(encoding="utf-8")
    if field in ("confirmed_by", "consent"):
        done = CliRunner().invoke(
            confirm.command, ["example-kettle", "--by", "phone", "--content", str(content), "--today", "2026-11-30"]
        )
        assert done.exit_code == 0, done.output
        received = Desk(checking.load(content, TODAY)).receive(b"name: Soup\nWe talk.", from_group=True)
        assert isinstance(received, Received)
        assert f"\n{field}:" not in path.read_text(encoding="utf-8") + received.text
        assert "confirmed: 2026-11-30" in path.read_text(encoding="utf-8")


def test_what_is_not_given_is_asked_and_asked_again_until_it_can_be_used(content: Path) -> None:
    given = {key: value for key, value in GIVEN.items() if key not in ("--areas", "--contact")}
    result = run(content, given, "Atlantis\nleeds\nphone=12\nphone=01632 960123\n")
    assert "“Atlantis” isn't one of the words for “areas”." in result.output
    assert "“12” doesn't look like a phone number of this country." in result.output
    assert result.exit_code == 0, result.output


def test_a_second_group_of_the_same_name_gets_a_file_of_its_own(content: Path) -> None:
    assert run(content, GIVEN).exit_code == 0
    assert run(content, GIVEN).exit_code == 0
    assert sorted(path.name for path in (content / "groups").glob("*.md")) == [
        "example-kettle-2.md",
        "example-kettle.md",
    ]


def test_nothing_is_confirmed_for_a_group_that_was_not_asked(content: Path) -> None:
    assert run(content, {**GIVEN, "--who": "4"}).exit_code == 0
    text = (content / "groups" / "example-kettle.md").read_text(encoding="utf-8")
    assert "consent: not-asked" in text
    assert "confirmed" not in text


def test_an_option_that_cannot_be_used_ends_with_status_two(content: Path) -> None:
    result = run(content, {**GIVEN, "--formats": "telepathy"})
    assert result.exit_code == 2
    assert "isn't one of the words for “formats”" in result.output
    assert not list((content / "groups").glob("*.md"))


def test_a_name_without_a_letter_of_ours_needs_a_word_for_its_address(content: Path) -> None:
    given = GIVEN | {"--name": "互助小组"}
    result = run(content, given, "小组\nMutual Aid\n")
    assert "This has no letter of a–z either." in result.output
    assert (content / "groups" / "mutual-aid.md").exists()
    assert run(content, given | {"--word": "huzhu"}).exit_code == 0
    assert (content / "groups" / "huzhu.md").exists()
    assert run(content, given | {"--word": "…"}).exit_code == 2
    assert not list((content / "groups").glob("group*"))
