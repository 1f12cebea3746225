"""The web domains that a listing leads to; where many share a domain, each account counts as one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ourtables.linking.social import site_of
from ourtables.listing.web_links import canonical, host

# Parts of a path that say what kind of account follows, such as /groups/ and /channel/.
_KINDS = frozenset(
    {
        *(
            "a",
            "add",
            "c",
            "channel",
            "channels",
            "communities",
            "company",
            "events",
            "g",
            "groups",
            "i",
            "in",
            "invite",
        ),
        *("joinchat", "o", "p", "pages", "people", "pg", "post", "profile", "profile.php", "r", "reel", "s", "school"),
        *("send", "share", "showcase", "u", "user", "users", "view", "watch"),
    }
)
# A name stands before the number that counts.
_NAME_FIRST = frozenset({"pages", "people"})
_NAMED_IN_QUERY = ("id", "phone", "v", "group_id")
# Not social networks, but each path is somebody else's.
_SHARED = frozenset(
    {
        *("bit.ly", "docs.google.com", "forms.gle", "forms.office.com", "gofundme.com", "justgiving.com", "ko-fi.com"),
        *("opencollective.com", "patreon.com", "paypal.me", "sites.google.com", "tinyurl.com", "drive.google.com"),
    }
)


def of(values: Mapping[str, Any], links: Iterable[str] = (), mail_providers: Collection[str] = ()) -> set[str]:
    """The domains of a listing's contacts, of its page for giving and of the links in its words.

    Args:
        values: The listing's answers by attribute.
        links: The canonical links of its words (`OwnWords.links`).
        mail_providers: Domains of private mail, where each mailbox counts as one.

    Returns:
        Hosts, `host/account` where many share a host, and whole mailboxes of mail providers.
    """
    contacts = [(one.how, one.value) for one in values.get("contact", ())]
    found = [f"mailto:{value}" if how == "email" else value for how, value in contacts]
    found += [values["give"]] if values.get("give") else []
    found += links
    return {domain for address in found if (domain := _domain(canonical(address), mail_providers))}


def _domain(address: str, mail_providers: Collection[str]) -> str:
    if address.startswith("mailto:"):
        mailbox = address.removeprefix("mailto:").partition("?")[0].lower()
        domain = host(f"https://{mailbox.rpartition('@')[2]}")
        return mailbox if domain in mail_providers else domain
    if not address.startswith("http"):
        return ""
    name, parts = host(address), urlsplit(address)
    path = [part for part in parts.path.split("/") if part]
    site = site_of(name)
    if site:
        return "/".join([site, *_account(path, parts.query, parts.fragment)])
    if name in _SHARED:
        return "/".join([name, *path[:3]])
    if path and path[0].startswith("@"):
        return f"{name}/{path[0].lower()}"
    return f"{name}/@{path[1].lower()}" if len(path) > 1 and path[0] == "users" else name


def _account(path: list[str], query: str, fragment: str) -> list[str]:
    """The parts of a social network's address that name one account."""
    kinds = 0
    while kinds < len(path) and path[kinds].lower() in _KINDS:
        kinds += 1
    length = kinds + (2 if kinds and path[kinds - 1].lower() in _NAME_FIRST else 1)
    found = [part.lower() for part in path[:length]]
    if kinds == len(path):
        asked = parse_qs(query)
        found += [value for name in _NAMED_IN_QUERY for value in asked.get(name, ())[:1]]
        found += [fragment] if fragment and len(found) == len(path) else []
    return found


def beneath(domain: str, owned: str) -> bool:
    """Whether a domain is one that somebody owns, or lies beneath it."""
    return bool(owned) and (domain == owned or domain.endswith(f".{owned}"))
