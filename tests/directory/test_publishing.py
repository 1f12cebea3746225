"""A site isn't published without a private address, with drafts, or with another country's help."""

import shutil
from pathlib import Path

import pytest

from ourtables.directory import publishing
from ourtables.settings import settings
from tests.conftest import TESTS


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(TESTS / "content", tmp_path / "content")
    return tmp_path / "content"


def found(content: Path, *, drafts: bool = False) -> list[str]:
    problems = publishing.problems(content, settings.load(content), drafts=drafts)
    assert all(problem.stops for problem in problems)
    return [f"{Path(problem.path).name}:{problem.line} {problem.message}" for problem in problems]


def test_a_directory_with_all_of_it_may_be_published(content: Path) -> None:
    (content / "help").mkdir()
    (content / "help" / "10-line.md").write_text("---\nname: Line\ncountry: GB\n---\n", encoding="utf-8")
    assert found(content) == []


def test_without_a_private_address_nothing_is_published(content: Path) -> None:
    path = content / "directory.yml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "private: " not in line]
    path.write_text("\n".join(lines), encoding="utf-8")
    [problem] = found(content)
    assert problem.startswith("directory.yml:1 There is no private address")


def test_drafts_are_not_published(content: Path) -> None:
    assert found(content, drafts=True) == ["directory.yml:1 Groups that weren't asked yet would be shown to everyone."]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("country: IE", "10-line.md:3 This help is for “IE”, and the directory is for “GB”."),
        ("cost: free", "10-line.md:1 This help doesn't say its country, and the directory is for “GB”."),
        ("country: [GB]", "10-line.md:3 This help doesn't say its country, and the directory is for “GB”."),
    ],
)
def test_help_of_another_country_is_not_published(content: Path, line: str, said: str) -> None:
    (content / "help").mkdir()
    (content / "help" / "10-line.md").write_text(f"---\nname: Line\n{line}\n---\n", encoding="utf-8")
    assert found(content) == [said]
