"""`ourtables pdf` asks for its extra and for areas that there are, and leaves a booklet alone that it can't replace."""

from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from ourtables.cli import pdf

from ..conftest import TESTS

CONTENT = str(TESTS / "content")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(pdf.command, [*arguments, "--content", CONTENT])


@pytest.mark.parametrize("absent", ["typst", "fontTools", "brotli"])
def test_without_the_extra_it_says_in_a_sentence_what_to_install(monkeypatch: pytest.MonkeyPatch, absent: str) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None if name == absent else find_spec(name))
    result = run("leeds")
    assert result.exit_code == 1
    assert (
        result.output
        == "Error: PDFs need an optional extra: run ./dev pdf, or pip install --require-hashes -r requirements-pdf.txt.\n"
    )


def test_an_area_that_there_isn_t_is_wrong_usage_with_a_suggestion() -> None:
    result = run("leeeds")
    assert result.exit_code == 2
    assert "There is no area leeeds. Did you mean leeds?" in result.output


def test_an_alias_stands_for_its_members_and_no_area_comes_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, list[str]]] = []

    def command(*given: object) -> list[str]:
        asked.append(given[-1]["booklet"])  # type: ignore[index]
        return []

    monkeypatch.setattr(pdf.pelican, "command", command)
    monkeypatch.setattr(pdf.subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=0))
    assert run("leeds", "west-yorkshire", "cardiff").exit_code == 0
    assert asked[0]["areas"] == ["leeds", "bradford", "cardiff"]


def test_a_language_that_the_site_isn_t_published_in_is_wrong_usage() -> None:
    result = run("leeds", "--language", "cy")
    assert result.exit_code == 2
    assert "The site isn't published in cy. There is: en-GB." in result.output


def test_without_a_group_to_print_the_booklet_before_stays(tmp_path: Path) -> None:
    file = tmp_path / "booklet.pdf"
    file.write_bytes(b"before")
    from ..site.conftest import ourtables

    ran = ourtables("pdf", "leeds", "cardiff", "--content", CONTENT, "--output", str(file))
    assert ran.returncode == 1
    assert ran.stderr == "There is no group to print in Leeds and Cardiff.\nError: Nothing was made.\n"
    assert file.read_bytes() == b"before" and list(tmp_path.iterdir()) == [file]


def test_a_place_that_can_t_be_written_is_named(tmp_path: Path) -> None:
    from ..site.conftest import directory_in, listing, ourtables

    content = directory_in(tmp_path, kettle=listing("Kettle"))
    ran = ourtables("pdf", "leeds", "--content", str(content), "--output", str(tmp_path / "no" / "a.pdf"))
    assert ran.returncode == 1
    assert ran.stderr.endswith("a.pdf: No such file or directory.\nError: Nothing was made.\n")
