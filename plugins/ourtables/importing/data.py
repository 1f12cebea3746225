"""A file of another directory's data becomes listings: its JSON, HSDS 3.0 or Open Referral UK 3.0."""

from __future__ import annotations

from pathlib import Path

from ourtables import source
from ourtables.checking import Context
from ourtables.importing import hsds, own
from ourtables.importing.incoming import DataError, Settled, read_json, settle
from ourtables.importing.run import LEFT, NOTE, WRITTEN, Line, Outcome


def run(file: Path, context: Context, folder: Path) -> Outcome:
    """Write every listing of a file into a folder; one whose address is taken there is left out.

    Raises `DataError` when the file is none of the three kinds, and `OSError` when the folder can't be written.
    """
    data = read_json(file)
    if own.is_ours(data):
        incoming = own.read(data)
    elif hsds.is_known(data):
        incoming = hsds.read(data, context)
    else:
        raise DataError(f"{file} is neither a directory's groups.json nor services (HSDS, Open Referral UK).")
    outcome = Outcome()
    folder.mkdir(parents=True, exist_ok=True)
    for number, settled in enumerate(settle(incoming, context), 1):
        why = _put(settled, folder)
        result = LEFT if why else WRITTEN
        outcome.rows[result] += 1
        if why:
            outcome.lines.append(Line(number, settled.slug, result, "", why))
        notes = (text.partition(": ") for text in settled.lost)
        outcome.lines += [Line(number, settled.slug, NOTE, name, text) for name, _, text in notes]
    return outcome


def _put(settled: Settled, folder: Path) -> str:
    """Write one listing; the answer is why not, and empty when it is written."""
    if not settled.text:
        return "No listing can be made of it."
    if settled.slug in source.RESERVED:
        return f"The address “{settled.slug}” is kept for the site itself."
    try:
        with (folder / f"{settled.slug}.md").open("x", encoding="utf-8", newline="\n") as new:
            new.write(settled.text)
    except FileExistsError:
        return "There is a listing at this address already. It is left as it is."
    return ""
