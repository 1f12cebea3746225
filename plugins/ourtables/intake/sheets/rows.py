"""A spreadsheet's file becomes rows of text, whatever program wrote it; nothing about it is guessed."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from ourtables.core.errors import ContentError
from ourtables.core.patterns import HARMLESS
from ourtables.core.problems import Reporter, shorten
from ourtables.intake import encodings
from ourtables.intake.html_text import text_of
from ourtables.listing.hidden_characters import DROPPED, hidden_characters, with_bullets

MOST_BYTES = 256 * 1024 * 1024
MOST_CELL = 20_000
_SEPARATORS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=([,;:|\t])\r?\n", re.IGNORECASE)
# Stands after the last row: swallowed when a quote mark is open there.
_END = "\x02end of the file\x02"
# How files begin that spreadsheet programs write for themselves.
_OWN_FORMATS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
# How some programs keep the first 0 of a number: ="01632 960123".
_LITERAL = re.compile(r'="((?:[^"]|"")*)"')
_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#ERROR!"})


@dataclass(slots=True)
class SheetRow:
    """One row: its number as a spreadsheet program shows it, and its cells by heading.

    `fault` says why the row can't be used; `notes` collect, by heading, why a cell can't.
    """

    number: int
    cells: dict[str, str]
    fault: str = ""
    notes: dict[str, str] = field(default_factory=dict)

    def text(self, column: str) -> str:
        """Read a cell.

        Args:
            column: Its heading.

        Returns:
            Its text with plain line ends and no spaces around it; empty, with a note, when it can't be used.
        """
        value = self.cells.get(column, "")
        text = value if len(value) > MOST_CELL else value.replace("\r\n", "\n").replace("\r", "\n").strip()
        if literal := _LITERAL.fullmatch(text):
            text = literal[1].replace('""', '"')
        why = _unusable(text)
        if why:
            self.notes[column] = f"The cell “{shorten(column, 40)}” {why}."
        return "" if why else text


@dataclass(frozen=True, slots=True)
class Sheet:
    """A spreadsheet's rows; `notes` say how the file had to be read."""

    path: str
    headings: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...] = ()


# A sheet may begin with its title, a date and the like.
_MOST_ABOVE = 20
_UNSEEN = "Characters that nobody sees were taken out"
_MARKS = "Marks of web pages, such as “&amp;” and “<p>”, became text"
_HTML = re.compile(
    r"&(?:#[0-9]{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8});"
    r"|</?(?:a|b|br|div|em|font|h[1-6]|i|li|ol|p|span|strong|table|td|tr|u|ul)\b[^<>]*>",
    re.IGNORECASE,
)


def _unusable(text: str) -> str:
    if len(text) > MOST_CELL:
        return f"holds {len(text):,} characters; there is room for {MOST_CELL:,}"
    if text.startswith("="):
        return f"holds a formula, not its result: {shorten(text, 40)}"
    if text.upper() in _ERRORS:
        return f"holds a spreadsheet's own error, {text}"
    for code, _, what in hidden_characters(text):
        if code == DROPPED:
            continue
        return f"holds a hidden character ({what})"
    return ""


@dataclass(frozen=True, slots=True)
class Table:
    """A spreadsheet's cells as they are written.

    Attributes:
        headings: The names of its columns.
        rows: Each row below them that has cells, with its number as a spreadsheet program shows it.
        notes: How the file had to be read.
    """

    headings: tuple[str, ...]
    rows: list[tuple[int, list[str]]]
    notes: tuple[str, ...]


def table(path: Path, columns: Collection[str], *, repair: bool = True) -> Table:
    """Read the cells of a spreadsheet that was saved as text.

    Args:
        path: The file.
        columns: The headings that are looked for; the separator that finds most of them is taken.
        repair: Whether letters that were decoded wrongly before are put right. "Â phwy" is Welsh, and looks like some.

    Raises:
        ContentError: When the file isn't such a text, is empty, or has a quote mark that is never closed.
    """
    report = Reporter(str(path))
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        _refuse(report, 1, f"The file can't be read: {error.strerror}.", "Check its name and who may open it.")
    text, notes = _decoded(raw, report)
    text, repaired = _repaired(text) if repair else (text, ())
    notes += repaired
    skipped = _SEPARATOR_LINE.match(text)
    separator = skipped[1] if skipped else _separator(text, columns)
    records = list(_records(text[skipped.end() if skipped else 0 :], separator, report))
    if not records:
        _refuse(report, 1, "The file has no row of headings.", "Write the columns' names in its first row.")
    at = _headings_at(records, columns)
    (start, headings), rest = records[at], records[at + 1 :]
    names = [_heading(heading) for heading in headings]
    _headings_once(names, columns, start, report)
    above = 1 if skipped else 0
    if at:
        notes += (f"The headings are in row {start + above:,}. What is above them isn't read.",)
    return Table(tuple(names), [(number + above, cells) for number, cells in rest], notes)


def read(path: Path, columns: Collection[str]) -> Sheet:
    """Read a spreadsheet that was saved as text, without marks of web pages and characters that nobody sees.

    Args:
        path: The file.
        columns: The headings that the map names; the separator that finds most of them is taken.

    Raises:
        ContentError: When the file isn't such a text, is empty, or has a quote mark that is never closed.
    """
    found = table(path, columns)
    rest, notes, names = found.rows, found.notes, list(found.headings)
    seen = [(number, [HARMLESS.sub("", with_bullets(cell)) for cell in cells]) for number, cells in rest]
    plain = [(number, [without_html(cell) for cell in cells]) for number, cells in seen]
    for what, before, after in ((_UNSEEN, rest, seen), (_MARKS, seen, plain)):
        changed = [old[0] for old, new in zip(before, after, strict=True) if old[1] != new[1]]
        if changed:
            count = "1 row" if len(changed) == 1 else f"{len(changed):,} rows"
            notes += (f"{what}: {count}, row {changed[0]:,} first.",)
    rows = (_row(number, cells, names) for number, cells in plain)
    return Sheet(str(path), found.headings, tuple(rows), notes)


def _headings_at(records: list[tuple[int, list[str]]], columns: Collection[str]) -> int:
    """Where the row of headings is: the first, unless one below a title has more of the columns that the map names."""
    return max(range(min(len(records), _MOST_ABOVE)), key=lambda at: _named(records[at][1], columns))


def _named(cells: list[str], columns: Collection[str]) -> int:
    return len({_heading(cell) for cell in cells} & set(columns))


def _heading(cell: str) -> str:
    """A heading on one line."""
    return " ".join(cell.split())


def without_html(cell: str) -> str:
    """Write a text as a reader of a web page would see it.

    Args:
        cell: Any text; without a code or a tag of a page it stays as it is.
    """
    return text_of(cell) if _HTML.search(cell) else cell


def _refuse(report: Reporter, line: int, what: str, hint: str) -> None:
    report("keeper-setting", line, what=what, hint=hint)
    raise ContentError(report.problems)


def _decoded(raw: bytes, report: Reporter) -> tuple[str, tuple[str, ...]]:
    save = "In your spreadsheet program choose Save as, then CSV UTF-8."
    if len(raw) > MOST_BYTES:
        _refuse(report, 1, f"The file is over {MOST_BYTES // 1024 // 1024} MB.", "Split it into several.")
    if raw.startswith(_OWN_FORMATS):
        _refuse(report, 1, "This is a program's own format, not a text of rows.", save)
    if wide := encodings.utf_16(raw):
        return raw.decode(wide, errors="replace"), ()
    if raw[:2000].count(0) > len(raw[:2000]) // 4:
        _refuse(report, 1, "This isn't a text of rows.", save)
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _mixed(raw.removeprefix(b"\xef\xbb\xbf"))


def _repaired(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as it was before it was decoded wrongly, and a note that says so."""
    text, changed = encodings.repaired(text)
    if not changed:
        return text, ()
    lines = f"{len(changed):,} line{'' if len(changed) == 1 else 's'}, line {changed[0]:,} first"
    return text, (f"Decoded wrongly before this, such as “Ã´” for “ô”, and repaired: {lines}. Look at the accents.",)


def _mixed(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Line by line as UTF-8, else in an old encoding: one old line must not spoil the accents of all others."""
    lines, old = [], []
    odd = b"\n".join(line for line in raw.split(b"\n") if not _is_utf8(line))
    encoding = encodings.old_encoding(odd)
    for number, line in enumerate(raw.split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append("".join(_from_old(byte, encoding) for byte in line))
            old.append(number)
    which = f"Line {old[0]:,} isn't" if len(old) == 1 else f"{len(old):,} lines, line {old[0]:,} first, aren't"
    return "\n".join(lines), (f"{which} in UTF-8: read as {encodings.called(encoding)}. Look at the accents.",)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _from_old(byte: int, encoding: str) -> str:
    # Five bytes mean nothing to Windows; they stay control characters, which are reported by cell.
    return bytes([byte]).decode(encoding, errors="replace").replace("\ufffd", chr(byte))


def _separator(text: str, columns: Collection[str]) -> str:
    def found(separator: str) -> tuple[int, int]:
        with _AnySize(text):
            above = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _MOST_ABOVE))
        return max((_named(cells, columns) for cells in above), default=0), len(above[0]) if above else 0

    return max(_SEPARATORS, key=found)


class _AnySize:
    """Lets the csv module take cells as large as the text for as long as the block runs."""

    def __init__(self, text: str) -> None:
        self.size = len(text) + len(_END) + 1

    def __enter__(self) -> None:
        self.before = csv.field_size_limit(self.size)

    def __exit__(self, *_: object) -> None:
        csv.field_size_limit(self.before)


def _records(text: str, separator: str, report: Reporter) -> Iterator[tuple[int, list[str]]]:
    """Each row that has cells with its number; a line with nothing on it counts but is no row."""
    reader = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=separator)
    with _AnySize(text):
        found = list(reader)
    *records, last = found
    if last != [_END]:
        line = text.count("\n", 0, _opening(text, last[-1])) + 1
        _refuse(report, line, "A quote mark opens here and is never closed.", "Close it, or take it away.")
    yield from ((number, cells) for number, cells in enumerate(records, 1) if cells)


def _opening(text: str, cell: str) -> int:
    """Where an unclosed cell begins: its text, with doubled quote marks as they were written, ends the file."""
    return max(len(text) - len(cell.removesuffix(f"\n{_END}").replace('"', '""')), 0)


def _headings_once(names: list[str], columns: Collection[str], line: int, report: Reporter) -> None:
    for name, count in Counter(names).items():
        if count > 1 and name in columns:
            hint = "Give each column a heading of its own."
            report("keeper-setting", line, what=f"The heading “{shorten(name, 60)}” stands {count} times.", hint=hint)
    if report.problems:
        raise ContentError(report.problems)


def _row(number: int, cells: list[str], names: list[str]) -> SheetRow:
    row = SheetRow(number, dict(zip(names, cells, strict=False)))
    if not any(cell.strip() for cell in cells):
        row.fault = "The row is empty."
    elif [_heading(cell) for cell in cells] == names:
        row.fault = "The row holds the headings again."
    elif any(cell.strip() for cell in cells[len(names) :]):
        row.fault = (
            f"The row has {len(cells)} cells, but there are {len(names)} headings: a text with a separator may have "
            "lost its quote marks."
        )
    return row
