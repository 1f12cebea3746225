"""`ourtables import` from the command line: its exit codes, its report and its one line at the end."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ourtables import cli
from ourtables.cli.import_ import command
from ourtables.core.errors import OurTablesError

from ..conftest import TESTS

MAP = 'id: "{id}"\nbody: "{about}"\nfields:\n  name: "{name}"\n  areas: "{area}"\n  contact: [{how: website, value: "{web}"}]\n'
WORDS = "We put the kettle on at six. You can talk, or not. Everyone who runs the Kettle has been through it too."
TABLE = f'id,name,area,about,web\n1,Example Kettle,leeds,"{WORDS}",Belford Mill\n2,Teapot,,"{WORDS}",\n'
LINES = [
    "row 2 (example-kettle.md): contact: “Belford Mill” isn't a whole web address. Left empty.",
    "row 3: Nothing in the row gives “areas”.",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a content folder, a spreadsheet and its map."""
    shutil.copytree(TESTS / "content", tmp_path / "content")
    areas = '- {key: uk-wide, label: The whole UK, lat: "54", lon: "-2"}\n- {key: leeds, label: Leeds, parent: uk-wide, lat: "53.8", lon: "-1.5"}\n'
    (tmp_path / "content" / "vocabulary" / "areas.yml").write_text(areas)
    (tmp_path / "content" / "vocabulary" / "area_aliases.yml").unlink()
    (tmp_path / "groups.csv").write_text(TABLE)
    (tmp_path / "groups.yml").write_text(MAP)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(command, [*args, "--today", "2026-11-22"])


def imported(*args: str) -> Result:
    return run("groups.csv", "--map", "groups.yml", "--into", "content/groups", *args)


def test_every_row_is_a_file_or_a_line_and_the_end_says_how_many(folder: Path) -> None:
    result = imported()
    assert (result.exit_code, result.output.splitlines()) == (0, [*LINES, "2 rows: 1 written, 1 left out."])
    assert [path.name for path in (folder / "content" / "groups").glob("*.md")] == ["example-kettle.md"]


def test_a_second_import_says_that_nothing_changed(folder: Path) -> None:
    imported()
    assert imported().output.splitlines()[-1] == "2 rows: 1 as they were, 1 left out."


def test_the_report_is_a_table_or_a_text_by_its_name(folder: Path) -> None:
    assert imported("--report", "r.txt").output == "2 rows: 1 written, 1 left out. r.txt says why.\n"
    assert (folder / "r.txt").read_text().splitlines() == LINES
    imported("--report", "r.csv")
    assert (folder / "r.csv").read_text().splitlines() == [
        "row,listing,outcome,field,text",
        "2,example-kettle,note,contact,“Belford Mill” isn't a whole web address. Left empty.",
        "3,,left out,,Nothing in the row gives “areas”.",
    ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("groups.yml", "id: x\n", "groups.yml:1: “body” isn't there yet."),
        ("groups.csv", "", "groups.csv:1: The file has no row of headings."),
        ("groups.csv", "id,name\n", "groups.yml:2: The spreadsheet has no column “about”."),
    ],
)
def test_a_file_that_cannot_be_used_ends_with_1_and_a_sentence(
    name: str,
    text: str,
    message: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / name).write_text(text)
    monkeypatch.setattr(
        "sys.argv", ["ourtables", "import", "groups.csv", "--map", "groups.yml", "--into", "content/groups"]
    )
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 1
    assert capsys.readouterr().err.startswith(message)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("groups.csv", "--map", "groups.yml"), "Missing option '--into'"),
        (("none.csv", "--map", "groups.yml", "--into", "x"), "'none.csv' does not exist"),
        (
            ("groups.csv", "--map", "groups.yml", "--into", "x", "--report", "no/r.txt"),
            "there is no folder 'no'",
        ),
    ],
)
def test_a_command_put_wrongly_ends_with_2_and_writes_nothing(
    args: tuple[str, ...], message: str, folder: Path
) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert message in result.output
    assert not (folder / "x").exists()


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(folder: Path) -> None:
    shutil.rmtree(folder / "content" / "groups")
    (folder / "content" / "groups").symlink_to("/dev/full")
    result = run("groups.csv", "--map", "groups.yml", "--into", "content/groups/in")
    assert isinstance(result.exception, OurTablesError)
    assert str(result.exception).startswith("content/groups")


def test_help_shows_an_example(folder: Path) -> None:
    output = CliRunner().invoke(cli.main_group, ["import", "--help"]).output
    assert "ourtables import groups.csv --map groups.yml --into content/groups --report report.csv" in output
    assert "Make listings of a spreadsheet's rows." in CliRunner().invoke(cli.main_group, ["--help"]).output
