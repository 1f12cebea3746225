"""What search engines read of a page: JSON-LD in schema.org's terms, none of which call anybody ill."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ourtables.directory.by_area import reaches_far
from ourtables.exports.export_registry import Exporting, of
from ourtables.exports.reuse import told
from ourtables.listing.fields import CLOSED, IN_PERSON, ONLINE, PAUSED, PRIVATE, STARTING
from ourtables.listing.group import Contact, Group, Meeting, Place
from ourtables.listing.web_links import canonical

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EVERY = {"week": "P1W", "2-weeks": "P2W", "month": "P1M"}
_PHONES = frozenset({"phone", "text", "whatsapp", "signal"})
_LINKS = frozenset({"website", "facebook", "instagram", "mastodon", "bluesky"})
# These end a script or a line for a browser, even inside quotes.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

Node = dict[str, Any]


def script(node: Node) -> str:
    """Return JSON-LD as an element that is safe in any page, whatever a group wrote."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    return f'<script type="application/ld+json">{text}</script>'


def of_group(exporting: Exporting, group: Group) -> Node | None:
    """Return a group's page: the organization, what it offers, and its meetings with their schedules.

    Returns:
        The graph, or `None` for a group that isn't listed or is made up, which machines learn nothing about.
    """
    if group.example or group.status == CLOSED or not exporting.directory.is_listed(group):
        return None
    page = exporting.page(group)
    places = {key: told(place, exporting.directory.settings) for key, place in group.places.items()}
    areas = _areas(exporting, group)
    graph = [_organization(exporting, group, page, areas), _service(exporting, group, page, areas)]
    graph += [_event(exporting, group, page, number, places) for number in range(len(group.meetings))]
    return {"@context": "https://schema.org", "@graph": graph}


def of_data(exporting: Exporting) -> Node:
    """Return the page of open data: a dataset with a download for each export."""
    settings = exporting.directory.settings
    files = [
        {"@type": "DataDownload", "name": exporting.say(export.title), "contentUrl": exporting.address(export.main)}
        for export in of(exporting.directory).values()
        if export.ruled
    ]
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": exporting.address("data/#dataset"),
        "name": settings.title,
        "description": settings.description,
        "url": exporting.address("data/"),
        "dateModified": exporting.directory.today.isoformat(),
        "inLanguage": settings.language,
        "isAccessibleForFree": True,
        "distribution": files,
    }


def _organization(exporting: Exporting, group: Group, page: str, areas: list[Node]) -> Node:
    found: Node = {
        "@type": "Organization",
        "@id": f"{page}#group",
        "name": group.name,
        "url": page,
        "description": group.blurb,
        "areaServed": areas,
        "foundingDate": str(group.started) if group.started else None,
        "knowsLanguage": list(group.languages),
        "memberOf": [{"@type": "Organization", "name": network.name} for network in group.networks],
        "sameAs": [contact.value for contact in group.contact if contact.how in _LINKS and _is_link(contact)],
        "contactPoint": [point for contact in group.contact for point in _contact(exporting, contact)],
    }
    return _filled(found)


def _service(exporting: Exporting, group: Group, page: str, areas: list[Node]) -> Node:
    offers, audiences = exporting.vocabulary("offers"), exporting.vocabulary("audiences")
    audience = _filled(
        {
            "@type": "PeopleAudience",
            "audienceType": ", ".join(audiences[key].label for key in group.for_),
            "suggestedMinAge": group.age_min,
            "suggestedMaxAge": group.age_max,
        }
    )
    return _filled(
        {
            "@type": "Service",
            "@id": f"{page}#service",
            "name": group.name,
            "serviceType": [offers[key].label for key in group.offers],
            "provider": {"@id": f"{page}#group"},
            "areaServed": areas,
            "audience": audience if len(audience) > 1 else None,
        }
    )


def _event(exporting: Exporting, group: Group, page: str, number: int, places: dict[str, Place]) -> Node:
    meeting = group.meetings[number]
    unsure = group.status in (PAUSED, STARTING)
    place = places.get(meeting.where or "")
    found: Node = {
        "@type": "Event",
        "@id": f"{page}#meeting-{number}",
        "name": group.name,
        "url": page,
        "organizer": {"@id": f"{page}#group"},
        "eventStatus": f"https://schema.org/{'EventPostponed' if unsure else 'EventScheduled'}",
        "eventAttendanceMode": _attendance(group, meeting),
        "location": _place(exporting, place) if place else _online(page) if meeting.where == ONLINE else None,
        # A schedule would promise dates, and meetings in term time promise none.
        "eventSchedule": None if meeting.term_time else _schedule(exporting, meeting),
        "description": meeting.note,
    }
    return _filled(found)


def _attendance(group: Group, meeting: Meeting) -> str | None:
    online = meeting.where == ONLINE or IN_PERSON not in group.formats
    if meeting.where is None and reaches_far(group) and not online:
        return None
    return f"https://schema.org/{'Online' if online else 'Offline'}EventAttendanceMode"


def _schedule(exporting: Exporting, meeting: Meeting) -> Node:
    return _filled(
        {
            "@type": "Schedule",
            "repeatFrequency": _EVERY[meeting.every],
            "byDay": _by_day(meeting),
            "startTime": f"{meeting.start:%H:%M}",
            "endTime": f"{meeting.end:%H:%M}" if meeting.end else None,
            "startDate": meeting.from_.isoformat() if meeting.from_ else None,
            "endDate": meeting.until.isoformat() if meeting.until else None,
            "exceptDate": [day.isoformat() for day in meeting.not_on],
            "scheduleTimezone": exporting.directory.settings.time_zone,
        }
    )


def _by_day(meeting: Meeting) -> list[str]:
    """Return days by name, or for a monthly meeting as in RFC 5545 (`1TU`, `-1FR`), which schema.org takes too."""
    if meeting.every == "month":
        return [f"{which}{_DAYS[day][:2].upper()}" for which in meeting.which for day in meeting.day]
    return [f"https://schema.org/{_DAYS[day]}" for day in meeting.day]


def _place(exporting: Exporting, place: Place) -> Node:
    address: Node = {
        "@type": "PostalAddress",
        "streetAddress": place.address,
        "addressLocality": place.town,
        "postalCode": place.postcode,
        "addressCountry": exporting.directory.settings.country,
    }
    name = place.town if place.precision == PRIVATE else place.name
    return _filled({"@type": "Place", "name": name, "address": _filled(address)})


def _online(page: str) -> Node:
    return {"@type": "VirtualLocation", "url": page}


def _areas(exporting: Exporting, group: Group) -> list[Node]:
    areas = [exporting.vocabulary("areas")[key] for key in group.areas]
    return [
        _filled({"@type": "AdministrativeArea", "name": area.label, "identifier": area.extra.get("code")})
        for area in areas
    ]


def _contact(exporting: Exporting, contact: Contact) -> Iterable[Node]:
    """Yield what a machine can use of a contact: a number, a mail address or a link."""
    key = "email" if contact.how == "email" else "url" if _is_link(contact) else "telephone"
    if key == "telephone" and contact.how not in _PHONES:
        return
    kind = contact.label or exporting.vocabulary("contact_ways")[contact.how].label
    yield {"@type": "ContactPoint", "contactType": kind, key: contact.value}


def _is_link(contact: Contact) -> bool:
    return canonical(contact.value).startswith("http")


def _filled(node: Node) -> Node:
    """Return a node without its empty values."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}
