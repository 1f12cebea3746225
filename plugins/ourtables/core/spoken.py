"""Texts that know their language, so that a page in another one can mark them with `lang` and `dir`."""

from __future__ import annotations

import re
from gettext import NullTranslations
from typing import Any

from markupsafe import escape

# What a template leaves around such a text: control characters, which no listing and no file of the keepers can hold.
# `site/marks.py` makes elements of them once the page is whole.
LANGUAGE, TEXT, END = "\x01", "\x02", "\x03"
# And around a day, a time or a sign: as the page's language has it, then as the main one does, for its sentences.
OWN, MAIN, SAID = "\x04", "\x05", "\x06"
IN_BOTH = re.compile(f"{OWN}([^{MAIN}]*){MAIN}([^{SAID}]*){SAID}")


class Spoken(str):
    """A text in another language than what it is shown on. Anywhere but in a template it is a plain text.

    Attributes:
        language: Its language, such as `cy`.
    """

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Spoken:
        """Make one of a text and its language."""
        made = super().__new__(cls, text)
        made.language = language
        return made

    def __reduce__(self) -> tuple[type[Spoken], tuple[str, str]]:
        return Spoken, (str(self), self.language)

    def __mod__(self, values: Any) -> Spoken:
        return Spoken(str(self) % values, self.language)

    def __html__(self) -> str:
        return f"{LANGUAGE}{self.language}{TEXT}{escape(str(self))}{END}"


def spoken(text: str, language: str) -> Spoken:
    """Return a text with its language. One that knows its language already keeps it."""
    return text if isinstance(text, Spoken) else Spoken(text, language)


class Behind(NullTranslations):
    """The messages of one language as they stand in for those that another lacks: each says which language it is in.

    Args:
        messages: The catalogue that has them.
        language: Its language.
    """

    def __init__(self, messages: NullTranslations, language: str) -> None:
        super().__init__()
        self._messages, self._language = messages, language

    def gettext(self, message: str) -> str:
        """Return a message."""
        return spoken(self._messages.gettext(message), self._language)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return a message for a number of things."""
        return spoken(self._messages.ngettext(msgid1, msgid2, n), self._language)

    def pgettext(self, context: str, message: str) -> str:
        """Return a message of a context, which is a pattern and not words."""
        return self._messages.pgettext(context, message)
