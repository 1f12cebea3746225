"""Leaves out letters that no font here has, and says so in the entry, so that none is printed as a box."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ourtables.site.paper.blocks import PaperWords
from ourtables.site.paper.chapters import Chapter, ChapterEntry

_GAP = "…"


def letters(chapters: Iterable[Chapter]) -> set[str]:
    """Return every letter of the groups of some chapters."""
    return set().union(*(_of(entry.blocks) for chapter in chapters for entry in chapter.entries))


def lacking(chapters: Iterable[Chapter], missing: set[str]) -> dict[str, str]:
    """Return the letters that groups lose, by the group's slug."""
    entries = (entry for chapter in chapters for entry in chapter.entries if not entry.seen)
    found = {entry.slug: "".join(sorted(_of(entry.blocks) & missing)) for entry in entries}
    return {slug: lost for slug, lost in found.items() if lost}


def without(chapters: Sequence[Chapter], missing: set[str], note: str) -> Sequence[Chapter]:
    """Return the chapters without some letters.

    Args:
        chapters: The chapters.
        missing: The letters that no font has.
        note: How an entry ends that loses some.
    """
    if not missing:
        return chapters
    some = re.escape("".join(sorted(missing)))
    # Whole words go, since what is left of one would read as another.
    gaps = re.compile(rf"\S*[{some}]\S*(?: \S*[{some}]\S*)*")

    def cut(words: PaperWords) -> PaperWords:
        inside = [gaps.sub(_GAP, one) if isinstance(one, str) else cut(one) for one in words.inside]
        return replace(words, inside=inside)

    def entry(one: ChapterEntry) -> ChapterEntry:
        blocks = [cut(block) for block in one.blocks]
        more = [PaperWords("p", inside=[note])] if blocks != one.blocks and not one.seen else []
        return replace(one, blocks=[*blocks, *more])

    return [replace(chapter, entries=[entry(one) for one in chapter.entries]) for chapter in chapters]


def _of(blocks: Iterable[PaperWords]) -> set[str]:
    return {letter for block in blocks for letter in block.text}
