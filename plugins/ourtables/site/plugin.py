"""What Pelican calls: the directory is read, then every output is written.

There is one generator, since Pelican calls generators of plugins in no fixed order and the outputs of this site share a
directory, templates and assets.
"""

from __future__ import annotations

import gc
import logging
import sys
import time
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

from filelock import FileLock
from pelican import signals
from pelican.generators import Generator

from ourtables.core.boundary import end_if_unmade
from ourtables.core.errors import ContentError, OurTablesError
from ourtables.core.problems import Problem
from ourtables.directory import loading
from ourtables.directory.rereading import KeptDirectory
from ourtables.listing import source
from ourtables.site import die_with_parent, options
from ourtables.site.publish import Publication
from ourtables.site.publish_apart import publish_all, publish_without

log = logging.getLogger(__name__)

# After so many new objects Python looks for circles among them. A site is made of millions that are kept to the end or
# have no circles: looking as often as Python does by itself took a tenth of a build.
_OBJECTS_BEFORE_A_LOOK = 500_000


class OurTables(Generator):
    """Builds the whole site from the directory."""

    def generate_context(self) -> None:
        """Read the directory.

        Problems are one logged error, so that a preview goes on without the listings they stop; under `ourtables
        build` they are printed and end the run here, before anything is written.
        """
        gc.set_threshold(_OBJECTS_BEFORE_A_LOOK)
        self.loaded: loading.Loaded | None = None
        content = Path(self.path)
        try:
            self.options = options.read(self.settings["OURTABLES"])
            if self.options.preview is not None:
                return
            loaded = loading.load(content, self.options.today, drafts=self.options.drafts, jobs=self.options.jobs)
        except ContentError as error:
            self._tell(error.problems, ends=True)
            return
        stopping = [problem for problem in loaded.problems if problem.stops]
        if stopping:
            self._tell(stopping, ends=not self.options.keep_going)
        self.loaded = loaded

    def generate_output(self, writer: Any) -> None:
        """Write everything, or nothing when the keepers' own files can't be read."""
        del writer
        if self.options.preview is not None:
            self._preview(self.options.preview)
            return
        if self.loaded is None:
            return
        # An address given for one run comes before the directory's own.
        what = self._publication(
            self.loaded, self.settings["SITEURL"] or self.loaded.directory.settings.address.rstrip("/")
        )
        try:
            if self.options.booklet is None:
                publish_all(what)
            else:
                # Typst, which sets it, is an optional extra.
                from ourtables.site.paper import booklet

                wanted = self.options.booklet
                unmade = publish_without(
                    what, lambda some: booklet.write(some, wanted), lambda some: booklet.typeset(some, wanted)
                )
                end_if_unmade(unmade)
        except OurTablesError as error:
            if self.options.parent:
                _end(str(error))
            # With -r, Pelican tries again at once, again and again.
            time.sleep(1)
            raise

    @property
    def _own_theme(self) -> Path:
        """The folder beside the content whose files replace single ones of the theme; it may not exist."""
        return Path(self.path).parent / "theme"

    def _publication(self, loaded: loading.Loaded, url: str) -> Publication:
        return Publication(
            loaded=loaded,
            options=self.options,
            content=Path(self.path),
            theme=Path(self.theme),
            own_theme=self._own_theme,
            templates=[self._own_theme / "templates", *map(Path, self._templates_path)],
            environment=self.env,
            url=url,
            output=Path(self.output_path),
            unmade=loaded.unmade,
        )

    def _preview(self, socket: int) -> None:
        # Loaded only here, since a build doesn't need it.
        from ourtables.site.drawn_on_request import Preview, answer

        def publication(loaded: loading.Loaded) -> Publication:
            given = (self.context.copy(), self.settings, self.path, self.theme, self.output_path)
            fresh = OurTables(*given)
            fresh.options = self.options
            return fresh._publication(loaded, self.settings["SITEURL"])

        asked, content = self.options, Path(self.path)
        kept = KeptDirectory(content, asked.today, drafts=asked.drafts, jobs=asked.jobs)
        sources = [content, Path(self.theme), self._own_theme, *map(Path, self._templates_path)]
        with _inherited(socket) as connection:
            answer(connection, Preview(sources, content / source.FOLDER, kept, publication))

    def _tell(self, problems: list[Problem], *, ends: bool) -> None:
        report = "\n".join(_line(problem) for problem in problems)
        if not self.settings["OURTABLES"].get("parent"):
            log.error("%s", report)
        elif ends:
            _end(report)
        else:
            print(report, file=sys.stderr)


def _inherited(socket: int) -> Connection:
    """Return the end of a pipe that the process that started this one has lent it."""
    if sys.platform == "win32":
        from multiprocessing.connection import PipeConnection

        return PipeConnection(socket)
    return Connection(socket)


def _line(problem: Problem) -> str:
    path = Path(problem.path)
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    effect = " (This stops the listing.)" if "/groups/" in problem.path else ""
    return replace(problem, path=str(shown)).told + effect


def _end(words: str) -> NoReturn:
    print(words, file=sys.stderr)
    raise SystemExit(1)


def _tie_to_parent(pelican: Any) -> None:
    given = pelican.settings.get("OURTABLES", {})
    if given.get("parent"):
        die_with_parent.hold(given["parent"])
    if given.get("worker"):
        # Pelican's object keeps the lock for as long as this process lives.
        pelican.worker_lock = FileLock(given["worker"])
        pelican.worker_lock.acquire()


def _generators(pelican: Any) -> type[Generator] | None:
    return OurTables if "OURTABLES" in pelican.settings else None


def register() -> None:
    """Connect to Pelican. In a site without our settings nothing else happens."""
    signals.initialized.connect(_tie_to_parent)
    signals.get_generators.connect(_generators)
