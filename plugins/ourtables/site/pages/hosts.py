"""Files for hosts and for people who find a security fault: headers, and whom to tell (RFC 9116)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ourtables.settings.policy import hashed, headers
from ourtables.site.page_kinds import Making, kind_without_language
from ourtables.site.pages.offline import STYLE
from ourtables.site.record import File, Output

# When nobody builds the site any more, the person named may be gone, so the file expires.
_GOOD_FOR = timedelta(days=180)
_CONTACT = "/.well-known/security.txt"


@kind_without_language
def host_headers(making: Making) -> Iterator[Output]:
    """The headers for hosts such as Netlify and Cloudflare Pages. Other hosts ignore the file."""
    del making
    lines = ["/*", *(f"  {name}: {value}" for name, value in headers(hashed(STYLE)).items())]
    yield File(url="/_headers", body="\n".join([*lines, ""]).encode)


@kind_without_language
def security_contact(making: Making) -> Iterator[Output]:
    """security.txt; no file at all when there is no address to write to."""
    mailbox, address = making.settings.contact.private, making.address.absolute(_CONTACT)
    if not mailbox:
        return
    until = making.directory.today + _GOOD_FOR
    lines = [
        f"Contact: mailto:{mailbox}",
        f"Expires: {until.isoformat()}T00:00:00Z",
        f"Preferred-Languages: {', '.join(making.settings.languages)}",
        f"Canonical: {address}",
    ]
    yield File(url=_CONTACT, body="\n".join([*lines, ""]).encode)
