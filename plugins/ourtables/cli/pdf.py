"""`ourtables pdf`: a booklet of chosen areas as one file to print or to send."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import click

from ourtables.cli import options, pelican
from ourtables.core.edit_distance import suggest
from ourtables.directory.language_shares import is_published
from ourtables.settings import settings, vocabulary

# The modules that the optional extra installs.
_NEEDED = ("typst", "fontTools", "brotli")


@click.command()
@click.argument("areas", metavar="AREA...", nargs=-1, required=True)
@click.option("--large", is_flag=True, help="In large print.")
@click.option("--language", metavar="TAG", help="In another language that the site is published in.")
@options.content
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("booklet.pdf"),
    show_default=True,
    help="The file. One of that name is replaced.",
)
@pelican.site_url
@click.option("--keep-going", is_flag=True, help="Leave out listings that have errors, and print the rest.")
@options.on_day
@options.example("ourtables pdf north south --large --output ward.pdf")
def command(
    areas: tuple[str, ...],
    large: bool,
    language: str | None,
    content: Path,
    output: Path,
    site_url: str | None,
    keep_going: bool,
    day: date | None,
) -> None:
    """Make a booklet of chosen areas as a PDF.

    It holds the groups and the words of the booklets that each area's page leads to, without a limit to their number.
    A group in several of the areas stands in full in the first of them. Ends with status 1 when nothing was made.
    """
    if not all(map(find_spec, _NEEDED)):
        raise click.ClickException(
            "PDFs need an optional extra: run ./dev pdf, or pip install --require-hashes -r requirements-pdf.txt."
        )
    wanted = {
        "areas": list(_keys(content, areas)),
        "large": large,
        "file": str(output),
        "language": _known(content, language),
    }
    given = {
        "today": day.isoformat() if day else None,
        "booklet": wanted,
        "keep_going": keep_going,
        "parent": os.getpid(),
    }
    ran = subprocess.run(
        pelican.command(content, output.parent, site_url, given), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    if ran.returncode:
        raise click.ClickException("Nothing was made.")


def _known(content: Path, language: str | None) -> str | None:
    """The language, if the site is published in it; raises `UsageError` for another."""
    own = settings.load(content)
    published = [tag for tag in own.languages if tag == own.language or is_published(tag, own)]
    if language is not None and language not in published:
        raise click.UsageError(f"The site isn't published in {language}. There is: {', '.join(published)}.")
    return language


def _keys(content: Path, names: tuple[str, ...]) -> Iterator[str]:
    """The areas of some names, with an alias replaced by its members; raises `UsageError` for an unknown name."""
    words = vocabulary.load(content)
    aliases = {term.key: term.members for term in words.get("area_aliases", ())}
    found: dict[str, None] = {}
    for name in names:
        if name not in words["areas"] and name not in aliases:
            near = suggest(name, (*words["areas"].keys, *aliases))
            raise click.UsageError(f"There is no area {name}.{f' Did you mean {near}?' if near else ''}")
        found |= dict.fromkeys(aliases.get(name, (name,)))
    yield from found
