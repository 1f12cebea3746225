"""The words of a text, folded as a search compares them. theme/static/js/find/tokens.js does the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What becomes of each sign of ASCII where no plus sign is: nearly all texts are so, and need no pattern looked for.
_PLAIN: dict[int, str | None] = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_PLAIN |= dict.fromkeys(map(ord, "'`"))
# Letters that decomposing leaves whole, letters that keyboards write in two ways, and the signs of print.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ"}
    | {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه"}
    | dict.fromkeys("“”–—·•£", " ")
)
_DROPPED = re.compile("[\u0300-\u036f'`\u00b4\u02bc\u2018\u2019\u200c\u200d\u200e\u200f]")
_ASCII = re.compile(r"[a-z]\+\+|[a-z0-9]+")
# Scripts that leave no space between words: each pair of neighbouring signs is a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")
LONGEST = 40


def words_in(text: str) -> list[str]:
    """The words of a text in their order: without case, marks and apostrophes, and split at everything else."""
    if text.isascii():
        if "+" in text:
            return _ASCII.findall(text.replace("'", "").replace("`", "").lower())
        return text.translate(_PLAIN).split()
    bare = _DROPPED.sub("", unicodedata.normalize("NFKD", text)).lower().translate(_LETTERS)
    if bare.isascii() and "+" not in bare:
        return bare.translate(_PLAIN).split()
    found: list[str] = []
    for word in "".join(sign if _in_word(sign) else " " for sign in bare).split():
        found += _pairs(word) if _UNSPACED.search(word) else _plus(word)
    return found


@lru_cache(maxsize=4096)
def _in_word(sign: str) -> bool:
    return sign == "+" or unicodedata.category(sign)[0] in "LMN"


def _plus(word: str) -> list[str]:
    """A plus sign belongs to a word only in names such as “C++”."""
    if "+" not in word or re.fullmatch(r"[a-z]\+\+", word):
        return [word]
    return [part for part in word.split("+") if part]


def _pairs(word: str) -> list[str]:
    """The words of a run that has signs of scripts without spaces."""
    found: list[str] = []
    end = 0
    for match in _UNSPACED.finditer(word):
        found += _plus(word[end : match.start()]) if end < match.start() else []
        run = match[0]
        found += [run[place : place + 2] for place in range(len(run) - 1)] or [run]
        end = match.end()
    return found + (_plus(word[end:]) if end < len(word) else [])
