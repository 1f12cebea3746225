"""What is wrong with a translation: a gap that is missing, a sign that would break a page, letters that were lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ourtables.core.edit_distance import suggest
from ourtables.core.patterns import CONTROL, DIRECTION, STACKED

# A "%" alone would end every sentence that has gaps.
_GAP = re.compile(r"%\(\w+\)s|\{[^{}\n]*\}|%")
_BRACES = re.compile(r"\{[^{}\n]*\}")
_LINK = re.compile(r"\]\(\s*<?([^\s)>]+)|^\s*\[[^\]\n]+\]:\s*<?([^\s>]+)|<([a-z]+:[^\s>]+)>", re.MULTILINE)
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>?")
# Templates trust the software's messages, in attributes too.
_SIGNS = '<>"&'
_LOST = re.compile(r"\ufffd|\?{3,}|\w\?\w")
# What a spreadsheet program makes of words that begin with such a sign, and what it shows for one that it can't.
_FORMULA = re.compile(r"[=@]|#[A-Z/0]+[!?]|#N/A$")
_SPACES = re.compile(r"[ \t\xa0]+")


class Written(StrEnum):
    """How a text is written: a message of the software, plain words, or Markdown."""

    MESSAGE = "message"
    WORDS = "words"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a translation, and what to write instead: two sentences."""

    what: str
    instead: str


def cleaned(source: str, said: str, how: Written) -> str:
    """Return a translation as the catalogue or a file has it, without what a spreadsheet or a mail program added.

    Args:
        source: The English, or the words of the main language.
        said: The translation as somebody wrote it.
        how: How the two are written.

    Returns:
        The translation on as many lines as it may have, with the spaces that the source begins and ends with; empty
        when nothing was said.
    """
    text = unicodedata.normalize("NFC", said).replace("\r\n", "\n").replace("\r", "\n").strip()
    if how is Written.MARKDOWN:
        return text
    if "\n" not in source:
        text = " ".join(text.split("\n"))
    text = _SPACES.sub(lambda found: found[0] if found[0] == "\xa0" else " ", text)
    before = source[: len(source) - len(source.lstrip())]
    after = source[len(source.rstrip()) :]
    return f"{before}{text}{after}" if text else ""


def faults(source: str, said: str, how: Written) -> Iterator[Fault]:
    """Find what is wrong with a translation.

    Args:
        source: The English, or the words of the main language; of a message that counts, its plural.
        said: The translation; an empty one has no faults.
        how: How the two are written.
    """
    if not said:
        return
    if how is Written.MESSAGE:
        yield from _same("gap", _GAP.findall(source), _GAP.findall(said))
        yield from _signs(source, said)
    if how is Written.MARKDOWN:
        yield from _same("gap", _BRACES.findall(source), _BRACES.findall(said))
        yield from _same("link", _links(source), _links(said))
        yield from _same("piece of HTML", _TAG.findall(source), _TAG.findall(said))
    yield from _letters(source, said)


def _same(what: str, wanted: list[str], found: list[str]) -> Iterator[Fault]:
    """Report parts that the source has and the translation hasn't, and the other way round."""
    missing = [one for one in dict.fromkeys(wanted) if one not in found]
    for one in dict.fromkeys(found):
        if one in wanted:
            continue
        better = suggest(one, missing)
        if better:
            missing.remove(better)
        instead = f"Write “{better}”." if better else "Take it away."
        if one == "%":
            instead = "Write the word for percent."
        yield Fault(f"The {what} “{one}” isn't in the source.", instead)
    for one in missing:
        yield Fault(f"The {what} “{one}” is missing.", f"Copy “{one}” from the source, letter by letter.")


def _links(text: str) -> list[str]:
    return [next(filter(None, found)) for found in _LINK.findall(text)]


def _signs(source: str, said: str) -> Iterator[Fault]:
    for sign in _SIGNS:
        if said.count(sign) > source.count(sign):
            instead = "Write “ and ”." if sign == '"' else "Write it in words."
            yield Fault(f"The sign {sign} would break the page.", instead)


def _letters(source: str, said: str) -> Iterator[Fault]:
    if _LOST.search(said) and not _LOST.search(source):
        yield Fault("Letters became question marks.", "Save the file as CSV UTF-8, and write these words again.")
        return
    for pattern in (CONTROL, DIRECTION, STACKED):
        if found := pattern.search(said):
            code = f"U+{ord(found[0][0]):04X}"
            yield Fault(f"There is a hidden character ({code}).", "Write these words again in an empty cell.")
    if _FORMULA.match(said) and not _FORMULA.match(source):
        yield Fault("It is a formula, or what became of one.", "Write the words, with a letter first.")
