"""Services by HSDS 3.0 or Open Referral UK 3.0, or by their earlier versions, become listings.

What a directory like ours says in `listing` is taken unchanged. Of other directories' services, what has a field here
is kept, and the rest is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from babel import Locale

from ourtables.intake import encodings
from ourtables.intake.contact_names import ContactNames
from ourtables.intake.sheets.incoming import Incoming, texts, whole
from ourtables.intake.sheets.rows import without_html
from ourtables.intake.timings import Timings
from ourtables.intake.typed_areas import TypedAreas
from ourtables.listing.checking import Context
from ourtables.listing.fields import AREA, BY_NAME, FACTS

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
        "locations", "location",
        "schedules", "languages", "contacts", "listing",
    }
)  # fmt: skip
# What a directory like ours writes from answers that stand in `listing` too.
_TWICE = frozenset(
    {
        "alternate_name", "status", "application_process", "eligibility_description", "fees_description",
        "organization", "funding", "cost_options", "attributes",
    }
)  # fmt: skip

# What versions 1 and 2 call what 3 calls otherwise.
_EARLIER = {
    "regular_schedules": "schedules",
    "regular_schedule": "schedules",
    "physical_addresses": "addresses",
    "physical_address": "addresses",
    "service_area": "name",
    "weekday": "byday",
}
_PAGES = ("contents", "content", "services")
_ENDED = frozenset({"inactive", "defunct"})

Record = dict[str, Any]
Answers = dict[str, Any]
Notes = list[tuple[str, str]]
# What each service has by both specifications.
_SERVICE = frozenset({"id", "name", "status"})


def is_known(data: Any) -> bool:
    """Tell whether a file's data is a page or a list of services of either specification, or a single service.

    Args:
        data: What the file's JSON holds.
    """
    if isinstance(data, list):
        return bool(data) and all(isinstance(one, dict) and one.keys() >= _SERVICE for one in data)
    return isinstance(data, dict) and (_page(data) is not None or data.keys() >= _SERVICE)


def _page(data: Record) -> list[Any] | None:
    return next((data[name] for name in _PAGES if isinstance(data.get(name), list)), None)


def read(data: Any, context: Context) -> Iterator[Incoming]:
    """Read the services of a file.

    Args:
        data: What its JSON holds, for which `is_known` is true.
        context: The directory that takes them in.

    Yields:
        Each service as a listing.
    """
    reading = _Reading(_Areas(context), ContactNames(context), Timings(context.settings.language))
    page = data if isinstance(data, list) else _page(data)
    for one in [data] if page is None else page:
        yield whole(_service, one, reading) if isinstance(one, dict) else Incoming(notes=[("", "It isn't a service.")])


@dataclass(frozen=True, slots=True)
class _Reading:
    """What reads the parts of services for one directory."""

    areas: _Areas
    names: ContactNames
    timings: Timings


def _service(one: Record, reading: _Reading) -> Incoming:
    ours, answers = "listing" in one, _listing(one)
    one = one if ours else _foreign(one)
    if not ours and one.get("status") in _ENDED:
        return Incoming({"name": str(one.get("name", ""))}, refused=f"Its status there is “{one['status']}”.")
    # An active service needs no note.
    read = _READ | (_TWICE if ours else {"status"} if one.get("status") == "active" else frozenset())
    lost = [(name, "There is no field for this.") for name, value in one.items() if value and name not in read]
    lost += [(name, "We don't have this field.") for name in answers if name not in BY_NAME]
    answers |= {"name": str(one.get("name", "")), "areas": reading.areas.of(one, lost)}
    answers["age_min"], answers["age_max"] = one.get("minimum_age"), one.get("maximum_age")
    answers["interpreters_note"], answers["status_note"] = one.get("interpretation_services"), one.get("alert")
    answers["languages"] = [str(language["code"]) for language in _records(one, "languages") if "code" in language]
    answers["contact"] = [found for contact in _records(one, "contacts") for found in _contact(contact)]
    if not ours:
        answers["contact"] = [_of_nobody(way, reading, lost) for way in answers["contact"] + _general(one)]
    places = (_place(number, location) for number, location in enumerate(_locations(one)))
    answers["places"] = {key: place for key, place in places if place}
    meetings = [meeting for schedule in _records(one, "schedules") for meeting in _meeting(schedule, reading, lost)]
    answers["meetings"] = meetings or answers.get("meetings")
    words = "" if answers.get("reuse") == FACTS else str(one.get("description", ""))
    filled = {name: value for name, value in answers.items() if value not in (None, "", [], {})}
    page = str(_record(one, "organization").get("uri", "")) if ours else ""
    slug = urlsplit(page).path.rstrip("/").rpartition("/")[2]
    return Incoming(filled, words, lost, slug=slug, agreed=ours)


def _foreign(one: Any) -> Any:
    """A service as the specifications of today name its parts, with texts instead of pieces of web pages."""
    if isinstance(one, list):
        return [_foreign(item) for item in one]
    if not isinstance(one, dict):
        return without_html(encodings.repaired(one)[0]) if isinstance(one, str) else one
    found = {name: _foreign(value) for name, value in one.items() if name not in _EARLIER}
    for name, value in one.items():
        if name in _EARLIER and not found.get(_EARLIER[name]):
            found[_EARLIER[name]] = _foreign([value] if isinstance(value, dict) else value)
    return found


def _of_nobody(way: Answers, reading: _Reading, lost: Notes) -> Answers:
    """A way to reach another directory's service without whoever it names."""
    value, names = reading.names.out_of(str(way["value"]))
    names += [str(way["label"])] if "label" in way else []
    if names:
        lost.append(("contact", f"Who answers is left out: {', '.join(names)}."))
    return {"how": way["how"], "value": value}


def _record(one: Record, name: str) -> Record:
    value = one.get(name)
    return value if isinstance(value, dict) else {}


def _records(one: Record, name: str) -> list[Record]:
    value = one.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _listing(record: Record) -> Answers:
    """What another directory like ours says beside the specification's own members."""
    return {name: texts(answer) for name, answer in _record(record, "listing").items()}


def _locations(one: Record) -> list[Record]:
    """Where a service is; files by older versions name its locations without more around them."""
    found = [_record(at, "location") for at in _records(one, "service_at_locations")]
    return found or _records(one, "locations") or _records(one, "location")


def _address(location: Record) -> Record:
    return next(iter(_records(location, "addresses")), {})


class _Areas:
    """Finds the areas of services in one directory."""

    def __init__(self, context: Context) -> None:
        self._known = context.vocabularies["areas"]
        countries = Locale.parse("en").territories.items()
        others = [pair for pair in countries if context.settings.country not in pair]
        self._abroad = {text.upper() for pair in others for text in pair}
        self._typed = TypedAreas(context)
        self._names = {area.label.casefold(): area.key for area in self._known}
        self._codes = {area.extra["code"]: area.key for area in self._known if "code" in area.extra}

    def of(self, one: Record, lost: Notes) -> list[str]:
        """The areas of a service by our own key, else by code, else by name; without any, those of where it is.

        Args:
            one: The service.
            lost: Gets a note of what isn't known, and of what was taken from an address.
        """
        given = _records(one, "service_areas")
        found: list[str] = []
        for area in given:
            name = str(area.get("name") or "")
            own, code = _listing(area).get("area"), self._codes.get(str(area.get("extent")))
            key = own or code or self._names.get(name.casefold())
            keys = (str(key),) if key in self._known else self._typed.find(name, first=False).keys
            found += keys
            if not keys:
                lost.append(("areas", f"We don't know the area “{area.get('name')}”."))
        return list(dict.fromkeys(found if given else self._of_addresses(one, lost)))

    def _of_addresses(self, one: Record, lost: Notes) -> Iterator[str]:
        for address in map(_address, _locations(one)):
            abroad = str(address.get("country")).upper() in self._abroad
            typed = [str(address[name]) for name in ("postal_code", "city") if address.get(name)]
            keys = next(filter(None, (self._typed.find(text, first=False).keys for text in typed)), ())
            if typed and (abroad or not keys):
                lost.append(("areas", f"We don't know the area of “{typed[-1]}”."))
            elif keys:
                lost.append(("areas", f"No area is given. That of its address is taken: {', '.join(keys)}."))
                yield from keys


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
    """How to reach a service that has no list of contacts."""
    phones = list(_contact({"phones": one.get("phones", [])}))
    pairs = [("email", one.get("email")), ("website", one.get("url"))]
    return phones + [{"how": how, "value": str(value)} for how, value in pairs if value]


def _place(number: int, location: Record) -> tuple[str, Answers]:
    address = _address(location)
    town = str(address.get("city") or "")
    own = _listing(location)
    if "place" in own:
        pairs = [("name", location.get("name")), ("town", town), ("postcode", address.get("postal_code"))]
        pairs += [("address", address.get("address_1")), ("directions", location.get("transportation"))]
        return str(own.pop("place")), own | {name: value for name, value in pairs if value}
    # Nobody said that the address may be public here, so only the town is taken.
    name = {"name": str(location["name"])} if location.get("name") else {}
    return f"place-{number + 1}", {"precision": AREA, **name, "town": town} if town else {}


def _clock(value: Any, reading: _Reading) -> str:
    return reading.timings.clock(str(value)) or str(value)[:5]


def _meeting(schedule: Record, reading: _Reading, lost: Notes) -> Iterator[Answers]:
    byday = str(schedule.get("byday") or "")
    rules = [rule.strip() for rule in byday.split(",") if rule.strip()]
    days = list(dict.fromkeys(_DAYS[rule[-2:]] for rule in rules if rule[-2:] in _DAYS))
    days = days or reading.timings.weekdays(byday)
    monthly = schedule.get("freq") == "MONTHLY"
    which = list(dict.fromkeys(_WHICH[rule[:-2]] for rule in rules if rule[:-2] in _WHICH))
    if not days or not schedule.get("opens_at") or (monthly and not which):
        lost.append(("meetings", "A schedule has no days or no time that we can read."))
        return
    every = "month" if monthly else "2-weeks" if str(schedule.get("interval")) == "2" else "week"
    found = {
        "day": days,
        "start": _clock(schedule["opens_at"], reading),
        "end": _clock(schedule["closes_at"], reading) if schedule.get("closes_at") else None,
        "every": every,
        "which": which if monthly else None,
        "from": schedule.get("dtstart") or schedule.get("valid_from"),
        "until": schedule.get("until") or schedule.get("valid_to"),
        "note": schedule.get("notes"),
        **_listing(schedule),
    }
    yield {name: value for name, value in found.items() if value is not None}
