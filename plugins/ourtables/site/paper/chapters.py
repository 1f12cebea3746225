"""What stands in a booklet of several areas: a chapter for each, and each group in full where it comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ourtables.group import Group
from ourtables.site.pages.booklets import Shelf, code
from ourtables.site.pages.registry import Making
from ourtables.site.paper.blocks import Words, blocks
from ourtables.site.templates import Templates
from ourtables.vocabulary import Term

# Where a page's number goes, which is known only when the sheets are set.
_PAGE = "{page}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A group in a chapter, with its page's address and QR code; one `seen` in an earlier chapter only says where."""

    slug: str
    blocks: list[Words]
    address: str = ""
    code: str = ""
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """The groups of one area, and the words before them and at the foot of each sheet."""

    area: Term
    head: list[Words]
    foot: list[Words]
    entries: list[Entry] = field(default_factory=list)


class Drawing:
    """Draws a booklet with the components of those that a browser prints."""

    def __init__(self, making: Making, templates: Templates) -> None:
        self._making, self._templates = making, templates
        self._shelf = Shelf(making)
        self._seen: set[str] = set()

    def chapters(self, areas: Sequence[Term]) -> Iterator[Chapter]:
        """A chapter for each area that has a group to print."""
        for area in areas:
            groups = self._shelf.of(area.key)
            if groups:
                head, foot = self._drawn("booklet_head", area, len(groups)), self._drawn("booklet_foot", area)
                yield Chapter(area, head, foot, [self._entry(group) for group in groups])

    def _entry(self, group: Group) -> Entry:
        drawn = self._drawn("booklet_entry", group)
        if group.slug in self._seen:
            where = self._making.say("See page %(page)s.", page=_PAGE)
            return Entry(group.slug, [drawn[0], Words("p", inside=[where])], seen=True)
        self._seen.add(group.slug)
        address = self._making.address.absolute(f"/groups/{group.slug}/")
        return Entry(group.slug, drawn, address, code(address).decode())

    def _drawn(self, component: str, *given: object) -> list[Words]:
        module = self._templates.environment.get_template(f"components/{component}.html").module
        return blocks(str(getattr(module, component)(*given)))
