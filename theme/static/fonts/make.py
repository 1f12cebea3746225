"""Make the theme's fonts from the families' own files: two that every page asks for, and two with more letters.

Not part of a build: run it when a family has a new version, or when a language needs more letters.
It needs fonttools and brotli, and a folder that holds these three files of the families' releases:

    text-400.ttf, text-700.ttf   Atkinson Hyperlegible Next, Regular and Bold
    heading.ttf                  Bricolage Grotesque, variable (opsz, wdth, wght)

    python theme/static/fonts/make.py FOLDER

The two weights of the text become one variable font (400 to 700); the headings are fixed at one weight and size.
It prints the metrics that `30-fonts.css` needs for fallback fonts that take the same room, and the letters for which
a browser is to ask for the fonts with more.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.otBase import ValueRecord
from fontTools.ttLib.tables.otTables import PairPos
from fontTools.varLib import build
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent

# Every page pays for these, so they are what these islands write: English, Welsh, Irish, Gaelic, Scots and French. A
# font of up to 14 KB comes with the first answer of a slow connection, a larger one with the second.
LETTERS = {
    *map(chr, range(0x20, 0x7F)),
    *"ÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜÝŒŴŶŸẀẂẄỲ",
    *"àáâäçèéêëìíîïñòóôöùúûüýÿœŵŷẁẃẅỳ",
    *"\xa0£€©°·×½«»–—‘’“”•…",
}
# Only a page where one of them is written fetches these: the other letters of Latin that our families have both.
MORE_LETTERS = {
    *"ÃÅÆÐÕØÞĀĂĄĆĊČĎĐĒĖĘĚĞĠĢĦĪĮİĶĹĻĽŁŃŅŇŌŐŔŘŚŞŠŤŪŮŰŲŹŻŽȘȚ",
    *"ãåæðõøþßāăąćċčďđēėęěğġģħīįıķĺļľłńņňōőŕřśşšťūůűųźżžșț",
    *"¡¿‚„",
}
# In thousandths of the letter's size: half a pixel in our largest heading, a fifth of one in text.
_LEAST_KERNING, _STEP = 12, 6


def subset(font: TTFont, letters: set[str], *, kerning: bool = True) -> TTFont:
    """Keep only these letters, with their kerning or without."""
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"] if kerning else ["locl"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["MVAR", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(letters))
    subsetter.subset(font)
    return font


def lean(font: TTFont) -> TTFont:
    """Leave out kerning that nobody sees: small amounts, amounts between two steps, and a bolder weight's.

    It was nearly half of the headings' font.
    """
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table.ValueFormat1 = 4
            for value in _values(table):
                amount = getattr(value, "XAdvance", 0)
                value.__dict__ = {"XAdvance": 0 if abs(amount) < _LEAST_KERNING else round(amount / _STEP) * _STEP}
    return font


def _values(table: PairPos) -> list[ValueRecord]:
    if table.Format == 1:
        return [pair.Value1 for pairs in table.PairSet for pair in pairs.PairValueRecord]
    return [second.Value1 for first in table.Class1Record for second in first.Class2Record if second.Value1]


def text_font(folder: Path, letters: set[str], *, kerning: bool = True) -> TTFont:
    """Join Regular and Bold into one font whose weight can vary."""
    space = DesignSpaceDocument()
    space.addAxis(AxisDescriptor(tag="wght", name="Weight", minimum=400, default=400, maximum=700))
    for weight in (400, 700):
        font = subset(TTFont(folder / f"text-{weight}.ttf"), letters, kerning=kerning)
        space.addSource(SourceDescriptor(font=font, location={"Weight": weight}, name=f"w{weight}"))
    font, _model, _masters = build(space)
    return font


def heading_font(folder: Path, letters: set[str], *, kerning: bool = True) -> TTFont:
    """Fix the headings at one weight, width and size, and subset them."""
    font = instantiateVariableFont(TTFont(folder / "heading.ttf"), {"wght": 750, "wdth": 100, "opsz": 40})
    return subset(font, letters, kerning=kerning)


def save(font: TTFont, name: str) -> None:
    """Write the font as WOFF2 and say how large it is."""
    font.flavor = "woff2"
    path = HERE / name
    font.save(path)
    print(f"{name}: {path.stat().st_size} bytes")


def measures(font: TTFont) -> str:
    """What a font that stands in for this one must match."""
    em = font["head"].unitsPerEm
    widths = [font["hmtx"][font.getBestCmap()[ord(c)]][0] for c in "etaoinsrhldcumfpgwyb  "]
    return (
        f"    ascent {font['hhea'].ascent / em:.3f}, descent {-font['hhea'].descent / em:.3f}, "
        f"gap {font['hhea'].lineGap / em:.3f}, mean width {sum(widths) / len(widths) / em:.4f}"
    )


def ranges(letters: set[str]) -> str:
    """The letters as a `unicode-range`."""
    found: list[tuple[int, int]] = []
    for number in sorted(map(ord, letters)):
        if found and number == found[-1][1] + 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return ", ".join(f"U+{first:X}" + (f"-{last:X}" if last > first else "") for first, last in found)


def main() -> None:
    """Make the fonts from the folder named on the command line."""
    if len(sys.argv) != 2:
        sys.exit("Usage: python make.py FOLDER")
    folder = Path(sys.argv[1])
    for make, name in ((text_font, "text"), (heading_font, "heading")):
        font = lean(make(folder, LETTERS))
        save(font, f"{name}.woff2")
        print(measures(font))
        save(make(folder, MORE_LETTERS, kerning=False), f"{name}-more.woff2")
    print(ranges(MORE_LETTERS))


if __name__ == "__main__":
    main()
