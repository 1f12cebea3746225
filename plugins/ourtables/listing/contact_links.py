"""Where a way to reach a group leads when it is pressed."""

from __future__ import annotations

from urllib.parse import quote

from ourtables.listing.group import Contact
from ourtables.listing.phone_plan import PhonePlan
from ourtables.listing.web_links import canonical

_DIALLED = {"phone": "tel", "text": "sms"}


def address(contact: Contact, phones: PhonePlan) -> str:
    """The address of a contact's link.

    Args:
        contact: The way to reach the group.
        phones: How the directory's country writes numbers.

    Returns:
        An address (RFC 3966 for `tel:`, RFC 5724 for `sms:`; `wa.me` takes a number with its country's code and no
        `+`), empty where there is nothing to press.
    """
    value = contact.value
    link = canonical(value)
    if link.startswith("http"):
        return link
    if contact.how == "email":
        return f"mailto:{quote(value, safe='@!$*+-._~')}"
    number = phones.read(value) if contact.how in (*_DIALLED, "whatsapp") else None
    if number is None:
        return ""
    if contact.how == "whatsapp":
        return f"https://wa.me/{number.whole}" if number.whole else ""
    extension = f";ext={number.extension}" if number.extension and contact.how == "phone" else ""
    return f"{_DIALLED[contact.how]}:{number.dialled}{extension}"
