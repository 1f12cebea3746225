"""Rules between answers: each looks at a whole listing and reports what doesn't go together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ourtables import prose
from ourtables.checking import personal
from ourtables.checking.values import Reading, shown
from ourtables.fields import CLOSED, IN_A_CRISIS, IN_PERSON, NO_POLICY, OTHER, PAUSED, STARTING
from ourtables.group import Words
from ourtables.nodes import Mapping
from ourtables.rules import PHRASES
from ourtables.source import Source, hidden_characters

FEWEST_WORDS = 20
_DEAD_LINK = re.compile(r'<a rel="[^"]*">(.*?)</a>', re.DOTALL)


@dataclass(slots=True)
class Listing:
    """A listing whose single values are read: `values` by attribute, `source` with every line."""

    source: Source
    answers: Mapping
    values: dict[str, Any]
    words: Words
    reading: Reading

    def complain(self, code: str, name: str, **values: object) -> None:
        """Report a problem with one of the listing's fields at the line where it stands, else at the top."""
        at = self.answers.keys.get(name)
        line, column = (at.line, at.column) if at else (1, 1)
        self.reading.report(code, line, column, name, name=name, **values)

    def has(self, name: str) -> bool:
        """Whether the file says something in a field, even something that couldn't be used."""
        return name in self.answers.entries and not self.answers.entries[name].left_out


def check(listing: Listing) -> None:
    """Hold a listing against every rule between answers."""
    for rule in (_offers, _areas, _leads, _emergency, _ages, _until, _confirmed, _words, _personal):
        rule(listing)


def _offers(listing: Listing) -> None:
    if OTHER in listing.values.get("offers", ()) and not listing.has("offers_note"):
        listing.complain("offers-note-needed", "offers")


def _areas(listing: Listing) -> None:
    areas, formats = listing.values.get("areas"), listing.values.get("formats")
    if not areas or not formats or IN_PERSON in formats:
        return
    known = listing.reading.context.vocabularies["areas"]
    if not any(known.children(area) for area in areas):
        names = shown(tuple(known[area].label for area in areas))
        listing.complain("only-councils", "areas", names=names, root=listing.reading.context.settings.root_area)


def _leads(listing: Listing) -> None:
    value, listed = listing.values.get("led_by"), listing.reading.context.settings.led_by
    if value and listed and value not in listed:
        listing.complain("who-leads", "led_by", value=value, known=", ".join(listed))


def _emergency(listing: Listing) -> None:
    if listing.values.get("status") == CLOSED:
        return
    offers = listing.reading.context.vocabularies["offers"]
    chosen = listing.values.get("offers", ())
    in_a_crisis = any(offer == IN_A_CRISIS or IN_A_CRISIS in offers.ancestors(offer) for offer in chosen)
    response = listing.values.get("emergency_response")
    if in_a_crisis and not listing.has("emergency_response"):
        listing.complain("emergency-needed", "offers")
    if response and response != NO_POLICY and not listing.has("emergency_note"):
        listing.complain("emergency-note-needed", "emergency_response", value=response)


def _ages(listing: Listing) -> None:
    least, most = listing.values.get("age_min"), listing.values.get("age_max")
    if least is not None and most is not None and least > most:
        listing.complain("age-order", "age_min", least=least, most=most)


def _until(listing: Listing) -> None:
    until = listing.values.get("until")
    if until is None:
        return
    if listing.values.get("status") not in (PAUSED, STARTING):
        listing.complain("until-without-wait", "until")
    elif until < listing.reading.context.today:
        listing.complain("until-passed", "until", value=until.isoformat())


def _confirmed(listing: Listing) -> None:
    confirmed = listing.values.get("confirmed")
    if confirmed and confirmed > listing.reading.context.today:
        listing.complain("date-ahead", "confirmed", value=confirmed.isoformat())


def _words(listing: Listing) -> None:
    source, words, report = listing.source, listing.words, listing.reading.report
    if listing.values.get("status") == CLOSED:
        return
    count = count_words(source.words)
    if not source.words.strip():
        report("body-missing", source.words_line, 1, "body")
    elif count < FEWEST_WORDS:
        said = PHRASES["word" if count == 1 else "words"].format(count=count)
        report("body-short", source.words_line, 1, "body", count=said)
    for _, _, what in hidden_characters(words.html):
        report("coded-character", source.words_line, 1, "body", what=what)
        break
    for dead in _DEAD_LINK.finditer(words.html):
        report("dead-link", source.words_line, 1, "body", text=prose.plain(dead[1]))


def count_words(text: str) -> int:
    """How many words there are in Markdown; a mark of Markdown's alone is none."""
    return sum(word[0].isalnum() or any(map(str.isalnum, word)) for word in text.split())


def _personal(listing: Listing) -> None:
    """Warn of what looks personal in the group's words and in every other text."""
    source, reading = listing.source, listing.reading
    # The words as they are written, so that a number within a link is seen too.
    written = [personal.Text("body", source.words_line, source.words), *personal.texts(listing.answers)]
    for found in personal.sightings(written, listing.values, reading.context):
        what = PHRASES[found.phrase]
        reading.report("personal-in-words", found.line, 1, found.name, what=what)
