"""What robots read: the sitemap and robots.txt."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from xml.sax.saxutils import escape

from ourtables.site.pages.registry import Making, kind
from ourtables.site.record import File, Output, Page

# The most addresses that one sitemap may hold.
MOST_ADDRESSES = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@kind
def robots(making: Making) -> Iterator[Output]:
    """Everything may be read; a page that is not to be found says so itself."""
    text = f"User-agent: *\nAllow: /\nSitemap: {making.address.absolute('/sitemap.xml')}\n"
    yield File(url="/robots.txt", body=text.encode)


def sitemaps(making: Making, pages: list[Page]) -> list[Output]:
    """The sitemap of all pages that may be found, in parts when there are very many."""
    urls = sorted(making.address.absolute(page.url) for page in pages if not page.noindex)
    parts = [urls[start : start + MOST_ADDRESSES] for start in range(0, len(urls), MOST_ADDRESSES)] or [[]]
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
