"""Where a group meets, as locations of HSDS 3.0, told no finer than the group allows."""

from __future__ import annotations

from ourtables.core.catalogue import N_
from ourtables.exports.export_registry import Exporting
from ourtables.exports.hsds.terms import Identifiers, Record
from ourtables.listing.group import Group, Place

_ACCESS = {
    "yes": N_("%(what)s: yes"),
    "no": N_("%(what)s: no"),
    "partly": N_("%(what)s: partly"),
    "ask": N_("%(what)s: ask the group"),
}


class Locations:
    """The locations of a build's services."""

    def __init__(self, exporting: Exporting, ids: Identifiers) -> None:
        self._exporting, self._ids = exporting, ids

    def of(self, group: Group, service: str) -> list[Record]:
        """Each place of a group, as where its service is to be had."""
        return [
            {"id": self._ids.of(service, "at", key), "location": self._location(group, place)}
            for key, place in group.places.items()
        ]

    def _location(self, group: Group, place: Place) -> Record:
        own = self._ids.of("location", group.slug, place.key)
        found: Record = {"id": own, "location_type": "physical"}
        if place.name:
            found["name"] = place.name
        found["addresses"] = [self._address(group, own, place)]
        if place.directions:
            found["transportation"] = place.directions
        point = self._exporting.points.of(group, place)
        if point:
            found |= {"latitude": point.lat, "longitude": point.lon}
        if group.access:
            found["accessibility"] = [self._accessibility(group, own)]
        return found | {"listing": {"place": place.key, "precision": place.precision}}

    def _address(self, group: Group, own: str, place: Place) -> Record:
        """What may be told of an address; HSDS wants every part of it, so that what isn't told is empty."""
        areas = self._exporting.vocabulary("areas")
        return {
            "id": self._ids.of(own, "address"),
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
        found = {"id": self._ids.of(own, "access"), "description": "; ".join(said)}
        return found | ({"details": group.access_note} if group.access_note else {})
