"""A site that is drawn on request: one process holds the directory, reads what changed and draws what is asked for."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

from ourtables.core.boundary import log_fault
from ourtables.core.errors import ContentError, OurTablesError, SiteError
from ourtables.core.problems import Problem
from ourtables.directory.loading import Loaded
from ourtables.directory.rereading import KeptDirectory, Stamps, stamps
from ourtables.site import die_with_parent, search
from ourtables.site.edition import Address
from ourtables.site.page_kinds import Kind, Making, kinds, records
from ourtables.site.pages import components, sitemaps
from ourtables.site.publish import Prepared, Publication, asset, prepared
from ourtables.site.record import File, Output
from ourtables.site.templates import CompiledTemplates

# The front's own addresses. No published name begins with a dot.
FOLDER = ".preview"
# A folder that changes while it is read is read again, at most so often.
READINGS = 20
_QUIET_S = 0.05
_IDLE_S = 0.2
_SEARCH_AFTER_S = 1.0


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a kind from the last time: the folders in which its files were, and the seconds that it took."""

    folders: frozenset[str] = frozenset()
    seconds: float = 0.0


class Records:
    """Finds the record of a file, and makes the records of no more kinds than that takes.

    Args:
        editions: What the pages of each language are made from.
        more: The records that belong to no kind.
        known: What is known of each kind. Of those with files in a file's folder the cheapest is asked first. It takes
            what is learnt now.
    """

    def __init__(self, editions: Sequence[Making], more: list[Output], known: dict[Kind, Known]) -> None:
        self._main, self._known = editions[0], known
        self._found = {output.file: output for output in more}
        self._made: list[tuple[Making, Output]] = []
        # As long as nothing is known of any kind, the finder's come last: making theirs takes longest.
        self._waiting = [(making, one) for making in editions for one in reversed(kinds(making))]

    def find(self, file: str) -> Output | None:
        """Return the record of a file, if the site has it."""
        while file not in self._found and self._waiting:
            making, one = min(self._waiting, key=partial(self._how_far, file))
            self._waiting.remove((making, one))
            began = time.perf_counter()
            made = records(making, one)
            folders = frozenset(_top(making, output.file) for output in made)
            self._known[one] = Known(folders, time.perf_counter() - began)
            self._made += ((making, output) for output in made)
            if not self._waiting:
                made = [*made, *sitemaps(self._main, self._made)]
            self._found |= {output.file: output for output in made}
        return self._found.get(file)

    def _how_far(self, file: str, pair: tuple[Making, Kind]) -> tuple[bool, float]:
        making, one = pair
        known = self._known.get(one, Known())
        return _top(making, file) not in known.folders, known.seconds

    def all(self) -> list[str]:
        """Return every file of the site."""
        self.find("")
        return sorted(self._found)


def _top(making: Making, file: str) -> str:
    """Return the first folder of a file's path within an edition."""
    return file.removeprefix(making.edition.folder).partition("/")[0]


@dataclass(frozen=True, slots=True)
class _State:
    """The site at one moment."""

    what: Publication
    ready: Prepared
    addresses: Records


class Preview:
    """The site as a build would write it now.

    Args:
        sources: The folders that the site is made from.
        listings: The folder of listings, which is among them.
        kept: The directory.
        publication: Returns what is published of a directory, with a new Jinja environment.
    """

    def __init__(
        self, sources: list[Path], listings: Path, kept: KeptDirectory, publication: Callable[[Loaded], Publication]
    ) -> None:
        self._sources, self._listings, self._kept, self._publication = sources, listings, kept, publication
        self._compiled, self._known = CompiledTemplates(), dict[Kind, Known]()
        self._state: _State | None = None
        self._stamps: Stamps = {}
        self._changed_at = 0.0
        self._indexer: ForkProcess | None = None
        self._searched: _State | None = None
        self.number = 0
        self.problems: list[dict[str, Any]] = []

    def refresh(self) -> None:
        """Read what changed. When the site can't be made now, it stays as it was and `problems` says why."""
        seen = self._seen()
        for _ in range(READINGS):
            self._read(seen)
            is_halfway = self._is_git_at_work()
            before, seen = seen, self._seen()
            if before == seen and not is_halfway:
                break
            time.sleep(_QUIET_S)
        self.number += 1

    def _seen(self) -> Stamps:
        return stamps(*self._sources)

    def _is_git_at_work(self) -> bool:
        """Return whether git changes files now; halfway through a checkout it may pause for longer than a reading."""
        return any((folder / ".git" / "index.lock").exists() for folder in self._listings.parents)

    def _read(self, seen: Stamps) -> None:
        saved = {path for path, stamp in seen.items() if self._stamps.get(path) != stamp} if self._stamps else set()
        self._stamps = seen
        try:
            loaded = self._kept.read(seen)
            what = self._publication(loaded)
            what.environment.bytecode_cache = self._compiled
            ready = prepared(what)
        except ContentError as error:
            self.problems = [_told(problem) for problem in error.problems]
        except (OurTablesError, OSError) as error:
            self.problems = [_fault(str(error))]
        else:
            more = [asset(name, body) for name, body in ready.assets.files.items()]
            if what.options.components:
                more.append(components.page(ready.main))
            self._state = _State(what, ready, Records(ready.editions, more, self._known))
            self._changed_at = time.monotonic()
            self._stop_indexing()
            self.problems = [_told(one) for one in loaded.problems if one.stops or one.path in saved]

    def has(self, file: str) -> bool:
        """Return whether the site has a file.

        Raises:
            SiteError: There is no site yet, because of the problems.
        """
        if self._state is None:
            raise SiteError("There is no site to show until its problems are mended.")
        return self._searched_file(file) is not None or self._state.addresses.find(file) is not None

    def body(self, file: str) -> bytes:
        """Return the bytes of a file; a page also gets the preview's own script.

        Raises:
            SiteError: There is no such file, or it can't be drawn.
        """
        # Templates and keepers' pages are read while a page is drawn: those of another branch would be mixed in.
        for _ in range(READINGS):
            fault = None
            try:
                body = self._body(file)
            except (OurTablesError, OSError) as error:
                fault = error
            if self._is_current():
                break
            self.refresh()
        if fault is not None:
            raise fault
        return body

    def _is_current(self) -> bool:
        """Return whether all files but listings, which are read whole, are those that the site was made from."""
        within = f"{self._listings}{os.sep}"
        used = {path: stamp for path, stamp in self._stamps.items() if not path.startswith(within)}
        return not self._is_git_at_work() and used == stamps(*self._sources, without=self._listings)

    def _body(self, file: str) -> bytes:
        if (path := self._searched_file(file)) is not None:
            return path.read_bytes()
        output = self._state.addresses.find(file) if self._state else None
        if self._state is None or output is None:
            raise SiteError("The site has no such file.")
        if isinstance(output, File):
            return output.body()
        body = self._state.ready.draw(output)
        # The policy of a page that works alone allows no script.
        return body if output.style else body.replace(b"</body>", self._script(self._state.what.url) + b"</body>")

    def _script(self, url: str) -> bytes:
        address = Address.of(url).link(f"/{FOLDER}/preview.js")
        return f'<script src="{address}" data-number="{self.number}" defer></script>'.encode()

    def files(self) -> list[str]:
        """Return every file of the site but those of the word search."""
        return self._state.addresses.all() if self._state else []

    def status(self) -> dict[str, Any]:
        """Return the state's number, its problems, and whether the word search is behind it."""
        if self._kept.day_is_over:
            self.refresh()
        behind = self._state is not None and self._search_is_behind(self._state)
        return {"number": self.number, "problems": self.problems, "searching": behind}

    def idle(self) -> None:
        """Bring the word search up to date in a forked process, once nothing has changed for a moment."""
        state = self._state
        if state is None or not self._search_is_behind(state):
            return
        if self._indexer is not None:
            if self._indexer.exitcode is None:
                return
            if self._indexer.exitcode:
                self.problems = [*self.problems, _fault("The word search couldn't be made; the terminal says why.")]
            self._indexer = None
        elif time.monotonic() - self._changed_at > _SEARCH_AFTER_S:
            self._searched = state
            if "fork" not in multiprocessing.get_all_start_methods():
                # Answers wait for a moment.
                _search(state)
                return
            self._indexer = multiprocessing.get_context("fork").Process(
                target=_index, args=(state, os.getpid()), daemon=True
            )
            self._indexer.start()

    def _search_is_behind(self, state: _State) -> bool:
        return state.what.options.search and (self._indexer is not None or self._searched is not state)

    def _stop_indexing(self) -> None:
        if self._indexer is not None:
            self._indexer.kill()
            self._indexer.join()
            self._indexer = None

    def _searched_file(self, file: str) -> Path | None:
        folders = [f"{one.edition.folder}{search.FOLDER}/" for one in self._state.ready.editions] if self._state else []
        if self._state is None or not file.startswith(tuple(folders)) or ".." in file:
            return None
        path = self._state.what.output / file
        return path if path.is_file() else None


def _index(state: _State, parent: int) -> None:
    die_with_parent.hold(parent)
    _search(state)


def _search(state: _State) -> None:
    for making in state.ready.editions:
        with search.indexing(making, state.what.output) as index:
            if index is not None:
                index.finish()


def _told(problem: Problem) -> dict[str, Any]:
    path = Path(problem.path)
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return {"path": str(shown), "line": problem.line, "message": problem.message, "hint": problem.hint}


def _fault(message: str) -> dict[str, Any]:
    return {"path": "", "line": 0, "message": message, "hint": ""}


def answer(connection: Connection, preview: Preview) -> None:
    """Answer requests until the other end is closed.

    A request is the name of a method of `Preview` and what it takes; an answer is what it returns, or a `SiteError`.
    """
    while True:
        try:
            if not connection.poll(_IDLE_S):
                preview.idle()
                continue
            name, *given = connection.recv()
        except EOFError:
            return
        try:
            connection.send(getattr(preview, name)(*given))
        except OurTablesError as error:
            connection.send(SiteError(str(error)))
        except Exception as error:
            # A fault of ours is one page's: a preview goes on.
            log_fault()
            connection.send(SiteError(f"This can't be drawn ({error!r}); the terminal says where."))
