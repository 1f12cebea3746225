"""The message catalogues of a directory: its own words before those that the software comes with."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from pathlib import Path

from ourtables.core import catalogue, po_files
from ourtables.core.errors import DataError
from ourtables.core.po_files import PoFile
from ourtables.settings.settings import Settings


@contextmanager
def _as_data_errors() -> Iterator[None]:
    # Catalogues know of no directory, so what is wrong with one is told in the directory's way here.
    try:
        yield
    except ValueError as error:
        raise DataError(str(error)) from error


def messages(
    settings: Settings, language: str = "", behind: NullTranslations | None = None, without: Container[str] = ()
) -> NullTranslations:
    """Return the messages of a language as a directory says them.

    Args:
        settings: The directory's settings.
        language: The language; without one, that of the settings.
        behind: What says the messages that it has no words for; else the English of the code does.
        without: Messages that it is to have no words for.

    Raises:
        DataError: A catalogue can't be read.
    """
    tag = language or settings.language
    with _as_data_errors():
        return catalogue.load(tag, behind=behind, without=without, own=settings.own_catalogue(tag))


def read(path: Path) -> PoFile:
    """Read one catalogue.

    Args:
        path: Its file.

    Raises:
        DataError: It can't be read.
    """
    with _as_data_errors():
        return po_files.read(path)


def files(settings: Settings, language: str) -> list[PoFile]:
    """Return the catalogues that say a language in a directory, its own first.

    Args:
        settings: The directory's settings.
        language: The language.

    Raises:
        DataError: A catalogue can't be read.
    """
    with _as_data_errors():
        return [*catalogue.files(language, own=settings.own_catalogue(language)).values()]


def signed_by(settings: Settings, language: str) -> str:
    """Return who signed a language, here or for all directories, with the day; an empty text when nobody did.

    Args:
        settings: The directory's settings.
        language: The language.

    Raises:
        DataError: A catalogue can't be read.
    """
    with _as_data_errors():
        return catalogue.signed_by(language, own=settings.own_catalogue(language))
