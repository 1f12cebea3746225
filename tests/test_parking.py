"""The recipes of CONTRIBUTING.md that add a field, a facet and a rule, followed in a copy of this repository."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import TESTS

ROOT = TESTS.parent
DAY = "2026-11-22"
OURTABLES = "from ourtables.cli import main; main()"
# One row, one attribute, one place in a template.
ROW = (
    '    _note("access_note"',
    '    Field(name="parking", kind=CHOICE, known=("yes", "no", "sometimes"), label=N_("Parking"), '
    'ask=N_("Can people park nearby?"), example="yes", facet=DeclaredFacet("parking")),\n',
)
ATTRIBUTE = ("    access: Mapping", "    parking: str | None = None\n")
PLACE = (
    "{{ quote(group, group.access_note) }}",
    "{% if group.parking %}<p>Parking: {{ group.parking }}</p>{% endif %}\n",
)
RULE = (
    '    "date-ahead": ',
    '    "parking-online": _stops("field", N_("“parking” is for groups that meet in person."), N_("Take it away.")'
    ', _only_with("parking", _is("formats", "in-person"))),\n',
)
LISTING = """---
name: "Example Kettle"
offers: [peer-support-group]
areas: [leeds]
formats: [{format}]
led_by: all-lived-experience
access:
  step-free: yes
{more}contact:
  - how: phone
    value: "01632 960123"
reuse: facts
confirmed: 2026-10-05
confirmed_by: group
consent: group-agreed
---

We put the kettle on at six and whoever comes, comes. Nobody is paid, nobody takes notes, and you may sit without a word.
"""

pytestmark = pytest.mark.slow


def put_before(path: Path, mark: str, line: str) -> None:
    """Write a line above the one that begins with a mark."""
    text = path.read_text(encoding="utf-8")
    assert text.count(mark) == 1, f"{path}: {mark}"
    path.write_text(text.replace(mark, line + mark), encoding="utf-8")


class Copy:
    """A copy of this repository with the field `parking`, and a rule about it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("plugins", "theme", "content"):
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "groups", ".cache")
            )
        shutil.copy(ROOT / "pelicanconf.py", folder)
        package = folder / "plugins" / "ourtables"
        put_before(package / "listing" / "fields.py", *ROW)
        put_before(package / "listing" / "group.py", *ATTRIBUTE)
        put_before(folder / "theme" / "templates" / "components" / "group_joining.html", *PLACE)
        put_before(package / "core" / "rules.py", *RULE)

    def listing(self, slug: str, more: str = "", meets: str = "in-person") -> Path:
        """Write a listing."""
        path = self.folder / "content" / "groups" / f"{slug}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(LISTING.format(more=more, format=meets), encoding="utf-8")
        return path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a line of Python in the copy."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder / "plugins"), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [sys.executable, "-c", *command], cwd=self.folder, env=environment, capture_output=True, text=True
        )

    def read(self, name: str) -> str:
        """The text of the one file of the site whose name is such."""
        (path,) = (self.folder / "output").glob(name)
        return path.read_text(encoding="utf-8-sig")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy with three groups, built."""
    made = Copy(tmp_path_factory.mktemp("recipes"))
    made.listing("kettle", "parking: sometimes\n")
    made.listing("teapot", "parking: no\n")
    made.listing("quiet-room")
    built = made.run(OURTABLES, "build", "--today", DAY, "--site-url", "https://tables.example.org")
    assert built.returncode == 0, built.stderr
    return made


def test_the_checker_knows_a_new_field_and_a_new_rule(copy: Copy, tmp_path: Path) -> None:
    bad = copy.listing("bad", "parking: perhaps\n").rename(tmp_path / "bad.md")
    online = copy.listing("online", "parking: yes\n", "online-video").rename(tmp_path / "online.md")
    said = copy.run(OURTABLES, "check", "--format", "json", "--today", DAY, str(bad), str(online))
    problems = json.loads(said.stdout)
    found = {(Path(one["path"]).name, one["code"], one["field"], one["line"]) for one in problems}
    assert {("bad.md", "not-an-answer", "parking", 9), ("online.md", "parking-online", "parking", 9)} <= found


def test_the_form_asks_it_and_checks_it(copy: Copy) -> None:
    page = copy.read("add/index.html")
    asked = page[page.index('data-path="access_note"') :].partition("</details>")[0]
    assert "Can people park nearby?" in asked
    assert re.findall(r'id="f-parking-(\w+)"', asked) == ["yes", "no", "sometimes", "none"]
    book = json.loads(copy.read("form/rulebook-*.json"))
    assert [one["kind"] for one in book["fields"] if one["name"] == "parking"] == ["choice"]
    assert book["rules"]["parking-online"]["between"]["shape"] == "only-with"


def test_the_page_of_fields_the_blank_listing_and_the_groups_page_have_it(copy: Copy) -> None:
    assert "Can people park nearby?" in copy.read("fields/index.html")
    assert "\n# parking:" in copy.read("add/listing.md")
    assert "<p>Parking: sometimes</p>" in copy.read("groups/kettle/index.html")
    assert "parking: sometimes\n" in copy.read("groups/kettle/listing.md")


def test_the_schema_and_the_exports_have_it(copy: Copy) -> None:
    schema = json.loads(copy.read("data/listing.schema.json"))
    assert schema["$defs"]["listing"]["properties"]["parking"]["enum"] == ["yes", "no", "sometimes"]
    assert json.loads(copy.read("groups/kettle/group.json"))["parking"] == "sometimes"
    rows = csv.DictReader(copy.read("data/groups.csv").splitlines())
    assert {row["slug"]: row["parking"] for row in rows} == {"kettle": "sometimes", "teapot": "no", "quiet-room": ""}
    services = json.loads(copy.read("data/hsds/services.json"))["contents"]
    assert sorted(one["listing"].get("parking", "") for one in services) == ["", "no", "sometimes"]


def test_the_finder_filters_by_it(copy: Copy) -> None:
    page = copy.read("find/index.html")
    facet = page[page.index('data-facet="parking"') :]
    assert re.findall(r"<span>([^<]+)</span>\s*<b>(\d+)</b>", facet[: facet.index("</details>")]) == [
        ("Yes", "0"),
        ("No", "1"),
        ("Sometimes", "1"),
    ]
    files = [json.loads(path.read_text()) for path in (copy.folder / "output" / "finder").glob("*.json")]
    (cells,) = (one["parking"] for one in files if "parking" in one)
    # A letter for each value, and nothing for a group that hasn't said.
    assert sorted(cells.split(" ")) == ["", "$", "%"]


def test_a_review_says_what_changed(copy: Copy) -> None:
    script = (
        "from pathlib import Path; from datetime import date;"
        "from ourtables.core.catalogue import Catalogue; from ourtables.listing import checking;"
        "from ourtables.reviewing.sentences import differences; from ourtables.reviewing.wording import Wording;"
        "context = checking.load(Path('content'), date(2026, 11, 22));"
        "wording = Wording(context.vocabularies, Catalogue('en-GB'));"
        "print(differences({'parking': 'no'}, {'parking': 'sometimes'}, '', '', wording)[0])"
    )
    said = copy.run(script)
    assert said.stdout.strip() == "('Parking: ', 'sometimes', ', was ', 'no', '.')", said.stderr
