"""Extreme listings that the checker accepts, made by hypothesis from the declaration of fields: each field at its bounds.

The examples are seeded: a number of them is always the same ones, until a field is declared otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from ourtables.core.problems import Reporter
from ourtables.intake.drafting import answers_of
from ourtables.listing import checking, formatting, kinds
from ourtables.listing.checking import Context
from ourtables.listing.fields import BY_ARRANGEMENT, FIELDS, ONLINE, PRIVATE, Field
from ourtables.listing.source import parse_listing

from ..conftest import LISTING

FIRST, LAST = "1900-01-01", "2076-11-22"
DATES = st.sampled_from(
    [FIRST, LAST, "2026-11-22", "2026-11-21", "2028-02-29", "2000-02-29", "2076-11-01", "1999-12-31", "2026-03-29"]
)
# What a page, a mail, a table, a calendar, a log or a program that sets type could act on.
SIGNS = [
    *("W", "é", "東", "ا", "क्ष", "e\u0301", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "👩‍👧", "\u200f", "\u00a0"),
    *("</script>", "]]>", "=1+1", "+1", "@a", "::error::", "##[error]", "%0A", "${x}", "{{", "{%", "{static}"),
    *("\\", '"', "'", "&amp;", "#", "|", "`", "\t", "--- ", "$x$", "*", "_", "<", ">", "\\n", "BEGIN:VEVENT", ";", ","),
]
WORDS = [
    *("# Head\n\n", "- one\n- two\n\n", "[link](https://example.org/?a=1&b=2) ", "> quote\n\n", "**loud** ", "`code` "),
    *("***\n\n", "1. one\n\n", "<https://example.org/a'b> ", "word ", "ا ", "    code\n\n"),
]
KEYS = ["a", "z" * 40, "x-1-y", "hall", "place-1", "0", "con", "index", "twelve-oak-street"]
PRIVATE_KEYS = ["place", "den-99", "q" * 40]
_PLAIN = "and that is all that there is to say here today. "


def pieces(of: Sequence[str], most: int, least: int = 1) -> st.SearchStrategy[str]:
    """A text of exactly as many characters, or of exactly the fewest, out of a few pieces again and again."""

    def filled(some: list[str], length: int) -> str:
        found = "".join(some) * (length // len("".join(some)) + 1)
        return f"{found[: length - 1].strip():w<{length - 1}}w"

    few = st.lists(st.sampled_from(of), min_size=1, max_size=8)
    return st.builds(filled, few, st.sampled_from([max(least, 1), most]))


def value(field: Field, context: Context, places: Sequence[str]) -> st.SearchStrategy[Any]:
    """Values of a field at its bounds."""
    if field.parts:
        return _records(field, context, places)
    makes = _BY_KIND.get(field.kind)
    return makes(field, context, places) if makes else pieces([*SIGNS, "word "], field.most or 300, field.least)


def _words(field: Field, context: Context) -> list[str]:
    return list(context.vocabularies[field.vocabulary].keys) if field.vocabulary else list(field.known)


def _several(of: st.SearchStrategy[Any], field: Field, known: int = 10**6) -> st.SearchStrategy[list[Any]]:
    """One, or as many as there may be."""
    most = min(field.most or 3, known)
    counts = st.sampled_from([1, most])
    return counts.flatmap(lambda count: st.lists(of, min_size=count, max_size=count, unique=True))


def _of_words(field: Field, context: Context, _: Sequence[str]) -> st.SearchStrategy[Any]:
    words = _words(field, context)
    return _several(st.sampled_from(words), field, len(words))


def _of_answers(field: Field, context: Context, _: Sequence[str]) -> st.SearchStrategy[Any]:
    asked = list(context.vocabularies[field.vocabulary].keys)
    some = st.sampled_from([asked[:1], asked, asked[::-1]])
    return some.flatmap(lambda keys: st.fixed_dictionaries({key: st.sampled_from(field.known) for key in keys}))


def _links(*_: Any) -> st.SearchStrategy[str]:
    ends = ["", "x" * 180, "?a='&b=c", "%F0%9F%AB%96", "#a", "@x", "((a))", "?a=%0d%0aX:y"]
    return st.sampled_from(ends).map("https://example.org/{}".format)


_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_LANGUAGES = st.sampled_from(["en", "cy", "ur", "zh-Hant-TW", "sr-Latn", "ar"])
_BY_KIND: dict[kinds.Kind, Callable[[Field, Context, Sequence[str]], st.SearchStrategy[Any]]] = {
    kinds.WORD: lambda field, context, _: st.sampled_from(_words(field, context)),
    kinds.CHOICE: lambda field, *_: st.sampled_from(field.known),
    kinds.WORDS: _of_words,
    kinds.CHOICES: lambda field, *_: _several(st.sampled_from(field.known), field, len(field.known)),
    kinds.ANSWERS: _of_answers,
    kinds.DAYS: lambda *_: st.lists(st.sampled_from(_DAYS), min_size=1, max_size=7, unique=True),
    kinds.DATE: lambda *_: DATES,
    kinds.DATES: lambda field, *_: _several(DATES, field, 9),
    kinds.TIME: lambda *_: st.sampled_from(["00:00", "23:59", "12:00", "01:30"]),
    kinds.YES: lambda *_: st.just("yes"),
    kinds.NUMBER: lambda field, *_: st.sampled_from([str(field.least), str(field.most)]),
    kinds.LANGUAGE: lambda *_: _LANGUAGES,
    kinds.LANGUAGES: lambda field, *_: _several(_LANGUAGES, field, 6),
    kinds.LINK: _links,
    kinds.CONTACT_VALUE: _links,
    kinds.SLUGS: lambda field, *_: _several(st.integers(0, 10**9).map("old-{}".format), field),
    kinds.TEXTS: lambda field, *_: _several(pieces(SIGNS, 100), field),
    kinds.PLACE_NAME: lambda _field, _context, places: st.sampled_from([*places, ONLINE]),
}


def _records(field: Field, context: Context, places: Sequence[str]) -> st.SearchStrategy[Any]:
    required = {part.name: value(part, context, places) for part in field.parts if part.required}
    optional = {part.name: value(part, context, places) for part in field.parts if not part.required}
    record = st.fixed_dictionaries(required, optional=optional)
    if field.kind is kinds.RECORD:
        return record
    if field.kind is kinds.NAMED_RECORDS:
        return st.lists(record, min_size=len(places), max_size=len(places)).map(
            lambda found: dict(zip(places, found, strict=True))
        )
    many = st.sampled_from([1, field.most or 3]).flatmap(lambda n: st.lists(record, min_size=n, max_size=n))
    return st.one_of(st.just(BY_ARRANGEMENT), many) if field.kind is kinds.MEETINGS else many


@st.composite
def listings(draw: st.DrawFn, context: Context) -> str:
    """A whole listing, of which the checker may still refuse some answers."""
    places = draw(st.lists(st.sampled_from([*KEYS, *PRIVATE_KEYS]), min_size=1, max_size=10, unique=True))
    needed = {field.name: value(field, context, places) for field in FIELDS if field.required}
    others = {
        field.name: value(field, context, places)
        for field in FIELDS
        if not field.required and field.name not in ("example", "places")
    }
    answers = draw(st.fixed_dictionaries(needed, optional=others))
    if draw(st.booleans()):
        (field,) = (one for one in FIELDS if one.name == "places")
        answers["places"] = draw(value(field, context, places))
    answers |= {
        "confirmed": draw(st.sampled_from([FIRST, "2026-11-22", "2026-06-01"])),
        "led_by": draw(st.sampled_from(list(context.settings.led_by) or ["shared"])),
    }
    body = "".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)))
    body = body * draw(st.sampled_from([1, 8_000 // len(body)])) + _PLAIN * 3
    return formatting.dump(answers, body)


def accepted(count: int, context: Context, start: int = 0) -> list[str]:
    """So many listings that the checker accepts, after whatever it refuses was left out of them; others for each start."""
    found: dict[str, None] = {}

    @seed(start)
    @settings(
        max_examples=count * 3,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(listings(context))
    def collect(made: str) -> None:
        if len(found) < count and (sound := _sound(made, context)):
            found[sound] = None

    collect()
    assert len(found) == count, f"only {len(found)} listings were accepted"
    return list(found)


def _sound(made: str, context: Context) -> str | None:
    for _ in range(12):
        read = checking.check_text(made, "kettle", context)
        stopping = [one for one in read.problems if one.stops]
        if not stopping:
            return made
        made = _without(made, {one.field for one in stopping})
    return None


def _without(made: str, refused: set[str]) -> str:
    """A listing without what is refused: of a place first what it may not say, and of anything the whole answer."""
    read = parse_listing(made.encode(), "kettle", Reporter("kettle"))
    sound = answers_of(parse_listing(LISTING.encode(), "kettle", Reporter("kettle")))
    answers = answers_of(read)
    gone = {name.partition(".")[0] for name in refused}
    parts = {name.partition(".")[2] for name in refused if name.startswith("places.")}
    if parts and isinstance(answers.get("places"), dict):
        gone.discard("places")
        kept = {key: {n: v for n, v in one.items() if n not in parts} for key, one in answers["places"].items()}
        answers["places"] = {key: one or {"precision": PRIVATE} for key, one in kept.items()}
    for name in gone:
        answers.pop(name, None)
        if name in sound:
            answers[name] = sound[name]
    if gone & {"offers", "emergency_response", "emergency_note"}:
        answers["offers"] = sound["offers"]
        answers.pop("emergency_response", None)
    return formatting.dump(answers, read.words if read and "body" not in gone else _PLAIN * 5)
