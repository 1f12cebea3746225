"""The questions of the form, made from the declaration, in the order in which a group is asked them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ourtables.core.catalogue import N_
from ourtables.directory import finding
from ourtables.intake.mailed_form import SEVEN
from ourtables.listing.fields import (
    BODY,
    BY_NAME,
    CHOICE_LABELS,
    CLOSED,
    FIELDS,
    IN_A_CRISIS,
    NOT_ASKED,
    Field,
    asks,
    example,
)
from ourtables.listing.kinds import ANSWERS, CHOICE, DAYS
from ourtables.settings.vocabulary import Term, Vocabulary
from ourtables.site.page_kinds import Making

# What is asked with one of the seven, and what only some are asked.
BESIDE = {"offers": ("offers_note",)}
CRISIS = ("emergency_response", "emergency_note")
MORE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("When and where"), ("meetings", "places")),
    (N_("Coming along"), ("joining", "gates", "first_time", "cost", "cost_note", "travel_help")),
    (N_("Who it is for"), ("for", "includes", "for_note", "age_min", "age_max", "languages", "interpreters_note")),
    (N_("Access"), ("access", "access_note")),
    (N_("What stays between you"), ("confidentiality", "confidentiality_note", *CRISIS)),
    (N_("Who leads and who pays"), ("led_by_note", "ties", "funding", "funding_note", "networks", "started")),
    (N_("What you need"), ("needs", "needs_note", "give")),
    (N_("Your words"), ("summary", "written_in", "also_in", "content_notes")),
    (N_("A start, a break, an old address"), ("status", "status_note", "until", "aliases")),
)
OFFERS = "offers"
LAST = ("consent", "reuse")
# Who said so, and when: only a keeper is asked, since the form says it for a group that fills it in itself.
KEEPER = ("confirmed", "confirmed_by")
UNASKED = frozenset({"example"})
# Words that a group doesn't choose here: a group closes by the page for that, and nobody lists one unasked.
_UNOFFERED = frozenset({CLOSED, NOT_ASKED})

# What one row is called, and what adds another.
_ROWS = {
    "contact": (N_("Way to reach you"), N_("Add another way")),
    "meetings": (N_("Time"), N_("Add a time")),
    "places": (N_("Place"), N_("Add a place")),
    "networks": (N_("Network"), N_("Add a network")),
    "also_in": (N_("Language"), N_("Add a language")),
}
# Of a row, what stands open; the rest is folded away until it is wanted.
_OPEN = {
    "contact": frozenset({"how", "value"}),
    "meetings": frozenset({"day", "start", "end", "every", "where"}),
    "places": frozenset({"name", "town", "postcode", "precision"}),
    "networks": frozenset({"name", "membership"}),
    "also_in": frozenset({"language", "words"}),
}


def sections() -> dict[str, list[str]]:
    """The further questions by the heading of their section; one that no section names follows the field before it."""
    found = {title: list(names) for title, names in MORE}
    beside = {name for names in BESIDE.values() for name in names}
    placed = {*SEVEN, *LAST, *KEEPER, *UNASKED, *beside, *(name for names in found.values() for name in names)}
    title = MORE[-1][0]
    for field in FIELDS:
        title = next((one for one, names in found.items() if field.name in names), title)
        if field.name not in placed:
            found[title].append(field.name)
    return found


@dataclass(frozen=True, slots=True)
class QuestionOption:
    """A word to choose; one that only heads those `within` it can't be chosen itself, and may ask one question more."""

    key: str
    label: str
    definition: str = ""
    within: tuple[QuestionOption, ...] = ()
    heads: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: its field, the words to choose from, the answers to each of them, and the questions in it.

    Some questions of a row stand open; others are `folded`.

    `row` and `add` name one row of several and what adds another.
    """

    field: Field
    example: str = ""
    choices: tuple[QuestionOption, ...] = ()
    answers: tuple[QuestionOption, ...] = ()
    parts: tuple[Ask, ...] = ()
    folded: tuple[Ask, ...] = ()
    row: str = ""
    add: str = ""


class Asks:
    """The questions of one directory; a field whose vocabulary is empty isn't asked."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._words = making.directory.vocabularies

    def has(self, name: str) -> bool:
        """Whether this directory asks a question."""
        return name == BODY.name or asks(BY_NAME[name], self._words)

    def one_more(self) -> list[Ask]:
        """What groups are asked that offer something for people in a crisis, where a directory has such offers."""
        return self.all(CRISIS) if IN_A_CRISIS in self._words[OFFERS] and self.has(CRISIS[0]) else []

    def rest(self, names: Iterable[str]) -> list[Ask]:
        """Those of some questions that aren't asked before, as one more."""
        before = [one.field.name for one in self.one_more()]
        return self.all(name for name in names if name not in before)

    def of(self, name: str) -> Ask:
        """The question of a field, or of the group's own words."""
        return self._ask(BODY if name == BODY.name else BY_NAME[name])

    def all(self, names: Iterable[str]) -> list[Ask]:
        """Those of some questions that this directory asks."""
        return [self.of(name) for name in names if self.has(name)]

    def _ask(self, field: Field) -> Ask:
        row, add = _ROWS.get(field.name, ("", ""))
        parts = [part for part in field.parts if asks(part, self._words)]
        open_ = _OPEN.get(field.name, frozenset(part.name for part in field.parts))
        return Ask(
            field,
            example(field, self._words, self._making.say),
            tuple(self._choices(field)),
            tuple(self._known(field)) if field.kind is ANSWERS else (),
            tuple(self._ask(part) for part in parts if part.name in open_),
            tuple(self._ask(part) for part in parts if part.name not in open_),
            self._making.say(row) if row else "",
            self._making.say(add) if add else "",
        )

    def _choices(self, field: Field) -> Iterator[QuestionOption]:
        words = self._words.get(field.vocabulary)
        if field.kind is DAYS:
            yield from (
                QuestionOption(day, self._making.words.weekday(number)) for number, day in enumerate(finding.DAYS)
            )
        elif field.name == "areas":
            # Hundreds of areas are found by typing a place; only the whole is a choice to press.
            root = self._making.areas[self._making.settings.root_area]
            yield QuestionOption(root.key, root.label)
        elif words is not None and field.kind is not CHOICE:
            yield from self._tree(words, words.roots, heads=words.name == OFFERS)
        else:
            yield from self._known(field)

    def _tree(self, words: Vocabulary, terms: Iterable[Term], *, heads: bool) -> Iterator[QuestionOption]:
        for term in terms:
            if term.key not in _UNOFFERED:
                within = tuple(self._tree(words, words.children(term.key), heads=heads))
                yield QuestionOption(
                    term.key, term.label, term.definition, within, heads and bool(within), term.key == IN_A_CRISIS
                )

    def _known(self, field: Field) -> Iterator[QuestionOption]:
        for key in field.known:
            yield QuestionOption(key, self._making.say(CHOICE_LABELS[key]))
