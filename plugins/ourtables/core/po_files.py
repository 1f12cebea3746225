"""Catalogues as files: what a translator writes, and what the software reads of their heads.

Babel reads and writes the messages. It drops the lines of a head that it doesn't know, so heads are kept as text here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

DOMAIN = "ourtables"
FOLDER = Path(__file__).parents[1] / "locale"
TEMPLATE = FOLDER / f"{DOMAIN}.pot"
WIDTH = 100
_SOUND_LINE = re.compile(
    r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[[0-9]+\])?)\s+)?"(?:[^"\\]|\\.)*")?\s*'
)
_SIGNED = re.compile(r'^"X-Signed-By:[ \t]*(.*?)[ \t]*\\n"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PoFile:
    """A catalogue as its file has it.

    Attributes:
        head: The file's head as text: its comments, its language, its plural forms, who signed it.
        messages: Its messages.
    """

    head: str
    messages: Catalog

    @property
    def signed_by(self) -> str:
        """The speakers who checked this catalogue, with the day; empty when nobody did."""
        found = _SIGNED.search(self.head)
        return found[1] if found else ""

    def said(self, message: Message) -> tuple[str, ...]:
        """The translation of a message of the template, in each plural form; empty texts where there is none."""
        found = self.messages.get(first(message), message.context)
        forms = self.messages.num_plurals if message.pluralizable else 1
        said = texts(found.string or "") if found is not None and found.pluralizable == message.pluralizable else ()
        return said if len(said) == forms and all(said) else ("",) * forms

    def is_unsure(self, message: Message) -> bool:
        """Return whether a translation is marked as unsure ("fuzzy"): no signature covers it, and it isn't shown."""
        found = self.messages.get(first(message), message.context)
        return found is not None and found.fuzzy


def path_of(language: str, folder: Path = FOLDER) -> Path:
    """The file of a language's catalogue, such as `cy` or `en_GB`."""
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(path: Path) -> PoFile:
    """Read a catalogue or the template.

    Raises:
        ValueError: It can't be read.
    """
    try:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        return PoFile(text.partition("\n\n")[0], parsed(text))
    except (PoFileError, ValueError) as error:
        raise ValueError(f"{path}: this catalogue can't be read: {error}.") from error


def parsed(text: str) -> Catalog:
    """Return the messages of a catalogue's text, with the plural forms that its head names.

    Raises:
        ValueError: It can't be read. Babel itself takes letters away where a quote mark is missing.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if not _SOUND_LINE.fullmatch(line):
            raise ValueError(f"line {number} lacks a quote mark or a word such as msgid")
    return read_po(BytesIO(text.encode()), domain=DOMAIN, abort_invalid=True)


def template() -> list[Message]:
    """Return every message of the software, in the order of the template."""
    return list(messages_of(read(TEMPLATE).messages))


def messages_of(catalogue: Catalog) -> Iterator[Message]:
    """Yield the messages of a catalogue without its head."""
    return (message for message in catalogue if message.id)


def first(message: Message) -> str:
    """The English of a message; of one that counts, its singular."""
    return texts(message.id)[0]


def texts(said: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The texts of a message or of its translation: one, or one for each plural form."""
    return (said,) if isinstance(said, str) else tuple(said)


def renewed(catalogue: PoFile, messages: list[Message]) -> bytes:
    """Return a catalogue's file with exactly the given messages: what it says of them, and gaps for the rest.

    A gap in a signed catalogue is marked as unsure, so that nobody's name stands for what is drafted into it later.

    Args:
        catalogue: What there is so far.
        messages: The messages of the template.
    """
    kept = parsed(catalogue.head)
    for message in messages:
        said = catalogue.said(message)
        is_unsure = catalogue.is_unsure(message) or bool(catalogue.signed_by and not all(said))
        text = said if message.pluralizable else said[0]
        kept.add(message.id, text, context=message.context, flags=["fuzzy"] if is_unsure else [])
    written = BytesIO()
    write_po(written, kept, width=WIDTH, no_location=True, omit_header=True)
    return f"{catalogue.head}\n\n".encode() + written.getvalue()
