"""A made directory for the finder's tests: its listings, the site built from them, and its plain reference."""

from __future__ import annotations

import os
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from pathlib import Path
from random import Random

from jinja2 import Environment, StrictUndefined

from bench import maker
from ourtables import catalogue, directory
from ourtables.directory import Directory
from ourtables.finding import AREA, Facet, Finder, Query
from ourtables.site import assets, search
from ourtables.site.finder.dictionary import words_in
from ourtables.site.finder.texts import Words, own_words
from ourtables.site.pages import Making, outputs
from ourtables.site.record import File, Output
from ourtables.site.render import write_all
from ourtables.site.templates import Address, Templates
from tests.browser import demonstration
from tests.browser.wire import Served, weighed

LONG = bool(os.environ.get("OURTABLES_LONG"))
NUMBER, LARGE = 1_000, 10_000
SEED = 20261122
# By so many letters words are told apart.
_ALONE = 4
WANTED = re.compile(r"/(find|finder|list|missing|all|areas/leeds|offers/peer-support-group)/|/groups/[^/]+/$")


@dataclass(frozen=True)
class Made:
    """A made directory, served under each of its bases."""

    finder: Finder
    content: Path
    sites: tuple[Served, ...]

    @cached_property
    def texts(self) -> dict[str, set[str]]:
        """Every word that a group is found by."""
        found = Words(self.finder.directory)
        return {
            group.slug: set(words_in(" ".join([group.name, *own_words(group), found.of(group)])))
            for group in self.finder.groups
        }

    @cached_property
    def plain_words(self) -> list[str]:
        """Words that no stem and no beginning joins to another, so that who has them is who says them."""
        beginnings: dict[str, set[str]] = defaultdict(set)
        for words in self.texts.values():
            for word in words:
                beginnings[word[:_ALONE]].add(word)
        alone = (words for words in beginnings.values() if len(words) == 1)
        return sorted(word for words in alone for word in words if re.fullmatch("[a-z]{5,12}", word) and _keeps(word))

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
            word = chance.choice(self.plain_words) if chance.random() < 0.4 or not chosen else ""
            lost = chance.random() < 0.2
            yield address(chosen, word, lost), Query(chosen, self.with_word(word), lost)

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

    def with_word(self, word: str) -> tuple[str, ...] | None:
        """The groups that a word finds; nothing when there is none."""
        return tuple(slug for slug, words in self.texts.items() if word in words) if word else None


def _keeps(word: str) -> bool:
    """Whether a word's stem begins as the word does, for at least as long as words are told apart by."""
    # "Cutting" comes from "cut".
    stem = re.sub(r"(\w)\1$", r"\1", re.sub("(ings?|ed|e?s|er|ly|y)$", "", word))
    return len(stem) >= _ALONE and not re.search("(y|ies|ied)$", word)


def address(chosen: dict[str, tuple[str, ...]], word: str = "", lost: bool = False) -> str:
    """What stands behind the # for a query."""
    parts = [f"q={word}"] if word else []
    parts += ["lost=yes"] if lost else []
    return "#" + "&".join(parts + [f"{name}={value}" for name, values in chosen.items() for value in values])


def parts(directory: Directory, content: Path, base: str) -> tuple[Making, Templates, assets.Assets]:
    """What the pages of a site are made with."""
    theme = demonstration.ROOT / "theme"
    where = Address.of(demonstration.ADDRESS + base)
    messages = catalogue.load(directory.settings.language)
    files = assets.collect(theme, content)
    environment = Environment(autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"])
    icons = assets.Icons(theme / "icons")
    templates = Templates(environment, [theme / "templates"], directory, where, messages, files, icons)
    return Making(directory, content, where, messages, templates.words), templates, files


def build(directory: Directory, content: Path, output: Path, base: str) -> Path:
    """Write of a site what the finder's tests open: the finder, its lists and the groups, with the word search."""
    making, templates, files = parts(directory, content, base)
    wanted: list[Output] = [one for one in outputs(making) if one.url == "/" or WANTED.match(one.url)]
    wanted += [File(url=f"/{assets.FOLDER}/{name}", body=partial(bytes, body)) for name, body in files.files.items()]
    output.mkdir()
    with search.indexing(making, output) as indexing:
        write_all(wanted, output, templates.draw, 2, lambda _done, _all: None)
        assert indexing
        indexing.finish(output)
    return output


@contextmanager
def made(folder: Path, number: int = NUMBER, bases: tuple[str, ...] = ("/", "/REPO/")) -> Iterator[Made]:
    """Make listings, build their site for each base and serve it."""
    content = folder / "content"
    shutil.copytree(demonstration.CONTENT, content, ignore=shutil.ignore_patterns("groups"))
    maker.write(number, content / "groups", content)
    loaded = directory.load(content, demonstration.DAY, jobs=2)
    with ExitStack() as stack:
        sites = tuple(
            stack.enter_context(weighed(build(loaded.directory, content, folder / f"site{len(base)}", base), base))
            for base in bases
        )
        yield Made(Finder(loaded.directory), content, sites)
