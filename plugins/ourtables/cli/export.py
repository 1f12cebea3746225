"""`ourtables export`: the directory as data, without a site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from ourtables.cli import options
from ourtables.core.boundary import end_if_unmade, made_apart
from ourtables.directory import loading
from ourtables.exports import EXPORTS, Exporting, export_registry
from ourtables.exports import history as histories
from ourtables.listing.group import Group
from ourtables.places.tables import Tables
from ourtables.settings import catalogues

ALL = "all"


@click.command()
@options.content
@click.option(
    "--format",
    "formats",
    type=click.Choice([ALL, *EXPORTS]),
    multiple=True,
    default=[ALL],
    show_default=True,
    help="Which files to write; may be given more than once.",
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder they go into, by their addresses on the site.",
)
@click.option(
    "--history",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="When listings were added and changed, as “ourtables history” writes it.",
)
@click.option("--keep-going", is_flag=True, help="Leave out listings that have errors, and give the rest.")
@options.on_day
@options.example("ourtables export --format csv --format geojson --output open-data")
def command(
    content: Path, formats: tuple[str, ...], output: Path, history: Path | None, keep_going: bool, day: date | None
) -> None:
    """Write the directory as data, without a site.

    Only what groups let others reuse is given; calendars and feeds show every listed group, as the site does. Files
    of the same name are replaced. Ends with status 1 when a listing has an error.
    """
    loaded = loading.load(content, day)
    settings = loaded.directory.settings
    stopping = [problem for problem in loaded.problems if problem.stops]
    for problem in stopping:
        click.echo(problem.told, err=True)
    if stopping and not keep_going:
        raise click.ClickException("Nothing was written. Mend these listings, or leave them out with --keep-going.")
    exporting = Exporting(
        loaded.directory,
        settings.address,
        Tables(content / "places"),
        histories.load(history) if history else None,
        catalogues.messages(settings),
    )
    names = list(export_registry.of(exporting.directory) if ALL in formats else dict.fromkeys(formats))

    def write(groups: Sequence[Group]) -> list[str]:
        return [_write(_only(exporting, groups), name, output) for name in names]

    everybody = tuple(loaded.directory.groups.values())
    unmade: tuple[Group, ...] = ()
    if keep_going:
        lines, unmade = made_apart(write, everybody, lambda groups: _try(_only(exporting, groups), names))
    else:
        lines = write(everybody)
    click.echo("\n".join(lines))
    end_if_unmade([*loaded.unmade, *(group.slug for group in unmade)])


def _only(exporting: Exporting, groups: Sequence[Group]) -> Exporting:
    return replace(exporting, directory=exporting.directory.only(groups))


def _try(exporting: Exporting, names: Iterable[str]) -> None:
    """Make every file of some formats, and write none."""
    for name in names:
        for made in EXPORTS[name].files(exporting):
            made.body()


def _write(exporting: Exporting, name: str, output: Path) -> str:
    count = size = 0
    for made in EXPORTS[name].files(exporting):
        path = output / made.path
        path.parent.mkdir(parents=True, exist_ok=True)
        body = made.body()
        path.write_bytes(body)
        count, size = count + 1, size + len(body)
    return f"{name}: {count:,} {'file' if count == 1 else 'files'}, {size:,} bytes"
