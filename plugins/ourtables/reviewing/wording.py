"""Answers in words: each field's value as a reader of a review sees it, from the declaration and the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ourtables.core.catalogue import Catalogue
from ourtables.core.quoting import Code, Line, Part, Quote
from ourtables.listing.fields import ONLINE, Field
from ourtables.listing.group import Contact, Meeting, Network, Place, Ties
from ourtables.listing.kinds import ANSWERS, CHOICE, CHOICES, LANGUAGE, LANGUAGES, WORD, WORDS
from ourtables.settings.vocabulary import Vocabulary

_WHICH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
# Kinds whose words are ours, so that none of them needs quoting.
_SAFE = frozenset({ANSWERS, CHOICE, CHOICES, LANGUAGE, LANGUAGES})


@dataclass(frozen=True, slots=True)
class Wording:
    """Turns values into English, the commands' language, with the labels of a directory's words."""

    vocabularies: Mapping[str, Vocabulary]
    words: Catalogue

    def label(self, vocabulary: str, key: str) -> str:
        """Look up a word's label.

        Args:
            vocabulary: Its vocabulary.
            key: Its key, which is the answer when there is no such word.
        """
        term = self.vocabularies[vocabulary].get(key) if vocabulary in self.vocabularies else None
        return term.label if term else key

    def value(self, field: Field, value: Any) -> Line:
        """Say one answer, whatever its kind.

        Args:
            field: Its field.
            value: The answer; an empty one is “nothing”.
        """
        if value in (None, (), {}, "", False):
            return ("nothing",)
        if isinstance(value, str):
            return (self._word(field, value),)
        if isinstance(value, date):
            return (self.words.day(value),)
        if isinstance(value, Meeting | Contact | Place | Network | Ties):
            return self.record(field, value)
        if isinstance(value, Mapping):
            return joined(
                (self.label(field.vocabulary, key), ": ", *self._one(field, one)) for key, one in value.items()
            )
        if isinstance(value, tuple):
            return joined(self._one(field, one) for one in value)
        return ("yes" if value is True else str(value),)

    def _one(self, field: Field, value: Any) -> Line:
        return self.value(field, value)

    def _word(self, field: Field, value: str) -> str | Quote | Code:
        if field.kind in (WORD, WORDS):
            return self.label(field.vocabulary, value)
        return value if field.kind in _SAFE else Quote(value)

    def record(self, field: Field, value: Meeting | Contact | Place | Network | Ties) -> Line:
        """Say a field made of fields on one line.

        Args:
            field: The field.
            value: One record of it.
        """
        if isinstance(value, Meeting):
            return self.meeting(value)
        parts: list[Line] = []
        for part in field.parts:
            one = getattr(value, part.attribute)
            if one and not (isinstance(value, Contact) and part.name == "how"):
                head = "" if isinstance(value, Contact) and part.name == "value" else f"{part.label.lower()} "
                parts.append((head, *self.value(part, one)))
        if isinstance(value, Contact):
            return (f"{self.label('contact_ways', value.how)} ", *joined(parts))
        return joined(parts)

    def meeting(self, one: Meeting) -> Line:
        """Say when a meeting is: "Thursdays at 7 pm".

        Args:
            one: The meeting.
        """
        days = self.words.listed([self.words.weekday(day) + ("" if one.every == "month" else "s") for day in one.day])
        if one.every == "month":
            days = f"on the {self.words.listed([_WHICH[which] for which in one.which]) or 'some'} {days} of the month"
        elif one.every == "2-weeks":
            days = f"every two weeks on {days}"
        times = f" at {self.words.clock(one.start)}"
        if one.end:
            times = f" from {self.words.clock(one.start)} to {self.words.clock(one.end)}"
        more: list[Line] = []
        if one.where:
            # The key of a place may say where a private one is.
            more.append(("online",) if one.where == ONLINE else ("at one of its places",))
        if one.from_:
            more.append((f"from {self.words.day(one.from_)}",))
        if one.until:
            more.append((f"until {self.words.day(one.until)}",))
        if one.not_on:
            more.append((f"not on {self.words.listed([self.words.day(day) for day in one.not_on])}",))
        if one.term_time:
            more.append(("in term time",))
        if one.note:
            more.append((Quote(one.note),))
        return (days + times, *(part for line in more for part in (", ", *line)))


def joined(lines: Iterable[Line], between: str = ", ") -> Line:
    """Join phrases.

    Args:
        lines: The phrases.
        between: What separates them.
    """
    found: list[Part] = []
    for line in lines:
        found += [between, *line] if found else line
    return tuple(found)


def without(values: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """Pick the values of one list that aren't in another.

    Args:
        values: The one list.
        others: The other.
    """
    return [value for value in values if value not in others]
