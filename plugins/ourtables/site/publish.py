"""One run: every output is written, and what an earlier run left is taken away."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from ourtables import catalogue
from ourtables.directory import Loaded
from ourtables.exports import history as histories
from ourtables.site import assets, search
from ourtables.site.options import Options
from ourtables.site.pages import Making, components, outputs
from ourtables.site.record import File, Output, Page
from ourtables.site.render import write_all
from ourtables.site.templates import Address, Templates

# Its file says that a folder is ours to replace.
MARKER = ".ourtables"
MARKER_TEXT = b"This folder is made by ourtables, which replaces all of it.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What one run publishes, from where, and where to."""

    loaded: Loaded
    options: Options
    content: Path
    theme: Path
    templates: list[Path]
    environment: Environment
    url: str
    output: Path


def publish(what: Publication) -> None:
    """Write the whole site: pages in forked workers, while Pagefind indexes beside them.

    Raises `SiteError` or `AssetError` when something of the site can't be made.
    """
    options = what.options
    ours, was_empty = _is_ours(what.output), _is_empty(what.output)
    making, templates, files = prepared(what)
    everything = outputs(making)
    if options.components:
        everything.append(components.page(making))
    everything += [_asset(name, body) for name, body in files.files.items()]
    if ours:
        everything.append(File(url=f"/{MARKER}", body=lambda: MARKER_TEXT))
    what.output.mkdir(parents=True, exist_ok=True)
    if options.search:
        with search.indexing(making, what.output) as index:
            write_all(everything, what.output, templates.draw, options.jobs, _progress())
            if index is not None:
                index.finish(what.output)
    else:
        write_all(everything, what.output, templates.draw, options.jobs, _progress())
    if ours and not was_empty:
        _take_away_the_rest(what.output, everything)
    if options.summary is not None:
        options.summary.write_text(json.dumps(_summary(what, everything)), encoding="utf-8")


def prepared(what: Publication) -> tuple[Making, Templates, assets.Assets]:
    """What pages are made from, the templates that draw them, and the theme's files.

    Raises `AssetError` when a file of the theme can't be used.
    """
    directory, options = what.loaded.directory, what.options
    history = histories.load(options.history) if options.history else None
    address = Address.of(what.url)
    messages = catalogue.load(directory.settings.language)
    own_fonts = directory.settings.fonts == "own"
    files = assets.collect(what.theme, what.content, fonts=own_fonts)
    icons = assets.Icons(what.theme / "icons")
    templates = Templates(what.environment, what.templates, directory, address, messages, files, icons)
    return Making(directory, what.content, address, messages, templates.words, history), templates, files


def _asset(name: str, body: bytes) -> Output:
    return File(url=f"/{assets.FOLDER}/{name}", body=lambda: body)


def _is_ours(output: Path) -> bool:
    """Whether an output folder is new, empty, or was made by this software."""
    return (output / MARKER).is_file() or _is_empty(output)


def _is_empty(output: Path) -> bool:
    return not output.is_dir() or not any(output.iterdir())


def _take_away_the_rest(output: Path, everything: list[Output]) -> None:
    """Take away what this run didn't write, so that a listing taken out leaves no page in a preview."""
    # Texts, not paths: there are 60,000 files in a large site.
    keep = {f"{output}{os.sep}{one.file}" for one in everything}
    folders = {str(output)}
    for file in keep:
        while (file := file.rpartition(os.sep)[0]) not in folders:
            folders.add(file)
    for folder, beneath, files in os.walk(output):
        if folder == str(output) and search.FOLDER in beneath:
            beneath.remove(search.FOLDER)
        for name in files:
            if f"{folder}{os.sep}{name}" not in keep:
                Path(folder, name).unlink()
        for name in list(beneath):
            if f"{folder}{os.sep}{name}" not in folders:
                beneath.remove(name)
                _take_away(Path(folder, name))


def _take_away(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder)


def _summary(what: Publication, everything: list[Output]) -> dict[str, object]:
    loaded = what.loaded
    return {
        "groups": len(loaded.directory.groups),
        "pages": sum(isinstance(one, Page) for one in everything),
        "warnings": sum(not problem.stops for problem in loaded.problems),
        "account": loaded.account(),
    }


class _progress:
    """Says on a terminal how far the pages are, on one line, for a run that takes longer than a moment."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = False

    def __call__(self, written: int, total: int) -> None:
        if not sys.stderr.isatty() or time.monotonic() - self._began < 1:
            return
        self._shown = True
        end = "\n" if written >= total else ""
        print(f"\rPages: {written:,} of {total:,}", end=end, file=sys.stderr, flush=True)
