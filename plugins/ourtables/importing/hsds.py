"""Services by HSDS 3.0 or Open Referral UK 3.0 become listings.

What our own export says in `attributes` is taken as it is; of other directories' services, what has a field here is
kept, and the rest is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from ourtables.checking import Context
from ourtables.fields import AREA, BY_NAME, FACTS, Field
from ourtables.importing.incoming import Answers, Incoming
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
_LISTS = frozenset({"words", "texts", "slugs", "languages", "dates"})
_HOW = {"voice": "phone", "text": "text", "sms": "text"}
# What we write from our own answers, and so lose nothing by not reading.
_KEPT = frozenset(
    {
        "id", "organization_id", "name", "description", "url", "email", "status", "alert", "minimum_age", "maximum_age",
        "interpretation_services", "application_process", "eligibility_description", "fees_description", "assured_date",
        "last_modified", "organization", "service_areas", "service_at_locations", "schedules", "languages", "contacts",
        "funding", "cost_options", "attributes",
    }
)  # fmt: skip

Record = dict[str, Any]


def is_page(data: Any) -> bool:
    """Whether a file's data is a page of services of either specification."""
    return isinstance(data, dict) and isinstance(data.get("contents"), list)


def read(data: Any, context: Context) -> Iterator[Incoming]:
    """Each service of a file for which `is_page` holds."""
    areas = context.vocabularies["areas"]
    for one in data["contents"]:
        yield _service(one, areas) if isinstance(one, dict) else Incoming("", {}, lost=["It isn't a service."])


def _service(one: Record, areas: Vocabulary) -> Incoming:
    answers = _attributes(_records(one, "attributes"))
    ours = "offers" in answers
    lost = [f"{name}: There is no field for this." for name in one if name not in _KEPT]
    answers |= {"name": str(one.get("name", "")), "areas": _areas(one, areas, lost)}
    answers["age_min"], answers["age_max"] = one.get("minimum_age"), one.get("maximum_age")
    answers["languages"] = [str(language["code"]) for language in _records(one, "languages") if "code" in language]
    answers["contact"] = [found for contact in _records(one, "contacts") for found in _contact(contact)]
    if not ours:
        answers["contact"] += _general(one)
    answers["places"] = dict(_place(number, at) for number, at in enumerate(_records(one, "service_at_locations")))
    meetings = [meeting for schedule in _records(one, "schedules") for meeting in _meeting(schedule, lost)]
    answers["meetings"] = meetings or answers.get("meetings")
    words = "" if answers.get("reuse") == FACTS else str(one.get("description", ""))
    filled = {name: value for name, value in answers.items() if value not in (None, "", [], {})}
    page = str((one.get("organization") or {}).get("uri", "")) if ours else ""
    return Incoming(urlsplit(page).path.rstrip("/").rpartition("/")[2], filled, words, lost, agreed=ours)


def _records(one: Record, name: str) -> list[Record]:
    value = one.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _attributes(attributes: list[Record]) -> Answers:
    """Our own answers: `cost`, `gates.id_needed`, `ties.host`, `networks.0.name`."""
    found: Answers = {}
    for attribute in attributes:
        name, *inner = str(attribute.get("link_type", "")).split(".")
        one, value = BY_NAME.get(name), attribute.get("value")
        if one is not None and isinstance(value, str):
            _enter(found, one, inner, value)
    return found


def _enter(found: Answers, one: Field, inner: list[str], value: str) -> None:
    if one.kind in ("answers", "record") and len(inner) == 1:
        found.setdefault(one.name, {})[inner[0]] = value
    elif one.kind == "records" and len(inner) == 2 and inner[0].isdecimal():
        records = found.setdefault(one.name, [])
        if int(inner[0]) == len(records):
            records.append({})
        if int(inner[0]) < len(records):
            records[int(inner[0])][inner[1]] = value
    elif not inner and one.kind in _LISTS:
        found.setdefault(one.name, []).append(value)
    elif not inner:
        found[one.name] = value


def _parts(record: Record) -> Answers:
    """What the attributes of a contact, a schedule or a location say."""
    found: Answers = {}
    for attribute in _records(record, "attributes"):
        name, value = str(attribute.get("link_type", "")), attribute.get("value")
        if isinstance(value, str):
            found.setdefault(name, []).append(value)
    return {name: values if name == "not_on" else values[0] for name, values in found.items()}


def _areas(one: Record, areas: Vocabulary, lost: list[str]) -> list[str]:
    """Areas by our own key, else by their code, else by their name."""
    codes = {area.extra["code"]: area.key for area in areas if "code" in area.extra}
    names = {area.label.casefold(): area.key for area in areas}
    found = []
    for area in _records(one, "service_areas"):
        key = (
            _parts(area).get("areas")
            or codes.get(str(area.get("extent")))
            or names.get(str(area.get("name")).casefold())
        )
        if key in areas:
            found.append(str(key))
        else:
            lost.append(f"areas: We don't know the area “{area.get('name')}”.")
    return found


def _contact(contact: Record) -> Iterator[Answers]:
    parts = _parts(contact)
    label = {"label": contact["name"]} if contact.get("name") else {}
    if "how" in parts:
        yield parts | label
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
    location = at.get("location") or {}
    parts = _parts(location)
    directions = {"directions": location["transportation"]} if location.get("transportation") else {}
    if "place" in parts:
        return parts.pop("place"), parts | directions
    address = next(iter(_records(location, "addresses")), {})
    # Nobody told us that the address may be public here, so it comes in as roughly as can be.
    town = str(address.get("city") or "")
    return f"place-{number + 1}", {"precision": AREA, "name": location.get("name"), "town": town} if town else {}


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
        **_parts(schedule),
    }
    yield {name: value for name, value in found.items() if value is not None}
