"""Other people in a mail: whoever is recognised is taken out, and what may be somebody stays out until a keeper says.

Recognised is who stands in a header, a signature, a chat's lines or an address. What may be somebody is a name beside a
role or a number ("ask for Margaret"), and a mobile number or a person's mailbox amid the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ourtables.core.patterns import MAILBOX, PHONE_RUN, TWO_NAMES
from ourtables.core.typed_forms import mailboxes_spelt, plain_signs
from ourtables.intake.contact_names import BESIDE_CONTACTS, NO_PERSON, WHOLE_NAME, ContactNames
from ourtables.intake.mail.sender import Sender
from ourtables.intake.typed_answers import LEFT_OUT
from ourtables.listing.checking import Context
from ourtables.listing.checking.contacts import is_mobile, is_personal_mailbox

_DAY = r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}"
_HOUR = r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?"
_STAMP = rf"(?:\[?{_DAY},? {_HOUR}\]?|\[{_HOUR}, {_DAY}\])"
_STAMPED = re.compile(rf"^[> \t]*{_STAMP}(?: -)? ", re.IGNORECASE)
_CHAT = re.compile(rf"^[> \t]*{_STAMP}(?: -)? (?P<who>[^:\n]{{1,40}}): ?", re.IGNORECASE | re.MULTILINE)
_NAME = rf"(?P<name>{WHOLE_NAME})"
_TITLED = r"(?:[Dd]r|[Mm]rs?|[Mm]s|[Mm]iss|[Mm]x|[Pp]rof(?:essor)?|[Rr]ev(?:erend)?)\.? "
_ROLE = (
    r"(?:[Cc]hair(?:person|man|woman)?|[Ss]ecretary|[Tt]reasurer|[Cc]o-?ordinator|[Ff]acilitator|[Oo]rgani[sz]er|"
    r"[Ff]ounder|[Mm]anager|[Ll]eader|[Hh]ost|[Tt]rustee|[Vv]olunteer|[Ww]orker|[Nn]urse|[Pp]sychiatrist|[Ff]riend|"
    r"[Cc]olleague|[Dd]aughter|[Ss]on|[Hh]usband|[Ww]ife|[Pp]artner|[Mm]other|[Ff]ather|[Ss]ister|[Bb]rother)"
    r"(?:,|:| is| was|'s name is|’s name is| called| named)? "
)
_ASK = (
    r"(?:[Aa]sk for|[Ss]peak (?:to|with)|[Tt]alk to|[Cc]ontact|[Cc]all|[Rr]ing|[Pp]hone|[Tt]ext|[Ee]-?mail|[Mm]essage|"
    r"[Tt](?:ook|aken|akes?) over (?:from|by)|[Rr]eplac(?:es|ed|ing)|[Hh]and(?:ed|ing) over to|"
    r"[Mm]y name is|[Mm]y name’s|[Rr]un by|[Ll]ed by|[Ff]ounded by|[Ss]tarted by|[Tt]hanks to) "
)
_WITH_CUE = re.compile(rf"(?<!\w)(?:{_TITLED}|{_ROLE}|{_ASK}){_NAME}")
_BEFORE_OUT = re.compile(rf"{_NAME}(?=(?:,| on| at|:| -| –|'s number is|’s number is)? ?\(?{re.escape(LEFT_OUT)})")
_AND_AFTER = re.compile(rf"{re.escape(LEFT_OUT)}(?:,? (?:or|and)|,| &|/) ?{_NAME}")
_NUMBER_AFTER = re.compile(rf"{re.escape(LEFT_OUT)}(?:,| on| at|:| -| –)? ?\(?(\+?[0-9][0-9 ()-]{{8,16}}[0-9])")
_DISCLAIMER = re.compile(
    r"\b(?:intended recipient|confidential|disclaimer|privileged|received this (?:e-?mail|message) in error|"
    r"scanned for viruses|registered (?:charity|company|office) (?:no|number)?|intended (?:only|solely) for|"
    r"named addressee|(?:and|or) any attachments?|consider the environment|before printing|views expressed|"
    r"originated from outside|unless you recogni[sz]e the sender|don't often get e-?mail from|fraud detection checks|"
    r"subscribed to the google groups?|to unsubscribe from this (?:group|list))\b",
    re.IGNORECASE,
)


class Persons:
    """Takes other people out of the words of one mail."""

    def __init__(self, context: Context, group: str) -> None:
        """Learn which names are no person's.

        Args:
            context: The directory's side of the checks.
            group: What the group is called, as far as that is known.
        """
        self._context = context
        labels = (term.label for term in context.vocabularies["areas"])
        self._places = {word for label in labels for word in label.casefold().split()}
        self._group = set(group.casefold().split())
        self._contact_names = ContactNames(context, group)
        self.marked: list[str] = []

    def out_of(self, text: str) -> str:
        """Take out what may be somebody; `marked` says what that was.

        Args:
            text: Words of the mail, without their sender.
        """
        return "\n".join(map(self._out_of_line, text.split("\n")))

    def out_of_contacts(self, text: str) -> str:
        """Take names out of ways to reach a group; `marked` has them too.

        Args:
            text: Lines with a number, an address or a link; others stay.
        """
        without, names = self._contact_names.out_of(text)
        self.marked += [name for name in names if name not in self.marked]
        return without

    def _out_of_line(self, line: str) -> str:
        """Look at a line as it reads without the ways to type around a check; with nothing found it stays."""
        plain = mailboxes_spelt(plain_signs(line))
        without = self._without(plain)
        return line if without == plain else without

    def _without(self, text: str) -> str:
        for value in dict.fromkeys(MAILBOX.findall(text)):
            two = TWO_NAMES.fullmatch(value.partition("@")[0].lower())
            if two or is_personal_mailbox(value, self._context):
                text = self._mark(text, value)
                text = self._mark(text, " ".join(re.split(r"[._]", two[0]))) if two else text
        for value in dict.fromkeys(run[0].strip() for run in PHONE_RUN.finditer(text)):
            if is_mobile(value, self._context):
                text = self._mark(text, value)
        for pattern in (_WITH_CUE, _BEFORE_OUT, _AND_AFTER):
            for found in list(pattern.finditer(text)):
                if self._may_be(found["name"]):
                    text = self._mark(text, found["name"])
        for found in list(_NUMBER_AFTER.finditer(text)):
            text = self._mark(text, found[1])
        return text

    def _may_be(self, name: str) -> bool:
        words = set(name.casefold().split())
        return name.casefold() not in LEFT_OUT and not words & (
            NO_PERSON | BESIDE_CONTACTS | self._places | self._group
        )

    def _mark(self, text: str, value: str) -> str:
        without = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", LEFT_OUT, text, flags=re.IGNORECASE)
        if without != text and value not in self.marked:
            self.marked.append(value)
        return without


# What a chat says itself: somebody joined, something was left out.
_OF_THE_CHAT = re.compile(rf"^[> \t]*{_STAMP}(?: -)? (?![^:\n]{{1,40}}: ?).*$", re.IGNORECASE | re.MULTILINE)
_JOINED = re.compile(r"(?P<who>[^:\n]{2,40}?) (?:joined|left|was added|added|removed|created|changed|pinned)\b")
_NOTHING_SAID = re.compile(
    r"[^\S\n]*\u200e?(?:<?(?:media|image|video|audio|sticker|gif|document|contact card) omitted>?|<attached: [^>\n]*>|"
    r"this message was deleted\.?|you deleted this message\.?|null)[^\S\n]*$",
    re.IGNORECASE,
)


def without_chat(text: str) -> tuple[str, Sender]:
    """Take the stamps and names off the lines of a chat that somebody exported.

    Args:
        text: A mail's words.

    Returns:
        The words, and the names.
    """
    names = {found["who"].strip(" ~") for found in _CHAT.finditer(text)}
    for line in _OF_THE_CHAT.findall(text) if names else ():
        names |= {found["who"].strip(" ~") for found in [_JOINED.search(_STAMPED.sub("", line))] if found}
    if names:
        text = _OF_THE_CHAT.sub("", text)
    # Each message stands by itself.
    lines = [
        line for line in _CHAT.sub("\n", text).lstrip("\n").split("\n") if not names or not _NOTHING_SAID.match(line)
    ]
    return "\n".join(lines), Sender(frozenset(name for name in names if len(name) > 1))


def without_disclaimers(text: str) -> str:
    """Take out paragraphs that a mail server adds.

    Args:
        text: A mail's words.
    """
    return "\n\n".join(part for part in text.split("\n\n") if not _DISCLAIMER.search(part))


def signed_by(lines: Iterable[str]) -> Sender:
    """Who signed a mail, by the lines below its closing words.

    Args:
        lines: Those lines.
    """
    found = [line.strip(" *_~-") for line in lines if len(line) < 70]
    names = {name for line in found for name in re.findall(rf"^(?=\S+ ){WHOLE_NAME}(?=$|,| -| \()", line)}
    return Sender(frozenset(names), Sender.of(found).addresses)
