"""Imports run one way: the order is read from docs/architecture.md, the imports from the source itself."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins" / "ourtables"
ORDER_BLOCK = re.compile(r"^## Imports run one way$.*?^```$\n(?P<order>.*?)^```$", re.MULTILINE | re.DOTALL)
ONLY_IN_SITE = {"pelican", "jinja2"}


def places_in_order(text: str) -> dict[str, int]:
    """Each module's place, from left to right; modules in one pair of braces share theirs."""
    found = ORDER_BLOCK.search(text)
    assert found, "docs/architecture.md has no fenced order under “Imports run one way”"
    places: dict[str, int] = {}
    for place, group in enumerate(re.findall(r"\{[^}]*\}|\S+", found["order"])):
        for name in re.findall(r"\w+", group):
            assert name not in places, f"{name} stands twice in the order"
            places[name] = place
    return places


ORDER = places_in_order((ROOT / "docs" / "architecture.md").read_text())


def module_of(path: Path) -> str:
    """The module at the top of the package that a file belongs to: fields for fields.py and fields/rows.py."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(source: str, package: str) -> Iterator[tuple[int, str]]:
    """Every name that a source imports, in full, with its line; imports inside functions too.

    `package` is what a relative import starts from.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            origin = ".".join(part for part in (base, node.module) if part)
            yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)


def faults_of(source: str, path: str, places: dict[str, int]) -> list[str]:
    """What is against the order in one file of the package."""
    parts = Path(path).parts
    here = parts[0].removesuffix(".py")
    package = ".".join(("ourtables", *parts[:-1]))
    faults = []
    for line, name in imported(source, package):
        top, _, rest = name.partition(".")
        if top in ONLY_IN_SITE and here != "site":
            faults.append(f"{path}:{line}: only site may import {top}")
        if top != "ourtables":
            continue
        other = rest.partition(".")[0]
        if here == "__init__":
            faults.append(f"{path}:{line}: the package itself imports nothing of its own")
        elif other in places and other != here and places[other] >= places.get(here, len(places)):
            faults.append(f"{path}:{line}: {here} stands left of {other} or beside it")
    return faults


SOURCES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES)
def test_a_module_imports_only_what_stands_to_its_left(path: str) -> None:
    faults = faults_of((PACKAGE / path).read_text(), path, ORDER)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", sorted({module_of(PACKAGE / path) for path in SOURCES} - {"__init__", "__main__"}))
def test_every_module_has_its_place_in_the_order(name: str) -> None:
    assert name in ORDER, f"write {name} where it belongs in docs/architecture.md"


@pytest.mark.parametrize("path", SOURCES)
def test_only_declared_dependencies_are_imported(path: str) -> None:
    import sys

    distributions = {
        "babel",
        "cbor2",
        "click",
        "icalendar",
        "markdown",
        "nh3",
        "pagefind",
        "pelican",
        "dateutil",
        "yaml",
        "segno",
        "watchfiles",
        "typst",
        "fontTools",
    }
    # Pelican brings these three.
    known = sys.stdlib_module_names | distributions | {"ourtables", "jinja2", "markupsafe", "feedgenerator"}
    package = ".".join(("ourtables", *Path(path).parts[:-1]))
    strange = {name.split(".")[0] for _, name in imported((PACKAGE / path).read_text(), package)} - known
    assert not strange


def test_the_declared_dependencies_are_the_ones_that_are_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["pdf"], *extras["dev"]]
    explained = (ROOT / "docs" / "dependencies.md").read_text()
    missing = [line for line in wanted if f"| {re.split(r'[<>=~]', line)[0]} |" not in explained]
    assert not missing, "docs/dependencies.md says nothing of these"


@pytest.mark.parametrize(
    ("path", "source", "faulty"),
    [
        ("checking.py", "from ourtables.group import Group", False),
        ("group.py", "from ourtables.checking import check", True),
        ("group.py", "from ourtables import checking", True),
        ("group.py", "def late():\n    import ourtables.checking", True),
        ("group.py", "from . import checking", True),
        ("cli/build.py", "from ourtables.cli import check", False),
        ("cli/build.py", "from . import check", False),
        ("cli/build.py", "from ..site import pages", True),
        ("site/pages.py", "from ourtables.cli import build", True),
        ("site/pages.py", "import pelican, jinja2", False),
        ("directory.py", "from jinja2 import Environment", True),
        ("cli/build.py", "import pelican.settings", True),
        ("__init__.py", "from ourtables import group", True),
    ],
)
def test_the_test_itself_sees_what_is_against_the_order(path: str, source: str, faulty: bool) -> None:
    order = {"group": 0, "checking": 1, "directory": 2, "cli": 3, "site": 3}
    assert bool(faults_of(source, path, order)) is faulty
