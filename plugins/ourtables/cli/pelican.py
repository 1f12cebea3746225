"""How commands start Pelican, the process that renders the site's templates."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import click

from ourtables import carried


def _web_address(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise click.BadParameter("write the whole address, such as https://example.org/groups/")
    return value.rstrip("/")


site_url = click.option(
    "--site-url", callback=_web_address, help="The site's address, if not the one in directory.yml."
)


def command(content: Path, output: Path, site_url: str | None, given: Mapping[str, object]) -> list[str]:
    """Make the command that runs Pelican on a content folder.

    Args:
        content: The directory's own folder.
        output: Where its files go.
        site_url: The site's address, if not the one in directory.yml.
        given: Our own options by name; those that are `None` are left out.
    """
    asked = {name: value for name, value in given.items() if value is not None}
    extra = [f"OURTABLES={json.dumps(asked)}"]
    if site_url:
        extra.append(f"SITEURL={json.dumps(site_url)}")
    pelican = [sys.executable, "-m", "pelican", str(content), "--settings", str(_configuration())]
    return [*pelican, "--output", str(output), "--log-handler", "plain", "--extra-settings", *extra]


def _configuration() -> Path:
    """Return the folder's own settings for Pelican, or else the ones that come with this program."""
    own = Path.cwd() / "pelicanconf.py"
    return own if own.is_file() else carried("site") / "pelican_defaults.py"
