"""Parts of a site, drawn without the rest of it: what tests of one kind of page look at."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from bench import maker
from ourtables.site import assets
from ourtables.site.pages import Making, outputs
from ourtables.site.record import File, Output
from ourtables.site.templates import Templates

from .conftest import ROOT
from .test_parts import THEME, made


def bytes_of(output: Output, templates: Templates) -> bytes:
    """What an output is written as."""
    return output.body() if isinstance(output, File) else templates.draw(output)


def drawn(content: Path, pattern: str) -> dict[str, str]:
    """The outputs of a directory whose addresses fit a pattern, by address."""
    templates, making = made(content)
    wanted = [one for one in outputs(making) if re.fullmatch(pattern, one.url)]
    return {one.url: bytes_of(one, templates).decode() for one in wanted}


def write(content: Path, site: Path, pattern: str, more: Iterable[Output] = ()) -> Making:
    """Write such outputs, some more, and the theme's files into a folder."""
    templates, making = made(content)
    found = {one.file: bytes_of(one, templates) for one in outputs(making) if re.fullmatch(pattern, one.url)}
    found |= {one.file: bytes_of(one, templates) for one in more}
    theme = assets.collect(THEME, content).files
    for name, body in {**found, **{f"static/{name}": body for name, body in theme.items()}}.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(body)
    return making


def one_area(folder: Path, number: int) -> tuple[Path, str]:
    """A content folder with made listings that are all in one area, and the area."""
    content = folder / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("groups"))
    (content / "groups").mkdir()
    area = maker.World(content).councils[0]
    for one in maker.make(number, content):
        text = re.sub(r"^areas: .*$", f"areas: [{area}]", one.text, flags=re.MULTILINE)
        (content / "groups" / f"{one.slug}.md").write_text(text, encoding="utf-8")
    return content, area
