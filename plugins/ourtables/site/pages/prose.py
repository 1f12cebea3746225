"""The keepers' own pages (`content/pages/*.md`), and what some of them show besides their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ourtables.core.errors import SiteError
from ourtables.listing.fields import FIELDS, asks, example
from ourtables.listing.group import Group
from ourtables.site import care, finder, form
from ourtables.site.keepers_words import Document, read
from ourtables.site.page_kinds import Making, kind
from ourtables.site.pager import Pager, paged
from ourtables.site.pages import help as help_today
from ourtables.site.pages import missing
from ourtables.site.pages.areas import numbered
from ourtables.site.record import Output, Page
from ourtables.site.translated_pages import in_its_language


@dataclass(frozen=True, slots=True)
class Special:
    """What a page with a template of its own has.

    Attributes:
        template: The template.
        data: Returns what the template needs.
        groups: Returns the groups that the page lists, twenty a page.
        url: Its address, when that isn't the file's name.
        noindex: Whether search engines leave it out.
        search: Whether it may run the word search.
    """

    template: str
    data: Callable[[Making], Mapping[str, Any]] = lambda making: {}
    groups: Callable[[Making], Sequence[Group]] = lambda making: ()
    url: str | None = None
    noindex: bool = False
    search: bool = False


@kind
def pages(making: Making) -> Iterator[Output]:
    """Each page of the keepers, at the address of its file's name."""
    for path in sorted((making.content / "pages").glob("*.md")):
        document = read(path, making.address.link)
        stays = making.edition.unchecked and document.text("template") in care.PAGES
        document = in_its_language(document, making, kept=stays)
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
    shared = {"body": document.body, "grounds": document.grounds, "easy": document.easy}
    return {**shared, "groups": groups, "pager": pager, **special.data(making)}


def _fields(making: Making) -> Mapping[str, Any]:
    vocabularies = making.directory.vocabularies
    asked = [field for field in FIELDS if asks(field, vocabularies)]
    return {
        "fields": asked,
        "vocabularies": vocabularies,
        "example": partial(example, vocabularies=vocabularies, say=making.say),
        "asks": partial(asks, vocabularies=vocabularies),
    }


def _asking(making: Making) -> list[Group]:
    return [group for group in making.directory.listed if group.needs or group.give]


_PLAIN = Special("page.html")
# What `template:` in a page's file may say.
SPECIAL = {
    "404": Special("not_found.html", url="/404.html", noindex=True),
    "about": Special("about.html"),
    "add": Special("add.html", lambda making: form.data(making)),
    "back-us": Special("back_us.html", groups=_asking),
    "change": Special("change.html", lambda making: form.data(making, changes=True)),
    "easy": Special("easy.html"),
    "easy-help": Special("easy_help.html", help_today.data),
    "fields": Special("fields.html", _fields),
    "find": Special("find.html", lambda making: finder.data(making), search=True),
    "help": Special("help.html", help_today.data),
    "keepers": Special("keepers.html", form.corner, noindex=True),
    "missing": Special("missing.html", missing.data),
    "remove": Special("remove.html", lambda making: form.removal(making)),
}
