"""The registry of exports: each is a function that yields the files it makes of a directory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from gettext import NullTranslations
from urllib.parse import urlsplit

from ourtables.core import catalogue
from ourtables.directory.directory import Directory
from ourtables.exports.history import History
from ourtables.exports.meeting import FILE as CALENDAR
from ourtables.exports.meeting import Calendar, calendars
from ourtables.exports.points import Points
from ourtables.exports.reuse import exportable
from ourtables.listing.group import Group
from ourtables.places.tables import Tables
from ourtables.settings.vocabulary import Vocabulary


@dataclass(frozen=True)
class Exporting:
    """What an export is made from.

    Attributes:
        directory: The groups.
        base: The whole address of the site, or of one language's pages, which ends in a slash.
        tables: The directory's tables of places.
        history: When groups were added and changed, where that is known.
        messages: The message catalogue of the directory's language.
        same_points: The points of the same places in another wording of the directory, which needn't be found again.
    """

    directory: Directory
    base: str
    tables: Tables
    history: History | None = None
    messages: NullTranslations = field(default_factory=NullTranslations)
    same_points: Points | None = None

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups whose listings others may take, by slug."""
        return exportable(self.directory)

    @cached_property
    def points(self) -> Points:
        """The points of places, as roughly as each may be published."""
        return self.same_points or Points(self.directory, self.tables)

    @cached_property
    def calendars(self) -> Mapping[str, Calendar]:
        """The calendars of meetings, by the address of the page that each belongs to."""
        return calendars(self.directory)

    @cached_property
    def words(self) -> catalogue.Catalogue:
        """The words of the directory's language."""
        return catalogue.Catalogue(self.directory.settings.language, self.messages)

    @cached_property
    def host(self) -> str:
        """The host name that makes this directory's identifiers unique."""
        return urlsplit(self.directory.settings.address or self.base).hostname or "ourtables.invalid"

    def vocabulary(self, name: str) -> Vocabulary:
        """Return one of the directory's vocabularies."""
        return self.directory.vocabularies[name]

    def address(self, path: str) -> str:
        """Return the whole address of a page or file, given its path from the site's root."""
        return self.base + path.removeprefix("/")

    def page(self, group: Group) -> str:
        """Return the whole address of a group's page."""
        return self.address(f"groups/{group.slug}/")

    def calendar(self, group: Group) -> str | None:
        """Return the whole address of a group's calendar, if it has one."""
        page = f"groups/{group.slug}/"
        return self.address(page + CALENDAR) if page in self.calendars else None

    def say(self, message: str, **values: object) -> str:
        """Return a message of the catalogue with its gaps filled."""
        return self.words.say(message, **values)


@dataclass(frozen=True, slots=True)
class Made:
    """One file of an export: its path from the site's root, and a function that returns its bytes."""

    path: str
    body: Callable[[], bytes] = field(repr=False)


Files = Callable[[Exporting], Iterator[Made]]


@dataclass(frozen=True, slots=True)
class Export:
    """One format of open data.

    Attributes:
        name: What `ourtables export --format` takes.
        title: Its name on the page of open data.
        about: What that page says about it.
        main: The file to link to.
        files: Yields its files.
        ruled: Whether it holds only what groups let others reuse.
        country: The only country whose directories have it, or empty.
        each_language: Whether each language of the site has its own, in its own folder.
    """

    name: str
    title: str
    about: str
    main: str
    files: Files = field(repr=False)
    ruled: bool = True
    country: str = ""
    each_language: bool = False


EXPORTS: dict[str, Export] = {}


def of(directory: Directory) -> dict[str, Export]:
    """Return the exports that a directory has, by name; some belong to one country."""
    return {name: one for name, one in EXPORTS.items() if one.country in ("", directory.settings.country)}


def export(
    name: str,
    title: str,
    about: str,
    main: str,
    *,
    ruled: bool = True,
    country: str = "",
    each_language: bool = False,
) -> Callable[[Files], Files]:
    """Register a function as an export; the parameters are those of `Export`."""

    def add(files: Files) -> Files:
        EXPORTS[name] = Export(name, title, about, main, files, ruled, country, each_language)
        return files

    return add
