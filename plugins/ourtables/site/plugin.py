"""What Pelican calls: the directory is read, then every output is written.

There is one generator, since Pelican calls generators of plugins in no fixed order and the outputs of this site share a
directory, templates and assets.
"""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

from pelican import signals
from pelican.generators import Generator

from ourtables import directory as directories
from ourtables import settings as own
from ourtables.problems import ContentError, OurTablesError, Problem
from ourtables.site import lifeline, options, settings
from ourtables.site.publish import Publication, publish

log = logging.getLogger(__name__)


class OurTables(Generator):
    """Builds the whole site from the directory."""

    def generate_context(self) -> None:
        """Read the directory.

        Problems are one logged error, so that a preview goes on without the listings they stop; under `ourtables
        build` they are printed and end the run here, before anything is written.
        """
        self.loaded: directories.Loaded | None = None
        content = Path(self.path)
        try:
            self.options = options.read(self.settings["OURTABLES"], own.load(content))
            loaded = directories.load(content, self.options.today, drafts=self.options.drafts, jobs=self.options.jobs)
        except ContentError as error:
            self._tell(error.problems, ends=True)
            return
        stopping = [problem for problem in loaded.problems if problem.stops]
        if stopping:
            self._tell(stopping, ends=not self.options.keep_going)
        self.loaded = loaded

    def generate_output(self, writer: Any) -> None:
        """Write everything; nothing when the keepers' own files can't be read."""
        del writer
        if self.loaded is None:
            return
        what = Publication(
            loaded=self.loaded,
            options=self.options,
            content=Path(self.path),
            theme=Path(self.theme),
            templates=[Path(folder) for folder in self._templates_path],
            environment=self.env,
            url=self.settings["SITEURL"],
            output=Path(self.output_path),
        )
        try:
            if self.options.booklet is None:
                publish(what)
            else:
                # What sets it is an optional extra.
                from ourtables.site.paper import booklet

                booklet.write(what, self.options.booklet)
        except OurTablesError as error:
            if self.options.parent:
                _end(str(error))
            # Under -r Pelican tries again at once and for ever.
            time.sleep(1)
            raise

    def _tell(self, problems: list[Problem], *, ends: bool) -> None:
        report = "\n".join(_line(problem) for problem in problems)
        if not self.settings["OURTABLES"].get("parent"):
            log.error("%s", report)
        elif ends:
            _end(report)
        else:
            print(report, file=sys.stderr)


def _line(problem: Problem) -> str:
    path = Path(problem.path)
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    effect = " (This stops the listing.)" if "/groups/" in problem.path else ""
    return f"{shown}:{problem.line}: {problem.message} {problem.hint}{effect}"


def _end(words: str) -> NoReturn:
    print(words, file=sys.stderr)
    raise SystemExit(1)


def _follow(pelican: Any) -> None:
    parent = pelican.settings["OURTABLES"].get("parent")
    if parent:
        lifeline.hold(parent)
    try:
        settings.follow(pelican)
    except ContentError as error:
        _end("\n".join(_line(problem) for problem in error.problems))


def _generators(pelican: Any) -> type[Generator]:
    del pelican
    return OurTables


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_follow)
    signals.get_generators.connect(_generators)
