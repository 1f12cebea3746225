"""What a map may do to a text, and how a cell is kept from being read as Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What Python-Markdown reads as more than the sign itself: escapes, links, tags and entities anywhere; marks of emphasis
# where there are two; headings, quotes, lists and rules at the start of a line.
_ANYWHERE = re.compile(r"\\|<|&(?=#|\w+;)")
_LINK = re.compile(r"\][(:]")
_LINE_START = re.compile(r"^(?:[#>]|[-+*](?=\s|$|-|\*)|[0-9]+(?=\.\s))")
_ENTITIES = {"<": "&lt;", "&": "&amp;"}
_LETTERS = re.compile(r"[^\W\d_]")
_MORE = " …"


def one_line(text: str) -> str:
    """Put a text on one line, with single spaces.

    Args:
        text: Any text.
    """
    return " ".join(text.split())


def as_words(text: str) -> str:
    """Write a cell as Markdown that shows it as it was typed, each line a paragraph.

    Args:
        text: The cell.
    """
    return "\n\n".join(_shown(line) for line in map(one_line, text.split("\n")) if line)


def _shown(line: str) -> str:
    start = _LINE_START.match(line)
    shown = _ANYWHERE.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), line)
    for sign in "*_`[":
        if _LINK.search(line) if sign == "[" else line.count(sign) > 1:
            shown = shown.replace(sign, f"\\{sign}")
    if start is None or shown.startswith("\\"):
        return shown
    # A number keeps its digits: the point after it is what makes a list.
    return f"{start[0]}\\{shown[start.end() :]}" if start[0].isdigit() else f"\\{shown}"


def in_capitals(text: str) -> bool:
    """Tell whether all letters of a text are capitals.

    Args:
        text: Any text.
    """
    return bool(_LETTERS.search(text)) and text == text.upper() and text != text.lower()


def titled(text: str, spell: Iterable[str]) -> str:
    """Write a text in capitals as a title.

    Args:
        text: The text.
        spell: Words in their own spelling, which is kept.

    Returns:
        The title; words without a vowel and those such as U3A stay in capitals, since they are said letter by letter.
    """
    known = {word.casefold(): word for word in spell}

    def write(found: re.Match[str]) -> str:
        word = known.get(found[0].casefold())
        if word is None:
            return found[0] if _said_by_letters(found[0]) else _capital(found[0])
        return word[0].upper() + word[1:] if not found.start() else word

    return _WORD.sub(write, text)


def _said_by_letters(word: str) -> bool:
    plain = unicodedata.normalize("NFKD", word).upper()
    if word[0].isalpha() and any(letter.isdigit() for letter in word):
        return True
    return plain.isascii() and plain.isalpha() and not set("AEIOUY") & set(plain)


def _capital(word: str) -> str:
    """A capital first, and after the short beginning of a name such as O'Brien."""
    short = re.match(r"[^\W\d_]['’](?=\w\w)", word)
    start = short.end() if short else 0
    return word[:start] + word[start].upper() + word[start + 1 :].lower()


def cut(text: str, most: int) -> str:
    """Cut a text between words.

    Args:
        text: Any text.
        most: The most characters that it may have.
    """
    if len(text) <= most:
        return text
    whole = text[: most - len(_MORE) + 1]
    return (whole.rpartition(" ")[0] or whole[:-1]).rstrip(" ,;:–-") + _MORE
