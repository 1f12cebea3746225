"""A planted directory built twice: as it is published, and with drafts and made-up groups shown."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from tests.secrets import looking, planting
from tests.secrets.planting import Planted, Secret
from tests.secrets.rules import may
from tests.site.conftest import ourtables

DAY = planting.TODAY.isoformat()
LONG = bool(os.environ.get("OURTABLES_LONG"))
# Seeds, and how many listings of mixed traits each has beside those of one.
SEEDS, MIXED = (range(1, 21), 40) if LONG else (range(1, 2), 20)


@dataclass
class Built:
    """One build: its site, what it said, and whether drafts and made-up groups are shown in it."""

    planted: Planted
    site: Path
    said: str
    shown: bool

    @cached_property
    def files(self) -> list[tuple[str, str, set[str]]]:
        """Every file with its kind of output and the planted secrets in it."""
        known = self.planted.secrets.keys()
        return [(name, kind, found & known) for name, kind, found in looking.every_file(self.site)]

    def leaks(self) -> list[tuple[str, Secret]]:
        """Each secret that stands in an output it may not stand in."""
        found = [(name, kind, self.planted.secrets[secret]) for name, kind, secrets in self.files for secret in secrets]
        return [(name, secret) for name, kind, secret in found if kind not in may(secret, shown=self.shown)]

    def told(self, kind: str) -> set[str]:
        """The fields of a listing that keeps nothing back which are found in a kind of output."""
        return {
            self.planted.secrets[secret].field
            for _, of, secrets in self.files
            for secret in secrets
            if of == kind and self.planted.secrets[secret].traits == {"open"}
        }


def build(planted: Planted, site: Path, *more: str, shown: bool = False) -> Built:
    """Build a planted directory, leaving out what has errors."""
    given = (
        "--content",
        str(planted.content),
        "--output",
        str(site),
        "--today",
        DAY,
        "--history",
        str(planted.history),
    )
    run = ourtables("build", *given, "--keep-going", *more)
    assert run.returncode == 0, run.stderr
    return Built(planted, site, run.stdout + run.stderr, shown)


@pytest.fixture(scope="module", params=SEEDS)
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """A directory with secrets in it."""
    return planting.plant(tmp_path_factory.mktemp("planted"), request.param, MIXED)


@pytest.fixture(scope="module")
def published(planted: Planted) -> Built:
    """The directory as it is published."""
    return build(planted, planted.content.parent / "published")


@pytest.fixture(scope="module")
def shown(planted: Planted, published: Built) -> Built:
    """The same with drafts and made-up groups."""
    planting.settle(planted.content, "demo: no", "demo: yes")
    built = build(planted, planted.content.parent / "shown", "--drafts", shown=True)
    planting.settle(planted.content, "demo: yes", "demo: no")
    return built
