"""What a value must look like, once for the checker and for the form in the browser.

Each is written in what Python's `re` and JavaScript's `RegExp` (with its `u`) read alike: no flags, none of the
escapes that mean other letters in each, such as `\\w`, and characters beyond U+FFFF as themselves. Values are composed
(NFC), trimmed and without hidden characters before they meet one, so that `\\s` too is the same in both.
"""

from __future__ import annotations

import re

_IN_LINK = r'[^\s/?#@:\\<>".]'
_IN_DOMAIN = r"""[^\s@<>"',;:.]"""

# What no text needs: controls, letters without a shape, characters that mean something only within one program. Tag
# characters are let through only where a flag (England, Scotland, Wales) is spelt with them.
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028\u2029"
    r"\u2060-\u2064\u206a-\u206f\u3164\ue000-\uf8ff\ufeff\uffa0\ufff9-\uffff]"
    "|[\U0001d173-\U0001d17a]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]"
)
DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
NUMBER = re.compile(r"[0-9]{1,6}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
LINK = re.compile(rf'[Hh][Tt][Tt][Pp][Ss]?://(?:{_IN_LINK}+\.)+{_IN_LINK}{{2,}}(?::[0-9]+)?(?:[/?#][^\s<>"\\]*)?')
EMAIL = re.compile(rf"""[^\s@<>"',;:]+@(?:{_IN_DOMAIN}+\.)+{_IN_DOMAIN}{{2,}}""")
# A phone number as it is written, and what stands in one besides digits.
ABROAD = re.compile(r"\+[1-9][0-9]{6,14}")
ANY_PHONE = re.compile(r"\+?[0-9]{3,15}")
PHONE_SIGNS = re.compile(r"\(0\)|[\s().\-–]")
# A number long enough for a phone anywhere in a text.
LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z_/+])\+?[0-9][0-9 ()\-]{8,16}[0-9](?![0-9A-Za-z_])")
# An e-mail address anywhere in a text.
MAILBOX = re.compile(r"[0-9A-Za-z._+-]{1,64}@(?:[0-9A-Za-z-]{1,63}\.){1,8}[A-Za-z]{2,24}")
# A mailbox reads as one person's when its name is two names and it lies with a provider of private mail.
TWO_NAMES = re.compile(r"[a-z]{2,}[._][a-z]{2,}[0-9]*")
SHARED_MAILBOX = re.compile(
    r"info|hello|hi|contact|mail|email|team|group|office|admin|help|support|enquiries|media|post|us|we"
)
# How a listing is written: a word of ours that needs no quotes, and the name of a field.
BARE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")

# All of the above by their names in small letters, as the rulebook hands them on.
ALL: dict[str, re.Pattern[str]] = {
    name.lower(): pattern for name, pattern in list(globals().items()) if isinstance(pattern, re.Pattern)
}

# A keeper's own expression: of the escapes those of ASCII and of signs, of what begins with "(?" what both know.
_SHARED = re.compile(r"(?:\\[dwbDWB^$\\.*+?()\[\]{}|/]|\(\?(?::|=|!|<=|<!)|\((?!\?)|[^\\(])*")


def is_shared(source: str) -> bool:
    """Whether an expression is one that Python and browsers read alike."""
    try:
        re.compile(source, re.ASCII)
    except re.error:
        return False
    return bool(_SHARED.fullmatch(source))
