"""A built page as one file that opens anywhere: its style inside it, no scripts, no requests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ourtables.settings.policy import hashed, policy

_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)
_POLICY = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>")
_STYLESHEET = re.compile(r"<link rel=\"stylesheet\" href=\"([^\"]+)\"[^>]*>")
_LINK = re.compile(r"<link\b[^>]*>")
# A link within the site leads nowhere from a file on somebody's desk.
_WITHIN = re.compile(r"(<a\b[^>]*?)\shref=\"(?!https?:|mailto:|tel:|#)[^\"]*\"")
_FETCHED = re.compile(r"@font-face\s*\{[^}]*\}|@import[^;]+;")


def write(slugs: Iterable[str], site: Path, folder: Path) -> list[Path]:
    """Write the pages of some listings as single files.

    Args:
        slugs: The listings; one without a page is skipped.
        site: The built site.
        folder: Where the files go.

    Returns:
        The files written.
    """
    found = []
    for slug in slugs:
        page = site / "groups" / slug / "index.html"
        if page.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{slug}.html"
            path.write_text(self_contained(page.read_text(encoding="utf-8"), site), encoding="utf-8")
            found.append(path)
    return found


def self_contained(page: str, site: Path) -> str:
    """Put a page's style into it and take out everything else that it would fetch.

    Args:
        page: Its HTML.
        site: The built site that it is from.
    """
    page = _SCRIPT.sub("", page)
    style = "".join(_style(address, site) for address in _STYLESHEET.findall(page))
    ours = f'<meta http-equiv="Content-Security-Policy" content="{policy(style=hashed(style))}">'
    page = _POLICY.sub(lambda _: ours, _WITHIN.sub(r"\1", _LINK.sub("", page)))
    return page.replace("</head>", f"<style>{style}</style></head>", 1)


def _style(address: str, site: Path) -> str:
    """A style sheet's text, found by the end of its address, since a site may stand below a prefix."""
    parts = [part for part in unquote(urlsplit(address).path).split("/") if part not in ("", ".", "..")]
    for start in range(len(parts)):
        path = site.joinpath(*parts[start:])
        if path.is_file():
            return _FETCHED.sub("", path.read_text(encoding="utf-8")).replace("</", "<\\/")
    return ""
