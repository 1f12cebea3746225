"""`ourtables export`: the directory as data, without a site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ourtables import catalogue, directory
from ourtables.cli import options
from ourtables.exports import EXPORTS, Exporting, registry
from ourtables.exports import history as histories
from ourtables.settings import load, today

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
    settings = load(content)
    loaded = directory.load(content, day or today(settings))
    stopping = [problem for problem in loaded.problems if problem.stops]
    for problem in stopping:
        click.echo(f"{problem.path}:{problem.line}: {problem.message} {problem.hint}", err=True)
    if stopping and not keep_going:
        raise click.ClickException("Nothing was written. Mend these listings, or leave them out with --keep-going.")
    exporting = Exporting(
        loaded.directory,
        settings.address,
        content,
        histories.load(history) if history else None,
        catalogue.load(settings.language),
    )
    for name in registry.of(exporting.directory) if ALL in formats else dict.fromkeys(formats):
        click.echo(_write(exporting, name, output))


def _write(exporting: Exporting, name: str, output: Path) -> str:
    count = size = 0
    for made in EXPORTS[name].files(exporting):
        path = output / made.path
        path.parent.mkdir(parents=True, exist_ok=True)
        body = made.body()
        path.write_bytes(body)
        count, size = count + 1, size + len(body)
    return f"{name}: {count:,} {'file' if count == 1 else 'files'}, {size:,} bytes"
