"""Word search: Pagefind's index of what each group is found by, made beside the pages into `/pagefind/`.

The texts are made for the index alone: a page stays light, its headings and menus are no results, and offers, areas
and synonyms are found without being shown.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ourtables.core.errors import SiteError
from ourtables.site import die_with_parent
from ourtables.site.finder.facet_index import index as facet_index
from ourtables.site.finder.facet_index import records
from ourtables.site.page_kinds import Making

FOLDER = "pagefind"
SCRATCH = ".pagefind-records"
_SECONDS_AT_LEAST, _SECONDS_EACH = 120.0, 0.05


@dataclass(frozen=True, slots=True)
class Indexing:
    """An index being made for the folder `output`: `finish` waits for it and moves it into the site."""

    process: subprocess.Popen[bytes]
    output: Path
    seconds: float

    def finish(self) -> None:
        """Move Pagefind's index to `/pagefind/` of the edition.

        Raises `SiteError` when Pagefind fails or takes too long.
        """
        try:
            code = self.process.wait(self.seconds)
        except subprocess.TimeoutExpired:
            raise SiteError(f"Pagefind made no index within {self.seconds:.0f} seconds.") from None
        if code != 0:
            said = (self.output / SCRATCH / "log").read_text(encoding="utf-8", errors="replace").strip()[-2000:]
            raise SiteError(f"Pagefind made no index (it ended with {code}): {said}")
        shutil.rmtree(self.output / FOLDER, ignore_errors=True)
        (self.output / SCRATCH / "bundle").rename(self.output / FOLDER)


@contextmanager
def indexing(making: Making, output: Path) -> Iterator[Indexing | None]:
    """Start an index of the groups of the facet index, in its order; an empty directory has none.

    Whatever happens inside, no process and no record is left when it ends.
    """
    output /= making.edition.folder
    scratch = output / SCRATCH
    shutil.rmtree(scratch, ignore_errors=True)
    index = facet_index(making)
    if not index.groups:
        shutil.rmtree(output / FOLDER, ignore_errors=True)
        yield None
        return
    try:
        scratch.mkdir(parents=True)
        with (scratch / "records").open("wb") as file:
            file.writelines(records(making.directory, index.groups))
        process = _start(scratch, making.words.tag, index.stamp)
        try:
            yield Indexing(process, output, _SECONDS_AT_LEAST + _SECONDS_EACH * len(index.groups))
        finally:
            process.kill()
            process.wait()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _start(scratch: Path, language: str, stamp: str) -> subprocess.Popen[bytes]:
    command = [
        *(sys.executable, "-m", "ourtables.site.pagefind"),
        *(str(scratch / "records"), str(scratch / "bundle"), language.split("-")[0], stamp),
    ]
    with (scratch / "log").open("wb") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=partial(die_with_parent.hold, os.getpid()),
        )
