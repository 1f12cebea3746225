"""`ourtables upgrade`: what this version asks of a directory's content."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import yaml

from ourtables import carried
from ourtables.cli import options
from ourtables.core import nodes
from ourtables.core.problems import Reporter
from ourtables.listing import source
from ourtables.listing.checking.help_lines import FIELDS as HELP_FIELDS
from ourtables.listing.checking.keepers_files import needed_vocabularies
from ourtables.listing.fields import FIELDS
from ourtables.settings import settings, vocabulary

CHANGES = carried("cli") / "upgrades.yml"
# What versions ask, each in a mapping as upgrades.yml has it.
Asked = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Rename:
    """A name to write anew.

    Attributes:
        path: The file.
        line: Its line.
        column: Where it begins there, from 1.
        was: What is there.
        becomes: What belongs there.
    """

    path: Path
    line: int
    column: int
    was: str
    becomes: str


@click.command()
@click.option("--write", "writing", is_flag=True, help="Do what is safe, and say what is left.")
@options.content
@options.example("ourtables upgrade --write")
def command(writing: bool, content: Path) -> None:
    """Say what this version asks of a directory's content, and do what is safe.

    Ends with 0 when nothing is left to do, and with 1 when something is.
    """
    left = upgrade_content(content, yaml.safe_load(CHANGES.read_text(encoding="utf-8")), writing)
    sys.exit(left > 0)


def upgrade_content(content: Path, asked: Asked, writing: bool) -> int:
    """Print what a version asks of a directory's content, and do what is safe if that is wanted.

    Args:
        content: The directory's own folder.
        asked: What each version up to this one asks.
        writing: Whether to do it.

    Returns:
        How much is left to do.
    """
    renames = sorted(set(_renames(asked, content)), key=lambda one: (one.path, one.line, one.column))
    missing = [path for path in _missing(content) if not path.exists()]
    done = "renamed" if writing else "rename"
    for one in renames:
        click.echo(f"{one.path}:{one.line}: {done} “{one.was}” to “{one.becomes}”.")
    for path in missing:
        click.echo(f"{path}: {'written' if writing else 'write'} with [] in it, so that nobody is asked.")
    for name, purpose in _new(asked, content):
        click.echo(f"{content / settings.FILE}: there is a new setting, “{name}”: {purpose}")
    if writing:
        _rewrite(renames)
        for path in missing:
            path.write_text("[]\n", encoding="utf-8", newline="\n")
    left = 0 if writing else len(renames) + len(missing)
    click.echo(
        f"{left} to do: ourtables upgrade --write" if left else "Nothing is left to do. ourtables check says the rest."
    )
    return left


def _renames(asked: Asked, content: Path) -> Iterator[Rename]:
    files = {path: _parsed(path) for path in (content / settings.FILE, *(content / vocabulary.FOLDER).glob("*.yml"))}
    listings = {path: _answers(path) for path in sorted((content / source.FOLDER).glob("*.md"))}
    for change in asked:
        for was, is_ in change.get("settings", {}).items():
            yield from _setting(content / settings.FILE, files[content / settings.FILE], str(was), str(is_))
        for path, answers in listings.items():
            for was, is_ in change.get("fields", {}).items():
                yield from _key(path, answers, str(was), str(is_))
        for name, words in change.get("words", {}).items():
            terms = content / vocabulary.FOLDER / f"{name}.yml"
            fields = [field.name for field in FIELDS if field.vocabulary == name]
            for was, is_ in words.items():
                yield from _scalars(terms, _values(files.get(terms), ("key", "parent", "members")), str(was), str(is_))
                for path, answers in listings.items():
                    yield from _scalars(path, _values(answers, fields), str(was), str(is_))


def _parsed(path: Path) -> nodes.Node | None:
    if not path.is_file():
        return None
    return nodes.parse(path.read_text(encoding="utf-8"), Reporter(str(path)), most_nodes=vocabulary.MOST_NODES)


def _answers(path: Path) -> nodes.Mapping | None:
    read = source.read(path, Reporter(str(path)))
    return read.answers if read else None


def _setting(path: Path, root: nodes.Node | None, was: str, becomes: str) -> Iterator[Rename]:
    *above, last = was.split(".")
    for name in above:
        root = root.entries.get(name) if isinstance(root, nodes.Mapping) else None
    yield from _key(path, root, last, becomes.rpartition(".")[2])


def _key(path: Path, mapping: nodes.Node | None, was: str, becomes: str) -> Iterator[Rename]:
    if isinstance(mapping, nodes.Mapping) and was in mapping.keys and becomes not in mapping.keys:
        at = mapping.keys[was]
        yield Rename(path, at.line, at.column, was, becomes)


def _values(root: nodes.Node | None, names: Iterable[str]) -> Iterator[nodes.Scalar]:
    """Yield the texts that some names have, in a mapping or in each mapping of a list."""
    mappings = root.items if isinstance(root, nodes.Sequence) else [root]
    for mapping in (one for one in mappings if isinstance(one, nodes.Mapping)):
        for name in names:
            found = mapping.entries.get(name)
            if isinstance(found, nodes.Scalar):
                yield found
            elif isinstance(found, nodes.Sequence):
                yield from (item for item in found.items if isinstance(item, nodes.Scalar))
            elif isinstance(found, nodes.Mapping):
                yield from found.keys.values()


def _scalars(path: Path, scalars: Iterable[nodes.Scalar], was: str, becomes: str) -> Iterator[Rename]:
    yield from (Rename(path, one.line, one.column, was, becomes) for one in scalars if one.text == was)


def _missing(content: Path) -> Iterator[Path]:
    for name in sorted(needed_vocabularies((*FIELDS, *HELP_FIELDS))):
        yield content / vocabulary.FOLDER / f"{name}.yml"


def _new(asked: Asked, content: Path) -> Iterator[tuple[str, str]]:
    for change in asked:
        for name, purpose in change.get("new", {}).items():
            root: nodes.Node | None = _parsed(content / settings.FILE)
            for part in name.split("."):
                root = root.entries.get(part) if isinstance(root, nodes.Mapping) else None
            if root is None:
                yield name, purpose


def _rewrite(renames: Iterable[Rename]) -> None:
    """Write each file anew, its last names first, so that no place moves before its turn."""
    texts: dict[Path, list[str]] = {}
    for one in reversed(list(renames)):
        lines = texts.setdefault(one.path, one.path.read_bytes().decode().split("\n"))
        line = lines[one.line - 1]
        start = line.index(one.was, one.column - 1)
        lines[one.line - 1] = line[:start] + one.becomes + line[start + len(one.was) :]
    for path, lines in texts.items():
        path.write_bytes("\n".join(lines).encode())
