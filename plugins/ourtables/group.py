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
    """Where a group meets, told no more finely than its `precision` (`area`, `exact`, `private`)."""

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
class Words:
    """A group's own words in four forms.

    `markdown` is what the group wrote; `html` is safe to put into a page as it is; `text` is the same without marks;
    `first_sentence` stands in for a summary that was left out.
    """

    markdown: str = ""
    html: str = ""
    text: str = ""
    first_sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group, as its listing says it."""

    slug: str
    name: str
    words: Words = field(default_factory=Words)
    summary: str | None = None
    status: str = "active"
    status_note: str | None = None
    until: date | None = None
    aliases: tuple[str, ...] = ()
    written_in: str | None = None
    offers: tuple[str, ...] = ()
    offers_note: str | None = None
    areas: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    for_: tuple[str, ...] = ()
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
