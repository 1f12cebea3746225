"""Who is measured: this site with and without its search, Hugo with and without Pagefind, stock Pelican.

Hugo's simple pages are made by our generator too, so that equal pages are compared (bench/simple.py).

All build the same listings into the same kinds of page: each group, area, offer, offer of an area, all groups, home;
twenty groups a page. The peers' sites stand in bench/peers/; what their generators can't work out themselves (which
areas lie in which, what is listed) is worked out here, before the clock runs.
"""

from __future__ import annotations

import compileall
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench import maker
from bench.measure import Cost, run
from ourtables.directory import loading
from ourtables.directory.directory import Directory
from ourtables.listing import source
from ourtables.listing.group import Group

ROOT = Path(__file__).resolve().parents[1]
PEERS = Path(__file__).parent / "peers"
OURS, OURS_SEARCH, OURS_SIMPLE = "ours", "ours, with search", "ours, Hugo's simple pages"
HUGO, HUGO_SEARCH, PELICAN = "Hugo", "Hugo, then Pagefind", "stock Pelican"
# What a site has beside its pages in every contestant.
_SHARED = {("pagefind",), ("static",)}
# The software beside this file is what is measured, whichever is installed.
ENV = {"TZ": "UTC", "PYTHONPATH": str(ROOT / "plugins")}


@dataclass(frozen=True)
class Job:
    """One size's work: where it happens, on which day, how long one build may take, and the peers' programs."""

    folder: Path
    today: date
    limit: float
    hugo: Path | None

    @property
    def content(self) -> Path:
        """The made directory."""
        return self.folder / "content"

    def site(self, name: str) -> Path:
        """Where a contestant's site goes."""
        return self.folder / "sites" / name.partition(",")[0].replace(" ", "-")


@dataclass(frozen=True)
class Run:
    """One build by one contestant: what it took, and what lies there after it."""

    name: str
    cost: Cost
    pages: int
    files: int
    size: int
    extras: int
    extras_size: int


def prepare(job: Job, content: Path, number: int, seed: int) -> int:
    """Make the listings of one size, and the peers' forms of them; returns how many are published.

    Raises `RuntimeError` when a made listing has an error, since then not all would be built.
    """
    shutil.copytree(content, job.content, ignore=shutil.ignore_patterns("groups"), symlinks=True)
    maker.write(number, job.content / source.FOLDER, content, seed, job.today)
    loaded = loading.load(job.content, job.today)
    stopped = [problem for problem in loaded.problems if problem.stops]
    if stopped:
        raise RuntimeError(f"a made listing has an error: {stopped[0].path}: {stopped[0].message}")
    # As pip does when it installs us; a checkout on a machine that keeps no bytecode would compile us at each start.
    compileall.compile_dir(ROOT / "plugins", quiet=1)
    (job.folder / "sites").mkdir()
    if job.hugo:
        shutil.copytree(PEERS / "hugo", job.folder / "hugo")
        _for_hugo(loaded.directory, job.content, job.folder / "hugo" / "content")
        _for_pelican(loaded.directory, job.folder / "pelican")
    return len(loaded.directory.groups)


def build(name: str, job: Job) -> Iterator[Run]:
    """Let one contestant build; with Hugo comes Hugo then Pagefind, over the same pages."""
    site = job.site(name)
    shutil.rmtree(site, ignore_errors=True)
    log = job.folder / "log"
    command = _COMMANDS[name](job, site)
    cost = run(command, ROOT, log, job.limit, ENV, shared=name in (OURS, OURS_SEARCH, OURS_SIMPLE))
    yield _seen(name, cost, site)
    if name == HUGO:
        pagefind: list[str | Path] = [
            sys.executable,
            "-m",
            "pagefind",
            "--site",
            site,
            "--force-language",
            "en",
            "--quiet",
        ]
        yield _seen(HUGO_SEARCH, cost + run(pagefind, ROOT, log, job.limit, ENV), site)
    shutil.rmtree(site)


def _ours(job: Job, site: Path) -> list[str | Path]:
    asked = json.dumps({"today": job.today.isoformat(), "search": False})
    pelican = [sys.executable, "-m", "pelican", job.content, "--settings", ROOT / "pelicanconf.py", "--output", site]
    return [*pelican, "--extra-settings", f"OURTABLES={asked}"]


def _ours_with_search(job: Job, site: Path) -> list[str | Path]:
    start = "import sys; from ourtables.cli import main; sys.exit(main())"
    return [
        *(sys.executable, "-c", start, "build", "--content", job.content, "--output", site),
        *("--today", job.today.isoformat()),
    ]


def _ours_simple(job: Job, site: Path) -> list[str | Path]:
    return [sys.executable, "-m", "bench.simple", job.content, site, job.today.isoformat()]


def _hugo(job: Job, site: Path) -> list[str | Path]:
    if job.hugo is None:
        raise RuntimeError("there is no Hugo")
    cache = job.folder / "hugo-cache"
    return [job.hugo, "--source", job.folder / "hugo", "--destination", site, "--cacheDir", cache, "--quiet"]


def _pelican(job: Job, site: Path) -> list[str | Path]:
    conf = PEERS / "pelican" / "pelicanconf.py"
    return [sys.executable, "-m", "pelican", job.folder / "pelican", "--settings", conf, "--output", site, "--quiet"]


_COMMANDS = {
    OURS: _ours,
    OURS_SEARCH: _ours_with_search,
    OURS_SIMPLE: _ours_simple,
    HUGO: _hugo,
    PELICAN: _pelican,
}


def _seen(name: str, cost: Cost, site: Path) -> Run:
    pages = files = size = extras = extras_size = 0
    for folder, _, names in os.walk(site):
        for file in names:
            length = Path(folder, file).stat().st_size
            files, size, pages = files + 1, size + length, pages + file.endswith(".html")
            if Path(folder).relative_to(site).parts[:1] in _SHARED or file.endswith(".html"):
                continue
            # Listings as files, calendars, feeds, data: what we write and the peers don't.
            extras, extras_size = extras + 1, extras_size + length
    return Run(name, cost, pages, files, size, extras, extras_size)


@dataclass(frozen=True)
class Stands:
    """Under which areas, offers and pairs of the two a group is listed, those above included."""

    areas: list[str]
    offers: list[str]

    @property
    def pairs(self) -> list[str]:
        """Each offer in each area, as one key."""
        return [f"{area}--{offer}" for area in self.areas for offer in self.offers]


def stands(found: Directory, group: Group) -> Stands:
    """Where a group is listed; nowhere, when no list shows it."""
    if not found.is_listed(group):
        return Stands([], [])
    areas, offers, root = found.vocabularies["areas"], found.vocabularies["offers"], found.settings.root_area
    in_areas = {key: None for area in group.areas for key in (area, *(a for a in areas.ancestors(area) if a != root))}
    with_offers = {key: None for offer in group.offers for key in (offer, *offers.ancestors(offer))}
    return Stands(list(in_areas), list(with_offers))


def _for_hugo(found: Directory, content: Path, folder: Path) -> None:
    """The listings as they are, each with four lines more, and a title for each area and offer, with groups or not."""
    groups = folder / "groups"
    groups.mkdir(parents=True)
    (groups / "_index.md").write_text("---\ntitle: All groups\n---\n", encoding="utf-8")
    for slug, group in found.groups.items():
        where = stands(found, group)
        lines = ["---", f"title: {json.dumps(group.name, ensure_ascii=False)}"]
        lines += [f"{name}: {json.dumps(getattr(where, field))}" for name, field in _TAXONOMIES.items()]
        listing = (content / source.FOLDER / f"{slug}.md").read_text(encoding="utf-8")
        (groups / f"{slug}.md").write_text("\n".join(lines) + listing.removeprefix("---"), encoding="utf-8")
    for name in ("in_areas", "with_offers"):
        for term in found.vocabularies[_TAXONOMIES[name]]:
            place = folder / name / term.key
            place.mkdir(parents=True)
            (place / "_index.md").write_text(f"---\ntitle: {json.dumps(term.label)}\n---\n", encoding="utf-8")


_TAXONOMIES = {"in_areas": "areas", "with_offers": "offers", "pairs": "pairs"}


def _for_pelican(found: Directory, folder: Path) -> None:
    """Each listing as an article: its answers as lines of metadata, areas and offers as tags."""
    folder.mkdir()
    for slug, group in found.groups.items():
        where = stands(found, group)
        day = group.confirmed or found.today
        head = {
            "Title": group.name,
            "Date": day.isoformat(),
            "Slug": slug,
            "Tags": ", ".join([*where.areas, *where.offers, *where.pairs]),
            "Summary": group.blurb,
            **{name: _flat(getattr(group, name)) for name in _SAID},
        }
        lines = [f"{name}: {value}" for name, value in head.items() if value]
        (folder / f"{slug}.md").write_text("\n".join([*lines, "", group.words.markdown]), encoding="utf-8")


# What a group's page says besides its words, each flattened to a line; `status` means something else to Pelican.
_SAID = re.findall(
    r"\w+",
    """
    status_note offers offers_note areas formats for_note languages interpreters_note led_by led_by_note ties funding
    funding_note needs needs_note give joining gates confidentiality confidentiality_note emergency_response
    emergency_note first_time cost cost_note travel_help access access_note meetings places contact networks started
    """,
)


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key} {_flat(one)}" for key, one in value.items())
    if isinstance(value, tuple):
        return "; ".join(map(_flat, value))
    if hasattr(value, "__slots__") and not isinstance(value, str):
        parts = (getattr(value, name) for name in type(value).__slots__)
        return ", ".join(_flat(part) for part in parts if part)
    return " ".join(str(value).split()) if value else ""
