"""The movement's words, from `content/glossary.yml`: what each means, what to avoid, and how languages say it now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ourtables.core import nodes
from ourtables.core.errors import ContentError
from ourtables.core.problems import Reporter
from ourtables.core.sections import Section

FILE = "glossary.yml"


@dataclass(frozen=True, slots=True)
class GlossaryWord:
    """One word.

    Attributes:
        word: The word.
        forms: Its other forms, such as its plural.
        meaning: What it means here.
        avoid: What not to say, and why; empty when there is nothing.
        now: How languages say it now, by their tags.
    """

    word: str
    forms: tuple[str, ...]
    meaning: str
    avoid: str
    now: Mapping[str, str]

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds the word, in any of its forms, in a text."""
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, (self.word, *self.forms)))})(?!\w)", re.IGNORECASE)

    def note(self, language: str) -> str:
        """Return what a translator into a language is told about the word."""
        now = self.now.get(language) or self.now.get(language.split("-")[0], "")
        parts = (f"{self.word}: {self.meaning}", self.avoid and f"Avoid: {self.avoid}", now and f"Now: {now}.")
        return " ".join(filter(None, parts))


def load(content: Path) -> tuple[GlossaryWord, ...]:
    """Read the glossary of a directory; none when it has no such file.

    Args:
        content: The directory's own folder.

    Raises:
        ContentError: With every line to mend.
    """
    path = content / FILE
    if not path.is_file():
        return ()
    report = Reporter(str(path))
    root = nodes.parse(path.read_text(encoding="utf-8"), report)
    found = []
    for item in root.items if isinstance(root, nodes.Sequence) else ():
        part = Section(item if isinstance(item, nodes.Mapping) else nodes.Mapping(item.line, 1), report, "")
        now = part.section("now")
        said = {language: now.text(language) for language in now.node.entries}
        word, meaning = part.text("word", required=True), part.text("meaning", required=True)
        found.append(GlossaryWord(word, part.texts("forms"), meaning, part.text("avoid"), said))
        part.close()
    if report.problems:
        raise ContentError(report.problems)
    return tuple(found)


def notes(text: str, entries: tuple[GlossaryWord, ...], language: str, most: int = 3) -> list[str]:
    """Return what a translator is told about the words of a text.

    Args:
        text: The text.
        entries: The glossary.
        language: The language that it is translated into.
        most: How many words are told of.
    """
    return [one.note(language) for one in entries if one.pattern.search(text)][:most]
