"""What Pelican calls: the directory is read, then every output is written.

There is one generator, since Pelican calls generators of plugins in no fixed order and the outputs of this site share a
directory, templates and assets.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from ourtables import directory as directories
from ourtables import settings as own
from ourtables.problems import ContentError, Problem
from ourtables.site import options, settings
from ourtables.site.publish import Publication, publish

log = logging.getLogger(__name__)


class OurTables(Generator):
    """Builds the whole site from the directory."""

    def generate_context(self) -> None:
        """Read the directory.

        Problems are one logged error, so that a preview goes on without the listings they stop; a strict run prints
        them and ends here, before anything is written.
        """
        self.loaded: directories.Loaded | None = None
        content = Path(self.path)
        try:
            self.options = options.read(self.settings.get("OURTABLES", {}), own.load(content))
            loaded = directories.load(content, self.options.today, drafts=self.options.drafts, jobs=self.options.jobs)
        except ContentError as error:
            self._tell(error.problems, fatal=True)
            return
        stopping = [problem for problem in loaded.problems if problem.stops]
        if stopping:
            self._tell(stopping, fatal=not self.options.keep_going)
        self.loaded = loaded

    def generate_output(self, writer: Any) -> None:
        """Write everything; nothing when the directory's own settings can't be read."""
        del writer
        if self.loaded is not None:
            publish(
                Publication(
                    loaded=self.loaded,
                    options=self.options,
                    content=Path(self.path),
                    theme=Path(self.theme),
                    templates=[Path(folder) for folder in self._templates_path],
                    environment=self.env,
                    url=self.settings["SITEURL"],
                    output=Path(self.output_path),
                )
            )

    def _tell(self, problems: list[Problem], *, fatal: bool) -> None:
        report = "\n".join(f"{p.path}:{p.line}: {p.message} {p.hint}".rstrip() for p in problems)
        if self.options.strict:
            print(report, file=sys.stderr)
            if fatal:
                raise SystemExit(1)
        else:
            log.error("%s", report)


def _generators(pelican: Any) -> type[Generator]:
    del pelican
    return OurTables


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(settings.follow)
    signals.get_generators.connect(_generators)
