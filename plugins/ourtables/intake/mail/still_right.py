"""Whether somebody who answers "is it still right?" says yes, and whether they tell of something else as well."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RIGHTS = (
    r"\bstill (?:all )?(?:right|correct|true|accurate|up to date|the same|good|valid)\b",
    r"\b(?:all|everything|it|it's|page|listing|that|that's)(?: is|'s| are|'re)?(?: still| all)* (?:right|"
    r"correct|true|accurate|"
    r"up to date|fine|good|the same|as (?:it|they) (?:was|were))\b",
    r"\b(?:everything|all)(?: (?:on|about|that|there|here|in|it|the|page|you|have|say|says|we|can|see)){1,4}(?: is|'s|"
    r" looks)(?: still)? (?:right|correct|true|accurate|up to date|fine|good|the same)\b",
    r"\b(?:nothing(?:'s)?|no)(?: \w+){0,2} (?:changed?|changes|different|to change)\b",
    r"^\W*(?:yes|yep|yup|correct|confirmed|all good|no changes?|same as (?:before|ever)|unchanged)\W*$",
    # Welsh, German and Urdu.
    r"\b(?:(?:popeth|y cwbl|y dudalen)(?: \w+)?|dal|o hyd) yn (?:iawn|gywir)\b|\bdim (?:byd wedi )?newid\b",
    r"\balles(?: ist| noch| immer)* (?:richtig|korrekt|in ordnung|beim alten|gut|aktuell)\b",
    r"\bstimmt(?: noch| alles| so)*\b|\b(?:keine änderungen|nichts (?:hat sich )?geändert)\b",
    r"سب (?:کچھ )?(?:ٹھیک|درست) ہے",
)
# Says it only to somebody who asked.
_YESES = (
    r"^\W*(?:yes,? )?(?:ok(?:ay)?|perfect|great|fine|spot on|looks (?:good|fine|right|great)(?: to (?:me|us))?)"
    r"(?:,? (?:thanks|thank you|cheers|ta))?\W*$",
    r"^\W*(?:ie|ydw|ydyn|ydy|ydi|oes|do|cywir|iawn|ja|jawohl|genau|oui|sí|tak|جی ہاں|جی|ہاں)\b(?=\W*$|[,،])",
    r"^[\s.!]*(?:👍|👌|✅|✔️?|💯)(?:[\s.!]|[🏻-🏿])*$",
    r"\b(?:correct|right|accurate|true) (?:as of|for) (?:today|now)\b",
)
_BUT = re.compile(
    r"\b(?:but|except|apart from|although|though|however|only|instead|not|isn't|aren't|wasn't|n't|wrong|"
    r"please (?:change|"
    r"add|update)|is it|are you|whether|if)\b",
    re.IGNORECASE,
)
# "Nothing has changed" holds no "but".
_RIGHT_NEGATIVES = re.compile(r"\b(?:hasn't|haven't|has not|have not) changed\b", re.IGNORECASE)
# What a "yes" may have beside it. Anything else may be news: "Yes. We now meet at seven."
_KIND = """
thanks thank you thx ta cheers hi hello hiya dear hey hope best kind regards wishes love warm many take care keep up
great good lovely work brilliant bye yours for the a an all of doing this that is it are we re i m to and so very
much with from in touch checking asking yes no ok okay please us on still going strong here there well your
everyone team sorry late reply reminder wonderful site page my what do appreciated appreciate happy glad morning
afternoon evening solidarity sent phone iphone ipad android samsung outlook get about group be listed s ve ll d t
confirm confirmed last year month time before ever since everything nothing not need needed needs think can were one
have had just our as by now same old directory listing look looked at nice day
end getting checked check read through keeping keep kept website yep yup yeah
diolch yn fawr iawn hwyl cofion gorau danke schön vielen dank viele liebe grüße gruß mit freundlichen grüßen merci
شکریہ بہت
"""
_KIND_WORDS = frozenset(_KIND.split())
_LETTERS = re.compile(r"[^\W\d_]+")
_KISSES = re.compile("x+", re.IGNORECASE)
_FIGURE = re.compile(r"\d|@")
_NEWS = """
new now moved move add change changed closed also next could will monday tuesday wednesday thursday friday saturday
sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays
"""
_NO_NAMES = frozenset(_NEWS.split())


def said_right(
    sentences: Iterable[str], names: Iterable[str], *, asked: bool, phrases: Iterable[str] = ()
) -> tuple[str, str]:
    """Find out whether a text says that all is right.

    Args:
        sentences: The writer's own sentences.
        names: The names of the listings that it may be about.
        asked: Whether it answers a letter that asks, so that "ok" says so too.
        phrases: Patterns of what our letters ask for in the directory's languages.

    Returns:
        The words that say so, and the first sentence that may tell of something else; both empty when none says so,
        or when one takes it back.
    """
    patterns = [re.compile(pattern, re.IGNORECASE) for pattern in (*phrases, *_RIGHTS, *(_YESES if asked else ()))]
    names = list(names)
    known = _KIND_WORDS | {word for name in names for word in _LETTERS.findall(name.casefold())}
    # A group may have a figure in its name.
    named = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)", re.IGNORECASE)
    said, more = "", ""
    for sentence in sentences:
        if _BUT.search(_RIGHT_NEGATIVES.sub("", sentence)):
            return "", ""
        rest, agreed = sentence[:600], ""
        for pattern in patterns:
            if found := pattern.search(rest):
                agreed = agreed or found[0]
                rest = f"{rest[: found.start()]} {rest[found.end() :]}"
        said = said or agreed
        words = _LETTERS.findall(rest)
        news = [word for word in words if word.casefold() not in known and not _KISSES.fullmatch(word)]
        # Without the words that say so, a few with capitals are the names below a letter.
        if _FIGURE.search(named.sub(" ", rest)) or (news and (agreed or not _are_names(news))):
            more = more or sentence
    return (said, more) if said else ("", "")


def _are_names(words: list[str]) -> bool:
    return len(words) < 5 and all(word[0].isupper() and word.casefold() not in _NO_NAMES for word in words)
