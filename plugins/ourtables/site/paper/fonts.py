"""Fonts for paper: the theme's own, and those of this machine for letters that they lack."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from pathlib import Path

import typst
from fontTools.ttLib import TTFont, TTLibError

# The names that booklet.typ knows them by.
_OWN = {
    "text": "Atkinson Hyperlegible Next",
    "text-more": "Atkinson Hyperlegible Next More",
    "heading": "Bricolage Grotesque",
    "heading-more": "Bricolage Grotesque More",
}
# For Arabic, Persian and Urdu. No page asks for it: readers have fonts of their own.
_NASKH = "Noto Naskh Arabic"
_FAMILY, _POSTSCRIPT = 1, 6
_REGULAR, _BOLD = 400, 700
_JOINERS = re.compile("[\u034f\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class Fonts:
    """All fonts that a booklet can be set in.

    Args:
        theme: The theme's folder.
        folder: Where the theme's web fonts are unpacked to, since Typst can't read them packed.
    """

    def __init__(self, theme: Path, folder: Path) -> None:
        unpacked = {
            name: _unpacked(theme / "static" / "fonts" / f"{name}.woff2", folder, family)
            for name, family in _OWN.items()
        }
        for weight in (_REGULAR, _BOLD):
            _unpacked(theme / "paper" / f"naskh-{weight}.woff2", folder)
        # What the headings lack is set in the text's letters.
        self.own = unpacked["text"] | unpacked["text-more"]
        # Not those that come with Typst, since their letters can't be looked up.
        self.for_typst = typst.Fonts(include_embedded_fonts=False, font_paths=[str(folder)])

    def families(self, letters: set[str]) -> tuple[list[str], set[str]]:
        """Return the families that these letters need besides our own, and the letters that no font has."""
        missing = {letter for letter in letters if not _unseen(letter)} - self.own
        chosen: list[str] = []
        while missing:
            best = max(self._others, key=lambda family: self._gain(family, missing), default="")
            if not best or not self._others[best] & missing:
                break
            chosen.append(best)
            missing -= self._others[best]
        return chosen, missing

    def _gain(self, family: str, missing: set[str]) -> tuple[int, bool]:
        """How many of some letters a family has; of two that have as many, the theme's own comes first."""
        return len(self._others[family] & missing), family == _NASKH

    @cached_property
    def _others(self) -> dict[str, set[str]]:
        """The letters that each other family has both in regular and in bold."""
        found: dict[str, set[str]] = {}
        for font in self.for_typst.fonts():
            if font.family in _OWN.values() or font.style != "normal" or not _REGULAR <= font.weight <= _BOLD:
                continue
            letters = _letters(font.path, font.index) if font.path else set()
            found[font.family] = found[font.family] & letters if font.family in found else letters
        return dict(sorted(found.items()))


def _unpacked(path: Path, folder: Path, family: str = "") -> set[str]:
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = None
    if family:
        # Typst knows no font without these two names, which web fonts of ours don't have.
        font["name"].setName(family, _FAMILY, 3, 1, 0x409)
        font["name"].setName(family.replace(" ", ""), _POSTSCRIPT, 3, 1, 0x409)
    font.save(folder / f"{path.stem}.ttf")
    return {chr(number) for number in font.getBestCmap()}


def _letters(path: str, index: int) -> set[str]:
    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            return {chr(number) for number in font.getBestCmap() or ()}
    except (OSError, TTLibError):
        return set()


def _unseen(letter: str) -> bool:
    """Return whether a letter only says how others are joined, and so needs no glyph."""
    return unicodedata.category(letter) == "Cf" or bool(_JOINERS.match(letter))
