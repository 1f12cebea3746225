"""What somebody sent becomes a listing as far as it can be read, checked like any other, and a list of what to ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from ourtables.core.bounds import bounded
from ourtables.core.edit_distance import suggest
from ourtables.core.errors import MailError, TooMuch
from ourtables.core.problems import Reporter, shorten
from ourtables.directory.correspondence import Correspondence
from ourtables.intake.drafting import Draft, answers_of, free_slug
from ourtables.intake.known_words import known
from ourtables.intake.mail.address_book import About, AddressBook, Entry
from ourtables.intake.mail.heads import Heads
from ourtables.intake.mail.message import NO_TEXT, Letter, letter
from ourtables.intake.mail.outcomes import ForPerson, MailOutcome, Received, Removal, WhichGroup
from ourtables.intake.mail.own_words import (
    QUOTED_LINES,
    public_addresses,
    with_group_known,
    without_others,
    without_signature,
)
from ourtables.intake.mail.persons import Persons
from ourtables.intake.mail.reading import Read, listing_in, taken_apart
from ourtables.intake.mail.sorting import Sorter
from ourtables.intake.mail.wishes import Case, Wish
from ourtables.intake.typed_answers import Doubt, Values
from ourtables.intake.typed_areas import FoundAreas, TypedAreas
from ourtables.listing import checking, kinds, source
from ourtables.listing.checking import Context
from ourtables.listing.fields import BY_NAME, CLOSED, FIELDS
from ourtables.settings.vocabulary import Term, Vocabulary

# What reading one mail may take; a sound one of 40 MB takes a second.
SECONDS = 5.0
# Only a keeper can know these; a mail may have been written by anybody.
KEEPERS = frozenset({"confirmed", "confirmed_by", "consent"})
_BY_EMAIL, _BY_GROUP, _BY_KEEPER, _ASKED = "group-by-email", "group", "keeper", "group-asked"
_SLUG_AND_COLON = re.compile(r"^[a-z0-9-]+:\s+")
_YES = re.compile(
    r"(?:yes|y|yep|yeah|agreed|we (?:have )?agreed?|we do|it has|they have)[ .,!]*(?:we do|it has|they have)?[ .!]*"
)


# How the subject of our own letter ends, in each writing.
_ASKING = ("?", "؟", "？", "՞", "።")


@dataclass(slots=True)
class _Draft(Draft):
    loose: str = ""
    changes: Path | None = None
    claimed: set[str] = field(default_factory=set)
    # What somebody chose for the page's address.
    word: str = ""
    marked: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Unchecked:
    """A listing as far as a mail could be understood."""

    case: Case
    draft: _Draft
    doubts: list[Doubt]
    notes: list[str]
    left_out: bool
    written_in: str


class Desk:
    """Receives what people send to one directory."""

    def __init__(self, context: Context) -> None:
        """Learn the directory's words; its listings are read with each mail.

        Args:
            context: The directory's side of the checks.
        """
        self.context = replace(context, vocabularies=_in_every_language(context)) if context.translations else context
        words = Correspondence(context.settings).all_words()
        self._languages: dict[str, Callable[[str], str]] = {one.tag: one.messages.gettext for one in words}
        self._folder = context.content / source.FOLDER
        self._unread: tuple[str, ...] = ()

    @property
    def unread(self) -> tuple[str, ...]:
        """The slugs of listings that a fault of ours kept from being read."""
        return self._unread

    def receive(self, raw: bytes, *, from_group: bool = False) -> MailOutcome:
        """Sort what somebody sent, and make a listing of it where it is one.

        Args:
            raw: A saved mail or a text.
            from_group: Whether the group itself wrote it, which only a person can know.

        Raises:
            MailError: When nothing in it can be read, or reading it takes too long.
        """
        # A large directory takes its time, and no mail is to blame for it.
        book = AddressBook(self._folder)
        self._unread = tuple(path.stem for path in book.unread)
        try:
            with bounded(SECONDS):
                found = self._understood(raw, book, from_group)
        except TooMuch as error:
            raise MailError("This takes too long to read. Save its text alone, and try with that.") from error
        return self._checked(found) if isinstance(found, _Unchecked) else found

    def _understood(
        self, raw: bytes, book: AddressBook, from_group: bool
    ) -> Removal | WhichGroup | ForPerson | _Unchecked:
        came = letter(raw)
        heads, values = Heads(self.context, self._languages), Values(self.context, self._find_area)
        given = _answers_in(listing_in(came.text)[0])
        came = with_group_known(came if given else without_others(came), given.get("name"))
        text = came.sender.left_out_of(came.text, public_addresses(given.get("contact")))
        listing, before = listing_in(text)
        read = taken_apart(before if listing else text, heads)
        whole = read.answers if text == came.text else taken_apart(came.text, heads).answers
        about, wish = self._sorted(came, text, read, book, len(given))
        entry = about.only
        from_listing = from_group or (entry is not None and came.mailbox in entry.mailboxes)
        spoken = heads.language or str(given.get("written_in", "")) or (entry.written_in if entry else "")
        says_nothing = wish.case in (Case.NEW, Case.CHANGE) or (wish.case is Case.OTHER and not wish.doubt)
        if says_nothing and not (came.text.strip() or came.machine):
            raise MailError(" ".join([NO_TEXT, *came.notes]))
        if came.machine:
            return ForPerson(f"{came.machine}, says a machine. Nobody waits for an answer.", about, spoken)
        if wish.case is Case.REMOVE and entry:
            return Removal(entry, wish.phrase, about.known_by, from_listing, spoken)
        if wish.case is Case.OTHER:
            return ForPerson(wish.doubt or "It is nothing that this program knows.", about, spoken)
        if not entry and (wish.case not in (Case.NEW, Case.CHANGE) or len(about.entries) > 1):
            return WhichGroup(wish.case, wish.phrase, about.entries, spoken)
        page = entry.path if entry and wish.case is not Case.NEW else None
        draft = (
            self._from_listing(listing, values, page, from_group)
            if given
            else self._from_text(read, whole, page, values, from_group)
        )
        self._confirm(draft, came, wish.case, from_listing=from_listing, from_group=from_group)
        notes = list(self._notes(wish, entry if page else None, came, from_listing=from_listing))
        if draft.marked:
            marked = ", ".join(f"“{shorten(one, 60)}”" for one in draft.marked)
            notes.append(f"Left out of their words, since it may be somebody's: {marked}. Put back what may be public.")
        return _Unchecked(wish.case, draft, values.doubts, notes, text != came.text, spoken)

    def _sorted(self, came: Letter, nameless: str, read: Read, book: AddressBook, given: int) -> tuple[About, Wish]:
        """Which listing a mail is about, and what it wants."""
        own = came.text if not given else ""
        marked = "\n".join(line for line in own.split("\n") if line.lstrip().startswith(">"))
        # Between two answers stands a question that was quoted.
        plain = QUOTED_LINES.sub("", own)
        signed = without_signature(plain, QUOTED_LINES.sub("", nameless))
        subject = came.subject
        about = book.find(read.page, subject, plain, f"{came.quoted}\n{marked}", came.mailbox)
        # The subject of our own letter asks whether all is right, and doesn't say it.
        said = "" if subject.endswith(_ASKING) else _SLUG_AND_COLON.sub("", subject)
        answers = given + len(read.answers) + len(read.twice) + len(read.contacts)
        if answers and not about.sure and (answers > 2 or len(about.entries) > 1):
            # A new group may bear another's name, or speak of it.
            about = About()
        names = [name for one in about.entries for name in (one.name, one.slug)]
        asked = subject.endswith(_ASKING) or bool(came.quoted or marked)
        sort = partial(
            Sorter(*self._languages.values()).sort, names=names, answers=answers, about=bool(about.entries), asked=asked
        )
        wish = sort(plain, said, signed=signed)
        if wish.case is Case.OTHER and not wish.doubt and came.note:
            wish = sort(came.note, "")
        if wish.case is Case.NEW and not answers and came.documents:
            wish = Wish(Case.OTHER, doubt="What it says may be in what is attached, which isn't read.")
        return about, wish

    def _notes(self, wish: Wish, entry: Entry | None, came: Letter, *, from_listing: bool) -> Iterator[str]:
        """What only the keeper is told."""
        yield from came.notes
        if wish.doubt:
            yield wish.doubt
        if came.note:
            yield f"Whoever sent it on wrote above it: “{shorten(came.note, 300)}”. That isn't in the listing."
        if entry and not from_listing and (came.mailed or wish.case in (Case.STILL_RIGHT, Case.CLOSED)):
            ask = f" at {', '.join(sorted(entry.mailboxes))}" if entry.mailboxes else ""
            yield f"It isn't from the listing's own mailbox, as far as anybody can tell. Ask the group{ask} first."

    # ------------------------------------------------------------ a whole listing

    def _from_listing(self, listing: str, values: Values, page: Path | None, from_group: bool) -> _Draft:
        draft = _Draft(words=listing.split("\n---", 1)[1].partition("\n")[2].strip("\n"), changes=page)
        for name, value in _answers_in(listing).items():
            better = name if name in BY_NAME else suggest(name, BY_NAME)
            if not better:
                values.doubts.append(Doubt("", f"{name}: {value}"))
                continue
            if better in KEEPERS and not from_group:
                continue
            kept = values.taken(BY_NAME[better], value) if _says_something(value) else None
            if kept is not None:
                draft.answers[better] = kept
        return draft

    # ------------------------------------------------------------ a person's own words

    def _from_text(
        self, read: Read, whole: Mapping[str, str], page: Path | None, values: Values, from_group: bool
    ) -> _Draft:
        draft = self._old(page) if page else _Draft()
        if read.page and not page and "name" not in read.answers:
            read.answers["name"] = read.page
        draft.word = read.page
        persons = Persons(self.context, read.answers.get("name", str(draft.answers.get("name", ""))))
        read.words, read.loose = persons.out_of(read.words), persons.out_of(read.loose)
        draft.marked = persons.marked
        for name, typed in read.answers.items():
            if name in BY_NAME and BY_NAME[name].kind is kinds.NOTE:
                typed = persons.out_of(typed)
            if name == "contact":
                typed = persons.out_of_contacts(typed)
            if name == "consent" and _YES.fullmatch(typed.strip().casefold()):
                draft.claimed.add(name)
                continue
            value = (
                values.read(BY_NAME[name], typed, whole.get(name, ""))
                if name in BY_NAME and (from_group or name not in KEEPERS)
                else None
            )
            if value is not None:
                draft.answers[name] = value
        values.doubts += [Doubt(name, said) for name, said in read.twice.items()]
        read.contacts = [(way, persons.out_of_contacts(text)) for way, text in read.contacts]
        self._contacts(draft, read, values)
        if page:
            draft.loose = "\n\n".join(filter(None, (read.loose, read.words)))
        else:
            draft.words, draft.loose = read.words, read.loose
        return draft

    def _contacts(self, draft: _Draft, read: Read, values: Values) -> None:
        found = list(draft.answers.get("contact") or [])
        for way, text in read.contacts:
            found += [one for one in values.contacts(BY_NAME["contact"], text, way) if one not in found]
        if found:
            draft.answers["contact"] = found

    def _old(self, path: Path) -> _Draft:
        read = source.read(path, Reporter(str(path)))
        return _Draft(answers_of(read), read.words if read else "", changes=path)

    def _find_area(self, text: str) -> FoundAreas:
        """The areas of a typed place; a whole area's own name means that area, and the reply shows which."""
        words = self.context.vocabularies["areas"]
        if text in words or text in self.context.area_aliases:
            return FoundAreas((text,))
        term = known(text, words)
        if term:
            return FoundAreas((term.key,))
        return self._areas.find(text, first=False)

    @cached_property
    def _areas(self) -> TypedAreas:
        return TypedAreas(self.context)

    # ------------------------------------------------------------ who says so

    def _confirm(self, draft: _Draft, came: Letter, case: Case, *, from_listing: bool, from_group: bool) -> None:
        by_group = _BY_EMAIL if came.mailed else _BY_GROUP
        if case in (Case.STILL_RIGHT, Case.CLOSED):
            draft.loose = "" if case is Case.STILL_RIGHT else draft.loose
            if case is Case.CLOSED:
                draft.answers["status"] = CLOSED
            self._say_confirmed(draft, came, by_group if from_listing else _BY_KEEPER)
        elif from_group:
            written = "" if draft.changes else draft.answers.get("confirmed", "")
            self._say_confirmed(draft, came, by_group)
            # A day that the group wrote for a new listing stays as it is.
            draft.answers["confirmed"] = written or draft.answers["confirmed"]
        if from_group:
            draft.claimed.discard("consent")
            if _ASKED in self.context.vocabularies["consent"]:
                draft.answers.setdefault("consent", _ASKED)

    def _say_confirmed(self, draft: _Draft, came: Letter, said_by: str) -> None:
        said = min(came.day or self.context.today, self.context.today).isoformat()
        before = str(draft.answers.get("confirmed", ""))
        # A mail that was read late takes no younger day away.
        draft.answers["confirmed"] = max(said, before) if before <= self.context.today.isoformat() else said
        # A directory that has no word for who said so doesn't ask.
        words = self.context.vocabularies["confirmed_by"]
        draft.answers["confirmed_by"] = next((word for word in (said_by, _BY_GROUP) if word in words), "")

    # ------------------------------------------------------------ the file

    def _checked(self, found: _Unchecked) -> Received:
        draft = found.draft
        name = str(draft.answers.get("name", ""))
        slug = draft.changes.stem if draft.changes else free_slug(name, self._folder, self.context, draft.word)
        draft.answers = {one.name: draft.answers[one.name] for one in FIELDS if one.name in draft.answers}
        # A file needs one line to be a listing, if only to be told what is missing.
        text = draft.text if draft.answers else draft.text.replace("---\n", "---\nname:\n", 1)
        paths = source.listings(self._folder) if self._folder.is_dir() else ()
        others = checking.beside(path for path in paths if path != draft.changes)
        problems = checking.check_text(text, slug, self.context, others).problems
        return Received(
            found.case,
            text,
            slug,
            name,
            problems,
            tuple(found.doubts),
            draft.answers,
            draft.changes,
            draft.loose,
            found.left_out,
            frozenset(draft.claimed),
            tuple(found.notes),
            found.written_in,
        )


def _in_every_language(context: Context) -> dict[str, Vocabulary]:
    """The directory's words, each known by its label and its synonyms in the other languages too."""

    def known(name: str, term: Term) -> Term:
        said = [words.terms.get(name, {}).get(term.key) for words in context.translations.values()]
        more = [text for one in said if one for text in one.names]
        return replace(term, synonyms=tuple(dict.fromkeys((*term.synonyms, *more)))) if more else term

    return {
        name: Vocabulary(name, [known(name, term) for term in terms]) for name, terms in context.vocabularies.items()
    }


def _answers_in(listing: str) -> dict[str, Any]:
    """The answers of a whole listing in a mail; none when they can't be read."""
    return answers_of(source.parse_listing(listing.encode(), "listing", Reporter("listing.md")))


def _says_something(value: Any) -> bool:
    """Whether there is any text in a value; a form that was left empty has none."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(_says_something, inside)) if isinstance(value, dict | list) else bool(value)
