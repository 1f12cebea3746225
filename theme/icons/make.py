"""Copy the icons the templates use from a folder of lucide's SVG files, cleaned for inlining.

    python theme/icons/make.py FOLDER

Each file keeps its shapes only. Words always stand beside an icon, so each is hidden from screen readers.
To use another icon, add its name here, in alphabetical order, and run this again.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

NAMES = [
    "arrow-left",
    "arrow-right",
    "calendar",
    "check",
    "circle-alert",
    "clock",
    "door-open",
    "globe",
    "info",
    "lamp",
    "mail",
    "map-pin",
    "message-circle",
    "phone",
    "plus",
    "search",
    "smartphone",
    "users",
]
OPENING = (
    '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
)


def clean(svg: str) -> str:
    """Keep the shapes, on one line, under an opening tag of our own."""
    shapes = re.sub(r"<!--.*?-->|</?svg.*?>", "", svg, flags=re.DOTALL)
    return OPENING + re.sub(r"\s*(/?>)\s*", r"\1", re.sub(r"\s+", " ", shapes).strip()) + "</svg>\n"


def main() -> None:
    """Write each named icon beside this file."""
    if len(sys.argv) != 2:
        sys.exit("Usage: python make.py FOLDER")
    for name in NAMES:
        svg = (Path(sys.argv[1]) / f"{name}.svg").read_text(encoding="utf-8")
        (Path(__file__).parent / f"{name}.svg").write_text(clean(svg), encoding="utf-8")


if __name__ == "__main__":
    main()
