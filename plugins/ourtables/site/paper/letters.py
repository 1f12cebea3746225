"""Letters that no font here has are never printed as boxes: they are left out, and the entry says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ourtables.site.paper.blocks import Words
from ourtables.site.paper.chapters import Chapter, Entry

_GAP = "…"


def letters(chapters: Iterable[Chapter]) -> set[str]:
    """Every letter of the groups of some chapters."""
    return set().union(*(_of(entry.blocks) for chapter in chapters for entry in chapter.entries))


def lacking(chapters: Iterable[Chapter], missing: set[str]) -> dict[str, str]:
    """The groups that lose some letters, by slug, and which."""
    entries = (entry for chapter in chapters for entry in chapter.entries if not entry.seen)
    found = {entry.slug: "".join(sorted(_of(entry.blocks) & missing)) for entry in entries}
    return {slug: lost for slug, lost in found.items() if lost}


def without(chapters: Sequence[Chapter], missing: set[str], note: str) -> Sequence[Chapter]:
    """The chapters without the letters that are missing; an entry that loses some ends with a note."""
    if not missing:
        return chapters
    some = re.escape("".join(sorted(missing)))
    # Whole words: what is left of one would read as another.
    gaps = re.compile(rf"\S*[{some}]\S*(?: \S*[{some}]\S*)*")

    def cut(words: Words) -> Words:
        inside = [gaps.sub(_GAP, one) if isinstance(one, str) else cut(one) for one in words.inside]
        return replace(words, inside=inside)

    def entry(one: Entry) -> Entry:
        blocks = [cut(block) for block in one.blocks]
        more = [Words("p", inside=[note])] if blocks != one.blocks and not one.seen else []
        return replace(one, blocks=[*blocks, *more])

    return [replace(chapter, entries=[entry(one) for one in chapter.entries]) for chapter in chapters]


def _of(blocks: Iterable[Words]) -> set[str]:
    return {letter for block in blocks for letter in block.text}
