"""One real build that the tests of pages share, and small directories to build others from."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ..conftest import LISTING, TESTS, TODAY

ROOT = TESTS.parent
HELP = """---
name: "Example Line"
country: GB
areas: [uk-wide, leeds]
run_by: peers
ways:
  - how: phone
    value: "0800 000 0000"
source: https://line.example.org
seen: 2026
checked: never
---

[Somebody](/about/) answers.
"""
CRISIS = """emergency_response: only-if-you-ask
emergency_note: "We ring for help only if you ask us to."
"""


def pelican(content: Path, output: Path, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run plain `pelican` on a content folder."""
    given = {"today": TODAY.isoformat(), **options}
    command = [sys.executable, "-m", "pelican", str(content), "-s", str(ROOT / "pelicanconf.py"), "-o", str(output)]
    return subprocess.run(
        [*command, *arguments, "-e", f"OURTABLES={json.dumps(given)}", 'SITEURL="https://tables.example.org"'],
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "1000"},
    )


def ourtables(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `ourtables` as a person would."""
    return subprocess.run(
        [sys.executable, "-c", "from ourtables.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, **environment},
    )


def listing(name: str, *swaps: tuple[str, str], more: str = "") -> str:
    """A small good listing under another name, with some lines put for others."""
    text = LISTING.replace("Example Kettle", name).replace("consent:", f"{more}consent:", 1)
    for old, new in swaps:
        assert old in text, f"{old!r} isn't in the listing"
        text = text.replace(old, new, 1)
    return text


def directory_in(folder: Path, **listings: str) -> Path:
    """A content folder with the tests' words, the repository's pages, and listings by slug (`_` for `-`)."""
    content = folder / "content"
    shutil.copytree(TESTS / "content", content)
    shutil.copytree(ROOT / "content" / "pages", content / "pages", dirs_exist_ok=True)
    for name in ("groups", "help"):
        (content / name).mkdir(exist_ok=True)
    (content / "help" / "10-line.md").write_text(HELP, encoding="utf-8")
    for slug, text in listings.items():
        (content / "groups" / f"{slug.replace('_', '-')}.md").write_text(text, encoding="utf-8")
    return content


WEEKLY = 'meetings:\n  - day: tuesday\n    start: "19:00"\n    where: online\n'

ONE_OF_EACH = {
    "kettle": listing("Kettle", more="aliases: [old-kettle]\nneeds: [room]\n"),
    "night_line": listing("Night Line", ("peer-support-group", "listening-line"), ("in-person", "phone"), more=CRISIS),
    "far_table": listing("Far Table", ("leeds", "uk-wide"), ("in-person", "online-video"), more=WEEKLY),
    "lost": listing("Lost", ("2026-10-05", "2024-10-05")),
    "closed": listing("Closed", ("whoever comes, comes", "a secret word, zanzibar"), more="status: closed\n"),
    "made_up": listing("Made Up", more="example: yes\n"),
    "draft": listing("Draft", ("group-agreed", "not-asked")),
}


@pytest.fixture(scope="session")
def one_of_each(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder with a group of each kind."""
    return directory_in(tmp_path_factory.mktemp("one-of-each"), **ONE_OF_EACH)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own content, built."""
    output = tmp_path_factory.mktemp("site") / "output"
    run = ourtables("build", "--output", str(output))
    assert run.returncode == 0, run.stderr
    return output


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, one_of_each: Path) -> Path:
    """The directory with a group of each kind, built under `/REPO/`."""
    output = tmp_path_factory.mktemp("small") / "output"
    address = "https://example.org/REPO/"
    day = TODAY.isoformat()
    run = ourtables(
        "build", "--content", str(one_of_each), "--output", str(output), "--site-url", address, "--today", day
    )
    assert run.returncode == 0, run.stderr
    return output


Pages = Callable[[Path], Iterator[tuple[str, HTMLParser]]]


@pytest.fixture(scope="session")
def pages() -> Pages:
    """Every page of a built site: its address and its tree."""

    def every(output: Path) -> Iterator[tuple[str, HTMLParser]]:
        for path in sorted(output.rglob("*.html")):
            yield f"/{path.relative_to(output).as_posix()}", HTMLParser(path.read_text(encoding="utf-8"))

    return every
