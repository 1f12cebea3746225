"""The rulebook: all that the form in the browser needs to hold answers to the checker's own *field* rules and to write
a listing, as one table of plain values.

It is made from the declaration, the rules, the patterns and the directory's words; theme/static/js/form/ reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ourtables import patterns, prose
from ourtables.checking import personal
from ourtables.checking.sense import FEWEST_WORDS
from ourtables.checking.values import DAYS, LONGEST_ITEM, MOST_SHOWN, language_codes
from ourtables.fields import FIELDS, IN_A_CRISIS, NEEDED_WHEN_CLOSED, SPARED_WHEN_NOT_ASKED, Field, answer_line
from ourtables.formatting import BARE_KINDS, WIDEST
from ourtables.problems import MOST_LETTERS
from ourtables.rules import PHRASES, RULES
from ourtables.settings import Settings
from ourtables.source import MOST_HIDDEN, RESERVED, SLUG_MOST
from ourtables.vocabulary import Term, Vocabulary

Say = Callable[[str], str]
Table = dict[str, Any]


def rulebook(settings: Settings, vocabularies: Mapping[str, Vocabulary], say: Say) -> Table:
    """The table of one directory; `say` puts sentences into its language."""
    aliases = vocabularies.get("area_aliases")
    postcode, phone = settings.postcode, settings.phone
    return {
        "zone": settings.time_zone,
        "fields": [_field(field, vocabularies, say) for field in FIELDS],
        "rules": {code: _rule(code, say) for code in _codes(vocabularies)},
        "phrases": {name: say(phrase) for name, phrase in PHRASES.items()},
        "words": {name: [_term(term) for term in vocabularies[name]] for name in _asked(FIELDS)},
        "aliases": {term.key: list(term.members) for term in aliases} if aliases else {},
        "languages": language_codes(),
        "patterns": {name: pattern.pattern for name, pattern in patterns.ALL.items()},
        "postcode": {"unit": postcode.unit, "any": [postcode.unit, postcode.sector, postcode.outward]}
        if postcode
        else None,
        "phone": {"number": phone.number, "mobile": phone.mobile} if phone else None,
        "personal_mail": list(settings.personal_mail),
        "led_by": list(settings.led_by),
        "root": settings.root_area,
        # The family of offers that asks one question more, where a directory has it.
        "urgent": IN_A_CRISIS if IN_A_CRISIS in vocabularies["offers"] else None,
        "days": list(DAYS),
        "needed_when_closed": sorted(NEEDED_WHEN_CLOSED),
        "spared_when_not_asked": sorted(SPARED_WHEN_NOT_ASKED),
        "apart": sorted(personal.APART),
        "bare": sorted(BARE_KINDS),
        "reserved": sorted(RESERVED),
        "most": {
            "slug": SLUG_MOST,
            "item": LONGEST_ITEM,
            "shown": MOST_SHOWN,
            "letters": MOST_LETTERS,
            "hidden": MOST_HIDDEN,
            "body": prose.MOST_BYTES,
            "wide": WIDEST,
        },
        "fewest_words": FEWEST_WORDS,
    }


def _codes(vocabularies: Mapping[str, Vocabulary]) -> Iterator[str]:
    """The field rules that some answer in this directory can break."""
    for code, rule in RULES.items():
        if rule.scope == "field" and (code != "emergency-needed" or IN_A_CRISIS in vocabularies["offers"]):
            yield code


def _field(field: Field, vocabularies: Mapping[str, Vocabulary], say: Say) -> Table:
    found = {
        "name": field.name,
        "kind": field.kind,
        # What is missing is asked for; a page with the form has every other question already.
        "ask": say(field.ask) if field.required else "",
        "required": field.required,
        "least": field.least,
        "most": field.most,
        "vocabulary": field.vocabulary,
        "known": list(field.known),
        # Shown to whom a list of named answers is expected from.
        "line": answer_line(field, vocabularies) if field.parts or field.kind == "answers" else "",
        "parts": [_field(part, vocabularies, say) for part in field.parts],
    }
    return {name: value for name, value in found.items() if value}


def _rule(code: str, say: Say) -> Table:
    rule = RULES[code]
    return {"stops": rule.stops, "message": say(rule.message), "hint": say(rule.hint)}


def _term(term: Term) -> Table:
    found = {
        "key": term.key,
        "label": term.label,
        "parent": term.parent,
        "synonyms": list(term.synonyms),
        "takes": term.extra.get("takes"),
    }
    return {name: value for name, value in found.items() if value}


def _asked(fields: Iterable[Field]) -> Iterator[str]:
    """The vocabularies that fields take their words from, each once."""
    names = (one.vocabulary for field in fields for one in (field, *field.parts))
    return iter(dict.fromkeys(name for name in names if name))
