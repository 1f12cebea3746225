"""The recipes of CONTRIBUTING.md, followed step by step in a copy of the software, give what they promise."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import TODAY
from tests.site.conftest import directory_in, listing

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "CONTRIBUTING.md"
PACKAGE = "plugins/ourtables"
BIN = Path(sys.executable).parent
SHARING = ("consent:", "reuse: facts\nconsent:")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not GUIDE.is_file(), reason="a fork may leave the guide out")]


def blocks(recipe: str) -> list[str]:
    """The blocks of code of one recipe."""
    text = GUIDE.read_text(encoding="utf-8").partition(f"### {recipe}\n")[2].partition("\n##")[0]
    found = re.findall(r"^( *)```\w+\n(.*?)^\1```$", text, re.MULTILINE | re.DOTALL)
    assert found, f"CONTRIBUTING.md has no code under “{recipe}”"
    return [textwrap.dedent(code) for _, code in found]


@dataclass(frozen=True)
class Copy:
    """A copy of the software with a small directory, in a folder of its own."""

    folder: Path

    def run(self, *words: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(self.folder / "plugins"), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [BIN / words[0], *words[1:]], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def put(self, code: str) -> Path:
        """Write a block of code into the file that its first line names."""
        named = re.search(r"(?:plugins|theme)/[\w./-]+", code.splitlines()[0])
        assert named, f"the first line of this block names no file: {code.splitlines()[0]}"
        path = self.folder / named[0]
        assert not path.exists()
        path.write_text(code, encoding="utf-8")
        return path

    def imports(self, package: str, module: str) -> None:
        """Import a module in the file of its package."""
        with (self.folder / PACKAGE / package / "__init__.py").open("a", encoding="utf-8") as file:
            file.write(f"\nfrom ourtables.{package.replace('/', '.')} import {module}\n")

    def text(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy in which all three recipes were followed, built once."""
    folder = tmp_path_factory.mktemp("recipes")
    for name in ("plugins", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "pelicanconf.py", folder)
    directory_in(folder, kettle=listing("Kettle", SHARING), closed_book=listing("Closed Book"))
    copy = Copy(folder)

    code, template = blocks("Add a kind of page")
    copy.imports("site/pages", copy.put(code).stem)
    copy.put(template)
    (code,) = blocks("Add an export")
    copy.imports("exports", copy.put(code).stem)
    copy.run("python", "-m", "ourtables.site.extraction")

    (commands,) = blocks("Add a language")
    give, take = map(shlex.split, commands.splitlines())
    copy.run(*give)
    file = folder / "gaelic.po"
    text = file.read_text(encoding="utf-8")
    assert 'msgid "How this site was made"\nmsgstr ""' in text
    file.write_text(
        text.replace('made"\nmsgstr ""', 'made"\nmsgstr "Mar a chaidh an làrach a dhèanamh"', 1), encoding="utf-8"
    )
    copy.run(*take)
    assert (folder / PACKAGE / "locale" / "gd" / "LC_MESSAGES" / "ourtables.po").is_file()
    settings = folder / "content" / "directory.yml"
    changed, count = re.subn(r"(?m)^language: .*$", "language: gd", settings.read_text(encoding="utf-8"))
    settings.write_text(changed if count else f"{changed}\nlanguage: gd\n", encoding="utf-8")

    copy.run("ourtables", "build", "--today", TODAY.isoformat(), "--site-url", "https://example.org/")
    return copy


def test_a_new_kind_of_page_is_built_from_its_template(followed: Copy) -> None:
    assert "Groups in lists: 2." in followed.text("output/colophon/index.html")
    assert "https://example.org/colophon/" in "".join(
        path.read_text(encoding="utf-8") for path in (followed.folder / "output").glob("sitemap*.xml")
    )


def test_a_new_export_is_written_named_on_the_data_page_and_taken_by_the_command(followed: Copy) -> None:
    assert followed.text("output/data/names.txt") == "Kettle\n"
    assert 'href="/data/names.txt"' in followed.text("output/data/index.html")
    followed.run("ourtables", "export", "--format", "names", "--output", "given", "--today", TODAY.isoformat())
    assert followed.text("given/data/names.txt") == "Kettle\n"


def test_a_new_language_is_spoken_where_it_is_translated_and_english_elsewhere(followed: Copy) -> None:
    page = followed.text("output/colophon/index.html")
    assert '<html lang="gd"' in page
    assert "<h1>Mar a chaidh an làrach a dhèanamh</h1>" in page
