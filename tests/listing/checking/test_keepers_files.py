"""The keepers' own files are held against each other, so that a build never meets what `ourtables check` could have named."""

import shutil
from pathlib import Path

import pytest

from ourtables.core.errors import ContentError
from ourtables.listing import checking
from ourtables.listing.checking import help_lines
from tests.conftest import TESTS, TODAY

LINE = """---
name: "The Night Bell"
country: GB
areas: [uk-wide]
run_by: peers
ways:
  - how: phone
    value: "0808 157 0123"
    always: yes
tracing: unknown
sending: "They ring for help only if you ask them to."
recording: unknown
source: https://bell.example.org/
seen: 2026
checked: never
---

Somebody answers.
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder of its own, with one help line."""
    shutil.copytree(TESTS / "content", tmp_path / "content")
    (tmp_path / "content" / "help").mkdir()
    (tmp_path / "content" / "help" / "10-bell.md").write_text(LINE, encoding="utf-8")
    return tmp_path / "content"


def complaints(content: Path) -> list[str]:
    with pytest.raises(ContentError) as raised:
        checking.load(content, TODAY)
    return [f"{Path(p.path).relative_to(content)}:{p.line}: {p.message} {p.hint}" for p in raised.value.problems]


def swap(content: Path, name: str, old: str, new: str) -> None:
    path = content / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_files_that_fit_each_other_load(content: Path) -> None:
    lines, problems = help_lines.load(checking.load(content, TODAY))
    assert problems == []
    assert [(line.name, line.checked, line.ways[0].value) for line in lines] == [
        ("The Night Bell", None, "0808 157 0123")
    ]


def test_each_missing_file_of_words_is_named(content: Path) -> None:
    for name in ("needs", "ties"):
        (content / "vocabulary" / f"{name}.yml").unlink()
    hint = "Write [] in it if this directory doesn't ask; ourtables upgrade --write does so."
    assert complaints(content) == [
        f"vocabulary/needs.yml:1: There is no file of words “needs.yml”. {hint}",
        f"vocabulary/ties.yml:1: There is no file of words “ties.yml”. {hint}",
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("directory.yml", "root_area: uk-wide", "root_area: uk-wild", "directory.yml:10: “uk-wild” in “root_area” isn't one of this directory's words. Write “uk-wide”."),
        ("directory.yml", "[all-lived-experience,", "[all-of-us,", "“all-of-us” in “led_by” isn't one of this directory's words."),
        ("vocabulary/area_aliases.yml", "[bradford, leeds]", "[bradford, leedz]", "vocabulary/area_aliases.yml:1: “leedz” in “west-yorkshire” isn't an area. Name a key of areas.yml."),
        ("vocabulary/areas.yml", "key: chesterfield,", "key: At the Spire,", "“At the Spire” can't be a page's address."),
        ("vocabulary/areas.yml", ", parent: uk-wide, kind: nation}\n- {key: cardiff", ", kind: nation}\n- {key: cardiff", "“wales” is beneath no other area."),
        ("help/10-bell.md", "    value: ", "    valu: ", "help/10-bell.md:8: We don't know the field “valu”: did you mean “value”? Write “value”."),
        ("help/10-bell.md", "0808 157 0123", "12", "help/10-bell.md:8: “12” doesn't look like a phone number of this country."),
        ("help/10-bell.md", "checked: never", "checked: lately", "help/10-bell.md:15: “lately” in “checked” isn't a date we can read."),
        ("help/10-bell.md", "source: https://bell.example.org/\n", "", "“source” isn't there yet."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_by_file_and_line(
    content: Path, name: str, old: str, new: str, complaint: str
) -> None:
    swap(content, name, old, new)
    assert any(complaint in one for one in complaints(content)), complaints(content)


def test_areas_need_a_middle_where_places_are_looked_up(content: Path) -> None:
    (content / "places").mkdir()
    assert (
        complaints(content)[0]
        == "vocabulary/areas.yml:2: “uk-wide” has no middle. Add “lat” and “lon” in degrees, such as 53.8 and -1.55."
    )


@pytest.mark.parametrize("kind", ["link", "link to nowhere", "file"])
def test_nothing_takes_the_place_of_the_folder_of_listings(content: Path, kind: str) -> None:
    """A link would have its files read as listings; a file would leave a directory of none."""
    groups = content / "groups"
    shutil.rmtree(groups, ignore_errors=True)
    if kind == "file":
        groups.write_text("tea", encoding="utf-8")
    else:
        groups.symlink_to("vocabulary" if kind == "link" else "nowhere")
    with pytest.raises(ContentError) as refused:
        checking.load(content)
    what = "a file" if kind == "file" else "a link"
    assert [one.message for one in refused.value.problems] == [f"“groups” is {what}, not a folder."]
