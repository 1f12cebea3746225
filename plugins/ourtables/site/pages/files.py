"""Files for search engines: the sitemap and robots.txt."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from xml.sax.saxutils import escape

from ourtables.site.page_kinds import Making, kind_without_language
from ourtables.site.record import File, Output

# The most addresses that one sitemap may hold.
MOST_ADDRESSES = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@kind_without_language
def robots(making: Making) -> Iterator[Output]:
    """robots.txt, which allows everything. A page that search engines must not show says so itself."""
    text = f"User-agent: *\nAllow: /\nSitemap: {making.address.absolute('/sitemap.xml')}\n"
    yield File(url="/robots.txt", body=text.encode)


def sitemaps(making: Making, urls: list[str], most: int = MOST_ADDRESSES) -> list[Output]:
    """Return the sitemap of all pages that search engines may show, in parts when there are very many.

    Args:
        making: What a sitemap's own address is made with.
        urls: The pages' whole addresses.
        most: How many addresses one file may hold.
    """
    parts = [urls[start : start + most] for start in range(0, len(urls), most)] or [[]]
    if len(parts) == 1:
        return [File(url="/sitemap.xml", body=partial(_sitemap, "urlset", "url", parts[0]))]
    files: list[Output] = [
        File(url=f"/sitemap-{number}.xml", body=partial(_sitemap, "urlset", "url", part))
        for number, part in enumerate(parts, 1)
    ]
    index = [making.address.absolute(file.url) for file in files]
    return [*files, File(url="/sitemap.xml", body=partial(_sitemap, "sitemapindex", "sitemap", index))]


def _sitemap(outer: str, inner: str, urls: list[str]) -> bytes:
    rows = "".join(f"<{inner}><loc>{escape(url)}</loc></{inner}>\n" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="{_NAMESPACE}">\n{rows}</{outer}>\n'.encode()
