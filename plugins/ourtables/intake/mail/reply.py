"""The reply to copy: what was understood, what is still missing in the questions' own words, and no hurry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ourtables.core.catalogue import N_, Catalogue
from ourtables.core.problems import Problem, shorten
from ourtables.directory.correspondence import Correspondence, address_in
from ourtables.intake.drafting import PERSONAL
from ourtables.intake.mail.outcomes import ForPerson, MailOutcome, Received, Removal, WhichGroup
from ourtables.intake.mail.sender import is_left_out
from ourtables.intake.mail.wishes import Case
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
    Case.REMOVE: N_("We'll take the page down."),
    Case.CLOSED: N_("We'll say on the page that the group has closed."),
    Case.STILL_RIGHT: N_("We'll note that the page is still right."),
    Case.CHANGE: N_("We'll put it right."),
    Case.NEW: "",
}
_THANKS = N_("thank you for telling us.")
_WHICH_WORD = N_("Your page's address has room for the letters a–z only. Which word shall it be? Write “page: word”.")
_NOTHING_ELSE = N_("You don't need to do anything else, and you don't need to explain.")
_NO_RUSH = N_("No rush, no need to explain.")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WHICH = (N_("1st"), N_("2nd"), N_("3rd"), N_("4th"), N_("last"))
_EVERY = {"month": N_("each month"), "2-weeks": N_("every two weeks")}


def reply(outcome: MailOutcome, context: Context) -> str:
    """Write the whole letter, which names nobody, in the language of whoever wrote where the directory has it.

    Args:
        outcome: What became of the mail.
        context: The directory's words.
    """

    def written(words: Catalogue) -> str:
        parts = _Letter(outcome, context, words).parts()
        return "\n\n".join(filter(None, (words.say("Hello,"), *parts))) + "\n"

    return Correspondence(context.settings).letter(outcome.written_in, written)


class _Letter:
    """A letter in one language."""

    def __init__(self, outcome: MailOutcome, context: Context, words: Catalogue) -> None:
        self.outcome, self.context, self.say = outcome, context, words.say
        self.words, self.translate = words, words.messages.gettext
        self.address = address_in(context.settings, words)
        further = context.translations.get(words.tag)
        main = context.settings.language
        self.vocabularies = further.vocabularies_in(context.vocabularies, main) if further else context.vocabularies

    def parts(self) -> Iterator[str]:
        say, outcome = self.say, self.outcome
        if isinstance(outcome, Removal):
            # No question, and nothing to persuade anybody.
            group = shorten(outcome.entry.name, 80)
            yield say("thank you for telling us. We're taking the page of %(group)s down.", group=group)
            yield say(_NOTHING_ELSE)
        elif isinstance(outcome, WhichGroup):
            yield " ".join(filter(None, (say(_THANKS), self._wish(outcome.case))))
            yield say("Which group is it? Its name, or the address of its page, is enough.")
            yield say(_NO_RUSH)
        elif isinstance(outcome, ForPerson):
            yield say("thank you for writing. A person reads this and answers you.")
            address = f"{self.address}help/"
            yield say("If you need somebody to talk to today: %(address)s", address=address)
        else:
            yield from _OfListing(outcome, self.context, self.words).of_listing()

    def _wish(self, case: Case) -> str:
        return self.say(_WISHES[case]) if _WISHES.get(case) else ""


class _OfListing(_Letter):
    """A letter about a listing that a mail became."""

    def __init__(self, received: Received, context: Context, words: Catalogue) -> None:
        super().__init__(received, context, words)
        self.received = received

    def of_listing(self) -> Iterator[str]:
        yield self._thanks()
        if self.received.case is Case.CLOSED:
            # Whoever closes a group is asked nothing; a keeper reads what else they say.
            yield self.say(_NOTHING_ELSE)
            return
        missing, doubts = self._missing(), self._doubts()
        yield self._understood()
        if missing:
            head = self.words.messages.ngettext(
                "%(count)s thing is still missing.", "%(count)s things are still missing.", len(missing)
            )
            # Translators: the number 1 as a sentence with it begins, or the figure.
            count = self.say("One") if len(missing) == 1 else self.words.number(len(missing))
            answer = self.say("Answer in any order, in your own way:")
            yield "\n".join([f"{head % {'count': count}} {answer}", *_list(missing)])
        if doubts:
            yield "\n".join([self.say("We weren't sure how to write this down:"), *_list(doubts)])
        personal = self._personal()
        if personal:
            yield "\n".join([self.say("Once it is public it stays findable. So we ask:"), *_list(personal)])
        if not missing and not doubts and not personal:
            yield self._enough()
        yield self._end()

    def _thanks(self) -> str:
        name = self.received.name
        about = (
            self.say("thank you for writing about %(group)s.", group=shorten(name, 80))
            if name and LEFT_OUT not in name
            else self.say("thank you for writing.")
        )
        return " ".join(filter(None, (about, self._wish(self.received.case) if self.received.changes else "")))

    def _understood(self) -> str:
        """What the listing says now, so that a mistake of ours is seen."""
        if self.received.changes:
            return ""
        lines = [f"  {self._ask(field)} {self._said(field, value)}" for field, value in self._answers()]
        return "\n".join([self.say("This is what we understood:"), *lines]) if lines else ""

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
            return self._meeting(value)
        if value == BY_ARRANGEMENT:
            return self.say("by arrangement")
        if isinstance(value, list) and field.name in ("meetings", "contact"):
            return "; ".join(self._said(field, item) for item in value)
        if isinstance(value, dict):
            return "; ".join(f"{key}: {self._said(field, item)}" for key, item in value.items())
        if isinstance(value, list):
            return ", ".join(self._said(field, item) for item in value)
        return shorten(self._label(field.vocabulary, str(value)), _QUOTED)

    def _label(self, vocabulary: str, key: str) -> str:
        words = self.vocabularies.get(vocabulary)
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
        words = self.vocabularies.get(field.vocabulary)
        if not words or field.name == "areas":
            return ""
        if len(words) > MOST_WORDS:
            address = f"{self.address}fields/"
            return self.say("(Our words for it: %(address)s)", address=address)
        return f"({' / '.join(term.label for term in words)})"

    def _doubts(self) -> list[str]:
        found = []
        for doubt in self.received.doubts:
            name = doubt.field.partition(".")[0]
            said = shorten(" ".join(doubt.said.split()), _QUOTED)
            if is_left_out(said):
                found.append(self.say("You gave an address or a name that is also your own. May everyone see it?"))
            elif name == "areas" and doubt.hint and self.words.tag.startswith("en"):
                # What a place may mean is in English, as in the reports of imports.
                found.append(f"{shorten(doubt.hint, 300)} {self._question(name)}")
            elif name in BY_NAME:
                found.append(f"“{said}”: {self._question(name)}")
            else:
                found.append(self.say("“%(words)s”: which question is this an answer to?", words=said))
        found += [one.message_in(self.translate) for one in self.received.problems if self._is_other(one)]
        if any(one.code == "address-says-nothing" for one in self.received.problems):
            found.append(self.say(_WHICH_WORD))
        if self.received.loose:
            loose = shorten(" ".join(self.received.loose.split()), 300)
            found.append(self.say("“%(words)s”: a person reads this and puts it in.", words=loose))
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
                found.append(problem.message_in(self.translate))
        return found

    def _enough(self) -> str:
        if self.received.changes:
            return self.say("That's all we need.")
        address = f"{self.address}fields/"
        return self.say(
            "That's enough to be listed. If you want to say more, now or later: %(address)s", address=address
        )

    def _end(self) -> str:
        left_out = self.say("Your own name and address don't go on the page.")
        shown = "" if self.received.changes else self.say("Nothing is public yet; we show you the page first.")
        return f"{left_out} {shown}".strip() + f"\n\n{self.say(_NO_RUSH)}"

    def _meeting(self, said: dict[str, Any]) -> str:
        """A meeting as somebody would say it, with whatever else the listing holds of it."""
        left = dict(said)
        days = [self._day(day) for day in _listed(left.pop("day", []))]
        which = [self.translate(one) if one in _WHICH else one for one in _listed(left.pop("which", []))]
        times = [str(left.pop(name)) for name in ("start", "end") if name in left]
        between = self.say("%(start)s to %(end)s", start=times[0], end=times[-1]) if len(times) > 1 else "".join(times)
        every = _EVERY.get(left.pop("every", ""), "")
        start = self.say("from %(day)s", day=left.pop("from")) if "from" in left else ""
        term = self.say("in term time") if left.pop("term_time", "") == "yes" else ""
        place = left.pop("where", "")
        note = str(left.pop("note", ""))
        more = [f"{name}: {self._joined(_listed(value))}" for name, value in left.items()]
        head = f"{self._joined(which)} {self._joined(days)}".strip()
        return ", ".join(
            filter(None, [head, self.say(every) if every else "", start, between, place, term, *more, note])
        )

    def _day(self, key: str) -> str:
        return self.words.weekday(_DAYS.index(key)) if key in _DAYS else key.title()

    def _joined(self, texts: list[str]) -> str:
        return self.words.listed(texts) if texts else ""


def _listed(value: Any) -> list[str]:
    return list(map(str, value)) if isinstance(value, list) else [str(value)]


def _list(lines: list[str]) -> list[str]:
    return [f"  {number}. {line}" for number, line in enumerate(lines, 1)]
