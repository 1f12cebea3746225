"""The registry of exports: each is a function that yields the files it makes of a directory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from gettext import NullTranslations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ourtables import catalogue
from ourtables.directory import Directory
from ourtables.exports import plain
from ourtables.exports.history import History
from ourtables.exports.meeting import FILE as CALENDAR
from ourtables.exports.meeting import Calendar, calendars
from ourtables.exports.points import Points
from ourtables.exports.reuse import exportable
from ourtables.group import Group
from ourtables.vocabulary import Vocabulary


@dataclass(frozen=True)
class Exporting:
    """What an export is made from.

    `base` is the site's whole address, which ends in a slash; `content` is the folder that holds the tables of
    places; `history` is when groups were added and changed, where that is known.
    """

    directory: Directory
    base: str
    content: Path
    history: History | None = None
    messages: NullTranslations = field(default_factory=NullTranslations)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups whose listings others may take, by slug."""
        return exportable(self.directory)

    @cached_property
    def _answers(self) -> dict[str, dict[str, Any]]:
        return {}

    def answers(self, group: Group) -> Mapping[str, Any]:
        """What a group answered as plain values, worked out once for all files."""
        if group.slug not in self._answers:
            self._answers[group.slug] = plain.answers(group)
        return self._answers[group.slug]

    @cached_property
    def points(self) -> Points:
        """Where places lie, as roughly as they may be told."""
        return Points(self.directory, self.content)

    @cached_property
    def calendars(self) -> Mapping[str, Calendar]:
        """The calendars of meetings, by the address of the page that each stands beside."""
        return calendars(self.directory)

    @cached_property
    def words(self) -> catalogue.Words:
        """Days and times in the directory's language."""
        return catalogue.Words(self.directory.settings.language, self.messages)

    @cached_property
    def host(self) -> str:
        """The name that makes identifiers of this directory unlike all others."""
        return urlsplit(self.directory.settings.address or self.base).hostname or "ourtables.invalid"

    def vocabulary(self, name: str) -> Vocabulary:
        """One of the directory's vocabularies."""
        return self.directory.vocabularies[name]

    def address(self, path: str) -> str:
        """The whole address of a page or file of this site, given from the site's root."""
        return self.base + path.removeprefix("/")

    def page(self, group: Group) -> str:
        """The whole address of a group's page."""
        return self.address(f"groups/{group.slug}/")

    def calendar(self, group: Group) -> str | None:
        """The whole address of a group's calendar, where it has one."""
        page = f"groups/{group.slug}/"
        return self.address(page + CALENDAR) if page in self.calendars else None

    def say(self, message: str, **values: object) -> str:
        """A message of the catalogue with its gaps filled."""
        return self.messages.gettext(message) % values


@dataclass(frozen=True, slots=True)
class Made:
    """One file of an export: its path beneath the site's root, and its bytes, made where they are written."""

    path: str
    body: Callable[[], bytes] = field(repr=False)


Files = Callable[[Exporting], Iterator[Made]]


@dataclass(frozen=True, slots=True)
class Export:
    """One way of giving the directory away.

    `name` is what `ourtables export --format` takes; `title` and `about` are what the page of open data says of it;
    `main` is the address to link to, `ruled` whether what groups let others reuse rules it, and `country` the only
    country whose directories have it, or empty.
    """

    name: str
    title: str
    about: str
    main: str
    files: Files = field(repr=False)
    ruled: bool = True
    country: str = ""


EXPORTS: dict[str, Export] = {}


def of(directory: Directory) -> dict[str, Export]:
    """The exports that a directory has, by name: some are one country's."""
    return {name: one for name, one in EXPORTS.items() if one.country in ("", directory.settings.country)}


def export(
    name: str, title: str, about: str, main: str, *, ruled: bool = True, country: str = ""
) -> Callable[[Files], Files]:
    """Enter a function into the registry; the parameters are those of `Export`."""

    def add(files: Files) -> Files:
        EXPORTS[name] = Export(name, title, about, main, files, ruled, country)
        return files

    return add
