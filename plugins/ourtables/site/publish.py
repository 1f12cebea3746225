"""One run: writes every output, and removes what an earlier run left."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from ourtables.directory.loading import Loaded
from ourtables.exports import history as histories
from ourtables.site import assets, search
from ourtables.site.edition import Address
from ourtables.site.editions import made_in_each_language
from ourtables.site.options import Options
from ourtables.site.pages import Making, components, outputs
from ourtables.site.record import File, Output, Page
from ourtables.site.render import write_all
from ourtables.site.templates import CompiledTemplates, Templates, another

# A folder with this file is ours to replace.
MARKER = ".ourtables"
MARKER_TEXT = b"This folder is made by ourtables, which replaces all of it.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What one run publishes, from where, and where to.

    Attributes:
        loaded: The directory, with the problems found while reading it.
        options: What the run was asked for.
        content: The folder of the directory's own files.
        theme: The theme's folder.
        own_theme: The folder of the directory's own templates, style sheets, pictures and icons, which may not exist.
        templates: The folders of templates, in the order in which they are searched.
        environment: Pelican's Jinja environment.
        url: The site's whole address.
        output: The folder to write to.
        unmade: The slugs of groups that are left out because something of them couldn't be made.
    """

    loaded: Loaded
    options: Options
    content: Path
    theme: Path
    own_theme: Path
    templates: list[Path]
    environment: Environment
    url: str
    output: Path
    unmade: tuple[str, ...] = ()


def publish(what: Publication) -> None:
    """Write the whole site: forked workers draw pages while Pagefind makes the word search.

    Raises:
        SiteError: A page or the search can't be made.
        AssetError: A file of the theme can't be used.
    """
    options = what.options
    ours, was_empty = _is_ours(what.output), _is_empty(what.output)
    ready = prepared(what)
    everything = outputs(*ready.editions) + [_unmade(slug, making) for making in ready.editions for slug in what.unmade]
    if options.components:
        everything.append(components.page(ready.main))
    everything += [asset(name, body) for name, body in ready.assets.files.items()]
    if ours:
        everything.append(File(url=f"/{MARKER}", body=lambda: MARKER_TEXT))
    pages = sum(isinstance(one, Page) for one in everything)
    # What an earlier run left and this one doesn't write goes, so that a listing taken out leaves no page in a preview.
    keep = {f"{what.output}{os.sep}{one.file}" for one in everything} if ours and not was_empty else None
    for making in ready.editions:
        # The finder's files have every point by now.
        making.exporting.points.forget_tables()
    what.output.mkdir(parents=True, exist_ok=True)
    for templates in ready.templates.values():
        templates.compile_all()
    with ExitStack() as ending:
        searched = ready.editions if options.search else ()
        indexes = [ending.enter_context(search.indexing(making, what.output)) for making in searched]
        jobs = options.drawing(len(what.loaded.directory.groups))
        write_all(everything, what.output, ready.draw, jobs, _progress())
        for index in indexes:
            if index is not None:
                index.finish()
    if keep is not None:
        _remove_the_rest(what.output, keep, ready.editions)
    if options.summary is not None:
        options.summary.write_text(json.dumps(_summary(what, pages)), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the pages of one run are made from and drawn with.

    Attributes:
        editions: What the pages of each language are made from, the main language's first.
        templates: The templates of each edition, by its folder.
        assets: The theme's files.
    """

    editions: tuple[Making, ...]
    templates: dict[str, Templates]
    assets: assets.Assets

    @property
    def main(self) -> Making:
        """What the pages of the main language are made from."""
        return self.editions[0]

    def edition(self, language: str | None) -> tuple[Making, Templates]:
        """Return what the pages of a language are made from and drawn with.

        Args:
            language: One of the site's languages; `None` for the main one.
        """
        found = next((one for one in self.editions if one.edition.words.tag == language), self.main)
        return found, self.templates[found.edition.folder]

    def draw(self, page: Page) -> bytes:
        """Draw a page in its language.

        Raises:
            SiteError: Its template is missing or fails; the message names the page.
        """
        return self.templates[page.folder].draw(page)


def prepared(what: Publication) -> Prepared:
    """Return what pages are made from and drawn with.

    Raises:
        AssetError: A file of the theme can't be used.
    """
    directory, options = what.loaded.directory, what.options
    history = histories.load(options.history) if options.history else None
    files = assets.collect(what.theme, what.content, own=what.own_theme, fonts=directory.settings.fonts == "own")
    icons = assets.Icons(what.own_theme / "icons", what.theme / "icons")
    editions = made_in_each_language(directory, what.content, Address.of(what.url), history)
    others = [one.edition for one in editions] if len(editions) > 1 else []
    if others and what.environment.bytecode_cache is None:
        what.environment.bytecode_cache = CompiledTemplates()
    templates = {
        one.edition.folder: Templates(
            another(what.environment) if one.main else what.environment,
            what.templates,
            one.directory,
            one.edition,
            files,
            icons,
            others,
        )
        for one in editions
    }
    return Prepared(editions, templates, files)


def _unmade(slug: str, making: Making) -> Output:
    title = making.say("This page couldn't be made")
    return Page(url=f"/groups/{slug}/", template="unmade.html", title=title, noindex=True)


def asset(name: str, body: bytes) -> Output:
    """Return the record of one of the theme's files."""
    return File(url=f"/{assets.FOLDER}/{name}", body=lambda: body)


def _is_ours(output: Path) -> bool:
    """Return whether an output folder is new, empty, or was made by this software."""
    return (output / MARKER).is_file() or _is_empty(output)


def _is_empty(output: Path) -> bool:
    return not output.is_dir() or not any(output.iterdir())


def _remove_the_rest(output: Path, keep: set[str], editions: Iterable[Making]) -> None:
    """Remove every file but those to keep and the word search."""
    searched = {str(output / making.edition.folder) for making in editions}
    # Texts are faster than path objects, and a large site has 60,000 files.
    folders = {str(output)}
    for file in keep:
        while (file := file.rpartition(os.sep)[0]) not in folders:
            folders.add(file)
    for folder, beneath, files in os.walk(output):
        if folder in searched and search.FOLDER in beneath:
            beneath.remove(search.FOLDER)
        for name in files:
            if f"{folder}{os.sep}{name}" not in keep:
                Path(folder, name).unlink()
        for name in list(beneath):
            if f"{folder}{os.sep}{name}" not in folders:
                beneath.remove(name)
                _remove(Path(folder, name))


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder)


def _summary(what: Publication, pages: int) -> dict[str, object]:
    loaded = what.loaded
    return {
        "groups": len(loaded.directory.groups),
        "pages": pages,
        "warnings": sum(not problem.stops for problem in loaded.problems),
        "account": loaded.account(),
        "unmade": what.unmade,
    }


class _progress:
    """Shows on one line of a terminal how many pages are written, once a run takes longer than a second."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = False

    def __call__(self, written: int, total: int) -> None:
        if not sys.stderr.isatty() or time.monotonic() - self._began < 1:
            return
        self._shown = True
        end = "\n" if written >= total else ""
        print(f"\rPages: {written:,} of {total:,}", end=end, file=sys.stderr, flush=True)
