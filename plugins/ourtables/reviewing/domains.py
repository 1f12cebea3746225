"""The web domains that a listing leads to; on a social network each account counts as one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from ourtables.checking.values import is_link
from ourtables.linking.social import host, is_social

_HREF = re.compile(r'href="(https?://[^"]+)"')


def of(values: Mapping[str, Any], html: str = "") -> set[str]:
    """The domains of a listing's contacts, of its page for giving and of the links in its words."""
    found = [one.value for one in values.get("contact", ()) if is_link(one.value)]
    found += [values["give"]] if values.get("give") else []
    found += [unescape(address) for address in _HREF.findall(html)]
    return {domain for address in found if (domain := _domain(address))}


def _domain(address: str) -> str:
    name = host(address)
    return f"{name}/{urlsplit(address).path.strip('/').partition('/')[0].lower()}" if is_social(name) else name


def beneath(domain: str, owned: str) -> bool:
    """Whether a domain is one that somebody owns, or lies beneath it."""
    return bool(owned) and (domain == owned or domain.endswith(f".{owned}"))
