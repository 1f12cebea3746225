"""Pelican as the process that makes what the site's templates draw: how commands start it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import click


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
    """The command that runs Pelican on a content folder, with options of ours; those that are `None` are left out."""
    asked = {name: value for name, value in given.items() if value is not None}
    extra = [f"OURTABLES={json.dumps(asked)}"]
    if site_url:
        extra.append(f"SITEURL={json.dumps(site_url)}")
    pelican = [sys.executable, "-m", "pelican", str(content), "--settings", str(_configuration())]
    return [*pelican, "--output", str(output), "--log-handler", "plain", "--extra-settings", *extra]


def _configuration() -> Path:
    """Pelican's settings: those of the repository one stands in, else of the one this program comes from."""
    for folder in (Path.cwd(), Path(__file__).resolve().parents[3]):
        if (folder / "pelicanconf.py").is_file():
            return folder / "pelicanconf.py"
    raise click.UsageError("There is no pelicanconf.py here. Run this in the folder of your directory's repository.")
