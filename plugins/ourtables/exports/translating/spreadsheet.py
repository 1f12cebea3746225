"""The texts to translate as a table for a spreadsheet program, and the table that comes back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ourtables.core.catalogue import own_name
from ourtables.core.errors import DataError
from ourtables.exports.csv_tables import csv_text, restored
from ourtables.exports.translating.units import LANGUAGE, SIGNED, Returned, Row, Unit
from ourtables.intake.sheets import rows

COLUMNS = ("id", "where", "note", "source", "translation", "mark")
_NEEDED = ("id", "translation")
SIGN = "Who speaks this language and has read all of this file, with the day: Mair Example, 2026-11-29"


def write(units: Iterable[Unit], language: str, signed: str) -> bytes:
    """Return the table.

    Args:
        units: The texts.
        language: The language that they are translated into.
        signed: Who signed the translation, and when; empty when nobody did.

    Returns:
        CSV in UTF-8 with the mark that spreadsheet programs know it by. No cell is read as a formula.
    """
    head = [
        (LANGUAGE, "this file", "Leave this row as it is.", own_name(language), language, ""),
        (SIGNED, "this file", "Only when all of it is right. Else leave it empty.", SIGN, signed, ""),
    ]
    texts = ((one.id, one.where, one.note, one.source, one.said, one.mark) for one in units)
    return f"\ufeff{csv_text(COLUMNS, [*head, *texts], chr(13) + chr(10))}".encode()


def read(path: Path) -> Returned:
    """Read a table that came back, whatever program wrote it.

    Args:
        path: The file.

    Raises:
        ContentError: It is no such text.
        DataError: It hasn't the columns that are needed.
    """
    table = rows.table(path, COLUMNS, repair=False)
    missing = [name for name in _NEEDED if name not in table.headings]
    if missing:
        raise DataError(f"{path}: there is no column “{missing[0]}”. Keep the first row as it was.")
    found, about = [], {LANGUAGE: "", SIGNED: ""}
    for number, cells in table.rows:
        one = dict(zip(table.headings, map(restored, cells), strict=False))
        name = one.get("id", "").strip()
        said = one.get("translation", "")
        if name in about:
            about[name] = said.strip()
        elif any(cell.strip() for cell in cells):
            found.append(Row(number, name, said, one.get("mark", "").strip(), one.get("source", "")))
    return Returned(found, about[LANGUAGE], about[SIGNED], table.notes)
