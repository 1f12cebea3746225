"""A preview is one file that asks nobody for anything."""

import base64
import hashlib
from pathlib import Path

from ourtables.reviewing.preview import self_contained, write

PAGE = """<head><meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<link rel="icon" href="/sub/theme/favicon.svg"><link rel="stylesheet" href="/sub/theme/site.1.css">
<script src="/sub/theme/site.js" defer></script></head>
<a class="x" href="/sub/areas/leeds/">Leeds</a> <a href="https://kettle.example/">ours</a> <a href="#top">up</a>"""


STYLE = "p{color:red}<\\/style><script>x<\\/script>"
HASH = f"'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"


def site(folder: Path) -> Path:
    (folder / "theme").mkdir(parents=True)
    (folder / "theme" / "site.1.css").write_text("@font-face{src:url(a.woff2)}p{color:red}</style><script>x</script>")
    (folder / "groups" / "kettle").mkdir(parents=True)
    (folder / "groups" / "kettle" / "index.html").write_text(PAGE)
    return folder


def test_style_is_inside_and_nothing_is_fetched(tmp_path: Path) -> None:
    page = self_contained(PAGE, site(tmp_path / "site"))
    assert f"<style>{STYLE}</style></head>" in page
    assert f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src {HASH}\"" in page
    assert "unsafe" not in page
    for fetched in ("<link", "site.js", "favicon", "woff2", 'href="/'):
        assert fetched not in page
    assert '<a class="x">Leeds</a> <a href="https://kettle.example/">ours</a> <a href="#top">up</a>' in page


def test_a_listing_without_a_page_has_no_preview(tmp_path: Path) -> None:
    folder = tmp_path / "preview"
    assert write(["kettle", "gone"], site(tmp_path / "site"), folder) == [folder / "kettle.html"]
