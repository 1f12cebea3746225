"""Names beside numbers and addresses: "01632 960123 (Jackie)" tells how to reach a group, and more than it should."""

from __future__ import annotations

import re

from ourtables.core.patterns import PHONE_RUN
from ourtables.listing.checking import Context

# Bounded, since a search goes on from each letter of whatever a stranger wrote.
CAPITAL = r"(?<!\w)[^\W\d_a-zß-öø-ÿ][^\W\d_]{0,40}(?:['’-][^\W\d_]{1,40}){0,3}"
# A whole name, which may have an initial or words such as "van der" in it.
WHOLE_NAME = (
    rf"{CAPITAL}(?: (?:(?:van|von|der|den|de|del|della|di|da|la|le|bin|ibn|al|el|ap|ab|ferch) ){{0,2}}"
    rf"(?:[^\W\d_a-z]\.|{CAPITAL})){{0,3}}"
)
# Words with a capital that are no person's.
NO_PERSON = frozenset(
    {
        *("us", "the", "our", "we", "you", "i", "a", "an", "any"),
        *("anyone", "anybody", "me", "him", "her", "them", "it", "this", "that"),
        *("and", "or", "if", "when", "on", "at", "in", "to", "zoom"),
        *("teams", "skype", "facebook", "whatsapp", "signal", "instagram", "council", "hall", "centre"),
        *("center", "church", "chapel", "library", "house", "street", "road", "lane", "mind"),
        *("trust", "team", "group", "line", "hospital", "university", "college", "school", "office"),
        *("club", "society", "service", "services", "nhs", "room", "cafe", "café", "garden"),
        *("park", "samaritans", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays", "january", "february"),
        *("march", "april", "may", "june", "july", "august", "september", "october", "november"),
        *("december", "gp"),
    }
)
# Those that stand beside numbers and addresses besides.
BESIDE_CONTACTS = frozenset(
    {
        *("tel", "telephone", "phone", "mob", "mobile", "landline", "call", "ring", "text", "main", "helpline", "fax"),
        *("e-mail", "email", "mail", "web", "website", "please", "number", "no", "hours", "only", "ext", "free"),
        *("day", "days", "daytime", "evening", "evenings", "morning", "mornings", "afternoons", "weekdays", "weekends"),
        *("mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun", "freephone", "leave"),
        *("voicemail", "answerphone", "message", "after", "before", "bookings", "enquiries", "contact", "ask", "for"),
        *("e", "via", "by", "visit", "join"),
    }
)
# One word or two in small letters, in brackets behind a number: "(kath)".
_BRACKETED = re.compile(r"(?<=\d)\s*\(([^\W\d_]{2,30}(?: [^\W\d_]{2,30})?)\)")
_NO_NAMES = frozenset(
    {
        *("women", "men", "crisis", "general", "local", "national", "minicom", "textphone", "home", "work", "shared"),
        *("staff", "transport", "lifts", "access", "always", "rarely", "new", "old", "first", "second", "urgent"),
        *("english", "welsh", "urdu", "bsl", "emergencies", "emergency", "sms", "relay", "switchboard", "reception"),
    }
)
_ALONE = re.compile(rf"(?<![@./:-])(?=\w['’]?\w){CAPITAL}(?![\w@/-]|\.\w)")
# Brackets and commas that a name leaves behind.
_LEFT_OPEN = re.compile(r"\([\s,;:–-]*\)|(?<=\()[\s,;:–-]+|[\s,;:–-]+(\))|^[\s,;:–-]+")


class ContactNames:
    """Takes names out of ways to reach a group."""

    def __init__(self, context: Context, group: str = "") -> None:
        """Learn which words are no person's name.

        Args:
            context: The directory's side of the checks.
            group: What the group is called, as far as that is known.
        """
        terms = (term for name in ("areas", "contact_ways") for term in context.vocabularies[name])
        labels = (label for term in terms for label in (term.label, *term.synonyms))
        self._known = BESIDE_CONTACTS | NO_PERSON | {word for label in labels for word in label.casefold().split()}
        self._group = set(group.casefold().split())

    def out_of(self, text: str) -> tuple[str, list[str]]:
        """Take names out of lines that hold a number or an address.

        Args:
            text: What was typed; other lines stay as they are.

        Returns:
            The text without names, and the names.
        """
        names: list[str] = []

        def nobody(found: re.Match[str]) -> str:
            if set(found[0].casefold().split("-")) <= self._known | self._group:
                return found[0]
            names.append(found[0])
            return ""

        def nobody_in_brackets(found: re.Match[str]) -> str:
            words = set(found[1].casefold().split())
            if words & (self._known | self._group | _NO_NAMES):
                return found[0]
            names.append(found[1])
            return ""

        lines = text.split("\n")
        for number, line in enumerate(lines):
            if PHONE_RUN.search(line) or "@" in line:
                without = _BRACKETED.sub(nobody_in_brackets, _ALONE.sub(nobody, line))
                lines[number] = line if without == line else _LEFT_OPEN.sub(r"\1", without).strip()
        return "\n".join(lines), list(dict.fromkeys(names))
