"""Rules between answers: each looks at a whole listing and reports what doesn't go together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from itertools import islice
from typing import Any

from ourtables.core.nodes import Mapping, Scalar, Sequence, text_to_repeat
from ourtables.core.patterns import MARKED_PICTURE, MARKED_TABLE
from ourtables.core.problems import Reporter
from ourtables.core.rules import CROSS_FIELD, PHRASES, RULES, TODAY, Condition, CrossField
from ourtables.listing import prose
from ourtables.listing.checking import personal
from ourtables.listing.checking.field_values import ValueReading, is_link, shown
from ourtables.listing.fields import BY_NAME, CLOSED, IN_PERSON, attribute_of
from ourtables.listing.group import OwnWords
from ourtables.listing.hidden_characters import hidden_characters
from ourtables.listing.source import Source, stands_in
from ourtables.listing.web_links import canonical, leads_elsewhere

FEWEST_WORDS = 20
# A link without an address; nh3 escapes what could end a tag within an attribute.
_DEAD_LINK = re.compile(r'<a(?: (?!href=)[a-z]+="[^"]*")*>(.*?)</a>', re.DOTALL)
# The rest of a word from its first letter or digit on.
_WORD = re.compile(r"[^\W_]\S*")


@dataclass(slots=True)
class ReadAnswers:
    """The answers of a listing or of one record in it, once each is read alone.

    Attributes:
        node: the answers as they are written, with a line for each.
        values: those that can be used, by attribute.
        reading: where problems go.
    """

    node: Mapping
    values: dict[str, Any]
    reading: ValueReading

    def complain(self, code: str, name: str, **values: object) -> None:
        """Report a problem with a field at its line, or at the top where the field is missing."""
        at = self.node.keys.get(name) or self.node
        field = f"{self.reading.inside}.{name}" if self.reading.inside else name
        self.reading.report(code, at.line, at.column, field, name=name, **values)

    def is_given(self, name: str) -> bool:
        """Whether the file says something in a field, even something that can't be used."""
        return name in self.node.entries and not self.node.entries[name].left_out

    def get(self, name: str) -> Any:
        """The usable answer of a field, or today's date."""
        return self.reading.context.today if name == TODAY else self.values.get(attribute_of(name))

    def hold_to(self, record: str) -> None:
        """Report every rule between answers that these answers break; `record` names their field, if any."""
        for code, rule in CROSS_FIELD[record]:
            if self._breaks(rule):
                gaps = RULES[code].gaps - {"value", "name"}
                values = {gap: _written(self.get(gap)) for gap in gaps}
                self.complain(code, rule.at, value=_written(self.get(rule.at)), **values)

    def _breaks(self, rule: CrossField) -> bool:
        if rule.shape == "needs":
            return not self.is_given(rule.field) and self._all_hold(rule)
        first, second = self.get(rule.field), self.get(rule.other)
        if rule.shape == "only-with":
            return first is not None and not self._all_hold(rule)
        if first is None or second is None:
            return False
        return bool(first == second if rule.shape == "differ" else self._all_hold(rule) and first > second)

    def _all_hold(self, rule: CrossField) -> bool:
        return all(self._holds(condition) for condition in rule.when)

    def _holds(self, condition: Condition) -> bool:
        answer = self.get(condition.field)
        if not condition.words:
            return answer is not None
        words = [answer] if isinstance(answer, str) else answer or ()
        field = BY_NAME.get(condition.field)
        tree = self.reading.context.vocabularies.get(field.vocabulary) if field else None
        beneath = any(
            key in condition.words for word in words for key in (word, *(tree.ancestors(word) if tree else ()))
        )
        return beneath is not condition.negated


def _written(value: object) -> str:
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


@dataclass(slots=True)
class Listing(ReadAnswers):
    """A listing whose answers are read: `source` is its file, `words` the group's own words."""

    source: Source
    words: OwnWords


def check(listing: Listing) -> None:
    """Check a whole listing against every rule that looks at more than one answer."""
    listing.hold_to("")
    for rule in (_address, _languages, _areas, _leads, _links, _words, _personal):
        rule(listing)


def _languages(listing: Listing) -> None:
    """Report words in a language that the listing has words in already: a reader would be shown both."""
    entries = listing.node.entries
    own, others = entries.get("written_in"), entries.get("also_in")
    said = own.text.strip() if isinstance(own, Scalar) else ""
    met = [(said or listing.reading.context.settings.languages[0]).lower()]
    for item in others.items if isinstance(others, Sequence) else ():
        at = item.entries.get("language") if isinstance(item, Mapping) else None
        if not isinstance(at, Scalar) or not at.text.strip():
            continue
        tag = at.text.strip().lower()
        if any(f"{one}-".startswith(f"{tag}-") or f"{tag}-".startswith(f"{one}-") for one in met):
            listing.reading.report("language-twice", at.line, at.column, "also_in.language")
        met.append(tag)


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


def _address(listing: Listing) -> None:
    slug, name = listing.source.slug, listing.values.get("name")
    if isinstance(name, str) and stands_in(slug, name):
        listing.complain("address-says-nothing", "name", slug=slug)


def _links(listing: Listing) -> None:
    """Report the addresses beside the words that a page can't lead to; a contact's is shown as text."""
    written = [("contact", one.value) for one in listing.values.get("contact", ())]
    for name, value in (*written, ("give", listing.values.get("give", ""))):
        if is_link(value) and not canonical(value):
            listing.reading.report("dead-link", listing.node.keys[name].line, 1, name, text=value)
            if name == "give":
                del listing.values["give"]


def _words(listing: Listing) -> None:
    source, words, report = listing.source, listing.words, listing.reading.report
    if listing.values.get("status") == CLOSED:
        return
    count = count_words(source.words, FEWEST_WORDS)
    if not source.words.strip():
        report("body-missing", source.words_line, 1, "body")
    elif count < FEWEST_WORDS:
        said = PHRASES["word" if count == 1 else "words"].format(count=count)
        report("body-short", source.words_line, 1, "body", count=said)
    in_languages = (one for one in personal.texts(listing.node, (BY_NAME["also_in"],)) if one.name == "also_in.words")
    for one in (personal.Text("body", source.words_line, source.words), *in_languages):
        for name, pattern, signs in (("table", MARKED_TABLE, "|<"), ("picture", MARKED_PICTURE, "!<")):
            # Few words have a sign of either.
            if any(sign in one.text for sign in signs) and (found := pattern.search(one.text)):
                line = one.line + one.text.count("\n", 0, found.start())
                report("not-shown", line, 1, one.name, what=PHRASES[name])
    _markdown(words, "body", source.words_line, report)
    for one in listing.values.get("also_in", ()):
        _markdown(one.own_words, "also_in", listing.node.keys["also_in"].line, report)


def _markdown(words: OwnWords, field: str, line: int, report: Reporter) -> None:
    for _, _, what in hidden_characters(words.html):
        report("coded-character", line, 1, field, what=what)
        break
    for dead in _DEAD_LINK.finditer(words.html):
        report("dead-link", line, 1, field, text=text_to_repeat(prose.plain(dead[1])))
    for address, said in prose.links_with_words(words.html):
        if leads_elsewhere(said, address):
            report("link-says-other", line, 1, field, text=text_to_repeat(said), address=text_to_repeat(address))


def count_words(text: str, most: int | None = None) -> int:
    """How many words there are in Markdown; a mark of Markdown's alone is none.

    Args:
        text: The Markdown.
        most: How many are enough to stop counting.
    """
    return sum(1 for _ in islice(_WORD.finditer(text), most))


def _personal(listing: Listing) -> None:
    """Warn of what looks personal in the group's words and in every other text."""
    source, reading = listing.source, listing.reading
    # The words as they are written, so that a number within a link is seen too.
    written = [personal.Text("body", source.words_line, source.words), *personal.texts(listing.node)]
    for found in personal.sightings(written, listing.values, reading.context):
        what = PHRASES[found.phrase]
        reading.report("personal-in-words", found.line, 1, found.name, what=what)
