"""Ways to reach a group: what each takes, and what looks like one person's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ourtables.checking.context import Context
from ourtables.checking.values import Reading, is_link
from ourtables.nodes import Mapping
from ourtables.patterns import ABROAD, ANY_PHONE, EMAIL, SHARED_MAILBOX, TWO_NAMES
from ourtables.reaching import digits


def is_phone(value: str, context: Context) -> bool:
    """Whether a text is a phone number of this country, or of another with its `+` and country code."""
    number = digits(value)
    if context.phone_number is None:
        return bool(ANY_PHONE.fullmatch(number))
    return bool(ABROAD.fullmatch(number) or context.phone_number.fullmatch(number))


def is_mobile(value: str, context: Context) -> bool:
    """Whether a phone number may be a person's own."""
    return context.mobile_number is not None and bool(context.mobile_number.fullmatch(digits(value)))


def is_personal_mailbox(value: str, context: Context) -> bool:
    """Whether an e-mail address looks like one person's."""
    local, _, domain = value.lower().rpartition("@")
    if any(SHARED_MAILBOX.fullmatch(part) for part in re.split(r"[._+-]", local)):
        return False
    return bool(TWO_NAMES.fullmatch(local) and domain in context.settings.personal_mail)


def check(found: dict[str, Any], node: Mapping, reading: Reading) -> None:
    """Hold a contact's value against what its way takes, which the vocabulary says (`takes`)."""
    how, value = found.get("how"), found.get("value")
    if not how or not value:
        return
    takes = reading.context.vocabularies["contact_ways"][how].extra.get("takes", "text").split("-or-")
    code = _fits(value, takes, reading.context)
    at = node.entries["value"]
    if code:
        better = f"https://{value.split('://')[-1].lstrip('/@')}"
        reading.report(code, at.line, at.column, "contact.value", name="value", value=value, better=better)
    elif not found.get("public_ok"):
        if "phone" in takes and is_mobile(value, reading.context):
            reading.report("personal-phone", at.line, at.column, "contact.value", value=value)
        elif "email" in takes and is_personal_mailbox(value, reading.context):
            reading.report("personal-mailbox", at.line, at.column, "contact.value", value=value)


def _fits(value: str, takes: list[str], context: Context) -> str:
    """The rule that a value breaks, or an empty text."""
    tests: dict[str, tuple[str, Callable[[], bool]]] = {
        "phone": ("not-a-phone", lambda: is_phone(value, context)),
        "email": ("not-an-email", lambda: bool(EMAIL.fullmatch(value))),
        "link": ("not-a-link", lambda: is_link(value)),
    }
    wanted = [tests[kind] for kind in takes if kind in tests]
    return "" if not wanted or any(test() for _, test in wanted) else wanted[0][0]
