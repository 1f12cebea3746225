"""A file of another directory's data becomes listings: its JSON, or services by HSDS or Open Referral UK."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ourtables.core.boundary import log_fault
from ourtables.core.bounds import bounded
from ourtables.core.errors import DataError, OurTablesError, TooMuch, Unusable
from ourtables.intake.sheets import hsds_services, own_json
from ourtables.intake.sheets.incoming import Incoming
from ourtables.intake.sheets.sheet_import import FAULT, LEFT, NOTE, SECONDS, TOO_SLOW, WRITTEN, Outcome, ReportLine
from ourtables.listing import source
from ourtables.listing.checking import Context

MOST_BYTES = 256 * 1024 * 1024


def run(file: Path, context: Context, folder: Path) -> Outcome:
    """Write every listing of a file into a folder; one whose address is taken there is left out.

    Args:
        file: JSON of one of the three kinds.
        context: The directory that takes them in.
        folder: Where the listings go.

    Returns:
        What became of each.

    Raises:
        DataError: When the file is none of the three kinds.
        OSError: When the folder can't be written.
    """
    outcome = Outcome()
    folder.mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(_read(file, context), 1):
        result = WRITTEN
        try:
            _put(one, context, folder)
        except (Unusable, TooMuch, RecursionError, UnicodeError) as why:
            result = LEFT
            outcome.lines.append(ReportLine(number, one.slug, result, "", _reason(why)))
        except (OSError, OurTablesError):
            raise
        except Exception:
            log_fault()
            result = LEFT
            outcome.unmade.append(number)
            outcome.lines.append(ReportLine(number, one.slug, result, "", FAULT))
        outcome.rows[result] += 1
        outcome.lines += [ReportLine(number, one.slug, NOTE, name, text) for name, text in one.notes]
    return outcome


def _reason(why: Exception) -> str:
    if isinstance(why, TooMuch):
        return TOO_SLOW
    return str(why) if isinstance(why, Unusable) else f"It can't be written ({type(why).__name__})."


def _read(file: Path, context: Context) -> Iterator[Incoming]:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise DataError(f"{file} is larger than {MOST_BYTES // 1024 // 1024} MB.")
        data: Any = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise DataError(f"{file} can't be read as JSON: {error}.") from error
    if own_json.is_ours(data):
        return own_json.read(data)
    if hsds_services.is_known(data):
        return hsds_services.read(data, context)
    raise DataError(f"{file} is neither a directory's groups.json nor services (HSDS, Open Referral UK).")


def _put(one: Incoming, context: Context, folder: Path) -> None:
    """Write one listing; `Unusable` says why it can't be."""
    with bounded(SECONDS):
        text = one.settle(context)
    if one.slug in source.RESERVED:
        raise Unusable(f"The address “{one.slug}” is kept for the site itself.")
    try:
        with (folder / f"{one.slug}.md").open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except FileExistsError:
        raise Unusable("There is a listing at this address already. It is left as it is.") from None
