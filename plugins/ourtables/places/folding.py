"""How a name is folded, so that "St. Mary's" and "saint marys" are one name.

The same steps are repeated in the browser, so they are few and in this order: take off marks (NFKD), small letters, no
apostrophes, "&" is "and", every other sign is a space, then word by word the directory's own table (`words.csv`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_MARKS = re.compile("[\u0300-\u036f]")
_APOSTROPHES = re.compile("['`\u00b4\u02bc\u2018\u2019]")
_SIGNS = re.compile(r"[^\w\n]|_")
_SPACES = re.compile(r" +")


class Folding:
    """Folds texts by one table of words.

    `words` gives, for a folded word, what stands for it; the empty text leaves it out.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = dict(words)
        self._known = re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b") if words else None

    def fold(self, text: str) -> str:
        """Folds a text, each of its lines for itself, so that a whole table can be folded in one call."""
        if not text.isascii():
            text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
        text = _APOSTROPHES.sub("", text.casefold()).replace("&", " and ")
        text = _SIGNS.sub(" ", text)
        if self._known is not None:
            text = self._known.sub(lambda word: self._words[word.group()], text)
        return "\n".join(line.strip() for line in _SPACES.sub(" ", text).split("\n"))
