"""`ourtables upkeep`: which groups to write to, with a letter for each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ourtables.cli import options
from ourtables.core.boundary import end_if_unmade, made_apart
from ourtables.directory import loading, upkeep

_REPORTS = {"text": upkeep.text, "markdown": upkeep.markdown, "json": upkeep.data}


@click.command()
@options.form("report", *_REPORTS)
@options.content
@options.on_day
@options.example("ourtables upkeep --format markdown")
def command(form: str, content: Path, day: date | None) -> None:
    """Say which groups to write to, with a letter for each.

    Due soon are those whose page begins to age within a month, overdue those whose page has, and out of touch those
    that have left the lists. Nothing is sent and nothing is changed.

    Ends with status 1 when a letter couldn't be written, which is a fault of ours; the others are there.
    """
    loaded = loading.load(content, day)
    everybody = loaded.directory
    report, unmade = made_apart(
        lambda groups: _REPORTS[form](upkeep.due(everybody.only(groups))), tuple(everybody.groups.values())
    )
    click.echo(report)
    end_if_unmade([*loaded.unmade, *(group.slug for group in unmade)])
