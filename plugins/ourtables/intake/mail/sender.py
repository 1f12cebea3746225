"""Who sent a mail, known only so that it can be left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.utils import getaddresses
from functools import cached_property

from ourtables.intake.mail.quotes import named_in
from ourtables.intake.typed_answers import LEFT_OUT
from ourtables.intake.typed_contacts import ADDRESS

# Shared mailboxes; somebody who writes from one may well mean it as the group's.
_SHARED = frozenset(
    {
        *("admin", "contact", "enquiries", "group", "hello", "help", "hi", "info", "mail", "media", "office", "post"),
        *("support", "team", "us", "we"),
    }
)
_TWO_NAMES = re.compile(r"([a-z]{2,})[._]([a-z]{2,})[0-9]*")
# A name beside its address.
_NAMED = re.compile(r"[^,;:<>\n]{0,60}<?[^\s@<>,;:]{1,64}@[^\s@<>,;:]{1,200}>?")
_SAYS_WHO = r"\b(?:I'm|I’m|I am|my name is|my name's|name’s|this is|ask for|call me|speak to|contact|it's|it’s)\s+"


_WORD = re.compile(r"[^\W\d_]+")
# Words with their marks, hyphens and apostrophes, apart from what is between them.
_PIECE = re.compile(r"([^\s@/:,;()<>\[\]{}\"“”!?*]+)")
# A title or an initial beside a name, and a name in two pieces.
_BESIDE = re.compile(
    r"(?:\b(?:mr|mrs|ms|miss|mx|dr|rev|prof)\.?\s+)?(?:\b[A-Z]\.?\s*)?\(…\)(?:[\s,]+(?:\(…\)|[A-Z]\.(?=\s|$)))*",
    re.IGNORECASE,
)
# Names that are words of their own: whole names and greetings with them are left out, but not each mention.
_WORDS_TOO = """
will rose may mark grace hope faith joy art bill rob sue pat ray dawn june april august summer christian young long
brown green white black king hill wood woods church hall park street day the and of de van la le group peer support
house home friends rich drew gene sky ivy heather iris person people baker cook walker carer gardener mason miller
potter carpenter driver dancer singer painter page field fields ford west north east south english french welsh
irish bell cross love best good small little short sharp power price lane road banks rivers river stone stones wells
winter winters spring snow rain frost read reading moon star lake marsh moss swan bird fox wolf lamb bull fish crane
finch paris london york lincoln kent lancaster wales england ireland scotland chance case cash coin glass gold
silver gray grey golden sunny sandy olive crystal harmony charity mercy patience victor major miles butcher porter
shepherd bishop pope priest knight prince strong wise savage swift friend newman goodman freeman child children
brother mother days night week weekend monday friday fry berry rice bean pepper sage herb root branch leaf bush
forest woodland heath cliff cave bay shore port bridge bridges tower castle houses chambers court courts temple
parks garden gardens groves grove orchard meadows mills mill drum horn wing law laws lawyer speed march marches true
trust early late sell work works worker peace gay bliss dear close more hand hands head foot bone body blood heart
self other others longer
"""
_EVERYDAY = frozenset(_WORDS_TOO.split())


@dataclass(frozen=True)
class Sender:
    """The names and addresses in a mail's headers."""

    names: frozenset[str] = field(default_factory=frozenset)
    addresses: frozenset[str] = field(default_factory=frozenset)
    # Names that stand beside a shared mailbox.
    shared: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, heads: Iterable[str]) -> Sender:
        """Read the sender from headers.

        Args:
            heads: The values of those that name one.
        """
        names: set[str] = set()
        addresses: set[str] = set()
        shared: set[str] = set()
        for head in heads:
            addresses |= {found.strip(".").lower() for found in ADDRESS.findall(head)}
            try:
                pairs = getaddresses([head])
            except (ValueError, IndexError):
                pairs = []
            found = [(_bare(name), address) for name, address in pairs if ADDRESS.search(name) is None]
            names |= {name for name, _ in found}
            shared |= {name for name, address in found if address.partition("@")[0].lower() in _SHARED}
        for address in addresses:
            two = _TWO_NAMES.fullmatch(address.partition("@")[0])
            names |= {f"{two[1]} {two[2]}"} if two else set()
        turned = {" ".join(reversed([part.strip() for part in name.split(",", 1)])) for name in names if "," in name}
        return cls(frozenset(name for name in names | turned if len(name) > 1), frozenset(addresses), frozenset(shared))

    def and_of(self, lines: Iterable[str]) -> Sender:
        """Add who is named in the headers of other mails within a text.

        Args:
            lines: Lines such as "From: …" or "On 9 October, … wrote:".
        """
        heads = [found[0] for line in lines for found in _NAMED.finditer(line[:500])]
        heads += filter(None, map(named_in, lines))
        other = Sender.of(heads)
        return Sender(self.names | other.names, self.addresses | other.addresses, self.shared | other.shared)

    def is_group(self, name: str) -> bool:
        """Tell whether a name is more likely a group's: it stands beside a shared mailbox, or a domain has that name.

        Args:
            name: A name in the mail's headers.
        """
        plain = re.sub(r"[^a-z0-9]", "", name.casefold())
        return name in self.shared or (len(plain) > 4 and any(_is_home(name, plain, one) for one in self.addresses))

    def own(self, allowed: Iterable[str] = ()) -> frozenset[str]:
        """List the addresses that must not be shown: all but shared mailboxes and those allowed.

        Args:
            allowed: Addresses that the mail says may be public.
        """
        spared = {address.lower() for address in allowed}
        return frozenset(one for one in self.addresses if one.partition("@")[0] not in _SHARED and one not in spared)

    @cached_property
    def _parts(self) -> frozenset[str]:
        """The folded parts of the sender's names that are no everyday words."""
        own = (name for name in self.names if not self.is_group(name))
        return frozenset(part for name in own for part in _WORD.findall(_folded(name)) if len(part) > 1) - _EVERYDAY

    def left_out_of(self, text: str, allowed: Iterable[str] = ()) -> str:
        """Take the sender's name and address out of a text.

        Args:
            text: What the sender wrote.
            allowed: Addresses that the mail says may be public.
        """
        for address in self.own(allowed):
            text = re.sub(re.escape(address), LEFT_OUT, text, flags=re.IGNORECASE)
        for name in sorted(self.names, key=len, reverse=True):
            if self.is_group(name):
                continue
            words = [re.escape(word) for word in name.split()]
            if len(words) > 1:
                text = re.sub(_whole(words), LEFT_OUT, text, flags=re.IGNORECASE)
            text = re.sub(rf"({_SAYS_WHO}){words[0]}(?!\w)", rf"\g<1>{LEFT_OUT}", text, flags=re.IGNORECASE)
            text = re.sub(rf"^[^\S\n]*{words[0]}[^\S\n]*[.,!x]*[^\S\n]*$", "", text, flags=re.IGNORECASE | re.MULTILINE)
            if len(words) == 1:
                text = re.sub(_whole(words), LEFT_OUT, text, flags=re.IGNORECASE)
        return self._without_parts(text)

    def _without_parts(self, text: str) -> str:
        """A text without any word that is a part of the sender's names, however it is written, and without initials."""
        pieces = []
        split = _PIECE.split(text)
        for piece, after in zip(split, [*split[1:], ""], strict=True):
            if after.startswith("@"):
                # Addresses have a rule of their own.
                pieces.append(piece)
                continue
            words = _WORD.findall(_folded(piece))
            joined = "".join(words)
            named = [word for word in words if word.removesuffix("s") in self._parts or word in self._parts]
            whole = any(joined in (f"{one}{other}", f"{other}{one}") for one in self._parts for other in self._parts)
            pieces.append(LEFT_OUT if named or (whole and joined) else piece)
        return _BESIDE.sub(LEFT_OUT, "".join(pieces)) if LEFT_OUT in pieces else text


def _is_home(name: str, plain: str, address: str) -> bool:
    """Whether an address is at a group's own domain; "jo@jo-other.example" is a person's."""
    local, _, domain = address.partition("@")
    owns = not set(_WORD.findall(name.casefold())).isdisjoint(_WORD.findall(local.casefold()))
    return not owns and plain in re.sub(r"[^a-z0-9]", "", domain.casefold())


def _bare(name: str) -> str:
    """A name of a header without quotes, with one space between its words."""
    return " ".join(name.strip("\"' ").split())


def _folded(text: str) -> str:
    """A text as names are compared: compatible forms taken apart, without case and marks."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _whole(words: list[str]) -> str:
    return r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)"


def is_left_out(text: str) -> bool:
    """Tell whether a sender's name or address was in a text.

    Args:
        text: A text after names were taken out.
    """
    return LEFT_OUT in text or ADDRESS.search(text) is not None
