"""`ourtables review`: what a pull request changes, in plain sentences."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ourtables.cli import options
from ourtables.core.boundary import end_if_unmade
from ourtables.core.patterns import SLUG
from ourtables.listing import checking
from ourtables.reviewing import preview as previews
from ourtables.reviewing import review
from ourtables.reviewing.git import Repository
from ourtables.reviewing.review_reports import data, markdown, text

_REPORTS = {"text": text, "markdown": markdown, "json": data}


@click.command()
@click.argument("commits", metavar="BASE..HEAD")
@click.option("--author-id", type=click.IntRange(1), help="The proposer's numeric id on the forge, for owners.")
@options.form("review", *_REPORTS)
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A site that was built of HEAD, from which --preview takes its pages.",
)
@click.option(
    "--preview",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder for the page of each new or changed listing, each as one file that can be opened anywhere.",
)
@options.content
@options.on_day
@options.example("ourtables review main..HEAD")
def command(
    commits: str,
    author_id: int | None,
    form: str,
    site: Path | None,
    preview: Path | None,
    content: Path,
    day: date | None,
) -> None:
    """Say what changes between two commits, what to ask about it, and how many people have to look.

    COMMITS is BASE..HEAD, or BASE...HEAD for what HEAD changed since the two parted. Both are read from git as data:
    nothing of them is checked out or run. Owners and retired addresses are read at BASE, words and settings from the
    folder.

    Ends with status 0 when the review is written, whatever it says, with 1 when git can't tell what was changed, and
    with 2 when the command itself was put wrongly.
    """
    if (site is None) != (preview is None):
        raise click.UsageError("--site and --preview go together.")
    context = checking.load(content, day)
    found = review(Repository.open(content, commits), context, author_id)
    if site and preview:
        shown = [one.slug for one in found.listings if one.what != "removed" and SLUG.fullmatch(one.slug)]
        previews.write(shown, site, preview)
    click.echo(_REPORTS[form](found))
    end_if_unmade(found.unmade)
