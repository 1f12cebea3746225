"""The language in which a directory writes to a group: the group's own, where the site has it, else its first."""

from __future__ import annotations

from collections.abc import Callable

from ourtables.core.catalogue import N_, Catalogue
from ourtables.directory.language_shares import is_checked, is_published
from ourtables.settings import catalogues
from ourtables.settings.settings import Settings

_UNCHECKED = N_(
    "A computer translated these words, and nobody who speaks the language has checked them. "
    "Below they are in another language."
)
BETWEEN = "* * *"


def address_in(settings: Settings, words: Catalogue) -> str:
    """Return where the site's pages are in the language of a letter.

    Args:
        settings: The directory's settings.
        words: The words that the letter is written in.
    """
    folder = "" if words.tag == settings.languages[0] else f"{words.tag.lower()}/"
    return f"{settings.address}{folder}"


class Correspondence:
    """Knows the languages that a directory can write letters in; each catalogue is read once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._read: dict[str, Catalogue] = {}

    @property
    def first(self) -> Catalogue:
        """The words of the directory's first language."""
        return self._words(self._settings.languages[0])

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that letters may be in: the first, and those that the site is published in."""
        first, *further = self._settings.languages
        return (first, *(tag for tag in further if is_published(tag, self._settings)))

    def language_of(self, written_in: str | None) -> str:
        """Return the language of letters to somebody.

        Args:
            written_in: The language that they write, such as `cy`; nothing when they didn't say.
        """
        asked = (written_in or "").lower()
        same = [tag for tag in self.languages if asked and tag.split("-")[0].lower() == asked.split("-")[0]]
        return next((tag for tag in same if tag.lower() == asked), same[0] if same else self.languages[0])

    def all_words(self) -> list[Catalogue]:
        """Return the words of each of its languages."""
        return [self._words(tag) for tag in self.languages]

    def letter(self, written_in: str | None, write: Callable[[Catalogue], str]) -> str:
        """Write a letter to somebody. One in a language that nobody checked is in the first language too.

        Args:
            written_in: The language that they write; nothing when they didn't say.
            write: Writes the letter in the words of one language.
        """
        tag = self.language_of(written_in)
        words = self._words(tag)
        if tag == self.languages[0] or is_checked(tag, self._settings):
            return write(words)
        return "\n\n".join([write(words).rstrip("\n"), words.say(_UNCHECKED), BETWEEN, write(self.first)])

    def words_for(self, written_in: str | None) -> Catalogue:
        """Return the words of the language of letters to somebody.

        Args:
            written_in: The language that they write; nothing when they didn't say.
        """
        return self._words(self.language_of(written_in))

    def _words(self, tag: str) -> Catalogue:
        if tag not in self._read:
            self._read[tag] = Catalogue(tag, catalogues.messages(self._settings, tag))
        return self._read[tag]
