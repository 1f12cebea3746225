"""Writes what a site is built with as a bill of materials (CycloneDX 1.6, JSON), from a lock file.

    python .ci/sbom.py [LOCK] [FILE]

Names, versions, hashes and who needs whom are the lock's; licences are what the installed packages say of themselves.
The same lock gives the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
US = "ourtables"
# A licence said in words, not as SPDX has it, stays in those words.
_CLASSIFIER = "License :: "


@dataclass
class Locked:
    """One package of a lock file: its version, the hashes of its files, and which packages need it."""

    name: str
    version: str
    hashes: list[str] = field(default_factory=list)
    needed_by: list[str] = field(default_factory=list)

    @property
    def purl(self) -> str:
        """Its address in every registry's terms."""
        return f"pkg:pypi/{self.name}@{self.version}"


def read(lock: Path) -> list[Locked]:
    """The packages of a lock file as `./dev lock` writes it."""
    found: list[Locked] = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if package := re.match(r"([a-z0-9._-]+)==(\S+)", line):
            found.append(Locked(package[1], package[2]))
        elif digest := re.search(r"--hash=sha256:([0-9a-f]{64})", line):
            found[-1].hashes.append(digest[1])
        elif (
            needed := re.fullmatch(r"    #   (?:via )?(\S+)(?: \(.*\))?|    # via (\S+)(?: \(.*\))?", line)
        ) and found:
            found[-1].needed_by.append(needed[1] or needed[2])
    return found


def licences(name: str) -> list[str]:
    """What an installed package says of its licence: an SPDX expression, else its classifiers, else its own words."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        # Locked for another system than this one.
        return []
    if expression := said.get("License-Expression"):
        return [expression]
    classifiers = [one for one in said.get_all("Classifier") or [] if one.startswith(_CLASSIFIER)]
    names = [one.rpartition(" :: ")[2] for one in classifiers]
    words = (said.get("License") or "").partition("\n")[0]
    return names or ([words] if words else [])


def bill(lock: Path) -> dict[str, object]:
    """The bill of materials of a lock file."""
    packages = read(lock)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    addresses = {US: f"pkg:generic/{US}@{project['version']}"} | {one.name: one.purl for one in packages}
    needs: dict[str, list[str]] = {address: [] for address in addresses.values()}
    for one in packages:
        for name in one.needed_by:
            if name in addresses:
                needs[addresses[name]].append(one.purl)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, lock.read_text(encoding='utf-8'))}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": addresses[US],
                "name": US,
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"expression": project["license"]}],
            }
        },
        "components": [_component(one) for one in packages],
        "dependencies": [{"ref": ref, "dependsOn": sorted(set(needs[ref]))} for ref in sorted(needs)],
    }


def _component(one: Locked) -> dict[str, object]:
    said = licences(one.name)
    spdx = len(said) == 1 and re.fullmatch(r"[A-Za-z0-9.-]+(?: (?:AND|OR) [A-Za-z0-9.-]+)*", said[0])
    hashes = [{"alg": "SHA-256", "content": digest} for digest in one.hashes]
    return {
        "type": "library",
        "bom-ref": one.purl,
        "name": one.name,
        "version": one.version,
        "purl": one.purl,
        "licenses": [{"expression": said[0]}] if spdx else [{"license": {"name": name}} for name in said],
        "externalReferences": [{"type": "distribution", "url": one.purl, "hashes": hashes}],
    }


def main(lock: str = "requirements.txt", file: str = "sbom.cdx.json") -> None:
    """Write the bill of a lock file into a file."""
    text = json.dumps(bill(ROOT / lock), ensure_ascii=False, indent=1)
    Path(file).write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
