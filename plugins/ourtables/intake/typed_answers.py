"""A typed answer becomes what a listing holds when nothing has to be guessed; else it is asked about."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from babel import Locale

from ourtables.intake.drafting import problems_with
from ourtables.intake.known_words import known
from ourtables.intake.timings import Timings
from ourtables.intake.typed_areas import FoundAreas
from ourtables.intake.typed_contacts import TypedContacts, link_in
from ourtables.listing import kinds
from ourtables.listing.checking import Context
from ourtables.listing.fields import Field
from ourtables.listing.kinds import Kind
from ourtables.settings.vocabulary import Vocabulary

_PIECES = re.compile(r"\s*(?:[,;\n•]|\s\+\s)\s*")
_AND = re.compile(r"\s+(?:and|&|or)\s+", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]|[‘']([^‘’']+)[’']")
_NUMBER = re.compile(
    r"(?:(?:in|since|from|age|aged|ages|over|year|the year)[: ]+)?([0-9]+)(?:\.0)?"
    r"(?:s|\+| ?\+| years?(?: old)?| and (?:over|up|above|older)| or (?:over|older|above)| upwards| onwards)?",
    re.IGNORECASE,
)
# Stands where a mail held somebody's name, address or number.
LEFT_OUT = "(…)"
FindArea = Callable[[str], FoundAreas]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something typed that isn't in the listing.

    Attributes:
        field: The field that it was for; empty when none is known.
        said: What was typed.
        hint: What else there is to say about it.
    """

    field: str
    said: str
    hint: str = ""


class Values:
    """Reads typed answers by one directory's words and collects doubts; `find_area` knows places."""

    def __init__(self, context: Context, find_area: FindArea) -> None:
        self._context, self._find_area = context, find_area
        self._timings = Timings(context.settings.language)
        self._contacts = TypedContacts(context)
        self.doubts: list[Doubt] = []

    def read(self, field: Field, text: str, whole: str = "") -> Any:
        """Read one answer.

        Args:
            field: Its field.
            text: What was typed, without names.
            whole: The same with names. Only an answer in words of ours is read from it: "in person", by Sam Person.

        Returns:
            What a listing holds for it, or `None`; what can't be read becomes a doubt.
        """
        if LEFT_OUT in text and field.name == "contact":
            # Whoever answers is nobody's business; the number beside the name is the group's.
            self._doubt(field, LEFT_OUT)
            text = text.replace(LEFT_OUT, " ")
        if LEFT_OUT in text and field.kind is not kinds.NOTE:
            value = self._in_our_words(field, whole)
            return value if value is not None else self._doubt(field, text)
        value = self._typed(field, text)
        return self.taken(field, value, text) if value not in (None, "", [], {}) else None

    def _in_our_words(self, field: Field, whole: str) -> Any:
        """The value of a text that is understood from end to end, so that no name in it can be in the value."""
        if field.kind not in _OURS or not whole:
            return None
        doubts = len(self.doubts)
        value = self.read(field, whole)
        sure = len(self.doubts) == doubts
        del self.doubts[doubts:]
        return value if sure else None

    def taken(self, field: Field, value: Any, text: str = "") -> Any:
        """Keep what the checker accepts of a value.

        Args:
            field: Its field.
            value: A plain value.
            text: What was typed for it.

        Returns:
            The accepted items, or `None`; what the checker refuses becomes a doubt.
        """
        if field.kind is not kinds.NOTE and LEFT_OUT in str(value):
            return self._doubt(field, LEFT_OUT)
        if isinstance(value, list) and len(value) > 1:
            kept = [item for item in value if self._fits(field, [item], str(item) if field.kind.is_list else text)]
            return kept if kept and self._fits(field, kept, text) else None
        return value if self._fits(field, value, text) else None

    def _fits(self, field: Field, value: Any, text: str) -> bool:
        stopping = [problem for problem in problems_with(field, value, self._context) if problem.stops]
        for problem in stopping[:1]:
            self.doubts.append(Doubt(field.name, text or _shown(value), f"{problem.message} {problem.hint}"))
        return not stopping

    def _doubt(self, field: Field, said: str) -> Any:
        """Remember what can't be read, and answer nothing."""
        self.doubts.append(Doubt(field.name, said))
        return None

    def _typed(self, field: Field, text: str) -> Any:
        own: dict[str, Callable[[], Any]] = {
            "areas": lambda: self._areas(field, text),
            "contact": lambda: self.contacts(field, text),
        }
        return own[field.name]() if field.name in own else TYPED[field.kind](self, field, text)

    def _line(self, field: Field, text: str) -> str:
        line = " ".join(text.split())
        quoted = _QUOTED.fullmatch(line)
        return quoted[1] or quoted[2] if quoted else line

    def _pieces(self, field: Field, text: str) -> list[str]:
        return [piece for piece in _PIECES.split(text) if piece]

    def _small(self, field: Field, text: str) -> str:
        return text.strip(" .!").casefold()

    def _date(self, field: Field, text: str) -> str:
        return self._timings.day(text) or text

    def _number(self, field: Field, text: str) -> str:
        """A whole number with words beside it that change nothing: "18+", but not "under 18"."""
        found = _NUMBER.fullmatch(text.strip(" .!"))
        return found[1] if found else text

    def _link(self, field: Field, text: str) -> str:
        return link_in(text) or text

    def _meetings(self, field: Field, text: str) -> Any:
        return self._timings.read(text) or self._doubt(field, text)

    def _words(self, field: Field, text: str) -> Any:
        """The words of a vocabulary in an answer: each piece by key, label or a synonym that only one word has."""
        words = self._context.vocabularies[field.vocabulary]
        whole = known(text, words)
        pieces = [text] if whole else [part for piece in _PIECES.split(text) for part in self._parts(piece, words)]
        found = []
        for piece in filter(None, pieces):
            term = known(piece, words)
            if term:
                found.append(term.key)
            else:
                self._doubt(field, piece)
        keys = list(dict.fromkeys(found))
        if field.kind.is_list:
            return keys
        if len(keys) > 1:
            self._doubt(field, text)
        return keys[0] if len(keys) == 1 else None

    def _parts(self, piece: str, words: Vocabulary) -> list[str]:
        return [piece] if known(piece, words) else _AND.split(piece)

    def _areas(self, field: Field, text: str) -> list[str]:
        found = self._find_area(text)
        if found.unread:
            self.doubts.append(Doubt(field.name, found.unread, found.note))
        return list(found.keys)

    def _languages(self, field: Field, text: str) -> Any:
        names: dict[str, str] = {}
        for locale in ("en", self._context.settings.language.split("-")[0]):
            names |= {str(name).casefold(): code for code, name in Locale.parse(locale).languages.items()}
        pieces = [part for piece in _PIECES.split(text) for part in _AND.split(piece) if part]
        codes = [names.get(piece.strip(" .").casefold(), piece.strip(" .")) for piece in pieces]
        return codes if field.kind.is_list else " ".join(codes)

    def _answers(self, field: Field, text: str) -> dict[str, str]:
        words = self._context.vocabularies[field.vocabulary]
        found = {}
        for piece in filter(None, re.split(r"\s*[,;\n]\s*", text)):
            parts = re.fullmatch(r"[-*•]?\s*(.+?)\s*[:=]?\s+(\w+)\.?", piece)
            term = known(parts[1], words) if parts else None
            if term and parts and parts[2].casefold() in field.known:
                found[term.key] = parts[2].casefold()
            else:
                self._doubt(field, piece)
        return found

    def contacts(self, field: Field, text: str, way: str = "") -> list[dict[str, str]]:
        """Read the ways to reach a group in an answer.

        Args:
            field: The field of contacts.
            text: Addresses, links and numbers, each read as what it looks like.
            way: The way that the question names, if any.
        """
        found, unread = self._contacts.read(text, way)
        self.doubts += [Doubt(field.name, line, hint) for line, hint in unread]
        return [one for one in found if self._fits(field, [one], one["value"])]


# How an answer typed in a mail is read.
TYPED: dict[Kind, Callable[[Values, Field, str], Any]] = {
    kinds.TEXT: Values._line,
    kinds.NOTE: lambda _, field, text: text,
    kinds.CONTACT_VALUE: Values._line,
    kinds.PLACE_NAME: Values._line,
    kinds.WORD: Values._words,
    kinds.CHOICE: Values._small,
    kinds.DATE: Values._date,
    kinds.TIME: Values._line,
    kinds.YES: Values._small,
    kinds.NUMBER: Values._number,
    kinds.LANGUAGE: Values._languages,
    kinds.LINK: Values._link,
    kinds.WORDS: Values._words,
    kinds.CHOICES: Values._pieces,
    kinds.DAYS: Values._pieces,
    kinds.DATES: Values._pieces,
    kinds.LANGUAGES: Values._languages,
    kinds.SLUGS: Values._pieces,
    kinds.TEXTS: Values._pieces,
    kinds.ANSWERS: Values._answers,
    kinds.RECORD: Values._doubt,
    kinds.RECORDS: Values._doubt,
    kinds.NAMED_RECORDS: Values._doubt,
    kinds.MEETINGS: Values._meetings,
}


# Kinds whose values are words of ours, days, times and numbers, whatever was typed.
_OURS = frozenset(
    {
        *(kinds.WORD, kinds.WORDS, kinds.CHOICE, kinds.CHOICES, kinds.LANGUAGE, kinds.LANGUAGES, kinds.ANSWERS),
        *(kinds.DATE, kinds.DATES, kinds.DAYS, kinds.YES, kinds.NUMBER, kinds.MEETINGS),
    }
)


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
