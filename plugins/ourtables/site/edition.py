"""The site in one language: its words, where its pages are, and the way to the same page in the others."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from ourtables.core.catalogue import N_, Catalogue, direction, own_name
from ourtables.core.spoken import spoken

_UNCHECKED = N_(
    "A computer translated this page. Nobody who speaks this language has checked it, so parts may be wrong."
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where the site is published: an origin, and the path before every address, empty at a domain's root."""

    origin: str
    prefix: str

    @classmethod
    def of(cls, url: str) -> Address:
        """Split a site's whole address, such as `https://example.org/REPO`."""
        parts = urlsplit(url)
        return cls(f"{parts.scheme}://{parts.netloc}" if parts.netloc else "", parts.path.rstrip("/"))

    def link(self, path: str) -> str:
        """Return the address of a page for a link on this site, with the prefix where there is one."""
        return f"{self.prefix}{path}"

    def absolute(self, path: str) -> str:
        """Return the whole address of a page, for what is read elsewhere."""
        return f"{self.origin}{self.prefix}{path}"


@dataclass(frozen=True, slots=True)
class Edition:
    """The site in one language.

    Attributes:
        words: The catalogue of the language.
        site: Where the site is published.
        folder: The folder of this edition's pages, such as `cy/`; empty for the first.
        unchecked: Whether nobody who speaks the language has signed its words.
        main_words: The catalogue of the main language, in an edition of another.
    """

    words: Catalogue
    site: Address
    folder: str = ""
    unchecked: bool = False
    main_words: Catalogue | None = None

    @property
    def address(self) -> Address:
        """Where this edition's pages are."""
        return Address(self.site.origin, f"{self.site.prefix}/{self.folder}".rstrip("/"))

    @property
    def unchecked_says(self) -> tuple[str, ...]:
        """What each page says while its words are unchecked, in this language and in the main one."""
        if not self.unchecked:
            return ()
        own = self.words.say(_UNCHECKED)
        main = self.main_words.say(_UNCHECKED) if self.main_words else _UNCHECKED
        behind = spoken(main, self.main_words.tag if self.main_words else "en")
        return (own,) if own == behind else (own, behind)

    @property
    def name(self) -> str:
        """The language's name in the language itself, such as "Cymraeg"."""
        return own_name(self.words.tag)

    @property
    def direction(self) -> str:
        """The direction that the language is written in."""
        return direction(self.words.tag)
