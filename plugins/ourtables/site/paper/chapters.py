"""The chapters of a booklet, one for each area. A group is in full in the first chapter that has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ourtables.listing.group import Group
from ourtables.settings.vocabulary import Term
from ourtables.site.page_kinds import Making
from ourtables.site.pages.booklets import Codes, shelf_of
from ourtables.site.paper.blocks import PaperWords, blocks
from ourtables.site.templates import Templates

# Typst puts the page number here, which it alone knows.
_PAGE = "{page}"


@dataclass(frozen=True, slots=True)
class ChapterEntry:
    """A group in a chapter, with its page's address and QR code; if `seen` earlier, it only says where."""

    slug: str
    blocks: list[PaperWords]
    address: str = ""
    code: str = ""
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """The groups of one area, and the words before them and at the foot of each sheet."""

    area: Term
    head: list[PaperWords]
    foot: list[PaperWords]
    entries: list[ChapterEntry] = field(default_factory=list)


class Drawing:
    """Draws a booklet with the components of the booklets that a browser prints."""

    def __init__(self, making: Making, templates: Templates) -> None:
        self._making, self._templates = making, templates
        self._shelf, self._codes = shelf_of(making), Codes()
        self._seen: set[str] = set()

    def chapters(self, areas: Sequence[Term]) -> Iterator[Chapter]:
        """A chapter for each area that has a group to print."""
        for area in areas:
            groups = self._shelf.of(area.key)
            if groups:
                head, foot = self._drawn("booklet_head", area, len(groups)), self._drawn("booklet_foot", area)
                yield Chapter(area, head, foot, [self._entry(group) for group in groups])

    def _entry(self, group: Group) -> ChapterEntry:
        drawn = self._drawn("booklet_entry", group)
        if group.slug in self._seen:
            where = self._making.say("See page %(page)s.", page=_PAGE)
            return ChapterEntry(group.slug, [drawn[0], PaperWords("p", inside=[where])], seen=True)
        self._seen.add(group.slug)
        address = self._making.edition.site.absolute(f"/groups/{group.slug}/")
        return ChapterEntry(group.slug, drawn, address, self._codes.of(address).decode())

    def _drawn(self, component: str, *given: object) -> list[PaperWords]:
        module = self._templates.environment.get_template(f"components/{component}.html").module
        return blocks(self._templates.finished(str(getattr(module, component)(*given))).decode())
