"""The Group and its parts: what one checked listing says, as plain values.

Every attribute is named after its field in `fields`. What a listing leaves out is `None`, an empty tuple
or an empty mapping: "we don't know yet", never "no".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach the group; the first of a group's contacts is the one it prefers."""

    how: str
    value: str
    label: str | None = None
    hours: str | None = None
    note: str | None = None
    public_ok: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """One regular meeting, in the directory's time zone.

    `day` holds weekdays (Monday is 0); `which` holds 1 to 4 and -1 for the last; an `end` before `start` is the next
    day.
    """

    day: tuple[int, ...]
    start: time
    end: time | None = None
    every: str = "week"
    which: tuple[int, ...] = ()
    from_: date | None = None
    until: date | None = None
    not_on: tuple[date, ...] = ()
    term_time: bool = False
    where: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a group meets, no more exactly than its `precision` allows (`area`, `exact`, `private`)."""

    key: str
    precision: str = "area"
    name: str | None = None
    town: str | None = None
    postcode: str | None = None
    address: str | None = None
    directions: str | None = None


@dataclass(frozen=True, slots=True)
class Ties:
    """Whom a group is tied to."""

    host: str | None = None
    host_kind: str | None = None
    in_service_premises: str | None = None
    service_staff_attend: str | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """A network the group belongs to."""

    name: str
    membership: str | None = None


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A group's own words in four forms, and the links in them.

    `markdown` is what the group wrote; `html` is safe to put into a page as it is; `text` is the same without marks;
    `first_sentence` replaces a summary that was left out; `links` are the canonical addresses of its links.
    """

    markdown: str = ""
    html: str = ""
    text: str = ""
    first_sentence: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsInLanguage:
    """A group's own words in a further language: `words` as written, `own_words` as a page and a search have them."""

    language: str
    words: str
    own_words: OwnWords = field(default_factory=OwnWords)
    name: str | None = None
    summary: str | None = None
    status_note: str | None = None
    offers_note: str | None = None
    for_note: str | None = None
    interpreters_note: str | None = None
    led_by_note: str | None = None
    funding_note: str | None = None
    needs_note: str | None = None
    confidentiality_note: str | None = None
    emergency_note: str | None = None
    first_time: str | None = None
    cost_note: str | None = None
    travel_help: str | None = None
    access_note: str | None = None

    @property
    def blurb(self) -> str:
        """One line for a card: the summary, else the first sentence."""
        return self.summary or self.own_words.first_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group, as its listing says it; `listing` is its tidy text as the site publishes it."""

    slug: str
    name: str
    listing: str = ""
    words: OwnWords = field(default_factory=OwnWords)
    summary: str | None = None
    status: str = "active"
    status_note: str | None = None
    until: date | None = None
    aliases: tuple[str, ...] = ()
    written_in: str | None = None
    also_in: tuple[WordsInLanguage, ...] = ()
    offers: tuple[str, ...] = ()
    offers_note: str | None = None
    areas: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    for_: tuple[str, ...] = ()
    includes: Mapping[str, str] = field(default_factory=dict)
    for_note: str | None = None
    age_min: int | None = None
    age_max: int | None = None
    languages: tuple[str, ...] = ()
    interpreters_note: str | None = None
    led_by: str | None = None
    led_by_note: str | None = None
    ties: Ties | None = None
    funding: tuple[str, ...] = ()
    funding_note: str | None = None
    needs: tuple[str, ...] = ()
    needs_note: str | None = None
    give: str | None = None
    joining: tuple[str, ...] = ()
    gates: Mapping[str, str] = field(default_factory=dict)
    confidentiality: str | None = None
    confidentiality_note: str | None = None
    emergency_response: str | None = None
    emergency_note: str | None = None
    first_time: str | None = None
    content_notes: tuple[str, ...] = ()
    cost: str | None = None
    cost_note: str | None = None
    travel_help: str | None = None
    access: Mapping[str, str] = field(default_factory=dict)
    access_note: str | None = None
    meetings: tuple[Meeting, ...] = ()
    by_arrangement: bool = False
    places: Mapping[str, Place] = field(default_factory=dict)
    contact: tuple[Contact, ...] = ()
    networks: tuple[Network, ...] = ()
    started: int | None = None
    reuse: str = "this-site-only"
    confirmed: date | None = None
    confirmed_by: str | None = None
    consent: str | None = None
    example: bool = False

    @property
    def blurb(self) -> str:
        """One line for a card: the group's summary, else its first sentence."""
        return self.summary or self.words.first_sentence

    @property
    def links(self) -> tuple[str, ...]:
        """The canonical addresses of the links in its words, in every language."""
        return (*self.words.links, *(link for one in self.also_in for link in one.own_words.links))
