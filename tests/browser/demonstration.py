"""The repository's own demonstration: what is built, and which page shows which template and state."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from ourtables.directory import loading
from ourtables.directory.directory import Directory
from ourtables.listing.group import Group

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
DAY = date(2026, 11, 22)
ADDRESS = "https://tables.example.org"
NONE = ""
# What a group adds to its listing; its name stays as it is.
ALSO_IN = """also_in:
  - language: cy
    words: |-
      Te a sgwrs bob nos Fawrth, ger y dŵr.
    summary: "Te a sgwrs, gan bobl fel chi."
    cost_note: "Am ddim"
  - language: ur
    words: |-
      ہر منگل کی شام چائے اور باتیں۔ فون 01632 960101 پر کیجیے۔
    summary: "چائے اور باتیں، آپ جیسے لوگوں سے۔"
"""


def build(output: Path, base: str = "/", content: Path = CONTENT) -> Path:
    """Build the demonstration, or a copy of it, as `ourtables build` does, for a site under a base path."""
    command = [str(Path(sys.executable).parent / "ourtables"), "build", "--content", str(content)]
    command += ["--output", str(output), "--site-url", ADDRESS + base, "--today", DAY.isoformat()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return output


def in_languages(folder: Path) -> Path:
    """A copy of the demonstration in English, Welsh and Urdu, with a group that writes in all three; its content folder."""
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    settings = content / "directory.yml"
    several = "languages: [en-GB, cy, ur]\nunchecked_languages: yes"
    settings.write_text(re.sub(r"(?m)^language: .*$", several, settings.read_text(encoding="utf-8")), encoding="utf-8")
    writes = content / "groups" / f"{writing().slug}.md"
    writes.write_text(
        re.sub(r"(?m)^consent: ", f"{ALSO_IN}consent: ", writes.read_text(encoding="utf-8"), count=1), encoding="utf-8"
    )
    return content


def writing() -> Group:
    """The group that writes in three languages in that copy."""
    return next(group for group in groups().listed if not group.written_in and not group.content_notes)


@lru_cache(maxsize=1)
def groups() -> Directory:
    """The demonstration as the core reads it."""
    return loading.load(CONTENT, DAY, drafts=False, jobs=1).directory


def _group(fits: Callable[[Group], bool], among: Iterable[Group] | None = None) -> str:
    slug = next((group.slug for group in (groups().groups.values() if among is None else among) if fits(group)), None)
    return f"/groups/{slug}/" if slug else NONE


def _said(group: Group) -> int:
    return sum(bool(getattr(group, name)) for name in group.__dataclass_fields__)


def _most(key: Callable[[Group], int], among: Iterable[Group]) -> str:
    found = max(among, key=key, default=None)
    return f"/groups/{found.slug}/" if found else NONE


def _area(count: Callable[[int], bool], most: bool = False) -> str:
    vocabulary = groups().vocabularies["areas"]
    leaves = [term for term in vocabulary if not vocabulary.children(term.key)]
    fitting = [term for term in leaves if count(groups().count_here(term.key))]
    if most:
        fitting.sort(key=lambda term: -groups().count_here(term.key))
    return f"/areas/{fitting[0].key}/" if fitting else NONE


def _area_offer() -> str:
    area = _area(bool, most=True)
    if not area:
        return NONE
    offers = groups().offers_here(area.split("/")[2])
    return f"{area}{max(offers, key=lambda key: offers[key])}/"


def _offer(family: bool) -> str:
    offers = groups().vocabularies["offers"]
    fitting = [term.key for term in offers if bool(offers.children(term.key)) == family]
    key = max(fitting, key=lambda key: len(groups().with_offer(key)), default=None)
    return f"/offers/{key}/" if key else NONE


def _alias_area() -> str:
    aliases = list(groups().vocabularies.get("area_aliases", ()))
    return f"/areas/{aliases[0].key}/" if aliases else NONE


def _moved() -> str:
    return next((f"/groups/{alias}/" for alias in groups().aliases), NONE)


def _missing_region() -> str:
    areas = groups().vocabularies["areas"]
    above = (None, groups().settings.root_area)
    regions = (term for term in areas if areas.children(term.key) and term.parent not in above)
    found = next(regions, None)
    return f"/missing/{found.key}/" if found else NONE


_PAGES: dict[str, Callable[[], str]] = {
    "home": lambda: "/",
    "find": lambda: "/find/",
    "all": lambda: "/all/",
    "areas": lambda: "/areas/",
    "area-many": lambda: f"/areas/{groups().settings.root_area}/",
    "area": lambda: _area(bool, most=True),
    "area-none": lambda: _area(lambda count: count == 0),
    "area-offer": _area_offer,
    "area-alias": _alias_area,
    "offers": lambda: "/offers/",
    "family": lambda: _offer(family=True),
    "offer": lambda: _offer(family=False),
    "group-full": lambda: _most(_said, groups().listed),
    "group-seven-answers": lambda: _most(lambda group: -_said(group), groups().listed),
    "group-paused": lambda: _group(lambda group: group.status == "paused"),
    "group-starting": lambda: _group(lambda group: group.status == "starting-soon"),
    "group-closed": lambda: _group(lambda group: True, groups().closed),
    "group-out-of-touch": lambda: _group(lambda group: True, groups().out_of_touch),
    "group-urdu": lambda: _group(lambda group: any("\u0600" <= letter <= "\u06ff" for letter in group.name)),
    "group-welsh": lambda: _group(lambda group: group.languages[:1] == ("cy",)),
    "group-private-venue": lambda: _group(
        lambda group: any(place.precision == "private" for place in group.places.values())
    ),
    "group-content-notes": lambda: _group(lambda group: bool(group.content_notes)),
    "group-long-name": lambda: _most(lambda group: len(group.name), groups().listed),
    "group-moved": _moved,
    "new": lambda: "/new/",
    "data": lambda: "/data/",
    "stats": lambda: "/data/stats/",
    "about": lambda: "/about/",
    "help-today": lambda: "/help-today/",
    "easy-find": lambda: "/easy-find/",
    "easy-help": lambda: "/easy-help/",
    "keeping-safe": lambda: "/keeping-safe/",
    "back-us": lambda: "/back-us/",
    "fields": lambda: "/fields/",
    "accessibility": lambda: "/accessibility/",
    "add": lambda: "/add/",
    "change": lambda: "/change/",
    "remove": lambda: "/remove/",
    "list": lambda: "/list/",
    "missing": lambda: "/missing/",
    "missing-region": _missing_region,
    "not-found": lambda: "/no-such-page/",
}
NAMES = tuple(_PAGES)


@cache
def path(name: str) -> str:
    """The path of the page that shows a template or state; empty when this directory has no such page."""
    return _PAGES[name]()
