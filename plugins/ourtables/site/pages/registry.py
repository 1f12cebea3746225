"""The registry of page kinds: each is a function that yields the records of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from gettext import NullTranslations
from pathlib import Path

from ourtables.catalogue import Words
from ourtables.directory import Directory
from ourtables.exports import Exporting
from ourtables.exports.history import History
from ourtables.settings import Settings
from ourtables.site.record import Output
from ourtables.site.templates import Address
from ourtables.vocabulary import Term, Vocabulary


@dataclass(frozen=True)
class Making:
    """What a kind of page makes its records from."""

    directory: Directory
    content: Path
    address: Address
    messages: NullTranslations
    words: Words
    history: History | None = None

    @property
    def settings(self) -> Settings:
        """The directory's own settings."""
        return self.directory.settings

    @cached_property
    def exporting(self) -> Exporting:
        """What the files for others are made from."""
        return Exporting(self.directory, self.address.absolute("/"), self.content, self.history, self.messages)

    def has_calendar(self, url: str) -> bool:
        """Whether a calendar of meetings stands beside a page."""
        return url.removeprefix("/") in self.exporting.calendars

    @cached_property
    def areas(self) -> Vocabulary:
        """The tree of areas."""
        return self.directory.vocabularies["areas"]

    @cached_property
    def offers(self) -> Vocabulary:
        """The offers, by family."""
        return self.directory.vocabularies["offers"]

    def say(self, message: str, **values: object) -> str:
        """A message of the catalogue with its gaps filled."""
        return self.messages.gettext(message) % values


@dataclass(frozen=True, slots=True)
class Counted:
    """A word with how many listed groups stand behind it, and what is beneath it."""

    term: Term
    count: int
    children: tuple[Counted, ...] = ()

    @property
    def key(self) -> str:
        """The key of the word."""
        return self.term.key

    @property
    def label(self) -> str:
        """The word itself."""
        return self.term.label


Kind = Callable[[Making], Iterator[Output]]
_KINDS: list[Kind] = []


def kind(function: Kind) -> Kind:
    """Add a kind of page to the site."""
    _KINDS.append(function)
    return function


def records(making: Making) -> list[Output]:
    """The records of every kind."""
    return [output for one in _KINDS for output in one(making)]
