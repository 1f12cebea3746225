"""`ourtables import`: a spreadsheet becomes listings."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from ourtables.cli import options
from ourtables.core.boundary import end_if_unmade
from ourtables.core.errors import OurTablesError
from ourtables.core.problems import shorten
from ourtables.exports.csv_tables import csv_text
from ourtables.intake import sheets
from ourtables.intake.sheets import Outcome, ReportLine, Sheet
from ourtables.intake.sheets import data_files as data
from ourtables.intake.sheets.sheet_import import CHANGED, EDITED, GONE, LEFT, SAME, WRITTEN
from ourtables.listing import checking
from ourtables.listing.checking import Context

MOST_FIELD, MOST_TEXT = 80, 600
_MANY = 200
_SUMS = {
    WRITTEN: "written",
    CHANGED: "written anew",
    SAME: "as they were",
    EDITED: "edited by hand and left as they are",
    GONE: "taken away and not written again",
    LEFT: "left out",
}
_File = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("file", type=_File)
@click.option("--map", "map_path", type=_File, help="What each field of a spreadsheet is made of; docs/importing.md.")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder that the listings are written to, such as content/groups.",
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the lines go: a table if it ends in .csv, else text. Without it they are shown.",
)
@options.content
@options.on_day
@options.example("ourtables import groups.csv --map groups.yml --into content/groups --report report.csv")
def command(
    file: Path, map_path: Path | None, into: Path, report: Path | None, content: Path, day: date | None
) -> None:
    """Make listings of a spreadsheet's rows.

    FILE is the spreadsheet, saved as CSV, or another directory's data: its groups.json, or services by HSDS 3.0 or
    Open Referral UK 3.0, which need no map. Every row becomes a listing or a line that says why not. Nothing is
    invented: what the spreadsheet doesn't say stays empty, and no group counts as asked. Run it again after a change:
    only rows that changed are written anew, and a listing that somebody edited is left as it is.

    Ends with status 0 when every row is accounted for, with 1 when the file or the map can't be used, and with 2 when
    the command itself was put wrongly.
    """
    if map_path is None and file.suffix.lower() != ".json":
        raise click.UsageError("A spreadsheet needs a --map that says what each field is made of: docs/importing.md.")
    if report is not None and not report.absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder {str(report.parent)!r}.", param_hint="--report")
    context = checking.load(content, day)
    try:
        outcome = data.run(file, context, into) if map_path is None else _sheet(file, map_path, context, into)
        written = _as_table if report is not None and report.suffix.lower() == ".csv" else _as_text
        if report is not None:
            report.write_text(written(outcome.lines), encoding="utf-8", newline="\n")
        else:
            click.echo(_as_text(outcome.lines), nl=False)
    except OSError as error:
        raise OurTablesError(
            f"{error.filename or into}: this can't be written ({error.strerror}). What is there is whole; "
            "run the command again when it is mended."
        ) from error
    click.echo(_sum(outcome, report))
    end_if_unmade([f"row {number}" for number in outcome.unmade])


def _sheet(file: Path, map_path: Path, context: Context, into: Path) -> Outcome:
    map_ = sheets.load(map_path, context)
    sheet = sheets.read(file, map_.columns)
    map_.fit(sheet)
    return _run(sheets.Import(map_, sheet, context, into), sheet)


def _run(one: sheets.Import, sheet: Sheet) -> Outcome:
    hidden = len(sheet.rows) < _MANY or not sys.stderr.isatty()
    with click.progressbar(length=len(sheet.rows), label="Importing", file=sys.stderr, hidden=hidden) as bar:
        return one.run(lambda: bar.update(1))


def _as_text(lines: Sequence[ReportLine]) -> str:
    shown = map(_shown, lines)
    return "".join(f"{': '.join(filter(None, (_where(line), line.field)))}: {line.text}\n" for line in shown)


def _shown(line: ReportLine) -> ReportLine:
    """A line in which a stranger's words stay on their line and do nothing to a terminal."""
    return replace(line, field=shorten(line.field, MOST_FIELD), text=shorten(line.text, MOST_TEXT))


def _where(line: ReportLine) -> str:
    row = f"row {line.row}" if line.row else "all rows"
    return f"{row} ({line.listing}.md)" if line.listing else row


def _as_table(lines: Sequence[ReportLine]) -> str:
    rows = ((line.row or "", line.listing, line.outcome, line.field, line.text) for line in map(_shown, lines))
    return csv_text(["row", "listing", "outcome", "field", "text"], rows)


def _sum(outcome: Outcome, report: Path | None) -> str:
    total = sum(outcome.rows.values())
    parts = [f"{outcome.rows[name]:,} {words}" for name, words in _SUMS.items() if outcome.rows[name]]
    told = f" {report} says why." if report is not None and outcome.lines else ""
    return f"{total:,} row{'' if total == 1 else 's'}: {', '.join(parts) or 'nothing to do'}.{told}"
