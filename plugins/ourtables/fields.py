"""The one declaration of what a listing may say.

The checker, the page "What you can say about your group", the JSON Schema, the forms and the tests are all made from
it. A new field is one row here, one attribute of `Group` and one line in a template; a test fails until all three are
there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ourtables.catalogue import N_
from ourtables.vocabulary import Vocabulary

Kind = Literal[
    "text", "note", "word", "words", "date", "dates", "yes", "answer", "number", "language", "languages", "link", "contact-value",
    "slugs", "texts", "answers", "record", "records", "named-records", "meetings", "time", "days", "choice", "choices", "place-name",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field.

    `kind` says what it takes; `least` and `most` are characters of a text, entries of a list, or the bounds of a
    number; `vocabulary` names the file its words come from; `known` lists the words that have behaviour of their own
    instead; `parts` are the fields of a record. `label` heads it, `ask` is the question a form puts; `example` is a
    line to copy.
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
    parts: tuple[Field, ...] = ()

    @property
    def attribute(self) -> str:
        """The name of this field on its dataclass, where `for` and `from` are Python's own."""
        return f"{self.name}_" if self.name in ("for", "from") else self.name


def _note(name: str, label: str, ask: str, example: str = "") -> Field:
    return Field(name=name, kind="note", most=500, label=label, ask=ask, example=example)


# One row a field, however long: the declaration is read as a table.
# fmt: off
_CONTACT = (
    Field(name="how", kind="word", vocabulary="contact_ways", required=True, label=N_("How"), ask=N_("By phone, e-mail, post …?")),
    Field(name="value", kind="contact-value", required=True, most=300, label=N_("Number or address"), ask=N_("The number, address or link."), example="01632 960123"),
    Field(name="label", kind="text", most=80, label=N_("What it is"), ask=N_("What would you call it?"), example="The tea line"),
    Field(name="hours", kind="text", most=120, label=N_("When"), ask=N_("When does somebody answer?"), example="Mondays 6 to 8 pm"),
    Field(name="note", kind="note", most=500, label=N_("Good to know"), ask=N_("Anything to know before getting in touch?"), example="A machine answers; we ring back"),
    Field(name="public_ok", kind="yes", label=N_("May be public"), ask=N_("It looks personal. May everyone see it?"), example="yes"),
)

_MEETING = (
    Field(name="day", kind="days", required=True, label=N_("Day"), ask=N_("Which day or days?"), example="tuesday"),
    Field(name="start", kind="time", required=True, label=N_("Starts"), ask=N_("When does it start?"), example='"18:30"'),
    Field(name="end", kind="time", label=N_("Ends"), ask=N_("When does it end?"), example='"20:30"'),
    Field(name="every", kind="choice", known=("week", "2-weeks", "month"), label=N_("How often"), ask=N_("Each week, every two weeks, or monthly?"), example="month"),
    Field(name="which", kind="choices", known=("1st", "2nd", "3rd", "4th", "last"), most=5, label=N_("Which of the month"), ask=N_("The first, the last …?"), example="1st"),
    Field(name="from", kind="date", label=N_("From"), ask=N_("The date of the first one, or of any one of them."), example="2026-10-06"),
    Field(name="until", kind="date", label=N_("Until"), ask=N_("Is there a last one?"), example="2027-07-06"),
    Field(name="not_on", kind="dates", most=60, label=N_("Not on"), ask=N_("Any dates off?"), example="[2026-12-29]"),
    Field(name="term_time", kind="yes", label=N_("Term time only"), ask=N_("Only in term time?"), example="yes"),
    Field(name="where", kind="place-name", label=N_("Where"), ask=N_("Which of your places, or online?"), example="hall"),
    Field(name="note", kind="note", most=500, label=N_("Good to know"), ask=N_("Anything to know about it?"), example="Doors open ten minutes before"),
)

_PLACE = (
    Field(name="name", kind="text", most=120, label=N_("Name"), ask=N_("What is the place called?"), example="Example Hall"),
    Field(name="town", kind="text", most=80, label=N_("Town"), ask=N_("Which town, village or part of a city?"), example="Riverton"),
    Field(name="postcode", kind="text", most=12, label=N_("Postcode"), ask=N_("Its postcode, or only the first half.")),
    Field(name="precision", kind="word", vocabulary="precisions", label=N_("How exact"), ask=N_("Could anyone want to harm people who come? Choose private.")),
    Field(name="address", kind="text", most=200, label=N_("Address"), ask=N_("The street, if anyone may know it."), example="1 Example Street"),
    Field(name="directions", kind="note", most=500, label=N_("Finding it"), ask=N_("How do people find the door?"), example="The blue door beside the library"),
)

_TIES = (
    Field(name="host", kind="text", most=120, label=N_("Host"), ask=N_("Does another body hold your money or lend you its name?"), example="Example Community Trust"),
    Field(name="host_kind", kind="word", vocabulary="host_kinds", label=N_("Kind of host"), ask=N_("What kind of body is it?")),
    Field(name="in_service_premises", kind="answer", vocabulary="ties", known=("yes", "no", "sometimes"), label=N_("Meets inside a service"), ask=N_("Do you meet in a building that a service runs?"), example="no"),
    Field(name="service_staff_attend", kind="answer", vocabulary="ties", known=("yes", "no", "sometimes"), label=N_("Service staff attend"), ask=N_("Do people come who are there as a service's staff?"), example="no"),
)

_NETWORK = (
    Field(name="name", kind="text", most=120, required=True, label=N_("Network"), ask=N_("What is the network called?"), example="Example Network"),
    Field(name="membership", kind="text", most=120, label=N_("What you are in it"), ask=N_("Member, founder …?"), example="member"),
)

FIELDS: tuple[Field, ...] = (
    Field(name="name", kind="text", required=True, least=2, most=80, label=N_("Name"), ask=N_("What is your group called?"), example="The Tuesday Kettle"),
    Field(name="summary", kind="text", least=20, most=200, label=N_("In one line"), ask=N_("Your group in one line, for lists."), example="Tea and talk on Tuesdays, run by people who have been there."),
    Field(name="status", kind="word", vocabulary="statuses", label=N_("Now"), ask=N_("Are you meeting, starting, having a break, or closed?")),
    _note("status_note", N_("About that"), N_("Anything to say about a start, a break or an end?"), "Back when the roof is mended"),
    Field(name="until", kind="date", label=N_("Until"), ask=N_("On which day does the break or the wait end?"), example="2027-01-11"),
    Field(name="aliases", kind="slugs", most=20, label=N_("Earlier addresses"), ask=N_("Did your page have another address before?"), example="[old-kettle]"),
    Field(name="written_in", kind="language", label=N_("Written in"), ask=N_("In which language are your words?"), example="cy"),
    Field(name="offers", kind="words", vocabulary="offers", required=True, least=1, most=6, label=N_("What it offers"), ask=N_("What do you offer? Choose up to six.")),
    _note("offers_note", N_("More about that"), N_("Something else? Say what, in a few words."), "We mend bicycles together"),
    Field(name="areas", kind="words", vocabulary="areas", required=True, least=1, most=10, label=N_("For people living in"), ask=N_("Where do the people live who can come?")),
    Field(name="formats", kind="words", vocabulary="formats", required=True, least=1, most=6, label=N_("How you meet"), ask=N_("In person, online, by phone …?")),
    Field(name="for", kind="words", vocabulary="audiences", most=15, label=N_("By and for"), ask=N_("Whom is it by and for?")),
    _note("for_note", N_("More about who it is for"), N_("Who does that include?"), "If you think it is for you, it is"),
    Field(name="age_min", kind="number", least=0, most=120, label=N_("Youngest"), ask=N_("From what age?"), example="18"),
    Field(name="age_max", kind="number", least=0, most=120, label=N_("Oldest"), ask=N_("Up to what age?"), example="25"),
    Field(name="languages", kind="languages", most=20, label=N_("Languages"), ask=N_("Which languages are spoken?"), example="[en, cy]"),
    _note("interpreters_note", N_("Interpreters"), N_("Can people have an interpreter?"), "Ask us a week before"),
    Field(name="led_by", kind="word", vocabulary="led_by", required=True, label=N_("Who leads"), ask=N_("Who has the last word on money and on what you do?")),
    _note("led_by_note", N_("More about who leads"), N_("How do you decide things?"), "Whoever comes decides, once a month"),
    Field(name="ties", kind="record", parts=_TIES, label=N_("Ties"), ask=N_("Whom are you tied to?")),
    Field(name="funding", kind="words", vocabulary="funding", most=10, label=N_("Who pays"), ask=N_("Where does the money come from?")),
    _note("funding_note", N_("More about money"), N_("Anything to say about money?"), "No strings: we said no to two grants"),
    Field(name="needs", kind="words", vocabulary="needs", most=6, label=N_("What it needs"), ask=N_("What do you need?")),
    _note("needs_note", N_("More about what it needs"), N_("What would help most?"), "A dry room on a bus route"),
    Field(name="give", kind="link", label=N_("Where to give"), ask=N_("Is there a page where people can give?"), example="https://give.example.org"),
    Field(name="joining", kind="words", vocabulary="joining", most=6, label=N_("Joining"), ask=N_("How do people come the first time?")),
    Field(name="gates", kind="answers", vocabulary="gates", known=("yes", "no"), label=N_("Getting in"), ask=N_("What do people need, or not need?")),
    Field(name="confidentiality", kind="word", vocabulary="confidentiality", label=N_("What is said there"), ask=N_("Where does what people say end up?")),
    _note("confidentiality_note", N_("More about that"), N_("Any exceptions?"), "Unless you ask us to tell someone"),
    Field(name="emergency_response", kind="word", vocabulary="emergency_response", label=N_("If the group worries about you"), ask=N_("What do you do when you worry about someone?")),
    _note("emergency_note", N_("In its own words"), N_("Say it in your own words, with the exceptions."), "We ring for help only if you ask us to"),
    _note("first_time", N_("The first time"), N_("What happens the first time? Can I bring someone? Must I speak?"), "Someone meets you at the door"),
    Field(name="content_notes", kind="texts", most=8, label=N_("Good to know before reading"), ask=N_("Do your words mention something people may want to be warned of?"), example="[mentions restraint]"),
    Field(name="cost", kind="word", vocabulary="cost", label=N_("Cost"), ask=N_("What does it cost?")),
    _note("cost_note", N_("More about cost"), N_("Anything to say about cost?"), "Two pounds for soup if you have it"),
    _note("travel_help", N_("Getting there"), N_("Can you help with fares or lifts?"), "We pay bus fares"),
    Field(name="access", kind="answers", vocabulary="access", known=("yes", "no", "partly", "ask"), label=N_("Access"), ask=N_("What can people count on?")),
    _note("access_note", N_("More about access"), N_("What should people know about the place?"), "The lift is slow but works"),
    Field(name="meetings", kind="meetings", most=20, parts=_MEETING, label=N_("When"), ask=N_("When do you meet?"), example="by-arrangement"),
    Field(name="places", kind="named-records", most=10, parts=_PLACE, label=N_("Where"), ask=N_("Where do you meet?")),
    Field(name="contact", kind="records", required=True, least=1, most=12, parts=_CONTACT, label=N_("Contact"), ask=N_("How can people reach you? Put first what you like best.")),
    Field(name="networks", kind="records", most=10, parts=_NETWORK, label=N_("Networks"), ask=N_("Do you belong to a network?")),
    Field(name="started", kind="number", least=1800, most=2100, label=N_("Started"), ask=N_("In which year did you start?"), example="2019"),
    Field(name="reuse", kind="word", vocabulary="reuse", label=N_("What others may reuse"), ask=N_("May others take this listing into theirs?")),
    Field(name="confirmed", kind="date", required=True, label=N_("Confirmed"), ask=N_("On which day did somebody last say that all this is true?"), example="2026-10-05"),
    Field(name="confirmed_by", kind="word", vocabulary="confirmed_by", required=True, label=N_("Confirmed by"), ask=N_("Who said so?")),
    Field(name="consent", kind="word", vocabulary="consent", required=True, label=N_("The group's yes"), ask=N_("Has the group agreed to be listed?")),
    Field(name="example", kind="yes", label=N_("Made up"), ask=N_("Is this group made up, to show what a listing looks like?"), example="yes"),
)

# fmt: on


def example(field: Field, vocabularies: Mapping[str, Vocabulary]) -> str:
    """A line to copy for a field: one of the directory's own words where it takes words, else the declaration's
    example.
    """
    words = vocabularies.get(field.vocabulary)
    if words is None or field.kind == "answer":
        return field.example
    key = next((term.key for term in words if not words.children(term.key)), "")
    return {"words": f"[{key}]", "answers": f"{key}: yes"}.get(field.kind, key) if key else ""


def answer_line(field: Field, vocabularies: Mapping[str, Vocabulary]) -> str:
    """A line that shows how a field of several named answers is written."""
    if field.kind == "named-records":
        return f"hall: {{{field.parts[1].name}: {field.parts[1].example}}}"
    if field.parts:
        return f"{field.parts[0].name}: {example(field.parts[0], vocabularies)}"
    return example(field, vocabularies)


BY_NAME = {field.name: field for field in FIELDS}

# The only keys of vocabularies that the code knows, because they have behaviour.
CLOSED, PAUSED, STARTING = "closed", "paused", "starting-soon"
NOT_ASKED, GROUP_AGREED = "not-asked", "group-agreed"
IN_A_CRISIS, OTHER = "in-a-crisis", "other"
IN_PERSON, ONLINE, BY_ARRANGEMENT = "in-person", "online", "by-arrangement"
AREA, EXACT, PRIVATE = "area", "exact", "private"
NO_POLICY = "no-policy-yet"
THIS_SITE_ONLY, FACTS, FACTS_AND_WORDS = "this-site-only", "facts", "facts-and-words"

# What a closed group's file still needs, and what a listing without consent may leave out.
NEEDED_WHEN_CLOSED = frozenset({"name", "status", "areas", "offers"})
SPARED_WHEN_NOT_ASKED = frozenset({"offers", "led_by", "contact", "formats", "confirmed", "confirmed_by"})
# Gaps that are as loud as an answer; all others share one quiet line.
LOUD = ("led_by", "confidentiality", "emergency_response", "gates")
QUIET = ("for", "meetings", "places", "cost", "access", "joining", "languages", "travel_help", "funding")
