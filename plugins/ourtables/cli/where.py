"""`ourtables where`: which area and point a typed place is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

import click

from ourtables.cli import options
from ourtables.listing.checking import context
from ourtables.places import PlaceChoice


@click.command()
@click.argument("texts", nargs=-1)
@click.option("--file", type=click.File(encoding="utf-8"), help="A file of places, one a line; - is what is piped in.")
@options.form("answer", "text", "json")
@options.content
@options.example('ourtables where "LS6 2NB" Newport')
def command(texts: tuple[str, ...], file: TextIO | None, form: str, content: Path) -> None:
    """Say which area and point a typed place is: a town, a postcode or its first half, a council.

    Several answers mean several places of that name, best first. With --format json each place gives one line, in
    order.
    """
    if bool(texts) == (file is not None):
        raise click.UsageError("Give some places, or --file with one a line.")
    gazetteer = context.load(content).gazetteer
    lines: Iterable[str] = texts if file is None else (line.rstrip("\r\n") for line in file)
    for text in lines:
        choices = gazetteer.find(text) if gazetteer else []
        click.echo(_as_json(text, choices) if form == "json" else _as_text(text, choices))


def _as_json(text: str, choices: list[PlaceChoice]) -> str:
    return json.dumps({"text": text, "choices": [asdict(choice) for choice in choices]}, ensure_ascii=False)


def _as_text(text: str, choices: list[PlaceChoice]) -> str:
    if not choices:
        return f"{text}: we don't know this place. Try a town nearby, or the first half of a postcode."
    lines = [
        f"{choice.name} ({choice.kind}): {choice.area or 'outside every area'}, at {choice.lat:.4f}, {choice.lon:.4f}"
        for choice in choices
    ]
    return "\n".join([f"{text}:", *(f"  {line}" for line in lines)])
