r"""What a value must look like, once for the checker and for the form in the browser.

Each is written in what Python's `re` and JavaScript's `RegExp` (with its `u`) read alike: no flags, none of the
escapes that mean other letters in each, such as `\w`, no lookbehind (Safari reads it only from 16.4 on), and
characters beyond U+FFFF as themselves. Values are composed
(NFC), trimmed and without hidden characters before they meet one, so that `\s` too is the same in both.
"""

from __future__ import annotations

import re

_IN_LINK = r'[^\s/?#@:%\\<>".]'
# Signs that begin another part of a mailto: address, such as ?cc=, stand in no mailbox.
_IN_DOMAIN = r"""[^\s@<>"',;:.?#&%=/\\|()\[\]{}]"""

# What no text needs: controls, letters without a shape, characters that mean something only within one program.
UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028\u2029"
    r"\u2060-\u2064\u206a-\u206f\u3164\ud800-\uf8ff\ufeff\uffa0\ufff9-\uffff]"
    "|[\U0001d173-\U0001d17a]"
)
# Of these the ones that harm nobody and come along unseen: zero-width space, soft hyphen, Word's bullets.
HARMLESS = re.compile(r"[\xad\u200b\u2060\ufeff\uf0a7\uf0b7\uf0d8]")
# Tag characters are let through only where a flag (England, Scotland, Wales) is spelt with them.
TAG = re.compile("[\U000e0000-\U000e007f]")
BEFORE_TAG = re.compile("[\U0001f3f4\U000e0020-\U000e007f]")
DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
# Combining marks that no writing stacks so high: they would cover the lines above and below.
STACKED = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u06df-\u06e4\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    r"\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5,}"
)
# A place's key is published. That of a private place says nothing: one word, with a number or without.
PLACE_KEY = re.compile(r"(?=.{1,40}$)[a-z0-9]+(?:-[a-z0-9]+)*")
PRIVATE_PLACE_KEY = re.compile(r"(?=.{1,40}$)[a-z]+(?:-[0-9]{1,2})?")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
NUMBER = re.compile(r"[0-9]{1,6}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
LINK = re.compile(rf'[Hh][Tt][Tt][Pp][Ss]?://(?:{_IN_LINK}+\.)+{_IN_LINK}{{2,}}(?::[0-9]+)?(?:[/?#][^\s<>"\\]*)?')
EMAIL = re.compile(rf"""[^\s@<>"',;:?#&%/\\|()\[\]]+@(?:{_IN_DOMAIN}+\.)+{_IN_DOMAIN}{{2,}}""")
# Digits that may be a phone number, with what people write between them, and an extension behind one.
PHONE_RUN = re.compile(r"\+? ?\(?[0-9](?:(?:[ .\-/)]{0,3}| ?\([0-9]{1,5}\) ?)[0-9])*")
EXTENSION = re.compile(
    r"[0-9)][ ,;]*(?:[Ee][Xx][Tt][Ee][Nn][Ss][Ii][Oo][Nn]|[Ee][Xx][Tt][Nn]?|[Xx]|#)[ .:=]*([0-9]{1,6})(?![0-9])"
)
# A name on a social network, with its server where it needs one.
HANDLE = re.compile(
    r"@([A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,58}[A-Za-z0-9_])?)(?:@((?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}))?"
)
# What sites add to an address to follow who passes it on, by the names of its parts.
TRACKING = re.compile(
    r"utm_[a-z_]+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|twclid|yclid|ttclid|igsh(?:id)?|mibextid|rdid|share_url"
    r"|mc_[ce]id|mkt_tok|_ga|_gl|_hsenc|_hsmi|ref_src|ref_url|__tn__|__cft__.*"
)
# What lets anyone in who sees it, over texts in small letters.
MEETING_PASSWORD = re.compile(
    r"https?://[^\s]+[?&;](?:pwd|passcode|password)=[^\s&]|teams\.live\.com/meet/[^\s]+[?&;]p=[^\s&]"
    r"|pass(?:code|word) ?(?: is|:|=) ?[^\s]{0,20}[0-9]"
)
CHAT_INVITATION = re.compile(
    r"(?:chat\.whatsapp\.com|discord\.gg|signal\.group|join\.slack\.com|invite\.viber\.com)/[^\s]"
    r"|(?:t|telegram)\.(?:me|dog)/(?:\+|joinchat/)|discord(?:app)?\.com/invite/|m\.me/j/"
)
# A table and a picture by the marks that other sites read.
MARKED_TABLE = re.compile(r"-{3,}:?[ ]*\|[ ]*:?-{2,}|\|[ ]*:?-{3,}:?[ ]*\||<[Tt][Aa][Bb][Ll][Ee][ >]")
MARKED_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\](?:\(|\[)|<(?:[Ii][Mm][Gg]|[Vv]ideo|[Ii]frame|[Pp]icture)[ >/]")
# An e-mail address anywhere in a text.
MAILBOX = re.compile(r"[0-9A-Za-z._+-]{1,64}@(?:[0-9A-Za-z-]{1,63}\.){1,8}[A-Za-z]{2,24}")
# A mailbox reads as one person's when its name is two names and its provider is one of private mail.
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

# Python's own: the script of the form looks at what stands before a tag by itself.
CONTROL = re.compile(f"{UNSEEN.pattern}|(?<!{BEFORE_TAG.pattern}){TAG.pattern}")

# A keeper's own expression: of the escapes those of ASCII and of signs, of what begins with "(?" what both know.
_SHARED = re.compile(r"(?:\\[dwbDWB^$\\.*+?()\[\]{}|/]|\(\?(?::|=|!)|\((?!\?)|[^\\(])*")


def is_shared(source: str) -> bool:
    """Whether an expression is one that Python and browsers read alike."""
    try:
        re.compile(source, re.ASCII)
    except re.error:
        return False
    return bool(_SHARED.fullmatch(source))
