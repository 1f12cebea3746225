"""`ourtables upkeep`: which groups to write to, with a letter for each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ourtables import directory, upkeep
from ourtables.cli import options
from ourtables.settings import load, today

_REPORTS = {"text": upkeep.text, "markdown": upkeep.markdown, "json": upkeep.data}


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_REPORTS)),
    default="text",
    show_default=True,
    help="How to write the report.",
)
@options.content
@options.on_day
@options.example("ourtables upkeep --format markdown")
def command(form: str, content: Path, day: date | None) -> None:
    """Say which groups to write to, with a letter for each.

    Due soon are those whose page begins to age within a month, overdue those whose page has, and out of touch those
    that have left the lists. Nothing is sent and nothing is changed.
    """
    loaded = directory.load(content, day or today(load(content)))
    click.echo(_REPORTS[form](upkeep.due(loaded.directory)))
