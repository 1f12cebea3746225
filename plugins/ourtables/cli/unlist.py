"""`ourtables unlist`: a listing leaves the site with the next build, and its file stays as it is."""

from __future__ import annotations

from pathlib import Path

import click

from ourtables.cli import options
from ourtables.core.patterns import SLUG
from ourtables.listing import source
from ourtables.settings import maintainers


@click.command()
@click.argument("slug")
@options.content
@options.example("ourtables unlist kettle-lane")
def command(slug: str, content: Path) -> None:
    """Leave a listing out of builds at once.

    For danger to people, a group's own request, or the law: nothing else unlists a group. SLUG is the file's name
    without .md. Take the line out of content/maintainers/unlisted.txt to list the group again.
    """
    listing(content, slug)
    maintainers.unlist(content, slug)
    register = content / maintainers.FOLDER / maintainers.UNLISTED
    click.echo(f"{slug} is left out of builds from now on. Commit {register}, and tell the group.")


def listing(content: Path, slug: str) -> Path:
    """Find the file of a listing.

    Args:
        content: The directory's own folder.
        slug: The listing's address.

    Raises:
        BadParameter: When there is none.
    """
    path = content / source.FOLDER / f"{slug}.md"
    if not SLUG.fullmatch(slug) or not path.is_file():
        raise click.BadParameter(f"there is no listing {path}.", param_hint="SLUG")
    return path
