"""Imports run one way: the order of rooms is read from docs/architecture.md, the imports from the source itself."""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins" / "ourtables"
ORDER_BLOCK = re.compile(r"^## Imports run one way$.*?^```$\n(?P<order>.*?)^```$", re.MULTILINE | re.DOTALL)
ONLY_IN_SITE = {"pelican", "jinja2"}
MOST_ROOMS = 12


def places_in_order(text: str) -> dict[str, int]:
    """Each room's place, from left to right; rooms in one pair of braces share theirs."""
    found = ORDER_BLOCK.search(text)
    assert found, "docs/architecture.md has no fenced order under “Imports run one way”"
    places: dict[str, int] = {}
    for place, group in enumerate(re.findall(r"\{[^}]*\}|\S+", found["order"])):
        for name in re.findall(r"\w+", group):
            assert name not in places, f"{name} is in the order twice"
            places[name] = place
    return places


ORDER = places_in_order((ROOT / "docs" / "architecture.md").read_text())
SOURCES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def room_of(path: str) -> str:
    """The room that a file of the package belongs to: listing for listing/checking/values.py."""
    return Path(path).parts[0].removesuffix(".py")


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


def package_of(path: str) -> str:
    """The package that a file's relative imports start from."""
    return ".".join(("ourtables", *Path(path).parts[:-1]))


def faults_of(source: str, path: str, places: dict[str, int]) -> list[str]:
    """What is against the order of rooms in one file of the package."""
    here = room_of(path)
    faults = []
    for line, name in imported(source, package_of(path)):
        top, _, rest = name.partition(".")
        if top in ONLY_IN_SITE and here != "site":
            faults.append(f"{path}:{line}: only site may import {top}")
        if top != "ourtables":
            continue
        other = rest.partition(".")[0]
        if here == "__init__":
            faults.append(f"{path}:{line}: the package itself imports nothing of its own")
        elif other in places and other != here and places[other] >= places.get(here, len(places)):
            faults.append(f"{path}:{line}: {here} comes before {other} or beside it")
    return faults


def module_name(path: str) -> str:
    """The dotted name of a file of the package."""
    return ".".join(("ourtables", *Path(path).with_suffix("").parts)).removesuffix(".__init__")


def file_imports(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """For each module, the modules of the package that it imports; `sources` are texts by path."""
    modules = {module_name(path) for path in sources}
    found: dict[str, set[str]] = {}
    for path, source in sources.items():
        names = (name for _, name in imported(source, package_of(path)))
        targets = {name if name in modules else name.rpartition(".")[0] for name in names}
        found[module_name(path)] = targets & modules - {module_name(path)}
    return found


def cycles(graph: Mapping[str, set[str]]) -> list[str]:
    """One cycle of imports, as modules in their order; nothing when there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def by_child(graph: Mapping[str, set[str]], package: str) -> dict[str, set[str]]:
    """The same imports seen from one package: its modules and subpackages as whole things."""

    def child(module: str) -> str:
        return ".".join(module.split(".")[: package.count(".") + 2]) if module.startswith(f"{package}.") else ""

    found: dict[str, set[str]] = defaultdict(set)
    for module, targets in graph.items():
        if child(module):
            found[child(module)] |= {child(name) for name in targets if child(name)} - {child(module)}
    return found


@pytest.mark.parametrize("path", SOURCES)
def test_a_module_imports_only_from_rooms_before_its_own(path: str) -> None:
    faults = faults_of((PACKAGE / path).read_text(), path, ORDER)
    assert not faults, "\n".join(faults)


GRAPH = file_imports({path: (PACKAGE / path).read_text() for path in SOURCES})


def test_no_files_import_each_other_in_a_circle() -> None:
    assert cycles(GRAPH) == []


@pytest.mark.parametrize("package", sorted({name.rpartition(".")[0] for name in GRAPH if "." in name}))
def test_no_packages_import_each_other_in_a_circle(package: str) -> None:
    assert cycles(by_child(GRAPH, package)) == []


def test_the_package_has_at_most_twelve_rooms_and_each_has_its_place_in_the_order() -> None:
    names = {path.name for path in PACKAGE.iterdir() if path.name != "__pycache__"} - {"__init__.py", "py.typed"}
    assert len(names) <= MOST_ROOMS
    assert names - {"locale"} == set(ORDER)


def test_the_map_in_the_package_names_every_room_in_that_order() -> None:
    text = ast.get_docstring(ast.parse((PACKAGE / "__init__.py").read_text()))
    assert text
    named = re.findall(r"^(\w+) {2,}\S", text, re.MULTILINE)
    assert sorted(named) == sorted(ORDER)
    assert [ORDER[name] for name in named] == sorted(ORDER.values())


# A command and a kind of page may be named after what they are about.
NAMED_AFTER = ("cli", "site/pages")


def test_no_two_modules_share_a_name() -> None:
    names: dict[str, list[str]] = defaultdict(list)
    for path in SOURCES:
        if not path.startswith(NAMED_AFTER) and not path.endswith("__init__.py"):
            names[Path(path).name].append(path)
    assert [paths for paths in names.values() if len(paths) > 1] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    said_nothing = {"run", "values", "texts", "plain", "says", "utils", "helpers", "misc", "common", "data"}
    found = [path for path in SOURCES if Path(path).stem in said_nothing and path != "site/pages/data.py"]
    assert found == []


def test_no_two_public_classes_share_a_name() -> None:
    names: dict[str, list[str]] = defaultdict(list)
    for path in SOURCES:
        for node in ast.walk(ast.parse((PACKAGE / path).read_text())):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                names[node.name].append(path)
    assert {name: paths for name, paths in names.items() if len(paths) > 1} == {}


@pytest.mark.parametrize("path", SOURCES)
def test_only_declared_dependencies_are_imported(path: str) -> None:
    distributions = {
        "babel",
        "cbor2",
        "charset_normalizer",
        "Stemmer",
        "click",
        "holidays",
        "icalendar",
        "jinja2",
        "markdown",
        "markupsafe",
        "nh3",
        "pagefind",
        "pelican",
        "phonenumbers",
        "dateutil",
        "filelock",
        "ftfy",
        "mailparser_reply",
        "yaml",
        "rjsmin",
        "watchfiles",
        "typst",
        "fontTools",
        "zxingcpp",
    }
    # Pelican brings feedgenerator.
    known = sys.stdlib_module_names | distributions | {"ourtables", "feedgenerator"}
    names = imported((PACKAGE / path).read_text(), package_of(path))
    assert {name.split(".")[0] for _, name in names} - known == set()


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


@pytest.mark.parametrize(
    ("sources", "files", "packages"),
    [
        ({"a/x.py": "from ourtables.b import y", "b/y.py": "import ourtables.c"}, False, False),
        ({"a/x.py": "from ourtables.a import y", "a/y.py": "from ourtables.a import x"}, True, False),
        ({"a/x.py": "from ourtables.b import y", "b/z.py": "from . import y\nfrom ourtables.a import w"}, False, False),
        (
            {
                "a/x.py": "from ourtables.b import y",
                "b/y.py": "",
                "b/z.py": "from ourtables.a.w import f",
                "a/w.py": "",
            },
            False,
            True,
        ),
    ],
)
def test_the_test_itself_sees_circles(sources: dict[str, str], files: bool, packages: bool) -> None:
    graph = file_imports(sources)
    assert bool(cycles(graph)) is files
    assert bool(cycles(by_child(graph, "ourtables"))) is packages
