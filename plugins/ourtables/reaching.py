"""Where a way to reach a group leads when it is pressed."""

from __future__ import annotations

from ourtables.group import Contact
from ourtables.patterns import PHONE_SIGNS
from ourtables.settings import Phone

_DIALLED = {"phone": "tel", "text": "sms"}


def digits(value: str) -> str:
    """A phone number without spaces and signs, as it is dialled."""
    return PHONE_SIGNS.sub("", value)


def address(contact: Contact, phone: Phone | None) -> str:
    """The address of a contact's link, empty where there is nothing to press.

    `phone` is how the directory's country writes numbers (RFC 3966 for `tel:`, RFC 5724 for `sms:`; `wa.me` takes a
    number with its country's code and no `+`).
    """
    value = contact.value
    if value.startswith(("https://", "http://")):
        return value
    if contact.how in _DIALLED:
        return f"{_DIALLED[contact.how]}:{digits(value)}"
    if contact.how == "email":
        return f"mailto:{value}"
    if contact.how == "whatsapp" and phone:
        number = digits(value)
        if number.startswith("0") and phone.country_code:
            number = phone.country_code + number[1:]
        return f"https://wa.me/{number.removeprefix('+')}"
    return ""
