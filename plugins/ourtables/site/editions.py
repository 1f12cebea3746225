"""The directory in each of the site's languages: the same groups, with that language's words around them."""

from __future__ import annotations

from pathlib import Path

from ourtables.core.catalogue import Catalogue
from ourtables.core.spoken import Behind
from ourtables.directory.directory import Directory
from ourtables.directory.language_shares import is_checked, is_published
from ourtables.exports.history import History
from ourtables.settings import catalogues
from ourtables.settings.settings import Settings
from ourtables.site import care
from ourtables.site.edition import Address, Edition
from ourtables.site.page_kinds import Making


def made_in_each_language(
    directory: Directory, content: Path, site: Address, history: History | None = None
) -> tuple[Making, ...]:
    """Return what the pages of each language are made from, the main language's first.

    Args:
        directory: The groups, with the words of the main language.
        content: The folder of the directory's own files.
        site: Where the site is published.
        history: When groups were added and changed, where that is known.
    """
    first, *further = directory.settings.languages
    main = Making(
        directory.in_main_language(), content, _edition(first, site, directory.settings), history, as_written=directory
    )
    return main, *(_further(main, directory, tag) for tag in further if is_published(tag, directory.settings))


def _edition(tag: str, site: Address, settings: Settings, main: Catalogue | None = None) -> Edition:
    unchecked = not is_checked(tag, settings)
    behind = Behind(main.messages, main.tag) if main else None
    kept = care.messages() if unchecked else ()
    messages = catalogues.messages(settings, tag, behind, kept)
    return Edition(Catalogue(tag, messages), site, f"{tag.lower()}/" if main else "", unchecked, main)


def _further(main: Making, directory: Directory, tag: str) -> Making:
    edition = _edition(tag, main.edition.site, directory.settings, main.words)
    kept = care.VOCABULARIES if edition.unchecked else ()
    return Making(directory.in_language(tag, kept), main.content, edition, main.history, main)
