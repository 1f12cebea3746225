"""`ourtables retire`: a group that asked to be taken out leaves no page and no name."""

from __future__ import annotations

from pathlib import Path

import click

from ourtables.cli import options
from ourtables.cli.unlist import listing
from ourtables.settings import maintainers


@click.command()
@click.argument("slug")
@options.content
@options.example("ourtables retire kettle-lane")
def command(slug: str, content: Path) -> None:
    """Take a group out for good: remove its file, and keep its address from being given to another.

    SLUG is the file's name without .md. Only a salted hash of it stays, in content/maintainers/retired.txt. Git's
    history still holds the file; docs/for-editors.md says how to take it out of there too.
    """
    path = listing(content, slug)
    maintainers.retire(content, slug)
    path.unlink()
    click.echo(f"{path} is removed, and its address stays unused. Commit both; docs/for-editors.md says what is left.")
