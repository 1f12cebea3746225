"""One listing at one of the two commits: the values that can be read, and what the checks say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from ourtables.core.bounds import bounded
from ourtables.core.errors import TooMuch
from ourtables.core.problems import Problem, Reporter
from ourtables.listing import checking, prose, source
from ourtables.listing.checking import Context
from ourtables.listing.checking.field_values import ValueReading
from ourtables.listing.checking.records import read_fields
from ourtables.listing.fields import FIELDS


@dataclass(frozen=True, slots=True)
class Version:
    """A listing as one commit has it.

    Attributes:
        values: Its answers by attribute, without those that can't be read.
        words: The group's own words, as Markdown.
        html: The same words as the page shows them.
        problems: What the checks say.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""
    links: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether a problem keeps it out of the directory."""
        return any(problem.stops for problem in self.problems)


def read(raw: bytes, path: str, context: Context) -> Version:
    """Read a listing's bytes by every rule that a file would be read by.

    Args:
        raw: What the commit holds.
        path: Its path in the repository, under which problems are reported.
        context: The directory's side of the check.
    """
    name = PurePosixPath(path).name

    def parse(report: Reporter) -> source.Source | None:
        # A file that is only called wrongly is read all the same, so that its author hears of everything at once.
        slug = source.slug_of(name, report) or source.slug_from(name) or "listing"
        return source.parse_listing(raw, slug, report)

    problems = checking.check(path, context, parse).problems
    try:
        with bounded(checking.SECONDS):
            found = parse(Reporter(path))
            if found is None or found.answers is None:
                return Version(problems=problems)
            values = read_fields(FIELDS, found.answers, ValueReading(context, Reporter(path)))
    except TooMuch:
        return Version(problems=problems)
    written = [found.words, *(one.words for one in values.get("also_in", ()))]
    links = tuple(link for words in written for link in _links(words))
    return Version(values, found.words, links, problems)


def _links(words: str) -> tuple[str, ...]:
    try:
        return prose.render(words).links if len(words.encode()) <= prose.MOST_BYTES else ()
    except TooMuch:
        return ()
