"""The one declaration of what a listing may say, and of what the finder filters by.

The checker, the page "What you can say about your group", the JSON Schema, the form, the finder and the tests are all
made from it. A new field is one row here, one attribute of `Group` and one place in a template (see CONTRIBUTING.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ourtables.core.catalogue import N_
from ourtables.listing.kinds import (
    ANSWERS,
    CHOICE,
    CHOICES,
    CONTACT_VALUE,
    DATE,
    DATES,
    DAYS,
    LANGUAGE,
    LANGUAGES,
    LINK,
    MEETINGS,
    NAMED_RECORDS,
    NOTE,
    NUMBER,
    PLACE_NAME,
    RECORD,
    RECORDS,
    SLUGS,
    TEXT,
    TEXTS,
    TIME,
    WORD,
    WORDS,
    YES,
    Kind,
)
from ourtables.settings.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class DeclaredFacet:
    """What makes a field one that the finder filters by.

    Attributes:
        name: its short name in an address of the finder.
        title: its heading in the panel; the field's label when empty.
        at: the file of the index that holds it and its place among those of that file; both give the panel's order.
        wanted: where each word is a question, the answer that a visitor asks for. `open` asks of each gate whether
            one gets in without it.
    """

    name: str
    title: str = ""
    at: tuple[int, int] = (3, 9)
    wanted: Literal["yes", "no", "open"] = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: what it takes, and how it is named, asked and shown.

    Attributes:
        name: its name in a listing.
        kind: what it takes.
        label: what heads it on pages.
        ask: the question that the form puts.
        example: a value to copy.
        required: whether a listing needs it.
        least: the fewest characters of a text or entries of a list, or the lowest number.
        most: the most characters of a text or entries of a list, or the highest number.
        vocabulary: the file that its words come from.
        known: words that have behaviour of their own, instead of a vocabulary's or as answers to each of its words.
        about: the field that a note is about; who isn't asked that isn't asked for the note either.
        parts: the fields of a record.
        facet: how the finder filters by it, if it does.
    """

    name: str
    kind: Kind
    label: str
    ask: str
    example: str = ""
    required: bool = False
    least: int = 0
    most: int = 0
    vocabulary: str = ""
    known: tuple[str, ...] = ()
    about: str = ""
    parts: tuple[Field, ...] = ()
    facet: DeclaredFacet | None = None

    @property
    def attribute(self) -> str:
        """The name of this field on its dataclass."""
        return attribute_of(self.name)


def attribute_of(name: str) -> str:
    """The attribute of a field's name, since `for` and `from` are Python's own words."""
    return f"{name}_" if name in ("for", "from") else name


def _note(name: str, label: str, ask: str, example: str = "", about: str = "") -> Field:
    return Field(name=name, kind=NOTE, most=500, label=label, ask=ask, example=example, about=about)


# One row a field, however long: the declaration is read as a table.
# fmt: off
_CONTACT = (
    Field(name="how", kind=WORD, vocabulary="contact_ways", required=True, label=N_("How"), ask=N_("By phone, e-mail, post …?")),
    Field(name="value", kind=CONTACT_VALUE, required=True, most=300, label=N_("Number or address"), ask=N_("The number, address or link."), example="hello@example.org"),
    Field(name="label", kind=TEXT, most=80, label=N_("What it is"), ask=N_("What would you call it?"), example=N_("The evening line")),
    Field(name="hours", kind=TEXT, most=120, label=N_("When"), ask=N_("When does somebody answer?"), example=N_("Mondays 6 to 8 pm")),
    Field(name="note", kind=NOTE, most=500, label=N_("Good to know"), ask=N_("Anything to know before getting in touch?"), example=N_("A machine answers; we ring back")),
    Field(name="public_ok", kind=YES, label=N_("May be public"), ask=N_("It looks personal. May everyone see it?"), example="yes"),
)

_MEETING = (
    Field(name="day", kind=DAYS, required=True, label=N_("Day"), ask=N_("Which day or days?"), example="tuesday", facet=DeclaredFacet("day", at=(3, 3))),
    Field(name="start", kind=TIME, required=True, label=N_("Starts"), ask=N_("When does it start?"), example='"18:30"'),
    Field(name="end", kind=TIME, label=N_("Ends"), ask=N_("When does it end?"), example='"20:30"'),
    Field(name="every", kind=CHOICE, known=("week", "2-weeks", "month"), label=N_("How often"), ask=N_("Each week, every two weeks, or monthly?"), example="month"),
    Field(name="which", kind=CHOICES, known=("1st", "2nd", "3rd", "4th", "last"), most=5, label=N_("Which of the month"), ask=N_("The first, the last …?"), example="1st"),
    Field(name="from", kind=DATE, label=N_("From"), ask=N_("The date of the first one, or of any one of them."), example="2026-10-06"),
    Field(name="until", kind=DATE, label=N_("Until"), ask=N_("Is there a last one?"), example="2027-07-06"),
    Field(name="not_on", kind=DATES, most=60, label=N_("Not on"), ask=N_("Any dates off?"), example="[2026-12-29]"),
    Field(name="term_time", kind=YES, label=N_("Term time only"), ask=N_("Only in term time?"), example="yes"),
    Field(name="where", kind=PLACE_NAME, label=N_("Where"), ask=N_("Which of your places, or online?"), example="hall"),
    Field(name="note", kind=NOTE, most=500, label=N_("Good to know"), ask=N_("Anything to know about it?"), example=N_("Doors open ten minutes before")),
)

_PLACE = (
    Field(name="name", kind=TEXT, most=120, label=N_("Name"), ask=N_("What is the place called?"), example=N_("Example Hall")),
    Field(name="town", kind=TEXT, most=80, label=N_("Town"), ask=N_("Which town, village or part of a city?"), example=N_("Riverton")),
    Field(name="postcode", kind=TEXT, most=12, label=N_("Postcode"), ask=N_("Its postcode, or only the first half.")),
    Field(name="precision", kind=WORD, vocabulary="precisions", label=N_("How exact"), ask=N_("Could anyone want to harm people who come? Choose private.")),
    Field(name="address", kind=TEXT, most=200, label=N_("Address"), ask=N_("The street, if anyone may know it."), example=N_("1 Example Street")),
    Field(name="directions", kind=NOTE, most=500, label=N_("Finding it"), ask=N_("How do people find the door?"), example=N_("The blue door beside the library")),
)

_TIES = (
    Field(name="host", kind=TEXT, most=120, label=N_("Host"), ask=N_("Does another body hold your money or lend you its name?"), example=N_("Example Community Trust")),
    Field(name="host_kind", kind=WORD, vocabulary="host_kinds", label=N_("Kind of host"), ask=N_("What kind of body is it?"), facet=DeclaredFacet("host", N_("Who hosts"), at=(2, 2))),
    Field(name="in_service_premises", kind=CHOICE, vocabulary="ties", known=("yes", "no", "sometimes"), label=N_("Meets inside a service"), ask=N_("Do you meet in a building that a service runs?"), example="no", facet=DeclaredFacet("tie", N_("Ties to services"), at=(2, 3), wanted="no")),
    Field(name="service_staff_attend", kind=CHOICE, vocabulary="ties", known=("yes", "no", "sometimes"), label=N_("Service staff attend"), ask=N_("Do people come who are there as a service's staff?"), example="no", facet=DeclaredFacet("tie", N_("Ties to services"), at=(2, 3), wanted="no")),
)

_NETWORK = (
    Field(name="name", kind=TEXT, most=120, required=True, label=N_("Network"), ask=N_("What is the network called?"), example=N_("Example Network")),
    Field(name="membership", kind=TEXT, most=120, label=N_("What you are in it"), ask=N_("Member, founder …?"), example=N_("member")),
)

_IN_ONE_LANGUAGE: tuple[Field, ...] = (
    Field(name="name", kind=TEXT, required=True, least=2, most=80, label=N_("Name"), ask=N_("What is your group called?"), example=N_("The Tuesday Group")),
    Field(name="summary", kind=TEXT, least=20, most=200, label=N_("In one line"), ask=N_("Your group in one line, for lists."), example=N_("Tea and talk on Tuesdays, run by people who have been there.")),
    Field(name="status", kind=WORD, vocabulary="statuses", label=N_("Now"), ask=N_("Are you meeting, starting, having a break, or closed?")),
    _note("status_note", N_("About that"), N_("Anything to say about a start, a break or an end?"), N_("Back when the roof is mended"), about="status"),
    Field(name="until", kind=DATE, label=N_("Until"), ask=N_("On which day does the break or the wait end?"), example="2027-01-11"),
    Field(name="aliases", kind=SLUGS, most=20, label=N_("Earlier addresses"), ask=N_("Did your page have another address before?"), example="[old-name]"),
    Field(name="written_in", kind=LANGUAGE, label=N_("Written in"), ask=N_("In which language are your words?"), example="en"),
    Field(name="offers", kind=WORDS, vocabulary="offers", required=True, least=1, most=6, label=N_("What it offers"), ask=N_("What do you offer? Choose up to six."), facet=DeclaredFacet("offer", N_("What they offer"), at=(0, 0))),
    _note("offers_note", N_("More about that"), N_("Something else? Say what, in a few words."), N_("We mend bicycles together"), about="offers"),
    Field(name="areas", kind=WORDS, vocabulary="areas", required=True, least=1, most=10, label=N_("For people living in"), ask=N_("Which areas is your group for?"), facet=DeclaredFacet("area", N_("Where"), at=(0, 1))),
    Field(name="formats", kind=WORDS, vocabulary="formats", required=True, least=1, most=6, label=N_("How you meet"), ask=N_("How do you meet?"), facet=DeclaredFacet("how", at=(0, 2))),
    Field(name="for", kind=WORDS, vocabulary="audiences", most=15, label=N_("By and for"), ask=N_("Whom is it by and for?"), facet=DeclaredFacet("for", at=(1, 0))),
    Field(name="includes", kind=ANSWERS, vocabulary="includes", known=("yes", "no", "ask"), label=N_("Who is welcome too"), ask=N_("Who does that include?")),
    _note("for_note", N_("More about who it is for"), N_("Anything else about who it is for?"), N_("If you think it is for you, it is"), about="for"),
    Field(name="age_min", kind=NUMBER, least=0, most=120, label=N_("Youngest"), ask=N_("From what age?"), example="18"),
    Field(name="age_max", kind=NUMBER, least=0, most=120, label=N_("Oldest"), ask=N_("Up to what age?"), example="25"),
    Field(name="languages", kind=LANGUAGES, most=20, label=N_("Languages"), ask=N_("Which languages are spoken?"), example="[en, fr]", facet=DeclaredFacet("lang", at=(3, 0))),
    _note("interpreters_note", N_("Interpreters"), N_("Can people have an interpreter?"), N_("Ask us a week before")),
    Field(name="led_by", kind=WORD, vocabulary="led_by", required=True, label=N_("Who leads"), ask=N_("Who has the last word on money and on what you do?"), facet=DeclaredFacet("led", at=(2, 0))),
    _note("led_by_note", N_("More about who leads"), N_("How do you decide things?"), N_("Whoever comes decides, once a month"), about="led_by"),
    Field(name="ties", kind=RECORD, parts=_TIES, label=N_("Ties"), ask=N_("Whom are you tied to?")),
    Field(name="funding", kind=WORDS, vocabulary="funding", most=10, label=N_("Who pays"), ask=N_("Where does the money come from?"), facet=DeclaredFacet("pay", at=(2, 1))),
    _note("funding_note", N_("More about money"), N_("Anything to say about money?"), N_("No strings: we said no to two grants"), about="funding"),
    Field(name="needs", kind=WORDS, vocabulary="needs", most=6, label=N_("What it needs"), ask=N_("What do you need?")),
    _note("needs_note", N_("More about what it needs"), N_("What would help most?"), N_("A dry room on a bus route"), about="needs"),
    Field(name="give", kind=LINK, label=N_("Where to give"), ask=N_("Is there a page where people can give?"), example="https://give.example.org"),
    Field(name="joining", kind=WORDS, vocabulary="joining", most=6, label=N_("Joining"), ask=N_("How do people come the first time?"), facet=DeclaredFacet("join", at=(1, 1))),
    Field(name="gates", kind=ANSWERS, vocabulary="gates", known=("yes", "no"), label=N_("Getting in"), ask=N_("What do people need, or not need?"), facet=DeclaredFacet("gate", at=(1, 2), wanted="open")),
    Field(name="confidentiality", kind=WORD, vocabulary="confidentiality", label=N_("What is said there"), ask=N_("Where does what people say end up?"), facet=DeclaredFacet("conf", at=(2, 4))),
    _note("confidentiality_note", N_("More about that"), N_("Any exceptions?"), N_("Unless you ask us to tell someone"), about="confidentiality"),
    Field(name="emergency_response", kind=WORD, vocabulary="emergency_response", label=N_("If the group worries about you"), ask=N_("What do you do when you worry about someone?"), facet=DeclaredFacet("worry", N_("If they worry about you"), at=(2, 5))),
    _note("emergency_note", N_("In its own words"), N_("Say it in your own words, with the exceptions."), N_("We ring for help only if you ask us to"), about="emergency_response"),
    _note("first_time", N_("The first time"), N_("What happens the first time? Can I bring someone? Must I speak?"), N_("Someone meets you at the door")),
    Field(name="content_notes", kind=TEXTS, most=8, label=N_("Good to know before reading"), ask=N_("Do your words mention something people may want to be warned of?"), example=N_("[mentions restraint]")),
    Field(name="cost", kind=WORD, vocabulary="cost", label=N_("Cost"), ask=N_("What does it cost?"), facet=DeclaredFacet("cost", at=(3, 1))),
    _note("cost_note", N_("More about cost"), N_("Anything to say about cost?"), N_("Two pounds for soup if you have it"), about="cost"),
    _note("travel_help", N_("Getting there"), N_("Can you help with fares or lifts?"), N_("We pay bus fares")),
    Field(name="access", kind=ANSWERS, vocabulary="access", known=("yes", "no", "partly", "ask"), label=N_("Access"), ask=N_("What can people count on?"), facet=DeclaredFacet("access", at=(3, 2))),
    _note("access_note", N_("More about access"), N_("What should people know about the place?"), N_("The lift is slow but works"), about="access"),
    Field(name="meetings", kind=MEETINGS, most=20, parts=_MEETING, label=N_("When"), ask=N_("When do you meet?"), example="by-arrangement"),
    Field(name="places", kind=NAMED_RECORDS, most=10, parts=_PLACE, label=N_("Where"), ask=N_("Where do you meet?")),
    Field(name="contact", kind=RECORDS, required=True, least=1, most=12, parts=_CONTACT, label=N_("Contact"), ask=N_("How can people reach you? Put your preferred way first.")),
    Field(name="networks", kind=RECORDS, most=10, parts=_NETWORK, label=N_("Networks"), ask=N_("Do you belong to a network?")),
    Field(name="started", kind=NUMBER, least=1800, most=2100, label=N_("Started"), ask=N_("In which year did you start?"), example="2019"),
    Field(name="reuse", kind=WORD, vocabulary="reuse", label=N_("What others may reuse"), ask=N_("May others take this listing into theirs?")),
    Field(name="confirmed", kind=DATE, required=True, label=N_("Confirmed"), ask=N_("On which day did somebody last say that all this is true?"), example="2026-10-05"),
    Field(name="confirmed_by", kind=WORD, vocabulary="confirmed_by", required=True, label=N_("Confirmed by"), ask=N_("Who said so?")),
    Field(name="consent", kind=WORD, vocabulary="consent", required=True, label=N_("The group's yes"), ask=N_("Has the group agreed to be listed?")),
    Field(name="example", kind=YES, label=N_("Made up"), ask=N_("Is this group made up, to show what a listing looks like?"), example="yes"),
)

_ALSO_IN = Field(
    name="also_in", kind=RECORDS, most=8, label=N_("In other languages too"), ask=N_("Do you have your words in another language too? Your own, not a machine's."),
    parts=(
        Field(name="language", kind=LANGUAGE, required=True, label=N_("Language"), ask=N_("In which language?"), example="cy"),
        Field(name="words", kind=NOTE, required=True, most=4000, label=N_("Your words"), ask=N_("What you do, in that language."), example=N_("Tea and talk on Tuesdays, run by people who have been there.")),
        Field(name="name", kind=TEXT, least=2, most=80, label=N_("Name"), ask=N_("Your name in that language, if it differs."), example=N_("The Tuesday Group")),
        Field(name="summary", kind=TEXT, least=20, most=200, label=N_("In one line"), ask=N_("Your group in one line, for lists."), example=N_("Tea and talk on Tuesdays, run by people who have been there.")),
        *(field for field in _IN_ONE_LANGUAGE if field.kind is NOTE),
    ),
)
# fmt: on

FIELDS = tuple(
    one for field in _IN_ONE_LANGUAGE for one in ((field, _ALSO_IN) if field.name == "written_in" else (field,))
)

# What pages call the answers that have behaviour of their own.
CHOICE_LABELS = {
    "yes": N_("Yes"),
    "no": N_("No"),
    "sometimes": N_("Sometimes"),
    "partly": N_("Partly"),
    "ask": N_("Ask us"),
    "week": N_("Every week"),
    "2-weeks": N_("Every two weeks"),
    "month": N_("Every month"),
    "1st": N_("First"),
    "2nd": N_("Second"),
    "3rd": N_("Third"),
    "4th": N_("Fourth"),
    "last": N_("Last"),
}


def asks(field: Field, vocabularies: Mapping[str, Vocabulary]) -> bool:
    """Return whether a directory asks a field.

    It doesn't where the file of the field's words is empty, nor where that is so of a required part or of the field that
    a note is about. Each tie is asked where its word is there.

    Args:
        field: the field, or a part of one.
        vocabularies: the directory's words.
    """
    if field.about and not asks(BY_NAME[field.about], vocabularies):
        return False
    if field.vocabulary:
        words = vocabularies.get(field.vocabulary)
        return words is not None and (field.name in words if field.kind is CHOICE else len(words) > 0)
    return all(asks(part, vocabularies) for part in field.parts if part.required)


def example(field: Field, vocabularies: Mapping[str, Vocabulary], say: Callable[[str], str] = str) -> str:
    """A line to copy for a field: the directory's own words where it takes words, else the declaration's example.

    Args:
        field: The field.
        vocabularies: The directory's words.
        say: Translates an example that is in words. Codes, days and times are the same in every language.
    """
    words = vocabularies.get(field.vocabulary)
    if words is None or field.kind is CHOICE:
        return say(field.example) if field.example and field.kind in _IN_WORDS else field.example
    key = next((term.key for term in words if not words.children(term.key)), "")
    return {"list": f"[{key}]", "answers": f"{key}: yes"}.get(field.kind.shape, key) if key else ""


def answer_line(field: Field, vocabularies: Mapping[str, Vocabulary]) -> str:
    """A line that shows how a field of several named answers is written."""
    if field.kind is NAMED_RECORDS:
        return f"hall: {{{field.parts[1].name}: {field.parts[1].example}}}"
    if field.parts:
        return f"{field.parts[0].name}: {example(field.parts[0], vocabularies)}"
    # A directory that doesn't ask the question has no word to show.
    return example(field, vocabularies) or "word: yes"


def faceted() -> Iterator[tuple[tuple[Field, ...], DeclaredFacet]]:
    """The fields that the finder filters by, in the order of its panel.

    Yields:
        Where the answer is found, as a field or as a record's field and the part in it, and its facet.
    """
    paths = [path for field in FIELDS for path in ((field,), *((field, part) for part in field.parts))]
    found = [(path, facet) for path in paths if (facet := path[-1].facet)]
    yield from sorted(found, key=lambda one: one[1].at)


BY_NAME = {field.name: field for field in FIELDS}
# Kinds whose answers are in words, so that their examples are too.
_IN_WORDS = frozenset({TEXT, NOTE, TEXTS})

# The only keys of vocabularies that the code knows, because they have behaviour.
CLOSED, PAUSED, STARTING = "closed", "paused", "starting-soon"
NOT_ASKED, GROUP_AGREED = "not-asked", "group-agreed"
IN_A_CRISIS = "in-a-crisis"
NO_POLICY = "no-policy-yet"
IN_PERSON, ONLINE, BY_ARRANGEMENT = "in-person", "online", "by-arrangement"
AREA, EXACT, PRIVATE = "area", "exact", "private"
THIS_SITE_ONLY, FACTS, FACTS_AND_WORDS = "this-site-only", "facts", "facts-and-words"

# The group's own words, which follow the answers.
BODY = Field(name="body", kind=NOTE, label=N_("Words"), ask=N_("What happens, and who are you?"), required=True)
# What the file of a closed group needs, what its page shows, and what a listing without consent may leave out.
NEEDED_WHEN_CLOSED = frozenset({"name", "status", "areas", "offers"})
SHOWN_WHEN_CLOSED = NEEDED_WHEN_CLOSED | {"status_note"}
SPARED_WHEN_NOT_ASKED = frozenset({"offers", "led_by", "contact", "formats", "confirmed", "confirmed_by"})
# Gaps that are as loud as an answer; all others share one quiet line.
LOUD = ("led_by", "confidentiality", "emergency_response", "gates")
QUIET = ("for", "meetings", "places", "cost", "access", "joining", "languages", "travel_help", "funding")
