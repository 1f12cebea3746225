"""Languages that nobody speaks, which show what a page looks like in another one and which words aren't translated.

They have the names that Unicode gives them. `en-XA` is English with accents, longer by a third. `ar-XB` is English in
Arabic letters, from right to left. Each message stands between ⟦ and ⟧, so that a sentence that is cut is seen.
"""

from __future__ import annotations

import gettext
import re
from functools import cache

from ourtables.core import po_files

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ACCENTED = "àƀçđéƒĝĥîĵķļɱñôþɋŕšţûṽŵẋýž"
_ARABIC = "ابچدےفگہیجکلمنوپقرستعثغخئز"
_ALPHABETS = {"en-xa": _ACCENTED + _ACCENTED.upper(), "ar-xb": _ARABIC + _ARABIC}
# What has to stay as it is: gaps, and what is typed or linked to.
_KEPT = re.compile(r"(%\(\w+\)s|\{\w*\}|https?://\S*|\S+@\S+)")
# Longer by a third, as many languages are than English.
_LONGER = 3


class PseudoLanguage(gettext.NullTranslations):
    """The messages of the template in the letters of an alphabet, longer than in English; any other text stays English.

    Args:
        alphabet: What stands for the letters a to z, then for A to Z.
    """

    def __init__(self, alphabet: str) -> None:
        super().__init__()
        self._letters = str.maketrans(_LATIN + _LATIN.upper(), alphabet)

    def gettext(self, message: str) -> str:
        """Return a message as this language has it."""
        return self._turned(message) if message in _known() else message

    def _turned(self, message: str) -> str:
        parts = _KEPT.split(message)
        parts[::2] = [part.translate(self._letters) for part in parts[::2]]
        more = "".join(parts[::2]).split()
        filler = (" ".join(more) * _LONGER)[: (len(message) + _LONGER - 1) // _LONGER]
        return f"⟦{''.join(parts)} {filler.strip()}⟧" if more else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return a message that counts."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """Return a message of some context: a pattern of Unicode's letters stays as it is."""
        return message if context.startswith("pattern") else self.gettext(message)


@cache
def _known() -> frozenset[str]:
    return frozenset(text for message in po_files.template() for text in po_files.texts(message.id))


def messages_of(language: str) -> PseudoLanguage | None:
    """The messages of a pseudo-language; `None` for a language that people speak.

    Args:
        language: A language tag.
    """
    alphabet = _ALPHABETS.get(language.replace("_", "-").lower())
    return PseudoLanguage(alphabet) if alphabet else None
