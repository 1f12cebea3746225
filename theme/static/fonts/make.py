"""Make the theme's two fonts from the families' own files: one subset each, as WOFF2.

Not part of a build: run it when a family has a new version, or when a language needs more letters.
It needs fonttools and brotli, and a folder that holds these three files of the families' releases:

    text-400.ttf, text-700.ttf   Atkinson Hyperlegible Next, Regular and Bold
    heading.ttf                  Bricolage Grotesque, variable (opsz, wdth, wght)

    python theme/static/fonts/make.py FOLDER

The two weights of the text become one variable font (400 to 700); the headings are fixed at one weight and size.
It prints the metrics that `30-fonts.css` needs for fallback fonts that take the same room.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import build
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent

# Latin-1, the Welsh ŵ and ŷ, the letters of Polish, Romanian, Czech and French that cost little, and punctuation.
LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x108),
    *(0x10C, 0x10D, 0x118, 0x119, 0x141, 0x142, 0x143, 0x144, 0x152, 0x153, 0x15A, 0x15B, 0x160, 0x161),
    *range(0x174, 0x17F),
    *(0x218, 0x219, 0x21A, 0x21B),
    *range(0x1E80, 0x1E86),
    *(0x1EF2, 0x1EF3),
    *range(0x2010, 0x2016),
    *range(0x2018, 0x201F),
    *(0x2020, 0x2022, 0x2026, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122),
    *(0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2713),
]
# Headings speak the letters that names and titles of these islands use.
HEADING_LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0x174, 0x179),
    *range(0x1E80, 0x1E86),
    *(0x1EF2, 0x1EF3, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026),
]


def subset(font: TTFont, letters: list[int]) -> TTFont:
    """Keep only these letters, with kerning and the marks that sit on letters."""
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["MVAR", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


def text_font(folder: Path) -> TTFont:
    """Join Regular and Bold into one font whose weight can vary."""
    space = DesignSpaceDocument()
    space.addAxis(AxisDescriptor(tag="wght", name="Weight", minimum=400, default=400, maximum=700))
    for weight in (400, 700):
        font = subset(TTFont(folder / f"text-{weight}.ttf"), LETTERS)
        space.addSource(SourceDescriptor(font=font, location={"Weight": weight}, name=f"w{weight}"))
    font, _model, _masters = build(space)
    return font


def heading_font(folder: Path) -> TTFont:
    """Fix the headings at one weight, width and size, and subset them."""
    font = instantiateVariableFont(TTFont(folder / "heading.ttf"), {"wght": 750, "wdth": 100, "opsz": 40})
    return subset(font, HEADING_LETTERS)


def save(font: TTFont, name: str) -> None:
    """Write the font as WOFF2 and say what its fallback must match."""
    font.flavor = "woff2"
    path = HERE / name
    font.save(path)
    em = font["head"].unitsPerEm
    widths = [font["hmtx"][font.getBestCmap()[ord(c)]][0] for c in "etaoinsrhldcumfpgwyb  "]
    print(
        f"{name}: {path.stat().st_size} bytes, ascent {font['hhea'].ascent / em:.3f}, "
        f"descent {-font['hhea'].descent / em:.3f}, gap {font['hhea'].lineGap / em:.3f}, "
        f"mean width {sum(widths) / len(widths) / em:.4f}"
    )


def main() -> None:
    """Make both fonts from the folder named on the command line."""
    if len(sys.argv) != 2:
        sys.exit("Usage: python make.py FOLDER")
    folder = Path(sys.argv[1])
    save(text_font(folder), "text.woff2")
    save(heading_font(folder), "heading.woff2")


if __name__ == "__main__":
    main()
