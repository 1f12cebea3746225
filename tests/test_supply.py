"""What this is built with: each package has a reason, a licence that may be combined with ours, and hashes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXPLAINED = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
LOCKS = ("requirements.txt", "requirements-dev.txt")
# Licences that may be combined with AGPL-3.0-or-later, as packages name them: by SPDX, or as the registry's classifiers do.
ALLOWED = {
    *("MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "PSF-2.0", "ISC", "0BSD", "Unlicense"),
    *("LGPL-3.0-only", "LGPL-3.0-or-later", "GPL-3.0-or-later", "AGPL-3.0-or-later"),
    *("MIT License", "BSD License", "Apache Software License", "ISC License (ISCL)", "Public Domain"),
    *("Apache 2.0", "BSD 3-Clause license"),
    "Mozilla Public License 2.0 (MPL 2.0)",
    "GNU Lesser General Public License v3 or later (LGPLv3+)",
    "GNU Affero General Public License v3 or later (AGPLv3+)",
    "GNU General Public License v2 or later (GPLv2+)",
    # docutils, of which one file for an editor is under it, version 3.
    "GNU General Public License (GPL)",
}
# Under one licence or the other, of which we take the one that is allowed.
EITHER = {"text-unidecode": "Artistic License"}
# These say nothing themselves; docs/dependencies.md says where theirs was read.
SAID_ELSEWHERE = {"axe-playwright-python"}


def bill(lock: str, folder: Path) -> dict[str, Any]:
    """The bill of materials of a lock file."""
    file = folder / "sbom.cdx.json"
    subprocess.run([sys.executable, ROOT / ".ci" / "sbom.py", lock, file], check=True)
    made: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return made


def declared() -> set[str]:
    lines = [*PROJECT["dependencies"], *(one for many in PROJECT["optional-dependencies"].values() for one in many)]
    return {re.split(r"[<>=~\[]", line)[0].lower() for line in lines}


def test_each_dependency_is_explained_and_nothing_is_explained_that_is_none() -> None:
    rows = re.findall(r"^\| ([A-Za-z][\w.-]*) \| (.+) \| (.+) \|$", EXPLAINED, re.MULTILINE)
    assert {name.lower() for name, _, _ in rows if name != "package"} == declared()
    assert all(len(reason) > 10 and licence for name, reason, licence in rows if name != "package")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_licence_may_be_combined_with_ours(lock: str, tmp_path: Path) -> None:
    said = {
        one["name"]: [entry.get("expression") or entry["license"]["name"] for entry in one["licenses"]]
        for one in bill(lock, tmp_path)["components"]
    }
    strange = {
        name: [text for text in texts if not set(re.split(r" (?:AND|OR) ", text)) <= ALLOWED | {EITHER.get(name)}]
        for name, texts in said.items()
    }
    assert {name: texts for name, texts in strange.items() if texts} == {}
    assert all(len(said[name]) > 1 for name in EITHER.keys() & said.keys())
    # Of a package for another system nothing is installed here that could be asked.
    elsewhere = set(re.findall(r"^([a-z0-9._-]+)==\S+ ; ", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
    assert {name for name, texts in said.items() if not texts} - elsewhere <= SAID_ELSEWHERE


def test_the_bill_of_materials_is_the_lock_file_and_repeats(tmp_path: Path) -> None:
    made = bill("requirements.txt", tmp_path)
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert made["metadata"]["component"]["licenses"] == [{"expression": "AGPL-3.0-or-later"}]
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    locked = re.findall(r"^([a-z0-9._-]+)==([^ ]+)", text, re.MULTILINE)
    assert [(one["name"], one["version"]) for one in made["components"]] == locked
    digests = [one["content"] for part in made["components"] for one in part["externalReferences"][0]["hashes"]]
    assert digests == re.findall(r"sha256:([0-9a-f]{64})", text)
    needs = {one["ref"].partition("@")[0]: one["dependsOn"] for one in made["dependencies"]}
    ours = {address.removeprefix("pkg:pypi/").partition("@")[0] for address in needs["pkg:generic/ourtables"]}
    named = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["setup"]]
    assert ours == {re.split(r"[<>=~]", line)[0].lower() for line in named}
    assert any(address.startswith("pkg:pypi/jinja2@") for address in needs["pkg:pypi/pelican"])
    assert bill("requirements.txt", tmp_path) == made


def test_what_npm_brings_for_tests_is_held_by_its_hashes() -> None:
    lock = json.loads((ROOT / "tests" / "browser" / "package-lock.json").read_text(encoding="utf-8"))
    # What a package bundles comes within that package's own hash.
    packages = {name: one for name, one in lock["packages"].items() if name and not one.get("inBundle")}
    assert packages
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())
