"""What earlier imports wrote: which row became which listing, and what was in it then.

Each row has one line of three marks, made from the row's id, the listing's slug and its text, so that the register
names nobody. A line is added as soon as a file is complete, so that an interrupted import knows what it did. A
listing that somebody removed keeps only its row's mark, and isn't written again.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from filelock import FileLock, Timeout

from ourtables.core.errors import Busy, ContentError
from ourtables.core.problems import Reporter

FOLDER = "imports"
_HEAD = "# Written by `ourtables import`. Keep it: it protects what groups changed since.\n"
_LINE = re.compile(r"(?P<row>[0-9a-f]{24}),(?P<slug>[0-9a-f]{24}|),(?P<text>[0-9a-f]{24}|)")
_WORKSHOP = ".import"


@dataclass(frozen=True, slots=True, order=True)
class RegisteredRow:
    """The marks of a row's listing: of its slug and of its text; both are empty once it is removed."""

    slug: str
    text: str


class Register:
    """The register of one map beside one folder of listings."""

    def __init__(self, path: Path, entries: dict[str, RegisteredRow]) -> None:
        self.path, self.entries = path, entries
        self._journal: TextIO | None = None

    @classmethod
    def load(cls, path: Path) -> Register:
        """Read a register; a missing one is empty, and an unfinished last line is ignored.

        Args:
            path: Its file.

        Raises:
            ContentError: With every other line that can't be read.
        """
        report = Reporter(str(path))
        entries: dict[str, RegisteredRow] = {}
        text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        *lines, _ = text.split("\n")
        for number, line in enumerate(lines, 1):
            found = _LINE.fullmatch(line.strip())
            if found:
                entries[found["row"]] = RegisteredRow(found["slug"], found["text"])
            elif line.strip() and not line.startswith("#"):
                what = "This line of the register can't be read."
                report("keeper-setting", number, what=what, hint="Take the file from git again.")
        if report.problems:
            raise ContentError(report.problems)
        return cls(path, entries)

    def note(self, row: str, entry: RegisteredRow) -> None:
        """Record at once what became of a row.

        Args:
            row: The mark of its id.
            entry: The marks of its listing.
        """
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
        """Write the register again in order, so that two imports give the same file."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None
            text = _HEAD + "".join(_written(row, entry) for row, entry in sorted(self.entries.items()))
            temporary = self.path.with_name(f".{self.path.name}")
            temporary.write_text(text, encoding="utf-8", newline="\n")
            temporary.replace(self.path)


def _written(row: str, entry: RegisteredRow) -> str:
    return f"{row},{entry.slug},{entry.text}\n"


def mark(text: str) -> str:
    """Make a short mark of a text that reveals nothing about it.

    Args:
        text: The text; its line ends don't count, since git changes them.
    """
    return hashlib.sha256(text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")).hexdigest()[:24]


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """Open a folder beside a folder of listings where files are completed, for one import at a time.

    Args:
        folder: The folder of listings.

    Yields:
        The folder beside it, without what a killed import left there.

    Raises:
        Busy: When another import holds it.
    """
    place = folder.parent / _WORKSHOP
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder.parent / f"{_WORKSHOP}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Busy(f"Another import is writing into {folder}. Wait until it has ended.") from None
    try:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()
