"""Draws share.png, the picture beside a shared link: a laid table without a word on it.

`python theme/static/share/make.py` writes it; it needs Debian's chromium. The picture tells nothing of what a page is
about, and no name stands in it, so that every directory can use it.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
MOST = 60 * 1024
WIDTH, HEIGHT = 800, 420
PAGE = """<!doctype html><style>
body { margin: 0; height: 420px; display: grid; place-items: center; background:
  linear-gradient(90deg, #a8431f66 50%, transparent 0) 0 0 / 60px 100%,
  linear-gradient(#a8431f66 50%, transparent 0) 0 0 / 100% 60px, #fffdf8 }
svg { height: 373px; fill: none; stroke-linecap: round; stroke-linejoin: round }
.ink { stroke: #241c15; stroke-width: 5 } .line { stroke: #8a7766; stroke-width: 3 } .dots { stroke-width: 6 }
.handle { stroke-width: 19 } .inner { stroke: #fffdf8; stroke-width: 9 } .card-fill { fill: #fffdf8 }
.biscuit { fill: #f2b632 } .tea { fill: #9c4a1f } .milk { fill: #c98d5e }
.shine { stroke: #fffdf8; stroke-width: 4; opacity: .7 }
</style>"""


def drawing() -> str:
    """The table of the front page, from its template."""
    text = (ROOT / "theme" / "templates" / "components" / "table_setting.html").read_text(encoding="utf-8")
    return text[text.index("<svg") : text.index("</svg>") + len("</svg>")]


def main() -> None:
    """Draw it, and refuse one that is too heavy to be sent along with a link."""
    sys.path.insert(0, str(ROOT))
    from tests.browser.chromium import chromium

    with chromium() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_content(PAGE + drawing())
        picture = page.screenshot(path=HERE / "share.png")
    if len(picture) > MOST:
        raise SystemExit(f"share.png is {len(picture):,} bytes, more than {MOST:,}.")
    print(f"share.png: {len(picture):,} bytes")


if __name__ == "__main__":
    main()
