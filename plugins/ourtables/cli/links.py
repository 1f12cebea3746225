"""`ourtables links`: whether the web addresses of listings still lead somewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ourtables.cli import fmt, options
from ourtables.core.boundary import end_if_unmade, made_apart
from ourtables.core.errors import OurTablesError
from ourtables.directory import loading
from ourtables.linking import judging, link_reports
from ourtables.linking.link_check import links, look
from ourtables.linking.request import Asker

_REPORTS = {"text": link_reports.text, "markdown": link_reports.markdown, "json": link_reports.data}


@click.command()
@click.option(
    "--memory",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file in which what was seen is kept from run to run; without it nothing is ever called gone.",
)
@options.form("report", *_REPORTS)
@options.content
@options.on_day
@options.example("ourtables links --memory links.json")
def command(memory: Path | None, form: str, content: Path, day: date | None) -> None:
    """Look whether the web addresses of listings still lead somewhere.

    A link is ok, unknown (it refuses programs, takes too long, is a social network's), or gone: not found, or its
    domain isn't there, three times over two weeks. No internal machine is ever reached, whatever a link leads to, and
    no listing is changed.
    """
    loaded = loading.load(content, day)
    groups = loaded.directory
    found, unmade = made_apart(links, tuple(groups.groups.values()))
    before = judging.remembered(_read(memory)) if memory else {}
    verdicts = look(found, before, groups.today, Asker(agent=f"ourtables-links (+{groups.settings.address})"))
    if memory:
        try:
            fmt.write(memory, judging.memory(verdicts))
        except OSError as error:
            raise OurTablesError(f"{memory}: what was seen can't be kept ({error.strerror}).") from error
    click.echo(_REPORTS[form](found, verdicts))
    end_if_unmade([*loaded.unmade, *(group.slug for group in unmade)])


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    except OSError as error:
        raise OurTablesError(f"{path}: what was seen before can't be read ({error.strerror}).") from error
