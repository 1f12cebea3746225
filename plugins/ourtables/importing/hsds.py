"""Services by HSDS 3.0 or Open Referral UK 3.0 become listings.

What a directory like ours says in `listing` is taken as it is; of other directories' services, what has a field here
is kept, and the rest is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from ourtables.checking import Context
from ourtables.fields import AREA, BY_NAME, FACTS
from ourtables.importing.incoming import Answers, Incoming, texts
from ourtables.vocabulary import Vocabulary

_DAYS = {
    "MO": "monday",
    "TU": "tuesday",
    "WE": "wednesday",
    "TH": "thursday",
    "FR": "friday",
    "SA": "saturday",
    "SU": "sunday",
}
_WHICH = {"1": "1st", "2": "2nd", "3": "3rd", "4": "4th", "-1": "last"}
_HOW = {"voice": "phone", "text": "text", "sms": "text"}
# What becomes an answer of a listing, or says nothing of the group.
_READ = frozenset(
    {
        "id", "organization_id", "name", "description", "url", "email", "phones", "alert", "minimum_age", "maximum_age",
        "interpretation_services", "assured_date", "last_modified", "service_areas", "service_at_locations",
        "schedules", "languages", "contacts", "listing",
    }
)  # fmt: skip
# What a directory like ours writes from answers that stand in `listing` too.
_TWICE = frozenset(
    {
        "status", "application_process", "eligibility_description", "fees_description", "organization", "funding",
        "cost_options", "attributes",
    }
)  # fmt: skip

Record = dict[str, Any]


# What each service has by both specifications.
_SERVICE = frozenset({"id", "name", "status"})


def is_known(data: Any) -> bool:
    """Whether a file's data is a page of services of either specification, or a single service."""
    return isinstance(data, dict) and (isinstance(data.get("contents"), list) or data.keys() >= _SERVICE)


def read(data: Any, context: Context) -> Iterator[Incoming]:
    """Each service of a file for which `is_known` holds."""
    areas = context.vocabularies["areas"]
    for one in data.get("contents", [data]):
        yield _service(one, areas) if isinstance(one, dict) else Incoming("", {}, lost=["It isn't a service."])


def _service(one: Record, areas: Vocabulary) -> Incoming:
    ours, answers = "listing" in one, _listing(one)
    # That a service runs goes without saying.
    read = _READ | (_TWICE if ours else {"status"} if one.get("status") == "active" else frozenset())
    lost = [f"{name}: There is no field for this." for name, value in one.items() if value and name not in read]
    lost += [f"{name}: We don't have this field." for name in answers if name not in BY_NAME]
    answers |= {"name": str(one.get("name", "")), "areas": _areas(one, areas, lost)}
    answers["age_min"], answers["age_max"] = one.get("minimum_age"), one.get("maximum_age")
    answers["interpreters_note"], answers["status_note"] = one.get("interpretation_services"), one.get("alert")
    answers["languages"] = [str(language["code"]) for language in _records(one, "languages") if "code" in language]
    answers["contact"] = [found for contact in _records(one, "contacts") for found in _contact(contact)]
    if not ours:
        answers["contact"] += _general(one)
    answers["places"] = dict(_place(number, at) for number, at in enumerate(_records(one, "service_at_locations")))
    meetings = [meeting for schedule in _records(one, "schedules") for meeting in _meeting(schedule, lost)]
    answers["meetings"] = meetings or answers.get("meetings")
    words = "" if answers.get("reuse") == FACTS else str(one.get("description", ""))
    filled = {name: value for name, value in answers.items() if value not in (None, "", [], {})}
    page = str(_record(one, "organization").get("uri", "")) if ours else ""
    return Incoming(urlsplit(page).path.rstrip("/").rpartition("/")[2], filled, words, lost, agreed=ours)


def _record(one: Record, name: str) -> Record:
    value = one.get(name)
    return value if isinstance(value, dict) else {}


def _records(one: Record, name: str) -> list[Record]:
    value = one.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _listing(record: Record) -> Answers:
    """What another directory like ours says beside the specification's own members."""
    return {name: texts(answer) for name, answer in _record(record, "listing").items()}


def _areas(one: Record, areas: Vocabulary, lost: list[str]) -> list[str]:
    """Areas by our own key, else by their code, else by their name."""
    codes = {area.extra["code"]: area.key for area in areas if "code" in area.extra}
    names = {area.label.casefold(): area.key for area in areas}
    found = []
    for area in _records(one, "service_areas"):
        key = (
            _listing(area).get("area")
            or codes.get(str(area.get("extent")))
            or names.get(str(area.get("name")).casefold())
        )
        if key in areas:
            found.append(str(key))
        else:
            lost.append(f"areas: We don't know the area “{area.get('name')}”.")
    return found


def _contact(contact: Record) -> Iterator[Answers]:
    own = _listing(contact)
    label = {"label": contact["name"]} if contact.get("name") else {}
    if own:
        yield own | label
        return
    if contact.get("email"):
        yield {"how": "email", "value": str(contact["email"]), **label}
    for phone in _records(contact, "phones"):
        yield {"how": _HOW.get(str(phone.get("type")), "phone"), "value": str(phone.get("number", "")), **label}


def _general(one: Record) -> list[Answers]:
    """How to reach a service that doesn't say it contact by contact."""
    phones = list(_contact({"phones": one.get("phones", [])}))
    pairs = [("email", one.get("email")), ("website", one.get("url"))]
    return phones + [{"how": how, "value": str(value)} for how, value in pairs if value]


def _place(number: int, at: Record) -> tuple[str, Answers]:
    location = _record(at, "location")
    address = next(iter(_records(location, "addresses")), {})
    town = str(address.get("city") or "")
    own = _listing(location)
    if "place" in own:
        pairs = [("name", location.get("name")), ("town", town), ("postcode", address.get("postal_code"))]
        pairs += [("address", address.get("address_1")), ("directions", location.get("transportation"))]
        return str(own.pop("place")), own | {name: value for name, value in pairs if value}
    # Nobody told us that the address may be public here, so it comes in as roughly as can be.
    name = {"name": str(location["name"])} if location.get("name") else {}
    return f"place-{number + 1}", {"precision": AREA, **name, "town": town} if town else {}


def _meeting(schedule: Record, lost: list[str]) -> Iterator[Answers]:
    rules = [rule.strip() for rule in str(schedule.get("byday") or "").split(",") if rule.strip()]
    days = list(dict.fromkeys(_DAYS[rule[-2:]] for rule in rules if rule[-2:] in _DAYS))
    monthly = schedule.get("freq") == "MONTHLY"
    which = list(dict.fromkeys(_WHICH[rule[:-2]] for rule in rules if rule[:-2] in _WHICH))
    if not days or not schedule.get("opens_at") or (monthly and not which):
        lost.append("meetings: A schedule has no days or no time that we can tell.")
        return
    every = "month" if monthly else "2-weeks" if schedule.get("interval") == 2 else "week"
    found = {
        "day": days,
        "start": str(schedule["opens_at"])[:5],
        "end": str(schedule["closes_at"])[:5] if schedule.get("closes_at") else None,
        "every": every,
        "which": which if monthly else None,
        "from": schedule.get("dtstart") or schedule.get("valid_from"),
        "until": schedule.get("until") or schedule.get("valid_to"),
        "note": schedule.get("notes"),
        **_listing(schedule),
    }
    yield {name: value for name, value in found.items() if value is not None}
