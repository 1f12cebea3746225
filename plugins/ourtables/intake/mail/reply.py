"""The reply to copy: what was understood, what is still missing in the questions' own words, and no hurry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ourtables.core.catalogue import load
from ourtables.core.problems import Problem, shorten
from ourtables.intake.drafting import PERSONAL
from ourtables.intake.mail.outcomes import ForPerson, MailOutcome, Received, Removal, WhichGroup
from ourtables.intake.mail.sender import is_left_out
from ourtables.intake.mail.sorting import Case
from ourtables.intake.timings import BY_ARRANGEMENT
from ourtables.intake.typed_answers import LEFT_OUT
from ourtables.listing.checking import Context
from ourtables.listing.fields import BODY, BY_NAME, FIELDS, Field

MOST_WORDS = 16
# The question that a rule leads to, where it isn't about its own field.
_ASKS = {
    "body-missing": "body",
    "emergency-needed": "emergency_response",
    "emergency-note-needed": "emergency_note",
    "offers-note-needed": "offers_note",
}
# The keeper says these: the day of the mail, and that it came by e-mail. "Who said so?" would puzzle who wrote it.
_KEEPERS = frozenset({"confirmed", "confirmed_by"})
_QUOTED = 120


# A sentence for each wish that can be met once it is known whose it is.
_WISHES = {
    Case.REMOVE: "We'll take the page down.",
    Case.CLOSED: "We'll say on the page that the group has closed.",
    Case.STILL_RIGHT: "We'll note that the page is still right.",
    Case.CHANGE: "We'll put it right.",
    Case.NEW: "",
}
_WHICH_WORD = "Your page's address has room for the letters a–z only. Which word shall it be? Write “page: word”."
_NOTHING_ELSE = "You don't need to do anything else, and you don't need to explain."
_NO_RUSH = "No rush, no need to explain."


def reply(outcome: MailOutcome, context: Context) -> str:
    """Write the whole letter, which names nobody.

    Args:
        outcome: What became of the mail.
        context: The directory's words.
    """
    return "\n\n".join(filter(None, ("Hello,", *_parts(outcome, context)))) + "\n"


def _parts(outcome: MailOutcome, context: Context) -> Iterator[str]:
    if isinstance(outcome, Removal):
        # No question, and nothing to persuade anybody.
        yield f"thank you for telling us. We're taking the page of {shorten(outcome.entry.name, 80)} down."
        yield _NOTHING_ELSE
    elif isinstance(outcome, WhichGroup):
        yield f"thank you for telling us. {_WISHES[outcome.case]}"
        yield "Which group is it? Its name, or the address of its page, is enough."
        yield _NO_RUSH
    elif isinstance(outcome, ForPerson):
        yield "thank you for writing. A person reads this and answers you."
        yield f"If you need somebody to talk to today: {context.settings.address}help/"
    else:
        yield from _Letter(outcome, context).parts()


class _Letter:
    def __init__(self, received: Received, context: Context) -> None:
        self.received, self.context = received, context
        self.translate = load(context.settings.language).gettext

    def parts(self) -> Iterator[str]:
        yield self._thanks()
        if self.received.case is Case.CLOSED:
            # Whoever closes a group is asked nothing; a keeper reads what else they say.
            yield _NOTHING_ELSE
            return
        missing, doubts = self._missing(), self._doubts()
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
            return f"{about} {_WISHES[self.received.case]}"
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
        if field.name == "meetings" and isinstance(value, dict):
            return _meeting(value)
        if value == BY_ARRANGEMENT:
            return "by arrangement"
        if isinstance(value, list) and field.name in ("meetings", "contact"):
            return "; ".join(self._said(field, item) for item in value)
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
        return [self._question(name) for name in names if name not in self.received.claimed | _KEEPERS]

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
        if any(one.code == "address-says-nothing" for one in self.received.problems):
            found.append(_WHICH_WORD)
        if self.received.loose:
            found.append(
                f"“{shorten(' '.join(self.received.loose.split()), 300)}”: a person reads this and puts it in."
            )
        return list(dict.fromkeys(found))

    def _is_other(self, problem: Problem) -> bool:
        asked = problem.code == "missing" or problem.code in _ASKS or problem.field in _KEEPERS
        return problem.stops and not asked

    def _personal(self) -> list[str]:
        found = []
        for problem in self.received.problems:
            if problem.code in PERSONAL:
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


def _meeting(said: dict[str, Any]) -> str:
    """A meeting as somebody would say it, with whatever else the listing holds of it."""
    left = dict(said)
    days = [day.title() for day in _listed(left.pop("day", []))]
    which = _listed(left.pop("which", []))
    times = " to ".join(str(left.pop(name)) for name in ("start", "end") if name in left)
    every = {"month": "each month", "2-weeks": "every two weeks"}.get(left.pop("every", ""), "")
    start = f"from {left.pop('from')}" if "from" in left else ""
    term = "in term time" if left.pop("term_time", "") == "yes" else ""
    place = left.pop("where", "")
    note = str(left.pop("note", ""))
    more = [f"{name}: {_joined(_listed(value))}" for name, value in left.items()]
    parts = [f"{_joined(which)} {_joined(days)}".strip(), every, start, times, place, term, *more, note]
    return ", ".join(filter(None, parts))


def _listed(value: Any) -> list[str]:
    return list(map(str, value)) if isinstance(value, list) else [str(value)]


def _joined(texts: list[str]) -> str:
    return " and ".join(texts)


def _list(lines: list[str]) -> list[str]:
    return [f"  {number}. {line}" for number, line in enumerate(lines, 1)]
