"""Looks for planted secrets in the bytes of files, packed, folded, escaped and encoded ones too."""

from __future__ import annotations

import base64
import binascii
import html
import re
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote

_WORD = re.compile("qz[bdfgkmnprtvwx]{10}k")
_POSTCODE = re.compile("qz[0-9]{2}9[a-z]{2}")
_PHONE = re.compile("(?:1632960|7700900)[0-9]{3}")
_FOLD = re.compile(r"=?\r?\n[ \t]?")
_BETWEEN = re.compile(r"[\s().\-+_,]|\\n")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|%u([0-9a-f]{4})|=([0-9a-f]{2})", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{20,}")
_GZIP = b"\x1f\x8b"
_LINKED = re.compile(r'<script type="application/ld\+json">.*?</script>', re.DOTALL)


def secrets_in(body: bytes) -> set[str]:
    """The secrets in some bytes, in the form in which they were kept."""
    text = _unpacked(body).decode("utf-8", "replace")
    found = _plainly(text)
    if any(sign in text for sign in ("%", "&#", "\\u", "\\x", "=")):
        found |= _plainly(_decoded(text))
    for run in _BASE64.findall(text):
        found |= _plainly(_from_base64(run))
    return found


def _unpacked(body: bytes) -> bytes:
    return zlib.decompress(body, zlib.MAX_WBITS | 16) if body.startswith(_GZIP) else body


def _plainly(text: str) -> set[str]:
    text = text.lower()
    folded = _FOLD.sub("", text)
    close = _BETWEEN.sub("", text)
    phones = {f"0{number}" for number in _PHONE.findall(close)}
    return {*_WORD.findall(text), *_WORD.findall(folded), *_POSTCODE.findall(close), *phones}


def _decoded(text: str) -> str:
    def letter(found: re.Match[str]) -> str:
        return chr(int(next(filter(None, found.groups())), 16))

    return _ESCAPE.sub(letter, unquote(html.unescape(_FOLD.sub("", text))))


def _from_base64(run: str) -> str:
    whole = run.replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(whole[: len(whole) // 4 * 4]).decode("latin-1")
    except binascii.Error:
        return ""


def every_file(site: Path) -> Iterator[tuple[str, str, set[str]]]:
    """Every file of a site: its path, what kind of output it is (`kind_of`), and the secrets in its name and bytes.

    What machines read within a page is told apart, as the output `linked`.
    """
    for path in sorted(site.rglob("*")):
        if path.is_file():
            name, body = path.relative_to(site).as_posix(), path.read_bytes()
            yield name, kind_of(name), secrets_in(name.encode()) | secrets_in(body)
            if name.endswith(".html"):
                linked = "".join(_LINKED.findall(body.decode()))
                yield name, "linked", secrets_in(linked.encode())


_KINDS = (
    (r"groups/[^/]+/index\.html", "page"),
    (r"groups/[^/]+/listing\.md", "listing"),
    (r"groups/[^/]+/group\.json", "json"),
    (r"groups/[^/]+/qr\.svg", "code"),
    (r".*\.ics", "calendar"),
    (r"(.*/)?feed\.xml", "feed"),
    (r"data/changes\.json", "changes"),
    (r"data/.*\.(json|csv|geojson)", "data"),
    (r"pagefind/.*", "search"),
    (r"finder/.*", "finder"),
    (r"areas/[^/]+/booklet/.*", "booklet"),
    (r"areas/[^/]+/offline\.html", "offline"),
    (r"help-today/.*", "help"),
    (r"all/.*", "all"),
    (r"form/taken-.*", "taken"),
    (r".*\.html", "lists"),
)
OUTPUTS = frozenset(kind for _, kind in _KINDS) | {"linked", "rest"}


def kind_of(name: str) -> str:
    """What kind of output a file of a site is."""
    return next((kind for pattern, kind in _KINDS if re.fullmatch(pattern, name)), "rest")


def only(found: Collection[str], known: Collection[str]) -> set[str]:
    """Of what looks like secrets, those that were planted."""
    return set(found) & set(known)
