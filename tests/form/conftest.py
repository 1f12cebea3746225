"""What the tests of the form share: its scripts as they are published, run by one Node for all."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ourtables.listing.checking import Context
from ourtables.listing.rulebook import rulebook
from ourtables.site.assets import Scripts

HERE = Path(__file__).parent
SCRIPTS = HERE.parents[1] / "theme" / "static" / "js"
MODULES = ("rules.js", "listing.js", "slug.js", "nearest.js", "still_right.js")


class Refused(Exception):
    """The script threw an error."""


class Engine:
    """A Node that runs the form's scripts with one rulebook; each call is a function of theirs."""

    def __init__(self, folder: Path, book: dict[str, Any]) -> None:
        paths = []
        for name in MODULES:
            names: dict[str, str] = {}
            files: dict[str, bytes] = {}
            Scripts(SCRIPTS, names, files).publish(SCRIPTS / "form" / name)
            path = folder / f"{name}.mjs"
            path.write_bytes(files[names[name]])
            paths.append(path.as_uri())
        table = folder / "rulebook.json"
        table.write_text(json.dumps(book), encoding="utf-8")
        self._node = subprocess.Popen(
            ["node", HERE / "engine.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self._say({"scripts": paths, "rulebook": str(table)})

    def _say(self, value: object) -> None:
        assert self._node.stdin
        self._node.stdin.write(f"{json.dumps(value)}\n")
        self._node.stdin.flush()

    def __call__(self, function: str, *given: object) -> Any:
        """What a function of the scripts answers; the rulebook is its last argument."""
        self._say([function, *given])
        assert self._node.stdout
        said = json.loads(self._node.stdout.readline())
        if "error" in said:
            raise Refused(said["error"])
        return said.get("answer")

    def close(self) -> None:
        """End the Node."""
        self._node.communicate()


@pytest.fixture(scope="session")
def book(context: Context) -> dict[str, Any]:
    """The rulebook of the tests' own directory, on their day."""
    return {**rulebook(context.settings, context.vocabularies, str), "today": context.today.isoformat()}


@pytest.fixture(scope="session")
def script(book: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The form's scripts."""
    engine = Engine(tmp_path_factory.mktemp("form"), book)
    yield engine
    engine.close()
