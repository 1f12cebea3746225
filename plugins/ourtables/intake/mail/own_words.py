"""What in a letter is its writer's own: no disclaimer, no stamps of a chat, no signature, no names of others."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ourtables.intake.mail.endings import closing_at, names_at_end, signature_in
from ourtables.intake.mail.message import Letter
from ourtables.intake.mail.persons import signed_by, without_chat, without_disclaimers

QUOTED_LINES = re.compile(r"^[^\S\n]*>.*$", re.MULTILINE)
# Somebody who adds this below a signature tells of something.
_NEWS = re.compile(
    r"^\W*p\.? ?s\b|\b(?:we|we're|we've|our|now|new|moved?|chang\w+|please|meet\w*|instead|but)\b", re.IGNORECASE
)


def public_addresses(contacts: Any) -> set[str]:
    """Give the addresses that a whole listing says may be public though they look personal.

    Args:
        contacts: The listing's ways to be in touch, as they were read.
    """
    found = [one for one in contacts if isinstance(one, dict)] if isinstance(contacts, list) else []
    return {str(one.get("value", "")) for one in found if one.get("public_ok") == "yes"}


def with_group_known(came: Letter, group: Any) -> Letter:
    """Leave the group's own name out of the senders' names: a whole listing says that it is no person's.

    Args:
        came: The letter.
        group: The name in the listing, if there is one.
    """
    if not isinstance(group, str):
        return came
    names = frozenset(name for name in came.sender.names if name.casefold() != group.casefold())
    return replace(came, sender=replace(came.sender, names=names))


def without_others(came: Letter) -> Letter:
    """Leave out disclaimers and a chat's stamps; anyone who chats or signs is then left out like a sender.

    Args:
        came: The letter.
    """
    text, chatting = without_chat(without_disclaimers(came.text))
    signed = signed_by(signature_in(text))
    sender = came.sender
    names = sender.names | chatting.names | signed.names | names_at_end(QUOTED_LINES.sub("", text))
    return replace(came, text=text, sender=replace(sender, names=names))


def without_signature(text: str, nameless: str) -> str:
    """Leave out a signature that tells of nothing; it is found where the sender's name was left out.

    Args:
        text: A mail's words.
        nameless: The same without the sender's name, line by line.
    """
    lines, without = text.split("\n"), nameless.split("\n")
    at = closing_at(without)
    if len(lines) != len(without) or any(map(_NEWS.search, lines[at:])):
        return text
    return "\n".join(lines[:at])
