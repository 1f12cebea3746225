"""What hosts and finders of faults read: headers for every file, and whom to tell (RFC 9116)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ourtables.policy import hashed, headers
from ourtables.site.pages.offline import STYLE
from ourtables.site.pages.registry import Making, kind
from ourtables.site.record import File, Output

# A site that nobody builds any more says so: whom it names may be gone.
_GOOD_FOR = timedelta(days=180)
_CONTACT = "/.well-known/security.txt"


@kind
def host_headers(making: Making) -> Iterator[Output]:
    """The file that hosts such as Netlify and Cloudflare Pages take headers from; others serve it and heed nothing."""
    del making
    lines = ["/*", *(f"  {name}: {value}" for name, value in headers(hashed(STYLE)).items())]
    yield File(url="/_headers", body="\n".join([*lines, ""]).encode)


@kind
def security_contact(making: Making) -> Iterator[Output]:
    """Whom to tell of a hole; no file at all where there is nobody to write to."""
    mailbox, address = making.settings.contact.private, making.address.absolute(_CONTACT)
    if not mailbox:
        return
    until = making.directory.today + _GOOD_FOR
    lines = [
        f"Contact: mailto:{mailbox}",
        f"Expires: {until.isoformat()}T00:00:00Z",
        f"Preferred-Languages: {making.settings.language}",
        f"Canonical: {address}",
    ]
    yield File(url=_CONTACT, body="\n".join([*lines, ""]).encode)
