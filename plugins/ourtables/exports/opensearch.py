"""The description by which a browser offers to search here (OpenSearch 1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from ourtables.catalogue import N_
from ourtables.exports.registry import Exporting, Made, export

PATH = "opensearch.xml"
# The specification's own bounds for the two texts.
_NAME_MOST, _ABOUT_MOST = 16, 1024


@export(
    "opensearch",
    N_("Search from your browser"),
    N_("A browser that knows OpenSearch offers this directory among its searches."),
    PATH,
    ruled=False,
)
def opensearch(exporting: Exporting) -> Iterator[Made]:
    """One description; the words searched for stand after #, so that no server is told them."""
    yield Made(PATH, partial(_description, exporting))


def _description(exporting: Exporting) -> bytes:
    settings = exporting.directory.settings
    template = exporting.address("find/#q={searchTerms}")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{escape(settings.title[:_NAME_MOST].strip())}</ShortName>",
        f"<Description>{escape(settings.description[:_ABOUT_MOST])}</Description>",
        f'<Url type="text/html" template={quoteattr(template)}/>',
        f"<Language>{escape(settings.language)}</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        "</OpenSearchDescription>",
    ]
    return "\n".join([*lines, ""]).encode()
