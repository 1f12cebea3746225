"""`ourtables translate`: the words of a language in one file for a translator, and what came back."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from ourtables.cli import fmt, options
from ourtables.core.bounds import bounded
from ourtables.core.errors import DataError, OurTablesError, TooMuch
from ourtables.core.problems import shorten
from ourtables.core.translation_faults import Fault
from ourtables.exports.translating import po_exchange, spreadsheet
from ourtables.exports.translating.directory_words import DirectoryWords
from ourtables.exports.translating.returning import Compared, RowLeftOut, compared
from ourtables.exports.translating.units import Returned, Unit
from ourtables.settings import settings

# What a file that comes back may be. All words of this directory are under 1 MB.
MOST_BYTES = 16 * 1024 * 1024
SECONDS = 60.0
MOST_SHOWN, MOST_OF_A_FAULT = 120, 600
_CSV, _PO = ".csv", ".po"


class _Tag(click.ParamType[str]):
    name = "LANGUAGE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not settings.is_language(value):
            self.fail(f"{value!r} is no language; write its code, such as cy or ur.", param, ctx)
        return value


_language = click.argument("language", type=_Tag())
_software = click.option(
    "--software", is_flag=True, help="Take the software's own catalogue, in a checkout of it, not the directory's."
)


@click.group()
def command() -> None:
    """Give a translator all words of a language in one file, and take them back."""


@command.command("export")
@_language
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file: a table if it ends in .csv, a PO file if it ends in .po.",
)
@click.option("--places", is_flag=True, help="With the names of places, which are left out otherwise.")
@_software
@options.content
@options.example("ourtables translate export cy --output welsh.csv")
def export(language: str, output: Path, places: bool, software: bool, content: Path) -> None:
    """Write all words of a language into one file for a translator.

    The software's messages, and the directory's words, settings and pages are in it: each with where it is seen, a
    note where one helps, the words to translate, and their translation so far. docs/translating.md says how it is
    filled in.
    """
    kind = _kind(output, "--output")
    words = DirectoryWords(content, language, software=software)
    units = words.units(places=places)
    if kind == _CSV:
        body = spreadsheet.write(units, language, words.interface.signed)
    else:
        body = po_exchange.write(units, words.interface.head)
    output.write_bytes(body)
    done = sum(bool(unit.said) for unit in units)
    click.echo(f"{output}: {len(units):,} texts, {done:,} of them translated.")


@command.command("import")
@_language
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Change nothing; only say what would change.")
@_software
@options.content
@options.on_day
@options.example("ourtables translate import cy welsh.csv")
def take_back(language: str, file: Path, only_check: bool, software: bool, content: Path, day: date | None) -> None:
    """Take back a file that “ourtables translate export” wrote and a translator filled in.

    Every row is taken or named with what is wrong and what to write instead. A row with a fault is left out, and what
    is here stays; an empty translation changes nothing. The software's messages go into the directory's own
    catalogue, its words into content/languages/LANGUAGE/.

    Ends with status 0 when every row was taken, with 1 when one was left out or a signature wasn't taken, and with 2
    when the command itself was put wrongly.
    """
    kind = _kind(file, "FILE")
    words = DirectoryWords(content, language, software=software)
    units = words.units()
    try:
        with bounded(SECONDS):
            returned = _read(file, kind, units, words.interface.head)
            found = compared(returned, units, words.interface.signed, day or settings.today(settings.load(content)))
    except TooMuch as error:
        raise DataError(f"{file}: this file takes too long to read.") from error
    if returned.language and returned.language.replace("_", "-").lower() != language.lower():
        raise DataError(f"{file}: this file is in “{shorten(returned.language, 20)}”, not in “{language}”.")
    _leave_out_unwritable(found, words, returned)
    texts = words.written(found.new, found.signed or words.interface.signed)
    for path, text in texts.items() if not only_check else ():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fmt.write(path, text)
        except OSError as error:
            raise OurTablesError(
                f"{path}: this can't be written ({error.strerror}). What is there is whole."
            ) from error
    _tell(_Told(file, returned, found, units, texts, only_check=only_check))
    sys.exit(bool(found.left_out or found.not_signed))


def _kind(path: Path, given: str) -> str:
    if path.suffix.lower() not in (_CSV, _PO):
        raise click.BadParameter("its name has to end in .csv or .po.", param_hint=given)
    return path.suffix.lower()


def _read(file: Path, kind: str, units: list[Unit], head: str) -> Returned:
    if file.stat().st_size > MOST_BYTES:
        raise DataError(f"{file}: this file is over {MOST_BYTES // 1024 // 1024} MB.")
    return spreadsheet.read(file) if kind == _CSV else po_exchange.read(file, units, head)


def _leave_out_unwritable(found: Compared, words: DirectoryWords, returned: Returned) -> None:
    closed = words.unwritable(found.new)
    rows = {row.id: row for row in returned.rows}
    for name, path in closed.items():
        fault = Fault(f"{path} has comments that would be lost.", "Move them to its top, or change the file by hand.")
        found.left_out.append(RowLeftOut(rows[name], fault))
    found.changes = [one for one in found.changes if one.unit.id not in closed]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said about a file that came back."""

    file: Path
    returned: Returned
    found: Compared
    units: list[Unit]
    texts: dict[Path, str]
    only_check: bool


def _tell(told: _Told) -> None:
    found = told.found
    for note in told.returned.notes:
        click.echo(note)
    for change in found.changes:
        before = f"“{_short(change.unit.said)}”" if change.unit.said else "nothing"
        click.echo(f"{change.unit.id}: {before} becomes “{_short(change.said)}”.")
    for name in found.emptied:
        click.echo(f"{name}: it is empty in the file. What is here stays.")
    for one in found.left_out:
        where = f"{told.file}:{one.row.number}: {shorten(one.row.id, 80)}"
        what, instead = shorten(one.fault.what, MOST_OF_A_FAULT), shorten(one.fault.instead, MOST_OF_A_FAULT)
        click.echo(f"{where}: {what} {instead} (Left out.)", err=True)
    if found.not_signed:
        click.echo(f"{told.file}: the signature isn't taken. {found.not_signed}", err=True)
    elif found.signed and found.changes:
        click.echo(f"Signed by {found.signed}.")
    for path in told.texts:
        click.echo(f"{path} {'would be written' if told.only_check else 'is written'}.")
    asked = {row.id for row in told.returned.rows}
    missing = sum(unit.id in asked and not (found.new.get(unit.id) or unit.said) for unit in told.units)
    left = len({one.row.number for one in found.left_out})
    counts = (f"{len(found.changes):,} changed", f"{left:,} left out", f"{missing:,} still without a translation")
    click.echo(f"{len(told.returned.rows):,} rows: {', '.join(counts)}.")


def _short(text: str) -> str:
    return shorten(text, MOST_SHOWN)
