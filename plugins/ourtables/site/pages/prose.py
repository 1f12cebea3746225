"""The keepers' own pages (`content/pages/*.md`), and what some of them show beside their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ourtables.fields import FIELDS, example
from ourtables.group import Group
from ourtables.site import asking, finder
from ourtables.site.pages import help as help_today
from ourtables.site.pages import missing
from ourtables.site.pages.areas import numbered
from ourtables.site.pages.keepers import Document, read
from ourtables.site.pages.pager import Pager, paged
from ourtables.site.pages.registry import Making, kind
from ourtables.site.record import Output, Page, SiteError


@dataclass(frozen=True, slots=True)
class Special:
    """What a page has of its own: a template, what that needs, sometimes groups (in pages of twenty), or an address."""

    template: str
    data: Callable[[Making], Mapping[str, Any]] = lambda making: {}
    groups: Callable[[Making], Sequence[Group]] = lambda making: ()
    url: str | None = None
    noindex: bool = False
    search: bool = False


@kind
def pages(making: Making) -> Iterator[Output]:
    """Each page of the keepers at its own name."""
    for path in sorted((making.content / "pages").glob("*.md")):
        document = read(path, making.address.link)
        special = _special(document)
        groups = special.groups(making)
        for pager in paged(special.url or f"/{document.name}/", len(groups)):
            yield Page(
                url=pager.url,
                template=special.template,
                title=numbered(making, document.text("title") or document.name, pager),
                description=document.text("summary"),
                noindex=special.noindex,
                search=special.search,
                context=partial(_context, making, document, special, groups[pager.part], pager),
            )


def _special(document: Document) -> Special:
    name = document.text("template")
    if name and name not in SPECIAL:
        raise SiteError(f"{document.path}: there is no template “{name}”; there are: {', '.join(sorted(SPECIAL))}.")
    return SPECIAL[name] if name else _PLAIN


def _context(
    making: Making, document: Document, special: Special, groups: Sequence[Group], pager: Pager
) -> Mapping[str, Any]:
    return {"body": document.body, "groups": groups, "pager": pager, **special.data(making)}


def _fields(making: Making) -> Mapping[str, Any]:
    vocabularies = making.directory.vocabularies
    # A field whose vocabulary is empty is one that this directory doesn't ask.
    asked = [field for field in FIELDS if not field.vocabulary or len(vocabularies[field.vocabulary])]
    return {"fields": asked, "vocabularies": vocabularies, "example": partial(example, vocabularies=vocabularies)}


def _asking(making: Making) -> list[Group]:
    return [group for group in making.directory.listed if group.needs or group.give]


_PLAIN = Special("page.html")
# What `template:` in a page's file may say.
SPECIAL = {
    "404": Special("not_found.html", url="/404.html", noindex=True),
    "about": Special("about.html"),
    "add": Special("add.html", lambda making: asking.data(making)),
    "back-us": Special("back_us.html", groups=_asking),
    "change": Special("change.html", lambda making: asking.data(making, changes=True)),
    "fields": Special("fields.html", _fields),
    "find": Special("find.html", lambda making: finder.data(making), search=True),
    "help": Special("help.html", help_today.data),
    "missing": Special("missing.html", missing.data),
    "remove": Special("remove.html", lambda making: asking.removal(making)),
}
