"""The keepers' own pages (`content/pages/*.md`), and what some of them show beside their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ourtables.fields import FIELDS, example
from ourtables.site import finder
from ourtables.site.pages import help as help_today
from ourtables.site.pages import missing
from ourtables.site.pages.keepers import Document, read
from ourtables.site.pages.registry import Making, kind
from ourtables.site.record import Output, Page, SiteError


@dataclass(frozen=True, slots=True)
class Special:
    """What a page has of its own: a template, what that needs, and sometimes an address."""

    template: str
    data: Callable[[Making], Mapping[str, Any]]
    url: str | None = None
    noindex: bool = False
    search: bool = False


@kind
def pages(making: Making) -> Iterator[Output]:
    """Each page of the keepers at its own name."""
    for path in sorted((making.content / "pages").glob("*.md")):
        document = read(path, making.address.link)
        special = _special(document)
        yield Page(
            url=special.url or f"/{document.name}/",
            template=special.template,
            title=document.text("title") or document.name,
            description=document.text("summary"),
            noindex=special.noindex,
            search=special.search,
            context=partial(_context, making, document, special),
        )


def _special(document: Document) -> Special:
    name = document.text("template")
    if name and name not in SPECIAL:
        raise SiteError(f"{document.path}: there is no template “{name}”; there are: {', '.join(sorted(SPECIAL))}.")
    return SPECIAL[name] if name else _PLAIN


def _context(making: Making, document: Document, special: Special) -> Mapping[str, Any]:
    return {"body": document.body, **special.data(making)}


def _nothing(making: Making) -> Mapping[str, Any]:
    return {}


def _fields(making: Making) -> Mapping[str, Any]:
    vocabularies = making.directory.vocabularies
    # A field whose vocabulary is empty is one that this directory doesn't ask.
    asked = [field for field in FIELDS if not field.vocabulary or len(vocabularies[field.vocabulary])]
    return {"fields": asked, "vocabularies": vocabularies, "example": partial(example, vocabularies=vocabularies)}


def _asking(making: Making) -> Mapping[str, Any]:
    return {"groups": [group for group in making.directory.listed if group.needs or group.give]}


_PLAIN = Special("page.html", _nothing)
# What `template:` in a page's file may say.
SPECIAL = {
    "404": Special("not_found.html", _nothing, url="/404.html", noindex=True),
    "about": Special("about.html", _nothing),
    "back-us": Special("back_us.html", _asking),
    "fields": Special("fields.html", _fields),
    "find": Special("find.html", lambda making: finder.data(making), search=True),
    "help": Special("help.html", help_today.data),
    "missing": Special("missing.html", missing.data),
}
