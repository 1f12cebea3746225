"""`ourtables where` answers one line for one place, in order, for people and for programs."""

import json
from pathlib import Path

from click.testing import CliRunner

from ourtables.cli.where import command

from ..conftest import of_our_content

CONTENT = str(Path(__file__).parents[2] / "content")


@of_our_content
def test_json_is_one_object_a_line_for_each_line_of_a_file_blank_ones_too(tmp_path: Path) -> None:
    places = tmp_path / "places.txt"
    places.write_text("LS6 2NB\n\nxyzzyqq\nNewport\n", encoding="utf-8")
    result = CliRunner().invoke(command, ["--file", str(places), "--format", "json", "--content", CONTENT])
    lines = [json.loads(line) for line in result.output.splitlines()]
    assert [line["text"] for line in lines] == ["LS6 2NB", "", "xyzzyqq", "Newport"]
    assert [len(line["choices"]) > 0 for line in lines] == [True, False, False, True]
    assert lines[0]["choices"][0]["area"] == "leeds"
    assert len(lines[3]["choices"]) >= 6
    for choice in lines[3]["choices"]:
        assert set(choice) == {"name", "kind", "area", "lat", "lon"}
        assert isinstance(choice["lat"], float)
        assert isinstance(choice["lon"], float)


def test_an_unknown_place_is_said_kindly() -> None:
    result = CliRunner().invoke(command, ["xyzzyqq", "--content", CONTENT])
    assert result.output == "xyzzyqq: we don't know this place. Try a town nearby, or the first half of a postcode.\n"


@of_our_content
def test_islands_outside_every_area_say_so() -> None:
    result = CliRunner().invoke(command, ["JE2", "--content", CONTENT])
    assert "JE2 (Jersey) (outcode): outside every area, at 49." in result.output


def test_texts_or_a_file_but_not_both_nor_neither() -> None:
    assert CliRunner().invoke(command, ["--content", CONTENT]).exit_code == 2
