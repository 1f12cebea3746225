"""A group as a service with its organization (HSDS 3.0, which Open Referral UK 3.0 is a profile of).

Words that say what the service is stand in `attributes` as terms of our taxonomies. What HSDS has no field for stands
in a member of our own, `listing`, by the names of our fields; docs/open-data.md lists them. What stands inside
something doesn't repeat what it is inside of: that would be a tenth of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from babel.numbers import get_territory_currencies

from ourtables.exports import plain_values
from ourtables.exports.export_registry import Exporting
from ourtables.exports.history import CHANGED
from ourtables.exports.hsds.locations import Locations
from ourtables.exports.hsds.terms import Identifiers, Record, Terms
from ourtables.exports.plain_values import DAYS, FIELDS_GIVEN
from ourtables.listing.fields import PAUSED, STARTING
from ourtables.listing.group import Contact, Group, Meeting
from ourtables.listing.kinds import WORD, WORDS
from ourtables.listing.web_links import canonical

_STATUS = {PAUSED: "temporarily closed", STARTING: "inactive"}
_FREE = frozenset({"free", "donations-welcome"})
_PHONES = {"phone": "voice", "text": "text", "whatsapp": "text", "signal": "text"}
_BY_DAY = dict(zip(DAYS, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
# The form of the codes that the UK's Office for National Statistics gives to areas, which have addresses of their own.
_GSS = re.compile("[A-Z][0-9]{8}")
_GEOGRAPHY = "http://statistics.data.gov.uk/id/statistical-geography/"
# Answers that have a place in HSDS, so that `listing` doesn't repeat them.
_HOMES = frozenset(
    {
        "name", "areas", "age_min", "age_max", "languages", "contact", "meetings", "places", "interpreters_note",
        "status_note", "confirmed",
    }
)  # fmt: skip
_CONTACT_HOMES = frozenset({"label"})
_MEETING_HOMES = frozenset({"day", "start", "end", "every", "which", "from", "until", "note"})
# Terms about the listing, and terms that have places other than `attributes`.
_NO_TERMS = frozenset({"status", "confirmed_by", "consent", "reuse", "areas", "cost", "funding"})
_TERMS = tuple(field for field in FIELDS_GIVEN if field.kind in (WORD, WORDS) and field.name not in _NO_TERMS)


class Services:
    """Makes the services of a build.

    Args:
        exporting: What exports are made from.
        whole_offers: Whether an offer is given as a whole term instead of its identifier.
    """

    def __init__(self, exporting: Exporting, *, whole_offers: bool = False) -> None:
        self._exporting = exporting
        self._ids, self._whole_offers = Identifiers(exporting), whole_offers
        self.terms = Terms(exporting, self._ids)
        self._locations = Locations(exporting, self._ids)
        self._changed = exporting.history.last(CHANGED) if exporting.history else {}

    def service(self, group: Group) -> Record:
        """Return a group's service with everything that belongs to it."""
        own = self._ids.of("service", group.slug)
        answers = plain_values.answers(group)
        changed = self._changed.get(group.slug) or group.confirmed
        found: dict[str, Any] = {
            "id": own,
            "name": group.name,
            "alternate_name": next((one.name for one in group.also_in if one.name), None),
            "description": self._description(group),
            "url": _first(group, "website") or self._exporting.page(group),
            "email": _first(group, "email"),
            "status": _STATUS.get(group.status, "active"),
            "alert": group.status_note,
            "minimum_age": group.age_min,
            "maximum_age": group.age_max,
            "interpretation_services": group.interpreters_note,
            "application_process": self._said("joining", group.joining),
            "eligibility_description": self._said("audiences", group.for_, group.for_note),
            "fees_description": self._said("cost", (group.cost,) if group.cost else (), group.cost_note),
            "assured_date": group.confirmed.isoformat() if group.confirmed else None,
            "last_modified": f"{changed.isoformat()}T00:00:00Z" if changed else None,
            "organization": self.organization(group),
            "service_areas": [self._area(own, key) for key in group.areas],
            "service_at_locations": self._locations.of(group, own),
            "schedules": [
                self._schedule(group, own, number, answers["meetings"][number]) for number in range(len(group.meetings))
            ],
            "languages": [self._language(own, tag) for tag in group.languages],
            "contacts": [
                self._contact(own, number, contact, answers["contact"][number])
                for number, contact in enumerate(group.contact)
            ],
            "funding": [self._funding(own, key) for key in group.funding],
            "cost_options": [self._cost(group, own)] if group.cost else [],
            "attributes": list(self._attributes(own, answers)),
            "listing": _without(answers, _homes(group)),
        }
        return {name: value for name, value in found.items() if value is not None and value != []}

    def organization(self, group: Group) -> Record:
        """Return the group itself."""
        found = {
            "id": self._ids.of("organization", group.slug),
            "name": group.name,
            "description": self._blurb(group),
            "email": _first(group, "email"),
            "website": _first(group, "website"),
            "uri": self._exporting.page(group),
        }
        return {name: value for name, value in found.items() if value is not None}

    def _attributes(self, own: str, answers: Mapping[str, Any]) -> Iterable[Record]:
        """Yield the terms that describe a service."""
        for field in _TERMS:
            said = answers.get(field.name, ())
            for key in (said,) if isinstance(said, str) else said:
                one: Record = {"id": self._ids.of(own, "attribute", field.name, key), "link_type": field.name}
                if self._whole_offers and field.name == "offers":
                    yield one | {"taxonomy_term": self.terms.short(field.vocabulary, key)}
                else:
                    yield one | {"taxonomy_term_id": self.terms.id_of(field.vocabulary, key)}

    def _description(self, group: Group) -> str:
        return group.words.markdown or self._blurb(group)

    def _blurb(self, group: Group) -> str:
        """Return a group's summary, or a sentence made of its facts if only those may be taken."""
        if group.blurb:
            return group.blurb
        listed = self._exporting.words.listed
        offers, areas = self._exporting.vocabulary("offers"), self._exporting.vocabulary("areas")
        what = listed([offers[key].label for key in group.offers])
        return f"{what} ({listed([areas[key].label for key in group.areas])})"

    def _said(self, vocabulary: str, keys: Iterable[str], note: str | None = None) -> str | None:
        words = self._exporting.vocabulary(vocabulary)
        said = [*(words[key].sentence or words[key].label for key in keys), note or ""]
        return " ".join(part for part in said if part) or None

    def _area(self, own: str, key: str) -> Record:
        area = self._exporting.vocabulary("areas")[key]
        found: Record = {"id": self._ids.of(own, "area", key), "name": area.label}
        code = area.extra.get("code")
        if code:
            found["extent"] = code
            if _GSS.fullmatch(code):
                found |= {"extent_type": "ONS GSS code", "uri": _GEOGRAPHY + code}
        return found | {"listing": {"area": key}}

    def _schedule(self, group: Group, own: str, number: int, answers: Mapping[str, Any]) -> Record:
        meeting = group.meetings[number]
        found: Record = {
            "id": self._ids.of(own, "schedule", str(number)),
            "dtstart": answers.get("from"),
            "valid_from": answers.get("from"),
            "valid_to": answers.get("until"),
            "until": answers.get("until"),
            "wkst": "MO" if meeting.every == "2-weeks" else None,
            "freq": "MONTHLY" if meeting.every == "month" else "WEEKLY",
            "interval": 2 if meeting.every == "2-weeks" else 1,
            "byday": _by_day(meeting, answers["day"]),
            "opens_at": answers["start"],
            "closes_at": answers.get("end"),
            "schedule_link": self._exporting.calendar(group),
            "notes": meeting.note,
            "listing": _without(answers, _MEETING_HOMES) or None,
        }
        return {name: value for name, value in found.items() if value is not None}

    def _language(self, own: str, tag: str) -> Record:
        name = self._exporting.words.language(tag)
        return {"id": self._ids.of(own, "language", tag), "name": name, "code": tag}

    def _funding(self, own: str, key: str) -> Record:
        source = self._exporting.vocabulary("funding")[key].label
        return {"id": self._ids.of(own, "funding", key), "source": source}

    def _cost(self, group: Group, own: str) -> Record:
        key = group.cost or ""
        found = {"id": self._ids.of(own, "cost", key), "option": self._exporting.vocabulary("cost")[key].label}
        if group.cost_note:
            found["amount_description"] = group.cost_note
        return found | ({"amount": 0, **self._currency} if key in _FREE else {})

    @cached_property
    def _currency(self) -> Record:
        """The currency of the directory's country, if it has one (ISO 4217)."""
        codes = get_territory_currencies(self._exporting.directory.settings.country)
        return {"currency": codes[0]} if codes else {}

    def _contact(self, own: str, number: int, contact: Contact, answers: Record) -> Record:
        this = self._ids.of(own, "contact", str(number))
        found: Record = {"id": this} | ({"name": contact.label} if contact.label else {})
        if contact.how == "email":
            found["email"] = contact.value
        elif contact.how in _PHONES and not contact.value.startswith("http"):
            phone = {"id": self._ids.of(this, "phone"), "number": contact.value, "type": _PHONES[contact.how]}
            found["phones"] = [phone | ({"description": contact.hours} if contact.hours else {})]
        return found | {"listing": _without(answers, _CONTACT_HOMES)}


def _without(answers: Mapping[str, Any], homes: frozenset[str]) -> Record:
    return {name: value for name, value in answers.items() if name not in homes}


def _by_day(meeting: Meeting, days: list[str]) -> str:
    """Return days as in a rule of RFC 5545: `TU`, or `1TU,-1FR` for a monthly meeting."""
    which = [str(number) for number in meeting.which] if meeting.every == "month" else [""]
    return ",".join(f"{number}{_BY_DAY[day]}" for number in which for day in days)


def _homes(group: Group) -> frozenset[str]:
    """Return the answers with a place in HSDS; meetings by arrangement are no schedule, so they have none."""
    return _HOMES - {"meetings"} if group.by_arrangement else _HOMES


def _first(group: Group, how: str) -> str | None:
    found = next((contact.value for contact in group.contact if contact.how == how), "")
    return (canonical(found) if how == "website" else found) or None
