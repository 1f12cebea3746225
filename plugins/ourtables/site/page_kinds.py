"""The registry of page kinds: each is a function that yields the records of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, TypeVar

from ourtables.core.catalogue import Catalogue
from ourtables.directory.directory import Directory
from ourtables.exports import Exporting
from ourtables.exports.history import History
from ourtables.places.tables import Tables
from ourtables.settings.settings import Settings
from ourtables.settings.translations import PageWords, Translation
from ourtables.settings.vocabulary import Term, Vocabulary
from ourtables.site.edition import Address, Edition
from ourtables.site.record import Output

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Making:
    """What a kind of page makes its records from, and what the pages of one run share.

    Attributes:
        directory: The groups.
        content: The folder of the directory's own files.
        edition: The language in which pages are made.
        history: When groups were added and changed, where that is known.
        main: What the pages of the main language are made from; `None` in the main language itself.
        as_written: The groups as their listings have them, for what is made once; else those of `directory`.
    """

    directory: Directory
    content: Path
    edition: Edition
    history: History | None = None
    main: Making | None = None
    as_written: Directory | None = None
    kept: dict[Callable[[Making], Any], Any] = field(default_factory=dict, init=False, repr=False)

    @property
    def settings(self) -> Settings:
        """The directory's own settings."""
        return self.directory.settings

    @property
    def address(self) -> Address:
        """Where this edition's pages are."""
        return self.edition.address

    @property
    def words(self) -> Catalogue:
        """The words of the edition's language."""
        return self.edition.words

    @cached_property
    def exporting(self) -> Exporting:
        """What this edition's files for others are made from."""
        tables = self.main.exporting.tables if self.main else Tables(self.content / "places")
        return Exporting(self.directory, self.address.absolute("/"), tables, self.history, self.words.messages)

    @property
    def _translation(self) -> Translation:
        return self.main.directory.translations.get(self.words.tag, Translation()) if self.main else Translation()

    def translated_page(self, name: str) -> PageWords:
        """Return the words of a page of the keepers in a further language, by the name of its file."""
        return self._translation.pages.get(name, PageWords())

    def translated_line(self, name: str) -> PageWords:
        """Return the words of a line of help in a further language, by the name of its file."""
        return self._translation.help.get(name, PageWords())

    @cached_property
    def exporting_once(self) -> Exporting:
        """What the files for others that are the same in every language are made from: groups as they are written."""
        if self.main is not None:
            return self.main.exporting_once
        if self.as_written in (None, self.directory):
            return self.exporting
        # The tables of places are forgotten by the time that exports are made.
        directory, points = self.as_written or self.directory, self.exporting.points
        return replace(self.exporting, directory=directory, same_points=points)

    def has_calendar(self, url: str) -> bool:
        """Whether there is a calendar of meetings beside a page."""
        return url.removeprefix("/") in self.exporting.calendars

    @property
    def areas(self) -> Vocabulary:
        """The tree of areas."""
        return self.directory.vocabularies["areas"]

    @property
    def offers(self) -> Vocabulary:
        """The offers, by family."""
        return self.directory.vocabularies["offers"]

    def say(self, message: str, **values: object) -> str:
        """Return a message of the catalogue with its gaps filled."""
        return self.words.say(message, **values)


def shared(make: Callable[[Making], T]) -> Callable[[Making], T]:
    """Decorate a function so that each `Making` calls it once and keeps the result for all its pages."""

    @wraps(make)
    def get(making: Making) -> T:
        if get not in making.kept:
            making.kept[get] = make(making)
        found: T = making.kept[get]
        return found

    return get


@dataclass(frozen=True, slots=True)
class Counted:
    """A term with the number of listed groups that have it, and its children with theirs."""

    term: Term
    count: int
    children: tuple[Counted, ...] = ()

    @property
    def key(self) -> str:
        """The term's key."""
        return self.term.key

    @property
    def label(self) -> str:
        """The term's label."""
        return self.term.label


def regions(making: Making) -> list[Term]:
    """Return the areas below the root; one that is itself made of regions (England) is replaced by its regions."""
    found: list[Term] = []
    for term in making.areas.children(making.settings.root_area):
        beneath = making.areas.children(term.key)
        found += beneath if beneath and all(making.areas.children(child.key) for child in beneath) else [term]
    return found


Kind = Callable[[Making], Iterator[Output]]
_EVERY_EDITION: list[Kind] = []
_ONE_FOLDER: list[Kind] = []
_FIRST_EDITION: list[Kind] = []


def kind(function: Kind) -> Kind:
    """Register a kind of page or file that each language has its own of."""
    _EVERY_EDITION.append(function)
    return function


def kind_in_one_folder(function: Kind) -> Kind:
    """Register a kind of file that is named by what it holds.

    The files of all languages are in one folder, so languages share those that are the same.
    """
    _ONE_FOLDER.append(function)
    return function


def kind_without_language(function: Kind) -> Kind:
    """Register a kind that is the same in every language, and so is made once, at the site's root."""
    _FIRST_EDITION.append(function)
    return function


def kinds(making: Making) -> tuple[Kind, ...]:
    """Return every kind that an edition has, first the finder's, whose making takes most memory for a while."""
    return (*_ONE_FOLDER, *_EVERY_EDITION, *(() if making.edition.folder else _FIRST_EDITION))


def records(making: Making, one: Kind) -> list[Output]:
    """Return the records of one kind, each in the folder that it belongs in."""
    folder = "" if one in _ONE_FOLDER else making.edition.folder
    return [replace(output, folder=folder) if folder else output for output in one(making)]
