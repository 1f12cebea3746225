"""Where a group meets, as locations of HSDS 3.0, told no finer than the group allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ourtables.catalogue import N_
from ourtables.exports.hsds.terms import Identifiers, Record
from ourtables.exports.registry import Exporting
from ourtables.fields import BY_NAME
from ourtables.group import Group, Place

_ACCESS = {
    "yes": N_("%(what)s: yes"),
    "no": N_("%(what)s: no"),
    "partly": N_("%(what)s: partly"),
    "ask": N_("%(what)s: ask the group"),
}

Attributes = Callable[..., list[Record]]


class Locations:
    """The locations of a build's services."""

    def __init__(self, exporting: Exporting, ids: Identifiers, attributes: Attributes) -> None:
        self._exporting, self._ids, self._attributes = exporting, ids, attributes

    def of(self, group: Group, service: str, answers: Mapping[str, Any]) -> list[Record]:
        """Each place of a group with the service that it serves; `answers` are the group's."""
        return [self._at(group, service, place, answers["places"][key]) for key, place in group.places.items()]

    def _at(self, group: Group, service: str, place: Place, answers: Mapping[str, Any]) -> Record:
        location = self._location(group, place, answers)
        at = self._ids.of(service, "at", place.key)
        return {"id": at, "service_id": service, "location_id": location["id"], "location": location}

    def _location(self, group: Group, place: Place, answers: Mapping[str, Any]) -> Record:
        own = self._ids.of("location", group.slug, place.key)
        found: Record = {
            "id": own,
            "location_type": "physical",
            "name": place.name or place.town or "",
            "addresses": [self._address(group, own, place)],
        }
        if place.directions:
            found["transportation"] = place.directions
        point = self._exporting.points.of(group, place)
        if point:
            found |= {"latitude": point.lat, "longitude": point.lon}
        if group.access:
            found["accessibility"] = [self._accessibility(group, own)]
        key = {"id": self._ids.of(own, "key"), "link_type": "place"}
        attributes = self._attributes(own, BY_NAME["places"].parts, answers, frozenset({"directions"}))
        return found | {"attributes": [key | {"value": place.key}, *attributes]}

    def _address(self, group: Group, own: str, place: Place) -> Record:
        """What may be told of an address; HSDS wants every part of it, so that what isn't told is empty."""
        areas = self._exporting.vocabulary("areas")
        return {
            "id": self._ids.of(own, "address"),
            "location_id": own,
            "address_1": place.address or "",
            "city": place.town or "",
            "state_province": areas[group.areas[0]].label if group.areas else "",
            "postal_code": place.postcode or "",
            "country": self._exporting.directory.settings.country,
            "address_type": "physical",
        }

    def _accessibility(self, group: Group, own: str) -> Record:
        words, say = self._exporting.vocabulary("access"), self._exporting.say
        said = [say(_ACCESS[answer], what=words[key].label) for key, answer in group.access.items()]
        found = {"id": self._ids.of(own, "access"), "location_id": own, "description": "; ".join(said)}
        return found | ({"details": group.access_note} if group.access_note else {})
