"""The guides name every command and option there is, and nothing that isn't; their links and files exist."""

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

import click
import pytest

from ourtables.cli import COMMANDS, main_group
from ourtables.listing import fields
from ourtables.settings import vocabulary

ROOT = Path(__file__).parents[1]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "gazetteer").glob("*.md")])
GUIDE = ROOT / "docs" / "run-your-own-reference.md"
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
# Folders that stand at the root of the repository: what begins with one in a guide is a path.
ROOTS = ("bench", "content", "docs", "gazetteer", "plugins", "tests", "theme", ".github")

pytestmark = pytest.mark.skipif(not COMMANDS_PAGE.is_file(), reason="a fork may leave docs out")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def without_code(text: str) -> str:
    """A guide without its blocks of code, which are no prose."""
    return re.sub(r"^ *(```+).*?^ *\1$", "", text, flags=re.MULTILINE | re.DOTALL)


def section(heading: str) -> str:
    """What stands under a heading of docs/commands.md, down to the next heading as high."""
    head, _, rest = COMMANDS_PAGE.read_text(encoding="utf-8").partition(f"# {heading}\n")
    assert rest, f"docs/commands.md has no heading “{heading}”"
    depth = len(head) - len(head.rstrip("#")) + 1
    return re.split(rf"^#{{1,{depth}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def options_in(text: str) -> set[str]:
    """The options that a section documents: the first cell of a row of a table."""
    return set(re.findall(r"^\| `(--[a-z-]+)", text, re.MULTILINE))


# ---------------------------------------------------------------- commands


def command(name: str) -> click.Command:
    """A command, or a command of a command such as "translate export"."""
    found: click.Command | None = main_group
    for part in name.split():
        assert isinstance(found, click.Group)
        found = found.get_command(click.Context(found), part)
    assert found
    return found


def each_command() -> Iterator[str]:
    """Every command that does something by itself."""
    for name in COMMANDS:
        found = command(name)
        yield from (f"{name} {inner}" for inner in found.commands) if isinstance(found, click.Group) else (name,)


NAMES = list(each_command())


@pytest.mark.parametrize("name", NAMES)
def test_every_option_of_a_command_is_documented_and_no_other(name: str) -> None:
    text = section(f"ourtables {name}")
    declared = [param for param in command(name).params if isinstance(param, click.Option)]
    assert options_in(text) == {opt for option in declared for opt in option.opts if opt.startswith("--")}
    for argument in command(name).params:
        if isinstance(argument, click.Argument):
            assert f"`{(argument.name or '').upper()}`" in text
    for option in declared:
        for choice in option.type.choices if isinstance(option.type, click.Choice) else ():
            assert str(choice) in text


@pytest.mark.parametrize("name", NAMES)
def test_a_command_has_an_example_and_its_exit_codes(name: str) -> None:
    text = section(f"ourtables {name}")
    assert re.search(rf"^```sh\nourtables {name}", text, re.MULTILINE)
    codes = re.search(r"\*\*Exit codes\*\*: (.*?)\n\n", text + "\n\n", re.DOTALL)
    assert codes
    assert "0" in codes[1]
    assert "2" in codes[1]


def test_every_example_of_ourtables_is_a_command_with_options_that_exist() -> None:
    for page in DOCS:
        text = page.read_text(encoding="utf-8")
        for name, rest in re.findall(r"(?:^|`|/)(?:ourtables|\./dev) ([a-z]+)([^\n`#]*)", text, re.MULTILINE):
            if name not in COMMANDS:
                continue
            inner = f"{name} {next(iter(rest.split()), '')}"
            name = inner if inner in NAMES else name
            known = {opt for param in command(name).params for opt in param.opts} | {"--help"}
            assert set(re.findall(r"--[a-z-]+", rest)) <= known, f"{page.name}: {name}{rest}"


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    loader = SourceFileLoader("dev_of_the_docs", str(ROOT / "dev"))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    sys.modules[loader.name] = module
    loader.exec_module(module)
    return module


def test_every_command_of_dev_is_documented_and_no_other(dev: ModuleType) -> None:
    rows = set(re.findall(r"^\| `\./dev ([a-z]+)", section("./dev"), re.MULTILINE))
    assert rows == set(dev.COMMANDS)
    helped = set(re.findall(r"^    \./dev ([a-z]+)", dev.__doc__ or "", re.MULTILINE))
    assert helped == set(dev.COMMANDS)
    assert "`./dev test --long`" in section("./dev")


@pytest.mark.skipif(not (ROOT / "bench" / "__main__.py").is_file(), reason="a fork may leave the benchmarks out")
def test_every_option_of_the_benchmarks_is_documented_and_no_other() -> None:
    options = {"--site"}
    for name in ("make", "build", "exports", "--site"):
        said = subprocess.run(
            [sys.executable, "-m", "bench", name, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        options |= set(re.findall(r"^  (--[a-z-]+)", said, re.MULTILINE))
    assert options_in(section("./dev bench")) == options


# ---------------------------------------------------------------- what a fork must know


def every_field(of: tuple[fields.Field, ...] = fields.FIELDS) -> Iterator[fields.Field]:
    for field in of:
        yield field
        yield from every_field(field.parts)


def test_the_guide_names_every_file_of_words_that_a_directory_needs() -> None:
    named = re.findall(
        r"`([a-z_]+)`", GUIDE.read_text(encoding="utf-8").partition("**Every file has to be there.**")[2]
    )
    assert {field.vocabulary for field in every_field() if field.vocabulary} <= set(named)


def test_the_guide_names_every_key_that_has_behaviour() -> None:
    keys = {
        value for name, value in vars(fields).items() if name.isupper() and isinstance(value, str) and name != "FIELDS"
    }
    assert keys
    text = GUIDE.read_text(encoding="utf-8")
    assert {key for key in keys if f"`{key}`" not in text} == set()


@pytest.mark.parametrize("field", list(every_field()), ids=lambda field: field.name)
def test_the_page_of_questions_has_words_for_every_field(field: fields.Field) -> None:
    assert field.label.strip()
    assert field.ask.strip()
    words = vocabulary.load(ROOT / "content")
    assert fields.example(field, words) or field.parts or field.name == "postcode", f"{field.name} has no example"


# ---------------------------------------------------------------- links and files


def anchors(path: Path) -> set[str]:
    """The names that GitHub gives to the headings of a page."""
    heads = re.findall(r"^#+ (.+)$", without_code(path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", DOCS, ids=name_of)
def test_every_link_of_a_guide_leads_to_a_file_and_a_heading(page: Path) -> None:
    # Links that stand in `code` are examples.
    text = re.sub(r"`[^`\n]*`", "", without_code(page.read_text(encoding="utf-8")))
    for target in re.findall(r"\]\(([^)\s]+)\)|(?:href|src)=\"([^\"]+)\"", text):
        address = target[0] or target[1]
        if re.match(r"[a-z]+:", address):
            continue
        name, _, anchor = unquote(address).partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.is_relative_to(ROOT), f"{address} leads out of the repository"
        assert file.exists(), f"{address} leads nowhere"
        assert not anchor or anchor in anchors(file), f"{address}: there is no such heading"


@pytest.mark.parametrize("page", DOCS, ids=name_of)
def test_every_file_of_the_software_that_a_guide_names_is_there(page: Path) -> None:
    text = without_code(page.read_text(encoding="utf-8"))
    # Of content/ only what every directory has; a listing named as an example is nobody's promise.
    for name in re.findall(rf"`((?:{'|'.join(map(re.escape, ROOTS))})/[\w./-]+)`", text):
        if name.startswith(("content/groups/", "content/maintainers/", "content/gazetteer/", "content/languages/")):
            continue
        assert (ROOT / name).exists(), f"{name} isn't there"
