"""docs/architecture.md leads from a change to its files: twenty changes with answers, looked up in the page's tables."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
PACKAGE = "plugins/ourtables"

pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="a fork may leave docs out")

# What somebody wants to change, words of the row that they would stop at, and each file with something that it holds.
CHANGES = [
    (
        "Ask groups one more question",
        "a field of a listing",
        {
            f"{PACKAGE}/listing/fields.py": "FIELDS",
            f"{PACKAGE}/listing/group.py": "class Group",
            "theme/templates/group.html": "group.",
        },
    ),
    (
        "Warn of a second kind of personal detail",
        "a rule, or what it says",
        {
            f"{PACKAGE}/core/rules.py": "personal",
            f"{PACKAGE}/listing/checking/personal.py": "def ",
            "theme/static/js/form/personal.js": "export",
            "tests/form/cases.yml": "personal",
        },
    ),
    ("Rename an offer", "a word that groups choose from", {"content/vocabulary/offers.yml": "label:"}),
    (
        "Add a page of statistics by area",
        "a kind of page",
        {f"{PACKAGE}/site/pages/data.py": "@kind", "theme/templates/stats.html": "extends"},
    ),
    ("Add a column to the CSV files", "an export", {f"{PACKAGE}/exports/csv_tables.py": "@export"}),
    (
        "Give `ourtables links` another option",
        "a command or its option",
        {f"{PACKAGE}/cli/links.py": "click.option", "docs/commands.md": "## ourtables links"},
    ),
    (
        "Count groups otherwise when two filters are chosen",
        "how results are filtered",
        {f"{PACKAGE}/directory/finding.py": "class ", "theme/static/js/find/answers.js": "export"},
    ),
    (
        "Read another way to write a time in a mail",
        "how a mail or a spreadsheet is read",
        {f"{PACKAGE}/intake/timings.py": "def read"},
    ),
    (
        "Read another kind of spreadsheet",
        "how a mail or a spreadsheet is read",
        {f"{PACKAGE}/intake/sheets/rows.py": "def "},
    ),
    (
        "Make what is pressed larger everywhere",
        "a colour or a size",
        {"theme/static/css/20-tokens.css": "--", "content/theme.css": ""},
    ),
    (
        "Add a setting to directory.yml",
        "a setting of the directory",
        {
            f"{PACKAGE}/settings/settings.py": "class Settings",
            "content/directory.yml": "title:",
            "docs/run-your-own-reference.md": "directory.yml",
        },
    ),
    ("Name a day in another language's order", "message catalogue", {f"{PACKAGE}/core/catalogue.py": "Translators:"}),
    ("Refuse YAML nested less deeply", "YAML as strings", {f"{PACKAGE}/core/nodes.py": "MOST_DEEP"}),
    ("Understand a postcode typed with a letter O", "typed town", {f"{PACKAGE}/places/postcodes.py": "def "}),
    (
        "Let pages load pictures from one more host",
        "content security policy",
        {f"{PACKAGE}/settings/policy.py": "img-src"},
    ),
    ("Reckon a meeting on every fifth Tuesday", "next dates", {f"{PACKAGE}/directory/recurrence.py": "def "}),
    ("Refuse one more range of private addresses", "private machine", {f"{PACKAGE}/linking/guard.py": "is_global"}),
    ("Ask a reviewer one more question", "pull request", {f"{PACKAGE}/reviewing/questions.py": "def "}),
    ("Take in a new edition of the postcodes", "sources of areas", {"gazetteer/make.py": "def "}),
    (
        "Run one more check in continuous integration",
        "continuous integration",
        {".ci/run": "./dev test", "dev": "def test"},
    ),
]


def rows() -> list[str]:
    """Every row of the page's tables, without heads."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [
        line for line, before in zip(lines[1:], lines, strict=False) if line.startswith("| ") and before.startswith("|")
    ]


def named(row: str) -> set[str]:
    """The files and folders that a row names, from the root of the repository; a room by its name alone."""
    found = set(re.findall(r"`([\w./-]+)`", row))
    return found | {f"{PACKAGE}/{name}/" for name in found if (ROOT / PACKAGE / name).is_dir()}


def leads(row: str, file: str) -> bool:
    """Whether a row names a file or a folder around it."""
    return any(file == name or (name.endswith("/") and file.startswith(name)) for name in named(row))


def test_there_are_twenty_changes_and_no_two_alike() -> None:
    assert len(CHANGES) == 20
    assert len({change for change, _, _ in CHANGES}) == 20


@pytest.mark.parametrize(("change", "words", "files"), CHANGES, ids=[change for change, _, _ in CHANGES])
def test_the_page_leads_from_a_change_to_its_files(change: str, words: str, files: dict[str, str]) -> None:
    (row,) = [row for row in rows() if words in row]
    for file, holds in files.items():
        assert leads(row, file), f"{change}: {row} doesn't lead to {file}"
        assert holds in (ROOT / file).read_text(encoding="utf-8"), f"{file} has no {holds!r}"


def test_every_everyday_change_of_the_page_is_among_the_twenty() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("## Where do I change")[2].partition("\n## ")[0]
    changes = re.findall(r"^\| ([^|`]+) \| `", table, re.MULTILINE)
    assert len(changes) == 10
    assert set(changes) <= {words for _, words, _ in CHANGES}


def test_the_page_stays_two_screens_long() -> None:
    assert len(PAGE.read_text(encoding="utf-8").splitlines()) <= 100
