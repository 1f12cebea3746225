"""Finds the known word that a mistyped one may be. theme/static/js/find/spelling.js does the same.

Words are compared as they are written and as they sound, since people write what they hear: "skitzofrenia".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ourtables.core.edit_distance import distance

SHORTEST, LONG = 5, 9
_MOST, _MOST_SLURRED, TOO_FAR = 6, 3, 99
# Letters that sound alike in English, in the order in which they are replaced.
SOUNDS = (
    ("^(?:ps|pn|kn|gn|wr|rh)", ""), ("sch(?=oo)", "sk"), ("sch|sc(?=[eiy])|tz|ts(?=[aeiou])", "s"), ("ych", "ik"),
    ("ph", "f"), ("gh", ""), ("qu|[ck]w", "kw"), ("ck|ch(?=r|l)|q", "k"), ("([^aeiou])e$", "$1"),
    ("c(?=[eiy])", "s"), ("c(?!h)", "k"), ("x|g[sz]", "ks"), ("z", "s"), ("y", "i"), ("ae|ea|ee|ie|ei", "e"),
    ("ou|oo|au|ow", "o"), ("v", "f"), ("(.)\\1+", "$1"),
)  # fmt: skip
# What is replaced in a word as it sounds when its vowels are slurred: "medicashun", "hospitle", "sewisidal".
SLURS = (
    ("(?:t|s|sh|k)[aeiou]+ns?$", "shn"),
    ("[aeiou]*l[aeiou]*$", "l"),
    ("[aeiou]*r[aeiou]*$", "r"),
    ("[aeiou]+w?[aeiou]*", "a"),
)
# The endings in which two forms of a word may differ beside a slip: "disasociating" is near "dissociation".
FORM = re.compile("(?:i[sz](?:e|ed|ing|ation)|ing|ion|er|ive|ly|ed|e|)s?$")


# Many words are heard at once, each on a line of its own, so a rule must not read across the end of a line.
_SILENT, *_HEARD = (
    (re.compile(pattern.replace("[^", "[^\n"), re.MULTILINE), becomes.replace("$1", r"\1"))
    for pattern, becomes in SOUNDS
)


def heard_in(words: str) -> str:
    """Return words as they sound, roughly: each line for itself, since all words of a directory are heard at once."""
    # When the first of two letters is silent, the second stays.
    heard = _SILENT[0].sub(lambda first: first[0] if first[0] == "rh" else first[0][1:], words)
    for pattern, becomes in _HEARD:
        heard = pattern.sub(becomes, heard)
    return heard


# The same for words that are compared again and again.
sound = cache(heard_in)


@cache
def slurred(word: str) -> str:
    """Return a word as it sounds when its vowels are slurred."""
    heard = sound(word)
    for pattern, becomes in SLURS:
        heard = re.sub(pattern, becomes, heard)
    return heard


@cache
def bare(word: str) -> str:
    """Return a word without the ending of its form."""
    return FORM.sub("", word, count=1)


def slips(word: str, other: str) -> int:
    """Measure how unlike two words are, in half slips; `TOO_FAR` when they are too unlike.

    One slip is forgiven (two from nine letters on). More are where both sound the same, nearly so from nine letters on,
    or when their vowels are slurred, or where they are two forms of one word.
    """
    most = 2 if len(word) >= LONG else 1
    if abs(len(word) - len(other)) > 3:
        return TOO_FAR
    far = distance(word, other, _MOST)
    heard = distance(sound(word), sound(other), 1)
    if far <= most or (far <= _MOST and (heard < most or sorted(word) == sorted(other))):
        return 2 * far + min(heard, 1)
    if far <= _MOST_SLURRED and slurred(word) == slurred(other):
        return 2 * far + 2
    one, two = bare(word), bare(other)
    if min(len(one), len(two)) >= SHORTEST and distance(one, two, 1) <= 1:
        return 2 * far + 2
    return TOO_FAR


def initials(word: str, heard: str) -> set[str]:
    """Return the letters that a word is looked up under: its own first one, and the first that is heard."""
    return {word[:1], heard[:1]} - {""}


def nearest(word: str, telling: Iterable[str], others: Iterable[str]) -> str:
    """Return the known word nearest to a mistyped one; nothing when none is near enough.

    Of equally near words a telling one wins, then the first in the alphabet.
    """
    if len(word) < SHORTEST:
        return ""
    own = initials(word, heard_in(word))
    best = (TOO_FAR, 0, "")
    for place, known in enumerate((telling, others)):
        for other in known:
            if len(other) >= SHORTEST - 1 and own & initials(other, sound(other)):
                best = min(best, (slips(word, other), place, other))
    return best[2] if best[0] < TOO_FAR else ""


# Of the ways to take a word apart so many are tried. It has so many letters at most, and its part that isn't common so
# many at least.
MOST_CUTS, _LONGEST_CUT, _SHORTEST_PART = 3, 24, 3


def cuts(word: str, common: Mapping[str, int]) -> list[list[str]]:
    """List the ways in which a word may be several common ones, or these and another; the likeliest first.

    One part at least is a function word: “cantsleep”, and not “carpark”.

    Args:
        word: What was typed without spaces.
        common: The common words of the language, each with what it tells.
    """
    if len(word) > _LONGEST_CUT:
        return []
    ways = [*_cut(word, common, spare=True)]
    if word.startswith("i"):
        ways += (["i", *way] for way in _cut(word[1:], common, spare=True))
    likely = [way for way in ways if any(common.get(part) == 0 for part in way)]
    return sorted(likely, key=lambda way: (sum(len(part) for part in way if part not in common), len(way), way))


def _cut(word: str, common: Mapping[str, int], *, spare: bool) -> Iterator[list[str]]:
    if not word:
        yield []
    for end in range(2, len(word) + 1):
        part = word[:end]
        if common.get(part) == 0 or (end > 2 and part in common):
            yield from ([part, *rest] for rest in _cut(word[end:], common, spare=spare))
        elif spare and end >= _SHORTEST_PART:
            yield from ([part, *rest] for rest in _cut(word[end:], common, spare=False))
