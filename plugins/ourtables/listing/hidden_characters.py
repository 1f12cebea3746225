"""Characters that can't be seen: those that a listing may not hold, and those that came along and are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ourtables.core.patterns import CONTROL, DIRECTION, HARMLESS, STACKED, TAG, UNSEEN
from ourtables.core.rules import PHRASES

DROPPED = "dropped-character"
# How far before such a character its words are looked for, and the signs around them; theme/static/js/form/book.js has
# the same.
_MOST_BESIDE = 100
_WORDS_BULLET = re.compile(r"^( {0,3})[\uf0a7\uf0b7\uf0d8][ \t\u00a0]+(?=\S)", re.MULTILINE)
# A character without any of which nothing is found.
_SUSPECT = re.compile("|".join((UNSEEN.pattern, TAG.pattern, DIRECTION.pattern, STACKED.pattern.removesuffix("{5,}"))))
_AROUND_WORDS = ".,;:!?()\"'“”‘’"


def hidden_characters(text: str) -> Iterator[tuple[str, int, str]]:
    """Find the characters that a listing may not hold.

    Args:
        text: Any text.

    Yields:
        The code of the rule that each breaks, its index in the text, and its name, such as U+200B.
    """
    # Most texts are plain, and every one is looked through; few letters make up a long one.
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return
    if not _SUSPECT.search("".join(set(text))):
        return
    for code, pattern in (
        ("control-character", CONTROL),
        ("direction-character", DIRECTION),
        ("stacked-marks", STACKED),
    ):
        for found in pattern.finditer(text):
            is_harmless = bool(HARMLESS.fullmatch(found[0]))
            yield DROPPED if is_harmless else code, found.start(), f"U+{ord(found[0][0]):04X}"


def with_words(what: str, text: str, index: int) -> str:
    """Name a character with the words before it on its line, so that somebody can find what can't be seen.

    Args:
        what: The character's name, such as U+202E.
        text: The text that it is in.
        index: Where it is.

    Returns:
        The name and at most two words. Only letters are repeated, since a number or an address may be somebody's own.
    """
    words: list[str] = []
    line = text[text.rfind("\n", 0, index) + 1 : index][-_MOST_BESIDE:]
    for word in reversed(without_hidden(line).split()[-2:]):
        bare = word.strip(_AROUND_WORDS)
        if not bare.isalpha():
            break
        words.insert(0, bare)
    return PHRASES["after"].format(what=what, words=" ".join(words)) if words else what


def without_hidden(text: str) -> str:
    """A text without the characters that `hidden_characters` finds in it."""
    return STACKED.sub("", DIRECTION.sub("", CONTROL.sub("", with_bullets(text))))


def with_bullets(text: str) -> str:
    """A text in which the bullets that Word takes from a font of its own, and that nobody else sees, are plain ones."""
    return _WORDS_BULLET.sub(r"\1• ", text)
