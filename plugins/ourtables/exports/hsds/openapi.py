"""What describes our Open Referral UK files (OpenAPI 3.1): files at fixed addresses, which answer no questions."""

from __future__ import annotations

from typing import Any

from ourtables.core.catalogue import N_
from ourtables.exports.export_registry import Exporting

_ABOUT = N_(
    "Services by the data model of Open Referral UK 3.0, as files that are written anew when the site is. They take no"
    " parameters, and every list is one page: this is not the API of Open Referral UK."
)
_FILES = {
    "services": N_("All services, each with everything that belongs to it."),
    "taxonomies": N_("The vocabularies that services name."),
    "taxonomy_terms": N_("The words of those vocabularies."),
}

Document = dict[str, Any]


def openapi(exporting: Exporting) -> Document:
    """The description of the files beneath `/data/oruk/`."""
    settings = exporting.directory.settings
    return {
        "openapi": "3.1.0",
        "info": {"title": settings.title, "version": "3.0", "description": exporting.say(_ABOUT)},
        "servers": [{"url": exporting.address("data/oruk")}],
        "paths": {f"/{name}.json": {"get": _file(name, exporting.say(about))} for name, about in _FILES.items()},
        "components": {"schemas": {"page": _page(), "record": _record()}},
    }


def _file(name: str, about: str) -> Document:
    body = {"application/json": {"schema": {"$ref": "#/components/schemas/page"}}}
    return {"operationId": name, "summary": about, "responses": {"200": {"description": about, "content": body}}}


def _page() -> Document:
    counts = {name: {"type": "integer"} for name in ("total_items", "total_pages", "page_number", "size")}
    flags = {name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")}
    contents = {"type": "array", "items": {"$ref": "#/components/schemas/record"}}
    properties = {**counts, **flags, "contents": contents}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _record() -> Document:
    return {
        "type": "object",
        "properties": {"id": {"type": "string", "format": "uuid"}, "name": {"type": "string"}},
        "required": ["id", "name"],
    }
