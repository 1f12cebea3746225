"""`ourtables confirm`: groups said that their listings are still right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ourtables.cli import fmt, options
from ourtables.cli.unlist import listing
from ourtables.core.errors import OurTablesError
from ourtables.listing import checking
from ourtables.reviewing.bot.command_words import confirming
from ourtables.reviewing.bot.line_edits import edited, line_edits

_WAYS = {"group": "", "phone": "phone", "email": "email"}


@click.command()
@click.argument("slugs", metavar="SLUG...", nargs=-1, required=True)
@click.option(
    "--by",
    type=click.Choice(list(_WAYS)),
    default="group",
    show_default=True,
    help="How the groups said it: themselves here, by phone, or by e-mail.",
)
@click.option("--on", type=options.DAY, help="The day on which they said it; else it is today.")
@options.content
@options.on_day
@options.example("ourtables confirm leeds-kettle hull-table --by phone --on 2026-11-20")
def command(slugs: tuple[str, ...], by: str, on: date | None, content: Path, day: date | None) -> None:
    """Write into listings that their groups said they are still right.

    Each SLUG is a file's name without .md. Only `confirmed` and `confirmed_by` change; everything else stays as it is
    written. Nothing is changed when one of the listings can't be.
    """
    context = checking.load(content, day)
    if on and on > context.today:
        raise click.BadParameter(f"{on} is still to come.", param_hint="--on")
    texts = {}
    for slug in dict.fromkeys(slugs):
        path = listing(content, slug)
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise _by_hand(path) from None
        edits = line_edits(text, confirming(_WAYS[by], on or context.today, context))
        if edits is None:
            raise _by_hand(path)
        texts[path] = edited(text, edits)
    for path, text in texts.items():
        fmt.write(path, text)
        click.echo(f"{path} is confirmed.")


def _by_hand(path: Path) -> OurTablesError:
    return OurTablesError(f"{path} is written in a way that a machine might spoil. Change it by hand.")
