"""The directory by the Human Services Data Specification 3.0 and its profile Open Referral UK 3.0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from ourtables.catalogue import N_
from ourtables.exports.hsds.openapi import openapi
from ourtables.exports.hsds.services import Services
from ourtables.exports.hsds.terms import Record
from ourtables.exports.listings import as_bytes
from ourtables.exports.registry import Exporting, Made, export


@export(
    "hsds",
    N_("HSDS 3.0"),
    N_("The Human Services Data Specification, for directories of services."),
    "data/hsds/services.json",
)
def hsds(exporting: Exporting) -> Iterator[Made]:
    """Services with all that belongs to them, organizations, and the taxonomies that both name."""
    making = Services(exporting)
    yield Made("data/hsds/services.json", partial(_services, exporting, making))
    yield Made("data/hsds/organizations.json", lambda: _page(making.organization(group) for group in exporting.groups))
    yield Made("data/hsds/taxonomies.json", lambda: _page(making.terms.taxonomies()))
    yield Made("data/hsds/taxonomy_terms.json", lambda: _page(making.terms.terms()))


@export(
    "oruk",
    N_("Open Referral UK 3.0"),
    N_("The same services by the UK's own profile of HSDS, on one page."),
    "data/oruk/services.json",
    country="GB",
)
def open_referral(exporting: Exporting) -> Iterator[Made]:
    """One page of services, the taxonomies that they name, and a description of these files."""
    # Its readers group services by the terms that stand inside.
    making = Services(exporting, whole_offers=True)
    yield Made("data/oruk/services.json", partial(_services, exporting, making))
    yield Made("data/oruk/taxonomies.json", lambda: _page(making.terms.taxonomies()))
    yield Made("data/oruk/taxonomy_terms.json", lambda: _page(making.terms.terms()))
    yield Made("data/oruk/openapi.json", lambda: as_bytes(openapi(exporting)))


def _services(exporting: Exporting, making: Services) -> bytes:
    return _page(making.service(group) for group in exporting.groups)


def _page(records: Iterable[Record]) -> bytes:
    """The page object of both specifications; there is one page, which holds everything."""
    contents = list(records)
    head = {"total_items": len(contents), "total_pages": 1, "page_number": 1, "size": len(contents)}
    return as_bytes({**head, "first_page": True, "last_page": True, "empty": not contents, "contents": contents})
