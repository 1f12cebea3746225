"""The description that lets a browser offer to search here (OpenSearch 1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from ourtables.core.catalogue import N_
from ourtables.exports.export_registry import Exporting, Made, export

PATH = "opensearch.xml"
# The specification's limits for the two texts.
_NAME_MOST, _ABOUT_MOST = 16, 1024


@export(
    "opensearch",
    N_("Search from your browser"),
    N_("A browser that knows OpenSearch offers this directory among its searches."),
    PATH,
    ruled=False,
    each_language=True,
)
def opensearch(exporting: Exporting) -> Iterator[Made]:
    """Yield one description. The words go after the #, so that no server gets them."""
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
