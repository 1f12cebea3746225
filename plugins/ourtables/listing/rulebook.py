"""The rulebook: one table of plain values by which the form in the browser checks answers and writes a listing.

Its rules are the checker's own *field* rules. It is made from the declaration, the rules, the patterns and the
directory's words; theme/static/js/form/ reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ourtables.core import patterns, typed_forms
from ourtables.core.problems import MOST_LETTERS
from ourtables.core.rules import PHRASES, RULES
from ourtables.listing import prose
from ourtables.listing.checking import personal, records
from ourtables.listing.checking.cross_field import FEWEST_WORDS
from ourtables.listing.checking.field_values import (
    DAYS,
    FIRST_DAY,
    LONGEST_ITEM,
    MOST_SHOWN,
    YEARS_AHEAD,
    language_codes,
)
from ourtables.listing.fields import (
    BY_NAME,
    FIELDS,
    IN_A_CRISIS,
    NEEDED_WHEN_CLOSED,
    SPARED_WHEN_NOT_ASKED,
    Field,
    answer_line,
    asks,
)
from ourtables.listing.formatting import WIDEST
from ourtables.listing.kinds import ANSWERS, KINDS
from ourtables.listing.phone_plan import PhonePlan
from ourtables.listing.source import MOST_HIDDEN, RESERVED, SLUG_MOST
from ourtables.settings.settings import Settings
from ourtables.settings.vocabulary import Vocabulary

Say = Callable[[str], str]
Table = dict[str, Any]


# Between the synonyms of a term, none of which has this sign.
_BETWEEN = "|"
# A term's label within a synonym, which most councils' have: "Leeds City Council" is sent as "~ City Council".
_LABEL = "~"
# Words of a name that keep their small letter, and the vocabularies that the browser's rules climb by `parent`.
_SMALL = ("and", "of", "on", "the", "upon")
_CLIMBED = ("areas", "offers")


def rulebook(settings: Settings, vocabularies: Mapping[str, Vocabulary], say: Say) -> Table:
    """The table of one directory; `say` puts sentences into its language."""
    aliases = vocabularies.get("area_aliases")
    postcode = settings.postcode
    return {
        "zone": settings.time_zone,
        "fields": [_field(field, vocabularies, say) for field in FIELDS],
        "rules": {code: _rule(code, say) for code in _codes(vocabularies)},
        "phrases": {name: say(phrase) for name, phrase in PHRASES.items()},
        # A line for each: its key, then its members. Near the areas, whose keys they repeat, they compress better.
        "aliases": "\n".join(" ".join((term.key, *term.members)) for term in aliases or ()),
        "words": {name: _terms(vocabularies[name]) for name in _asked(FIELDS)},
        "small": list(_SMALL),
        # Columns of lines, which compress better than a name beside each code.
        "languages": ["\n".join(column) for column in zip(*language_codes().items(), strict=True)],
        "patterns": {name: pattern.pattern for name, pattern in patterns.ALL.items()},
        "postcode": {"unit": postcode.unit, "any": [postcode.unit, postcode.sector, postcode.outward]}
        if postcode
        else None,
        "phone": PhonePlan.of(settings.country).as_data(),
        "personal_mail": list(settings.personal_mail),
        "led_by": list(settings.led_by),
        "root": settings.root_area,
        "language": settings.languages[0],
        "days": list(DAYS),
        "needed_when_closed": sorted(NEEDED_WHEN_CLOSED),
        "spared_when_not_asked": sorted(SPARED_WHEN_NOT_ASKED),
        "apart": sorted(personal.APART),
        "prose": [kind.name for kind in KINDS if kind.prose],
        "bare": [kind.name for kind in KINDS if kind.bare],
        "reserved": sorted(RESERVED),
        "most": {
            "slug": SLUG_MOST,
            "item": LONGEST_ITEM,
            "shown": MOST_SHOWN,
            "letters": MOST_LETTERS,
            "hidden": MOST_HIDDEN,
            "body": prose.MOST_BYTES,
            "wide": WIDEST,
            "years": YEARS_AHEAD,
            "looked_at": personal.MOST_LETTERS,
            "hours": records.LONGEST_HOURS,
        },
        "codes": typed_forms.NAMED,
        "first_day": FIRST_DAY,
        "fewest_words": FEWEST_WORDS,
    }


def _codes(vocabularies: Mapping[str, Vocabulary]) -> Iterator[str]:
    """The field rules that some answer in this directory can break."""
    for code, rule in RULES.items():
        if rule.scope == "field" and (code != "emergency-needed" or _in_a_crisis(vocabularies)):
            yield code


def _in_a_crisis(vocabularies: Mapping[str, Vocabulary]) -> bool:
    """Return whether a listing can offer something for people in a crisis and be asked what it does then."""
    return IN_A_CRISIS in vocabularies["offers"] and asks(BY_NAME["emergency_response"], vocabularies)


def _field(field: Field, vocabularies: Mapping[str, Vocabulary], say: Say) -> Table:
    required = field.required and asks(field, vocabularies)
    found = {
        "name": field.name,
        "kind": field.kind.name,
        # What is missing is asked for; a page with the form has every other question already.
        "ask": say(field.ask) if required else "",
        "required": required,
        "least": field.least,
        "most": field.most,
        "vocabulary": field.vocabulary,
        "known": list(field.known),
        # Shown to whom a list of named answers is expected from.
        "line": answer_line(field, vocabularies) if field.parts or field.kind is ANSWERS else "",
        "parts": [_field(part, vocabularies, say) for part in field.parts],
    }
    return {name: value for name, value in found.items() if value}


def _rule(code: str, say: Say) -> Table:
    rule = RULES[code]
    return {**rule.as_data(), "message": say(rule.message), "hint": say(rule.hint)}


def _terms(words: Vocabulary) -> Table:
    """The terms of a vocabulary as columns of lines, without what the browser works out.

    Left out are a label that is its key, and a word found before: the first term that has a word is the one that the
    word means. Columns compress to nine tenths of what a record for each term does.
    """
    known: set[str] = set()
    rows = []
    for term in words:
        known.add(term.label.lower())
        synonyms = [name for name in dict.fromkeys(term.synonyms) if name.lower() not in known]
        known.update(name.lower() for name in synonyms)
        rows.append(
            {
                "key": term.key,
                "label": "" if term.key.isascii() and term.label == _named(term.key) else term.label,
                "parent": (term.parent or "") if words.name in _CLIMBED else "",
                "synonyms": _BETWEEN.join(name.replace(term.label, _LABEL, 1) for name in synonyms),
                "takes": term.extra.get("takes", ""),
                "handle": term.extra.get("handle", ""),
            }
        )
    columns = {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
    return {name: "\n".join(column) for name, column in columns.items() if any(column)}


def _named(key: str) -> str:
    """A key as a label: "kingston-upon-hull" is "Kingston upon Hull"."""
    return " ".join(word if word in _SMALL else word.capitalize() for word in key.split("-"))


def _asked(fields: Iterable[Field]) -> Iterator[str]:
    """The vocabularies that fields take their words from, each once."""
    names = (one.vocabulary for field in fields for one in (field, *field.parts))
    return iter(dict.fromkeys(name for name in names if name))
