"""The sitemap keeps the rules of sitemaps.org's protocol 0.9, which are written down here."""

import re
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from ourtables.site.pages import files
from ourtables.site.record import File

from .conftest import ROOT
from .test_parts import made

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
INNER = {f"{SPACE}urlset": f"{SPACE}url", f"{SPACE}sitemapindex": f"{SPACE}sitemap"}
MOST, MOST_BYTES, LONGEST = 50_000, 50 * 1024 * 1024, 2047
DAY = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")


def faults(body: bytes, address: str) -> list[str]:
    """What breaks a rule in a sitemap or an index of sitemaps that lies at an address."""
    root = ElementTree.fromstring(body)  # noqa: S314
    found = [] if len(body) <= MOST_BYTES else ["it is over 50 MB"]
    found += [] if body.startswith(b'<?xml version="1.0" encoding="UTF-8"?>') else ["it isn't UTF-8"]
    if root.tag not in INNER:
        return [*found, f"its root is {root.tag}"]
    found += [] if 0 < len(root) <= MOST else [f"it has {len(root)} addresses"]
    found += [f"there is a {node.tag}" for node in root if node.tag != INNER[root.tag]]
    places = [node.findtext(f"{SPACE}loc") or "" for node in root]
    found += [] if len(places) == len(set(places)) else ["an address stands twice"]
    beneath = address.rpartition("/")[0] + "/"
    for place in places:
        parts = urlsplit(place)
        if not (parts.scheme and parts.netloc and place.startswith(beneath) and len(place) <= LONGEST):
            found.append(f"{place} isn't a whole address beneath {beneath}")
        if set(place) & set(" <>\"'") or parts.fragment:
            found.append(f"{place} isn't escaped, or leads into a page")
    days = [node.findtext(f"{SPACE}lastmod") for node in root]
    return found + [f"{day} is no day of W3C" for day in days if day is not None and not DAY.fullmatch(day)]


def test_the_sitemap_keeps_the_rules(small: Path) -> None:
    assert faults((small / "sitemap.xml").read_bytes(), "https://example.org/REPO/sitemap.xml") == []


def test_the_parts_of_a_large_one_and_their_index_keep_the_rules() -> None:
    _, making = made(ROOT / "tests" / "fork" / "content")
    urls = [making.address.absolute(f"/all/page/{number}/") for number in range(90)]
    written = {one.url: one.body() for one in files.sitemaps(making, urls, most=40) if isinstance(one, File)}
    base = making.address.absolute("/")
    assert list(written) == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml", "/sitemap.xml"]
    for name, body in written.items():
        assert faults(body, base.rstrip("/") + name) == [], name
    assert written["/sitemap.xml"].count(b"<sitemap>") == 3


def test_a_broken_rule_is_found() -> None:
    wrong = b'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    wrong += b"<url><loc>https://other.example.org/</loc><lastmod>soon</lastmod></url></urlset>"
    assert len(faults(wrong, "https://example.org/sitemap.xml")) == 2
