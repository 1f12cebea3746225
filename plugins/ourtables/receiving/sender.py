"""Who sent a mail, known only so that it can be left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.utils import getaddresses

LEFT_OUT = "(…)"
ADDRESS = re.compile(r"[^\s@<>\"'(),;:\[\]]+@[^\s@<>\"'(),;:\[\]]+\.[^\s@<>\"'(),;:\[\].]+")
# Mailboxes that are made to be shared; who writes from one may well mean it as the group's.
_SHARED = frozenset(
    {
        *("admin", "contact", "enquiries", "group", "hello", "help", "hi", "info", "mail", "media", "office", "post"),
        *("support", "team", "us", "we"),
    }
)
_TWO_NAMES = re.compile(r"([a-z]{2,})[._]([a-z]{2,})[0-9]*")
_SAYS_WHO = r"\b(?:I'm|I’m|I am|my name is|my name's|name’s|this is|ask for|call me|speak to|contact|it's|it’s)\s+"


@dataclass(frozen=True, slots=True)
class Sender:
    """The names and addresses in a mail's head."""

    names: frozenset[str] = field(default_factory=frozenset)
    addresses: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, heads: Iterable[str]) -> Sender:
        """The sender by the lines of a mail's head that name one."""
        names: set[str] = set()
        addresses: set[str] = set()
        for head in heads:
            addresses |= {found.strip(".").lower() for found in ADDRESS.findall(head)}
            try:
                pairs = getaddresses([head])
            except (ValueError, IndexError):
                pairs = []
            names |= {" ".join(name.strip("\"' ").split()) for name, _ in pairs if ADDRESS.search(name) is None}
        for address in addresses:
            two = _TWO_NAMES.fullmatch(address.partition("@")[0])
            names |= {f"{two[1]} {two[2]}"} if two else set()
        turned = {" ".join(reversed([part.strip() for part in name.split(",", 1)])) for name in names if "," in name}
        return cls(frozenset(name for name in names | turned if len(name) > 1), frozenset(addresses))

    def is_group(self, name: str) -> bool:
        """Whether a name in the mail's head is rather a group's: it is sent from a shared mailbox or from a domain of
        that name.
        """
        plain = re.sub(r"[^a-z0-9]", "", name.casefold())
        for address in self.addresses:
            local, _, domain = address.partition("@")
            if local in _SHARED or (plain and plain in re.sub(r"[^a-z0-9]", "", domain)):
                return True
        return False

    def own(self, allowed: Iterable[str] = ()) -> frozenset[str]:
        """The addresses that must not be shown: all but those of shared mailboxes and those that the mail allows."""
        spared = {address.lower() for address in allowed}
        return frozenset(one for one in self.addresses if one.partition("@")[0] not in _SHARED and one not in spared)

    def left_out_of(self, text: str, allowed: Iterable[str] = ()) -> str:
        """A text without the sender's name and address."""
        for address in self.own(allowed):
            text = re.sub(re.escape(address), LEFT_OUT, text, flags=re.IGNORECASE)
        for name in sorted(self.names, key=len, reverse=True):
            if self.is_group(name):
                continue
            words = [re.escape(word) for word in name.split()]
            if len(words) > 1:
                text = re.sub(_whole(words), LEFT_OUT, text, flags=re.IGNORECASE)
            text = re.sub(rf"({_SAYS_WHO}){words[0]}(?!\w)", rf"\g<1>{LEFT_OUT}", text, flags=re.IGNORECASE)
            text = re.sub(rf"^\s*{words[0]}\s*[.,!x]*\s*$", "", text, flags=re.IGNORECASE | re.MULTILINE)
            if len(words) == 1:
                text = re.sub(_whole(words), LEFT_OUT, text, flags=re.IGNORECASE)
        return text


def _whole(words: list[str]) -> str:
    return r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)"
