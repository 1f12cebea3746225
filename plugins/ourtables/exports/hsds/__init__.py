"""The directory by the Human Services Data Specification 3.0 and its profile Open Referral UK 3.0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from ourtables.core.catalogue import N_
from ourtables.exports.export_registry import Exporting, Made, export
from ourtables.exports.hsds.openapi import openapi
from ourtables.exports.hsds.services import Services
from ourtables.exports.hsds.terms import Record
from ourtables.exports.listings import as_bytes, with_list


@export(
    "hsds",
    N_("HSDS 3.0"),
    N_("The Human Services Data Specification, for directories of services."),
    "data/hsds/services.json",
)
def hsds(exporting: Exporting) -> Iterator[Made]:
    """Yield services with all that belongs to them, organizations, and the taxonomies that they use."""
    making = Services(exporting)
    yield Made("data/hsds/services.json", partial(_services, exporting, making))
    yield Made("data/hsds/organizations.json", lambda: _organizations(exporting, making))
    yield Made("data/hsds/taxonomies.json", lambda: _all(making.terms.taxonomies()))
    yield Made("data/hsds/taxonomy_terms.json", lambda: _all(making.terms.terms()))


@export(
    "oruk",
    N_("Open Referral UK 3.0"),
    N_("The same services by the UK's own profile of HSDS, on one page."),
    "data/oruk/services.json",
    country="GB",
)
def open_referral(exporting: Exporting) -> Iterator[Made]:
    """Yield one page of services, the taxonomies that they use, and a description of these files."""
    # Readers of this profile group services by the terms inside them.
    making = Services(exporting, whole_offers=True)
    yield Made("data/oruk/services.json", partial(_services, exporting, making))
    yield Made("data/oruk/taxonomies.json", lambda: _all(making.terms.taxonomies()))
    yield Made("data/oruk/taxonomy_terms.json", lambda: _all(making.terms.terms()))
    yield Made("data/oruk/openapi.json", lambda: as_bytes(openapi(exporting)))


def _organizations(exporting: Exporting, making: Services) -> bytes:
    return _page(len(exporting.groups), (making.organization(group) for group in exporting.groups))


def _services(exporting: Exporting, making: Services) -> bytes:
    return _page(len(exporting.groups), (making.service(group) for group in exporting.groups))


def _page(count: int, records: Iterable[Record]) -> bytes:
    """Return the page object of both specifications. One page holds everything."""
    head = {"total_items": count, "total_pages": 1, "page_number": 1, "size": count}
    return with_list({**head, "first_page": True, "last_page": True, "empty": not count}, "contents", records)


def _all(records: Iterable[Record]) -> bytes:
    contents = list(records)
    return _page(len(contents), contents)
