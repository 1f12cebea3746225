"""Ways to reach a group: what each takes, what people mean by what they write, and what looks like one person's own."""

from __future__ import annotations

import re
from typing import Any

from ourtables.core.nodes import Mapping
from ourtables.core.patterns import CHAT_INVITATION, EMAIL, MEETING_PASSWORD, SHARED_MAILBOX, TWO_NAMES
from ourtables.core.rules import PHRASES
from ourtables.listing.checking.context import Context
from ourtables.listing.checking.field_values import ValueReading, is_link
from ourtables.listing.web_links import example_for, meant, of_handle

# What lets in anyone who reads it, over texts in small letters, by the phrase that names it.
OPEN_DOORS = {"meeting": MEETING_PASSWORD, "chat": CHAT_INVITATION}


def is_mobile(value: str, context: Context) -> bool:
    """Whether a phone number may be a person's own.

    Args:
        value: The number.
        context: The directory's side of the check.
    """
    number = context.phones.read(value)
    return number is not None and number.is_mobile


def is_personal_mailbox(value: str, context: Context) -> bool:
    """Whether an e-mail address looks like one person's.

    Args:
        value: The address.
        context: The directory's side of the check.
    """
    local, _, domain = value.lower().rpartition("@")
    if any(SHARED_MAILBOX.fullmatch(part) for part in re.split(r"[._+-]", local)):
        return False
    return bool(TWO_NAMES.fullmatch(local) and domain in context.settings.personal_mail)


def personal_mailbox_in(value: str, context: Context) -> str:
    """The mailbox that looks like one person's in an address put together from its words; empty where none is.

    Args:
        value: The address, in small letters.
        context: The directory's side of the check.
    """
    local, _, domain = value.rpartition("@")
    name = re.search(rf"(?:^|[^a-z])({TWO_NAMES.pattern})(?:[+].*)?$", local)
    provider = next((one for one in context.settings.personal_mail if f"{domain}.".startswith(f"{one}.")), "")
    address = f"{name[1]}@{provider}" if name and provider else ""
    return address if address and is_personal_mailbox(address, context) else ""


def open_door(value: str) -> str:
    """The phrase for what lets in anyone who reads it; empty where nothing does.

    Args:
        value: A web address.
    """
    small = value.lower()
    return next((phrase for phrase, pattern in OPEN_DOORS.items() if pattern.search(small)), "")


def check(found: dict[str, Any], node: Mapping, reading: ValueReading) -> None:
    """Hold a contact's value against what its way takes, which the vocabulary says, and keep what was meant by it.

    Args:
        found: The contact's answers by attribute; its value is changed to what it means.
        node: The contact in the file.
        reading: The check of the file.
    """
    how, value = found.get("how"), found.get("value")
    if not how or not value:
        return
    extra = reading.context.vocabularies["contact_ways"][how].extra
    takes = extra.get("takes", "text").split("-or-")
    code, better = _judged(value, takes, extra.get("handle", ""), reading.context)
    at = node.entries["value"]
    if code == "read-as":
        found["value"] = better
    if code:
        reading.report(code, at.line, at.column, "contact.value", name="value", value=value, better=better)
    code, what = ("", "") if found.get("public_ok") else _personal(found["value"], takes, reading.context)
    if code:
        reading.report(code, at.line, at.column, "contact.value", value=value, what=what)


def _judged(value: str, takes: list[str], handle: str, context: Context) -> tuple[str, str]:
    """The rule that a value breaks, and what to write instead."""
    number = context.phones.read(value) if "phone" in takes else None
    fits = number or ("email" in takes and EMAIL.fullmatch(value))
    if fits or not {*takes} & {"phone", "email", "link"}:
        if number and not number.is_alone:
            return "words-beside-number", ""
        return ("number-not-in-use" if number and not number.in_use else ""), ""
    if "link" in takes:
        address = of_handle(value, handle) or meant(value)
        if is_link(address):
            return ("read-as" if address != value and not open_door(value) else ""), address
    if takes[0] == "phone":
        better = context.phones.lost_beginning(value)
        return ("lost-beginning", better) if better else ("not-a-phone", "")
    return ("not-an-email", "") if takes[0] == "email" else ("not-a-link", example_for(value, handle))


def _personal(value: str, takes: list[str], context: Context) -> tuple[str, str]:
    """The rule by which a value looks like somebody's own, and the phrase that names it."""
    if "phone" in takes and is_mobile(value, context):
        return "personal-phone", ""
    if "email" in takes and is_personal_mailbox(value, context):
        return "personal-mailbox", ""
    phrase = open_door(value) if "link" in takes else ""
    return ("personal-link", PHRASES[phrase]) if phrase else ("", "")
