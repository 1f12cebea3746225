"""Hugo's simple pages, made by what makes our own: the same listings, read, checked, drawn and written.

    python -m bench.simple CONTENT OUTPUT DAY

Equal pages are compared so. Beside Hugo's work, which areas lie in which is worked out and every listing is checked.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bench.contestants import PEERS, stands
from ourtables.directory import loading
from ourtables.directory.directory import Directory
from ourtables.listing.group import Group
from ourtables.site.jinja_speed import Remembering, shorten
from ourtables.site.options import cores
from ourtables.site.record import Output, Page
from ourtables.site.render import write_all

# As many on a page as in Hugo's site: of all groups, and of a term.
_OF_ALL, _OF_A_TERM = 50, 20
_FACTS = (
    *("status", "status_note", "until", "offers_note", "formats", "for_", "for_note", "age_min", "age_max"),
    *("languages", "interpreters_note", "led_by", "led_by_note", "funding", "funding_note", "needs", "needs_note"),
    *("give", "joining", "confidentiality", "confidentiality_note", "emergency_response", "emergency_note"),
    *("first_time", "content_notes", "cost", "cost_note", "travel_help", "access_note", "started", "confirmed"),
    "confirmed_by",
)


def main(arguments: Sequence[str]) -> int:
    """Build the pages of a content folder into an empty one, as of a day."""
    content, output, day = Path(arguments[0]), Path(arguments[1]), date.fromisoformat(arguments[2])
    # As site/plugin.py does.
    gc.set_threshold(500_000)
    directory = loading.load(content, day, jobs=cores()).directory
    draw = _drawing()
    output.mkdir()
    write_all(list(_pages(directory)), output, draw, cores(), lambda _written, _total: None)
    return 0


def _drawing() -> Any:
    environment = Environment(
        loader=FileSystemLoader(PEERS / "ours"), autoescape=True, auto_reload=False, undefined=StrictUndefined
    )
    shorten(environment)
    card = environment.get_template("card.html").module
    card.card = Remembering(card.card)  # type: ignore[attr-defined]
    compiled: dict[str, Template] = {name: environment.get_template(name) for name in environment.list_templates()}

    def draw(page: Page) -> bytes:
        return compiled[page.template].render(page.context(), page=page).encode()

    return draw


def _pages(directory: Directory) -> Iterator[Output]:
    groups = tuple(directory.groups.values())
    areas, offers = ({term.key: term.label for term in directory.vocabularies[name]} for name in ("areas", "offers"))
    listed: dict[str, dict[str, list[Group]]] = {
        "in_areas": {key: [] for key in areas},
        "with_offers": {key: [] for key in offers},
        "pairs": {},
    }
    for group in groups:
        found = stands(directory, group)
        for name, keys in (("in_areas", found.areas), ("with_offers", found.offers), ("pairs", found.pairs)):
            for key in keys:
                listed[name].setdefault(key, []).append(group)
        yield Page(
            url=f"/groups/{group.slug}/",
            template="group.html",
            title=group.name,
            description=group.blurb,
            context=partial(dict, group=group, facts=_FACTS),
        )
    labels = {"in_areas": areas, "with_offers": offers, "pairs": {}}
    for name, terms in listed.items():
        for key, some in terms.items():
            yield from _list(f"/{name}/{key}/", labels[name].get(key, key), some, _OF_A_TERM, len(some))
        shown = [] if name == "pairs" else _terms(name, terms, labels[name])
        yield Page(url=f"/{name}/", template="terms.html", title=name, context=partial(dict, terms=shown))
    yield from _list("/groups/", "All groups", groups, _OF_ALL, None)
    home = _terms("with_offers", listed["with_offers"], offers)
    title = "Not a seat at theirs. Tables of our own."
    yield Page(url="/", template="terms.html", title=title, context=partial(dict, terms=home))


def _terms(name: str, terms: Mapping[str, Sequence[Group]], labels: Mapping[str, str]) -> list[tuple[str, str, int]]:
    return [(f"/{name}/{key}/", labels[key], len(groups)) for key, groups in terms.items()]


def _list(url: str, title: str, groups: Sequence[Group], most: int, count: int | None) -> Iterator[Page]:
    parts = max(1, -(-len(groups) // most))
    urls = ["", url, *(f"{url}page/{number}/" for number in range(2, parts + 1)), ""]
    for number in range(1, parts + 1):
        shown = groups[(number - 1) * most : number * most]
        context = partial(
            dict,
            groups=shown,
            count=count,
            number=number,
            parts=parts,
            before=urls[number - 1],
            next=urls[number + 1],
        )
        yield Page(url=urls[number], template="list.html", title=title, context=context)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
