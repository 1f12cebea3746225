"""Which listing a mail is about: by the address of its page, its slug, its name, or its mailbox."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ourtables.core.boundary import each_apart
from ourtables.core.problems import Reporter
from ourtables.intake.drafting import answers_of
from ourtables.listing import source

_ADDRESS = re.compile(r"/groups/([a-z0-9-]+)|#g=([a-z0-9-]+)|groups/([a-z0-9-]+)\.md", re.IGNORECASE)
_BRACKETED = re.compile(r"\[([a-z0-9]+(?:-[a-z0-9]+)*)\]", re.IGNORECASE)
_SLUG_FIRST = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)(?::|$)")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a mail may know a listing by.

    Attributes:
        path: Its file.
        name: What the group is called.
        aliases: Its earlier slugs.
        mailboxes: Its e-mail addresses, in small letters.
        written_in: The language that it is written in; empty when it doesn't say.
    """

    path: Path
    name: str
    aliases: tuple[str, ...] = ()
    mailboxes: frozenset[str] = frozenset()
    written_in: str = ""

    @property
    def slug(self) -> str:
        """The listing's address."""
        return self.path.stem


@dataclass(frozen=True, slots=True)
class About:
    """The listings that a mail may be about.

    Attributes:
        entries: The listings; several when it may be any of them.
        known_by: How that is known, for the keeper.
        sure: Whether the mail points at a page, and doesn't only name a group in its words.
    """

    entries: tuple[Entry, ...] = ()
    known_by: str = ""
    sure: bool = False

    @property
    def only(self) -> Entry | None:
        """The one listing that it is; `None` when there is none, or several."""
        return self.entries[0] if len(self.entries) == 1 else None


class AddressBook:
    """The listings of a directory; `unread` holds the files that a fault of ours kept from being read."""

    def __init__(self, folder: Path) -> None:
        """Read the listings.

        Args:
            folder: The folder of listings; it need not exist.
        """
        self._entries, self.unread = each_apart(_entry, source.listings(folder) if folder.is_dir() else ())

    def find(self, page: str, subject: str, own: str, quoted: str, mailbox: str) -> About:
        """Find the listing that a mail is about.

        Args:
            page: What was typed for "which page"; empty when nothing was.
            subject: The subject without "Re:" and the like.
            own: The writer's own words.
            quoted: What the mail quotes.
            mailbox: Who sent it; empty when that isn't known.
        """
        steps = (
            (self._typed(page), "what it says the page is", True),
            (self._slugs(_subject_slugs(subject)), "the subject", True),
            (self._slugs(_address_slugs(own)), "the page's address in its words", True),
            (self._named(subject, exact=False), "the group's name in the subject", True),
            (self._slugs(_address_slugs(quoted)), "the page's address in the letter that it answers", True),
            (self._named(own, exact=True), "the group's name in its words", False),
            (self._of_mailbox(mailbox), "the mailbox, which is on the listing", True),
        )
        for entries, known_by, sure in steps:
            if not entries:
                continue
            narrowed = [entry for entry in entries if mailbox in entry.mailboxes] if len(entries) > 1 else []
            return About(tuple(narrowed if len(narrowed) == 1 else entries), known_by, sure)
        return About()

    def _slugs(self, slugs: Iterable[str]) -> list[Entry]:
        wanted = {slug.casefold() for slug in slugs}
        if not wanted:
            return []
        return [one for one in self._entries if one.slug in wanted or not wanted.isdisjoint(one.aliases)]

    def _typed(self, page: str) -> list[Entry]:
        """The listing of a typed address, file, slug or name."""
        if not page.strip():
            return []
        said = page.replace("/", " ").replace(".md", " ").split()
        slug = source.slug_from(page)
        named = [one for one in self._entries if slug in (one.slug, source.slug_from(one.name))] if slug else []
        return named or self._slugs(said)

    def _named(self, text: str, *, exact: bool) -> list[Entry]:
        """The listings whose names are in a text, without those whose name is part of another's there.

        `exact` takes a name only with its capitals: in a running text "still asking" is rarely a group.
        """
        found = []
        plain = _plain(text)
        for one in self._entries:
            name = _plain(one.name)
            wanted, within = (name, plain) if exact else (name.casefold(), plain.casefold())
            if wanted and wanted in within and (hit := re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", within)):
                found.append((hit.span(), one))
        inside = [
            (span, one)
            for span, one in found
            if not any(wide != span and wide[0] <= span[0] and span[1] <= wide[1] for wide, _ in found)
        ]
        return [one for _, one in inside]

    def _of_mailbox(self, mailbox: str) -> list[Entry]:
        return [one for one in self._entries if mailbox in one.mailboxes] if mailbox else []


def _entry(path: Path) -> Entry:
    answers = answers_of(source.read(path, Reporter(str(path))))
    contacts = answers.get("contact")
    mailboxes = {
        str(one.get("value", "")).casefold()
        for one in (contacts if isinstance(contacts, list) else ())
        if isinstance(one, dict) and one.get("how") == "email"
    }
    aliases = answers.get("aliases")
    return Entry(
        path,
        str(answers.get("name", "")),
        tuple(map(str, aliases)) if isinstance(aliases, list) else (),
        frozenset(mailboxes),
        str(answers.get("written_in", "")),
    )


def _address_slugs(text: str) -> Iterator[str]:
    for found in _ADDRESS.finditer(text):
        yield next(filter(None, found.groups()))


def _subject_slugs(subject: str) -> Iterator[str]:
    yield from _BRACKETED.findall(subject)
    if first := _SLUG_FIRST.match(subject):
        yield first[1]


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())
