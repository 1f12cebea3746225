"""All words of a directory in one further language: its texts in one order, and the files that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ourtables.core import po_files
from ourtables.core.errors import OurTablesError
from ourtables.exports.translating import content_words, glossary, interface
from ourtables.exports.translating.content_words import PLACES, WordsFile
from ourtables.exports.translating.units import Unit
from ourtables.settings import settings as settings_file
from ourtables.settings import vocabulary


class DirectoryWords:
    """The words of one directory in one language."""

    def __init__(self, content: Path, language: str, *, software: bool = False) -> None:
        """Read the catalogues, the directory's own words and its glossary.

        Args:
            content: The directory's own folder.
            language: The language. In the directory's first one, only the software's messages are translated.
            software: Whether the messages go into the software's own catalogue, in a checkout of it.

        Raises:
            OurTablesError: A file of them can't be used.
        """
        if software and not (po_files.FOLDER.parents[2] / "theme").is_dir():
            raise OurTablesError(
                "The software is installed here, and its words can be changed only in a checkout of it."
            )
        own = settings_file.load(content)
        self.language = language
        self.interface = interface.Interface(language, own.own_catalogue(language), software=software)
        words = {} if language == own.language else vocabulary.load(content)
        self._files = content_words.files(content, language, own, words) if words else []
        self._glossary = glossary.load(content)

    def units(self, *, places: bool = True) -> list[Unit]:
        """Return every text: the software's messages first, then the directory's own words.

        Args:
            places: Whether the names of places are among them.
        """
        found = list(self.interface.units())
        for file in self._files:
            if places or Path(file.name).stem not in PLACES:
                found += file.units()
        return [self._with_notes(unit) for unit in found]

    def _with_notes(self, unit: Unit) -> Unit:
        notes = glossary.notes(unit.source, self._glossary, self.language)
        return replace(unit, note=" ".join(filter(None, (unit.note, *notes))))

    def written(self, new: Mapping[str, str], signed: str) -> dict[Path, str]:
        """Return each file that changes, with what it will hold.

        Args:
            new: Translations by the ids of their texts.
            signed: Who signs the software's messages, and when; empty when nobody does.
        """
        found = {}
        if signed != self.interface.signed or any(name.startswith(f"{interface.FOLDER}/") for name in new):
            found[self.interface.target] = self.interface.written(new, signed).decode()
        for file in self._files:
            if any(unit.id in new for unit in file.units()):
                found[file.translated] = file.written(new)
        return found

    def unwritable(self, ids: Iterable[str]) -> dict[str, Path]:
        """Return the ids whose file has comments inside that a new one would lose, each with that file.

        Args:
            ids: The ids of texts.
        """
        named = set(ids)
        closed: list[WordsFile] = [file for file in self._files if file.has_comments_inside]
        return {unit.id: file.translated for file in closed for unit in file.units() if unit.id in named}
