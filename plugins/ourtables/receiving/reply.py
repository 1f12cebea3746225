"""The reply to copy: what was understood, what is missing in the questions' own words, and no hurry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ourtables.catalogue import load
from ourtables.checking import Context
from ourtables.fields import BY_NAME, FIELDS, Field
from ourtables.importing.maps import BODY
from ourtables.problems import Problem, shorten
from ourtables.receiving.run import Received, is_left_out
from ourtables.receiving.sender import LEFT_OUT

MOST_WORDS = 16
# The question that a rule leads to, where it isn't about its own field.
_ASKS = {
    "body-missing": "body",
    "emergency-needed": "emergency_response",
    "emergency-note-needed": "emergency_note",
    "offers-note-needed": "offers_note",
}
_PERSONAL = frozenset({"personal-phone", "personal-mailbox", "personal-in-words"})
_QUOTED = 120


def reply(received: Received, context: Context) -> str:
    """The whole letter, without a name: nobody's is known here."""
    return "\n\n".join(filter(None, _Letter(received, context).parts())) + "\n"


class _Letter:
    def __init__(self, received: Received, context: Context) -> None:
        self.received, self.context = received, context
        self.translate = load(context.settings.language).gettext

    def parts(self) -> Iterator[str]:
        missing, doubts = self._missing(), self._doubts()
        yield "Hello,"
        yield self._thanks()
        yield self._understood()
        if missing:
            few = "One thing is" if len(missing) == 1 else f"{len(missing)} things are"
            yield "\n".join([f"{few} still missing. Answer in any order, in your own way:", *_list(missing)])
        if doubts:
            yield "\n".join(["We weren't sure how to write this down:", *_list(doubts)])
        personal = self._personal()
        if personal:
            yield "\n".join(["Once it is public it stays findable. So we ask:", *_list(personal)])
        if not missing and not doubts and not personal:
            yield self._enough()
        yield self._end()

    def _thanks(self) -> str:
        name = self.received.name
        about = (
            f"thank you for writing about {shorten(name, 80)}."
            if name and LEFT_OUT not in name
            else "thank you for writing."
        )
        if self.received.changes:
            return f"{about} We'll put this right on its page."
        return about

    def _understood(self) -> str:
        """What the listing says now, so that a mistake of ours is seen."""
        if self.received.changes:
            return ""
        lines = [f"  {self._ask(field)} {self._said(field, value)}" for field, value in self._answers()]
        return "\n".join(["This is what we understood:", *lines]) if lines else ""

    def _answers(self) -> Iterator[tuple[Field, Any]]:
        for field in FIELDS:
            value = self.received.answers.get(field.name)
            if value:
                yield field, value

    def _ask(self, field: Field) -> str:
        return self.translate(field.ask)

    def _said(self, field: Field, value: Any) -> str:
        if field.name == "contact" and isinstance(value, dict):
            return f"{self._label('contact_ways', value.get('how', ''))} {value.get('value', '')}".strip()
        if isinstance(value, dict):
            return "; ".join(f"{key}: {self._said(field, item)}" for key, item in value.items())
        if isinstance(value, list):
            return ", ".join(self._said(field, item) for item in value)
        return shorten(self._label(field.vocabulary, str(value)), _QUOTED)

    def _label(self, vocabulary: str, key: str) -> str:
        words = self.context.vocabularies.get(vocabulary)
        term = words.get(key) if words else None
        return term.label if term else key

    def _missing(self) -> list[str]:
        names = dict.fromkeys(
            problem.field if problem.code == "missing" else _ASKS[problem.code]
            for problem in self.received.problems
            if problem.code == "missing" or problem.code in _ASKS
        )
        return [self._question(name) for name in names]

    def _question(self, name: str) -> str:
        top, _, inner = name.partition(".")
        field = BODY if name == BODY.name else BY_NAME[top]
        if inner:
            field = next(part for part in field.parts if part.name == inner)
        return " ".join(filter(None, [self._ask(field), self._choices(field)]))

    def _choices(self, field: Field) -> str:
        """The words there are for an answer, where they fit on a line."""
        words = self.context.vocabularies.get(field.vocabulary)
        if not words or field.name == "areas":
            return ""
        if len(words) > MOST_WORDS:
            return f"(Our words for it: {self.context.settings.address}fields/)"
        return f"({' / '.join(term.label for term in words)})"

    def _doubts(self) -> list[str]:
        found = []
        for doubt in self.received.doubts:
            name = doubt.field.partition(".")[0]
            said = shorten(" ".join(doubt.said.split()), _QUOTED)
            if is_left_out(said):
                found.append("You gave an address or a name that is also your own. May everyone see it?")
            elif name == "areas" and doubt.hint:
                found.append(f"{shorten(doubt.hint, 300)} {self._question(name)}")
            elif name in BY_NAME:
                found.append(f"“{said}”: {self._question(name)}")
            else:
                found.append(f"“{said}”: which question is this an answer to?")
        found += [f"{one.message}" for one in self.received.problems if self._is_other(one)]
        if self.received.loose:
            found.append(
                f"“{shorten(' '.join(self.received.loose.split()), 300)}”: a person reads this and puts it in."
            )
        return list(dict.fromkeys(found))

    def _is_other(self, problem: Problem) -> bool:
        return problem.stops and problem.code != "missing" and problem.code not in _ASKS

    def _personal(self) -> list[str]:
        found = []
        for problem in self.received.problems:
            if problem.code in _PERSONAL:
                ask = next(part.ask for part in BY_NAME["contact"].parts if part.name == "public_ok")
                found.append(f"“{problem.values.get('value', '')}”: {self.translate(ask)}")
            elif problem.code in ("body-short", "same-name"):
                found.append(problem.message)
        return found

    def _enough(self) -> str:
        if self.received.changes:
            return "That's all we need."
        return (
            f"That's enough to be listed. If you want to say more, now or later: {self.context.settings.address}fields/"
        )

    def _end(self) -> str:
        left_out = "Your own name and address don't go on the page."
        shown = "" if self.received.changes else " Nothing is public yet; we show you the page first."
        return f"{left_out}{shown}\n\nNo rush, no need to explain."


def _list(lines: list[str]) -> list[str]:
    return [f"  {number}. {line}" for number, line in enumerate(lines, 1)]
