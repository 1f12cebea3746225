"""Make the fonts that only PDFs are set in, from the families' own files.

Not part of a build: run it when a family has a new version, or when a language needs more letters. It needs fonttools
and brotli, and a folder that holds these two files, which Debian's package fonts-noto-core has:

    NotoNaskhArabic-Regular.ttf, NotoNaskhArabic-Bold.ttf

    python theme/paper/make.py FOLDER

No page asks for them: readers have fonts of their own for other alphabets, and paper has none.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
# Arabic, Persian, Urdu, Pashto, Kurdish, Sindhi, Punjabi and Uyghur, with their marks and signs.
LETTERS = [*range(0x600, 0x700), *range(0x750, 0x780), *range(0x200C, 0x2010), 0x20, 0xA0, 0x25CC]


def main() -> None:
    """Make the fonts from the folder named on the command line."""
    if len(sys.argv) != 2:
        sys.exit("Usage: python make.py FOLDER")
    for weight, name in ((400, "Regular"), (700, "Bold")):
        font = TTFont(Path(sys.argv[1]) / f"NotoNaskhArabic-{name}.ttf", recalcTimestamp=False)
        options = Options()
        options.layout_features = ["*"]
        options.hinting = False
        options.name_IDs = [0, 1, 2, 6, 13, 14]
        options.notdef_outline = True
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=LETTERS)
        subsetter.subset(font)
        font.flavor = "woff2"
        path = HERE / f"naskh-{weight}.woff2"
        font.save(path)
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
