"""What `ourtables build --publish` refuses before and after the site is built."""

from __future__ import annotations

from pathlib import Path

import click

from ourtables.core.errors import ContentError, Failed
from ourtables.directory import language_shares, publishing, site_size
from ourtables.settings import settings, vocabulary


def may_be_published(content: Path, *, drafts: bool) -> None:
    """Say which blanks the keepers' pages still have, and stop what others shouldn't see.

    Args:
        content: The directory's own folder.
        drafts: Whether the site would show groups that weren't asked yet.

    Raises:
        ContentError: The directory has something that others shouldn't see.
    """
    for blank in publishing.blanks(content):
        click.echo(blank.told, err=True)
    own = settings.load(content)
    found = publishing.problems(content, own, drafts=drafts)
    found += language_shares.below_the_floor(content, own, vocabulary.load(content))
    if found:
        raise ContentError(found)


def fits(site: Path, most: int = site_size.MOST_BYTES) -> None:
    """Refuse a site that the host would refuse only after it was sent there.

    Args:
        site: The folder of the new site.
        most: The bytes that it may take.

    Raises:
        Failed: It takes more.
    """
    size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    if size > most:
        raise Failed(
            f"The new site takes {site_size.told(size)}, and GitHub Pages takes {site_size.told(most)} "
            "at most, so it isn't published. `ourtables check` says which listings weigh most."
        )
