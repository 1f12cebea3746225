"""What earlier imports wrote: which row became which listing, and what stood in it then.

One line a row: three marks, made from the row's id, the listing's slug and its text, so that the register names nobody.
A line is added as soon as a file is whole: an interrupted import knows what it did. A listing that somebody took away
keeps only its row's mark, and isn't written again.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ourtables.problems import ContentError, OurTablesError, Reporter

FOLDER = "imports"
_HEAD = "# Written by `ourtables import`. Keep it: it protects what groups changed since.\n"
_LINE = re.compile(r"(?P<row>[0-9a-f]{24}),(?P<slug>[0-9a-f]{24}|),(?P<text>[0-9a-f]{24}|)")
_WORKSHOP = ".import"


class Busy(OurTablesError):
    """Another import is writing into the same folder."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """The marks of a row's listing: of its slug and of its text; both are empty once it was taken away."""

    slug: str
    text: str


class Register:
    """The register of one map beside one folder of listings."""

    def __init__(self, path: Path, entries: dict[str, Entry]) -> None:
        self.path, self.entries = path, entries
        self._journal: TextIO | None = None

    @classmethod
    def load(cls, path: Path) -> Register:
        """Read a register; one that isn't there is empty, and a last line that was cut off is left out.

        Raises `ContentError` with every other line that can't be read.
        """
        report = Reporter(str(path))
        entries: dict[str, Entry] = {}
        text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        *lines, _ = text.split("\n")
        for number, line in enumerate(lines, 1):
            found = _LINE.fullmatch(line.strip())
            if found:
                entries[found["row"]] = Entry(found["slug"], found["text"])
            elif line.strip() and not line.startswith("#"):
                what = "This line of the register can't be read."
                report("keeper-setting", number, what=what, hint="Take the file from git again.")
        if report.problems:
            raise ContentError(report.problems)
        return cls(path, entries)

    def note(self, row: str, entry: Entry) -> None:
        """Keep what became of a row, at once."""
        if self.entries.get(row) == entry:
            return
        self.entries[row] = entry
        if self._journal is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            cut_off = self.path.exists() and not self.path.read_bytes().endswith(b"\n")
            self._journal = self.path.open("a", encoding="utf-8", newline="\n")
            self._journal.write("\n" if cut_off else "")
        self._journal.write(_written(row, entry))
        self._journal.flush()

    def close(self) -> None:
        """Write the register anew in one order, so that two imports give the same file."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None
            text = _HEAD + "".join(_written(row, entry) for row, entry in sorted(self.entries.items()))
            temporary = self.path.with_name(f".{self.path.name}")
            temporary.write_text(text, encoding="utf-8", newline="\n")
            temporary.replace(self.path)


def _written(row: str, entry: Entry) -> str:
    return f"{row},{entry.slug},{entry.text}\n"


def mark(text: str) -> str:
    """A short mark of a text that says nothing about it; line ends don't count, since git changes them."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")).hexdigest()[:24]


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """Open a folder beside a folder of listings where files are made whole, for one import at a time.

    What a killed import left there is cleared away. Raises `Busy` when another import holds it.
    """
    place = folder.parent / _WORKSHOP
    place.mkdir(parents=True, exist_ok=True)
    lock = os.open(place, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise Busy(f"Another import is writing into {folder}. Wait until it has ended.") from None
    try:
        for left in place.iterdir():
            left.unlink()
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        os.close(lock)
