"""The software's messages in one language, as texts to translate and as the catalogue that is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from gettext import c2py
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Message
from babel.plural import to_gettext

from ourtables.core import catalogue, po_files
from ourtables.core.po_files import PoFile
from ourtables.core.translation_faults import Written
from ourtables.exports.translating.units import Unit, fingerprint
from ourtables.settings import catalogues

FOLDER = "words"
NEW = "It is new since the language was signed, and waits for whoever signs it anew."
_SIGNED_LINE = re.compile(r'^"X-Signed-By:.*\n?', re.MULTILINE)
# What a catalogue says until somebody signs it.
_DRAFTED = re.compile(r'^(?:# Drafted by machine.*|"X-Drafted-By:.*)\n', re.MULTILINE)
_PLURALS = re.compile(r'^"Plural-Forms: (.*)\\n"$', re.MULTILINE)
_ID = 12
# What a translator is told of where a message is, by how its file's path begins; the longest first.
_PLACES = {
    "theme/templates/components/": "part of pages: ",
    "theme/templates/paper/": "booklet: ",
    "theme/templates/": "page: ",
    "plugins/ourtables/core/rules.py": "what the checks say",
    "plugins/ourtables/core/catalogue.py": "times and languages",
    "plugins/ourtables/listing/fields.py": "questions of the form",
    "plugins/ourtables/listing/": "what the checks say",
    "plugins/ourtables/directory/upkeep.py": "letter to a group",
    "plugins/ourtables/directory/": "what a group's times and words say",
    "plugins/ourtables/intake/": "reply to a mail",
    "plugins/ourtables/reviewing/": "comment to a group",
    "plugins/ourtables/exports/": "open data, feeds and calendars",
    "plugins/ourtables/site/finder/": "finder",
    "plugins/ourtables/site/form/": "form",
    "plugins/ourtables/site/paper/": "booklet",
    "plugins/ourtables/": "pages",
}


class Interface:
    """The messages in one language: the directory's own words before those that the software comes with."""

    def __init__(self, language: str, own: Path, *, software: bool = False) -> None:
        """Read the catalogues.

        Args:
            language: The language.
            own: The directory's own catalogue, which need not be there.
            software: Whether the software's own catalogue is written, and not the directory's.

        Raises:
            DataError: A catalogue can't be read.
        """
        shipped = [po_files.path_of(name) for name in catalogue.names(language)]
        self.target = shipped[0] if software else own
        self._software = software
        self._shipped = [catalogues.read(path) for path in shipped if path.is_file()]
        mine = [catalogues.read(own)] if own.is_file() and not software else []
        self._files = [*mine, *self._shipped]
        written = self._shipped if software else mine
        self._written = written[0] if written else None
        self.head = self._written.head if self._written else _head(language, self._shipped)
        self.signed = self._written.signed_by if self._written else ""
        empty = po_files.parsed(self.head + "\n\n")
        self.forms, self._form_of = empty.num_plurals, c2py(empty.plural_expr)

    def units(self) -> Iterator[Unit]:
        """Yield each message, and each form of one that counts, in the order of the template."""
        numbers = [[n for n in range(201) if self._form_of(n) == form][:3] for form in range(self.forms)]
        for message in po_files.template():
            said, texts = self._said(message), po_files.texts(message.id)
            where, note = _where(message), " ".join([*message.auto_comments, *([NEW] if self._is_new(message) else [])])
            name = f"{FOLDER}/{fingerprint(f'{message.context}|{message.id!r}', _ID)}"
            if not message.pluralizable:
                yield Unit(name, where, texts[0], said[0], Written.MESSAGE, texts[0], note, message)
                continue
            for form, one in enumerate(said):
                counted = ", ".join(map(str, numbers[form])) + (" …" if len(numbers[form]) == 3 else "")
                source = texts[0] if numbers[form] == [1] else texts[-1]
                told = f"For the number {counted}. {note}".strip()
                yield Unit(f"{name}/{form}", where, source, one, Written.MESSAGE, texts[-1], told, message, name)

    def written(self, new: Mapping[str, str], signed: str) -> bytes:
        """Return the catalogue's file with new translations.

        The directory's own holds what differs from the software's words. Once it is signed it holds all, so that what
        somebody read stays as they read it whatever a newer version brings.

        Args:
            new: Translations by the ids of their units.
            signed: Who signed it, and when; empty when nobody did.
        """
        kept = po_files.parsed(self.head + "\n\n")
        messages = po_files.template()
        units: dict[int, list[Unit]] = {}
        for unit in self.units():
            units.setdefault(id(unit.message), []).append(unit)
        filled = []
        for message, forms in zip(messages, units.values(), strict=True):
            said = tuple(new.get(unit.id, unit.said) for unit in forms)
            kept.add(message.id, said if message.pluralizable else said[0], context=message.context)
            if self._software or (all(said) and (signed or said != self._of(self._shipped, message))):
                filled.append(message)
        head = self.head + "\n"
        head = _SIGNED_LINE.sub("", _DRAFTED.sub("", head) if signed else head) + f'"X-Signed-By: {signed}\\n"'
        return po_files.renewed(PoFile(head, kept), filled)

    def _is_new(self, message: Message) -> bool:
        """Whether a signature that there is doesn't cover a message."""
        file = self._written
        is_covered = file is not None and all(file.said(message)) and not file.is_unsure(message)
        return bool(self.signed) and not is_covered

    def _said(self, message: Message) -> tuple[str, ...]:
        return self._of(self._files, message)

    def _of(self, files: list[PoFile], message: Message) -> tuple[str, ...]:
        forms = self.forms if message.pluralizable else 1
        said = (file.said(message) for file in files)
        return next((one for one in said if all(one) and len(one) == forms), ("",) * forms)


def _head(language: str, shipped: list[PoFile]) -> str:
    """The head of a new catalogue, with the plural forms of the software's own, or else of Unicode's tables."""
    found = _PLURALS.search(shipped[0].head) if shipped else None
    forms = found[1] if found else _plural_forms(language)
    lines = (f"Language: {language}", f"Plural-Forms: {forms}", "Content-Type: text/plain; charset=utf-8")
    more = ("Content-Transfer-Encoding: 8bit", "X-Signed-By: ")
    return "\n".join(['msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in (*lines, *more))])


def _plural_forms(language: str) -> str:
    for name in catalogue.names(language):
        try:
            return to_gettext(Locale.parse(name).plural_form)
        except (UnknownLocaleError, ValueError):
            continue
    return "nplurals=2; plural=(n != 1);"


def _where(message: Message) -> str:
    found: dict[str, None] = {}
    for name, _ in message.locations:
        start = next(start for start in _PLACES if name.startswith(start))
        inner = name.removeprefix(start).rpartition(".")[0].replace("_", " ") if _PLACES[start].endswith(" ") else ""
        found[_PLACES[start] + inner] = None
    return ", ".join(found)
