"""A made directory for the finder's tests: its listings, the site built from them, and its plain reference."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from pathlib import Path
from random import Random
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined

from bench import maker
from ourtables.core import catalogue
from ourtables.directory import loading, word_index
from ourtables.directory.directory import Directory
from ourtables.directory.finding import AREA, Facet, Finder, Query, RankedGroups
from ourtables.directory.ranking import Ranking
from ourtables.listing.fields import CLOSED
from ourtables.listing.group import Group
from ourtables.site import assets, search
from ourtables.site.edition import Address, Edition
from ourtables.site.finder.facet_index import index as facet_index
from ourtables.site.pages import Making, outputs
from ourtables.site.record import File, Output
from ourtables.site.render import write_all
from ourtables.site.templates import Templates
from tests.browser import demonstration
from tests.browser.wire import Served, weighed

LONG = bool(os.environ.get("OURTABLES_LONG"))
NUMBER, LARGE = 1_000, 10_000
SEED = 20261122
WANTED = re.compile(r"/(find|finder|list|missing|all|areas/leeds|offers/peer-support-group)/|/groups/[^/]+/$")


@dataclass(frozen=True)
class Made:
    """A made directory, served under each of its bases."""

    finder: Finder
    content: Path
    sites: tuple[Served, ...]
    order: tuple[Group, ...]

    @cached_property
    def ranking(self) -> Ranking:
        """The plain reference of the word search, over the groups in the order of the facet index."""
        closed = [group for group in self.finder.directory.groups.values() if group.status == CLOSED]
        return Ranking(word_index.build(self.finder.directory, (*self.order, *closed)))

    @cached_property
    def plain_words(self) -> list[str]:
        """Words of bodies, names and synonyms that a few groups say."""
        index = self.ranking.index
        words = (word for word in (*index.telling, *index.others) if re.fullmatch("[a-z]{5,12}", word))
        return sorted(word for word in words if len(index.postings[index.forms[word]]) < len(self.order) / 4)

    def queries(self, number: int) -> Iterator[tuple[str, Query]]:
        """Random addresses with the query that each stands for."""
        chance = Random(SEED)
        folds = [list(facets) for _, facets in groupby(self.finder.facets, lambda one: one.family or one.name)]
        for _ in range(number):
            facets = [
                facet
                for fold in chance.sample(folds, chance.choice((0, 1, 1, 2, 2, 3)))
                for facet in chance.sample(fold, min(len(fold), chance.choice((1, 2))))
            ]
            chosen = {one.name: self._values(one, chance) for one in facets}
            typed = self._typed(chance) if chance.random() < 0.4 or not chosen else ""
            lost = chance.random() < 0.2
            yield address(chosen, typed, lost), Query(chosen, self.with_words(typed), lost)

    def _values(self, facet: Facet, chance: Random) -> tuple[str, ...]:
        """Mostly values that somebody has, once in a while any."""
        said = {value for group in chance.sample(self.finder.groups, 3) for value in facet.said(group)}
        used = [value for value in facet.values if value in said]
        pool = used if used and chance.random() < 0.85 else list(facet.values)
        if facet.name == AREA and chance.random() < 0.3:
            pool = [
                above for value in pool for above in self.finder.directory.vocabularies["areas"].ancestors(value)
            ] or pool
        found = {chance.choice(pool) for _ in range(chance.choice((1, 1, 2)))}
        return tuple(value for value in facet.values if value in found)

    def _typed(self, chance: Random) -> str:
        """A few words, some of them misspelt, some that tell nothing."""
        words = chance.sample(self.plain_words, chance.choice((1, 1, 2, 3)))
        if chance.random() < 0.3:
            word = words[0]
            place = chance.randrange(1, len(word) - 1)
            words[0] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        return " ".join([*chance.choice(((), ("i", "need"), ("a",))), *words])

    def with_words(self, typed: str) -> RankedGroups | None:
        """What words lead to; `None` when none are typed."""
        return self.ranking.find(typed) if typed else None


def address(chosen: dict[str, tuple[str, ...]], word: str = "", lost: bool = False) -> str:
    """What stands behind the # for a query."""
    parts = [f"q={quote(word)}"] if word else []
    parts += ["lost=yes"] if lost else []
    return "#" + "&".join(parts + [f"{name}={value}" for name, values in chosen.items() for value in values])


def parts(directory: Directory, content: Path, base: str) -> tuple[Making, Templates, assets.Assets]:
    """What the pages of a site are made with."""
    theme = demonstration.ROOT / "theme"
    edition = Edition(catalogue.Catalogue(directory.settings.language), Address.of(demonstration.ADDRESS + base))
    files = assets.collect(theme, content)
    environment = Environment(autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"])
    icons = assets.Icons(theme / "icons")
    templates = Templates(environment, [theme / "templates"], directory, edition, files, icons)
    return Making(directory, content, edition), templates, files


def build(directory: Directory, content: Path, output: Path, base: str) -> Path:
    """Write of a site what the finder's tests open: the finder, its lists and the groups, with the word search."""
    making, templates, files = parts(directory, content, base)
    wanted: list[Output] = [one for one in outputs(making) if one.url == "/" or WANTED.match(one.url)]
    wanted += [File(url=f"/{assets.FOLDER}/{name}", body=partial(bytes, body)) for name, body in files.files.items()]
    output.mkdir()
    with search.indexing(making, output) as indexing:
        write_all(wanted, output, templates.draw, 2, lambda _done, _all: None)
        assert indexing
        indexing.finish()
    return output


@contextmanager
def made(folder: Path, number: int = NUMBER, bases: tuple[str, ...] = ("/", "/REPO/")) -> Iterator[Made]:
    """Make listings, build their site for each base and serve it."""
    content = folder / "content"
    shutil.copytree(demonstration.CONTENT, content, ignore=shutil.ignore_patterns("groups"))
    maker.write(number, content / "groups", content)
    loaded = loading.load(content, demonstration.DAY, jobs=2)
    with ExitStack() as stack:
        sites = tuple(
            stack.enter_context(weighed(build(loaded.directory, content, folder / f"site{len(base)}", base), base))
            for base in bases
        )
        making, _templates, _files = parts(loaded.directory, content, bases[0])
        yield Made(Finder(loaded.directory), content, sites, facet_index(making).groups)
