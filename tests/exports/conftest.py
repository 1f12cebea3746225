"""What the tests of exports share: a directory of 1,000 made groups, and every file that comes of it."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bench import maker
from ourtables.directory import loading
from ourtables.directory.directory import Directory
from ourtables.exports import EXPORTS, Exporting
from ourtables.listing.checking import Context
from ourtables.listing.group import Contact, Group, Meeting, OwnWords
from ourtables.places.tables import Tables

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
BASE = "https://groups.example.org/sub/"


class Files:
    """The files of a directory's exports, each made when first asked for."""

    def __init__(self, exporting: Exporting) -> None:
        self.exporting = exporting
        self.made = {made.path: made for export in EXPORTS.values() for made in export.files(exporting)}
        self._bodies: dict[str, bytes] = {}

    def body(self, path: str) -> bytes:
        if path not in self._bodies:
            self._bodies[path] = self.made[path].body()
        return self._bodies[path]

    def json(self, path: str) -> Any:
        return json.loads(self.body(path))

    def of(self, *names: str) -> Iterator[tuple[str, bytes]]:
        for name in names:
            for made in EXPORTS[name].files(self.exporting):
                yield made.path, self.body(made.path)


ALSO_IN = """also_in:
  - language: cy
    name: "Tegell"
    words: "Te a sgwrs bob nos Fawrth."
    cost_note: "Am ddim"
"""
RULED = tuple(name for name, export in EXPORTS.items() if export.ruled)
OWN = tuple(name for name, export in EXPORTS.items() if not export.ruled)


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tests' own words with 1,000 made groups, and the tables of places."""
    folder = tmp_path_factory.mktemp("exports") / "content"
    shutil.copytree(ROOT / "tests" / "content", folder)
    shutil.rmtree(folder / "groups", ignore_errors=True)
    shutil.copytree(ROOT / "content" / "places", folder / "places")
    # The tests' own areas are few and have neither codes nor points.
    for name in ("areas.yml", "area_aliases.yml"):
        shutil.copy(ROOT / "content" / "vocabulary" / name, folder / "vocabulary")
    # The made groups answer in every way that a directory may list.
    settings = (
        (folder / "directory.yml").read_text().replace("most-lived-experience]", "most-lived-experience, shared]")
    )
    (folder / "directory.yml").write_text(settings)
    maker.write(1000, folder / "groups", folder)
    # One of them has its words in another language too.
    path = next(one for one in sorted((folder / "groups").iterdir()) if "\nreuse: facts-and-words\n" in one.read_text())
    path.write_text(path.read_text().replace("\nreuse:", f"\n{ALSO_IN}reuse:", 1))
    return folder


@pytest.fixture(scope="session")
def made(content: Path) -> Files:
    """Every file of the 1,000."""
    loaded = loading.load(content, TODAY, jobs=2)
    return Files(Exporting(loaded.directory, BASE, Tables(content / "places")))


@pytest.fixture
def export(context: Context) -> Callable[..., Files]:
    """Every file of some groups given as values."""

    def run(*groups: Group, **more: Any) -> Files:
        made = Directory(context.settings, context.vocabularies, groups, TODAY)
        return Files(Exporting(made, BASE, Tables(ROOT / "content" / "places"), **more))

    return run


def a_group(slug: str = "kettle", **more: Any) -> Group:
    """A listed group that lets everything be reused, with some answers put for others."""
    answers: dict[str, Any] = {
        "name": slug.replace("-", " ").title(),
        "words": OwnWords(
            "We put the kettle on.", "<p>We put the kettle on.</p>", "We put the kettle on.", "We put the kettle on."
        ),
        "offers": ("peer-support-group",),
        "areas": ("leeds",),
        "formats": ("in-person",),
        "led_by": "all-lived-experience",
        "contact": (Contact("phone", "01632 960123"),),
        "confirmed": date(2026, 10, 5),
        "confirmed_by": "group",
        "consent": "group-agreed",
        "reuse": "facts-and-words",
    }
    return Group(slug=slug, **(answers | more))


def a_meeting(**more: Any) -> Meeting:
    """Tuesdays at seven, with some answers put for others."""
    return Meeting(**({"day": (1,), "start": time(19)} | more))
