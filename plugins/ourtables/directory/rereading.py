"""A directory that is kept in memory and read again where its files changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from ourtables.core.problems import Problem, in_order
from ourtables.directory.loading import Loaded, gather
from ourtables.listing import checking, source
from ourtables.listing.checking import Checked, Context
from ourtables.settings import settings

# What tells that a file changed: its number, size, and times of change to the nanosecond.
Stamps = Mapping[str, tuple[int, ...]]
# No check of a listing reads these.
_FOR_PAGES_ONLY = ("pages", "theme.css")


def stamps(*folders: Path, without: Path | None = None) -> Stamps:
    """Return what tells whether a file beneath some folders changed, by its path.

    Args:
        folders: Those that are there are looked through.
        without: A folder within them that isn't.
    """
    left = str(without)
    return {entry.path: stamp for folder in folders if folder.is_dir() for entry, stamp in _walk(str(folder), left)}


def _walk(folder: str, without: str) -> Iterator[tuple[os.DirEntry[str], tuple[int, ...]]]:
    if folder == without:
        return
    try:
        entries = list(os.scandir(folder))
    except OSError:  # moved away while we looked
        return
    for entry in entries:
        try:
            stat = entry.stat(follow_symlinks=entry.is_file())
        except OSError:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, without)
        else:
            yield entry, (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)


class KeptDirectory:
    """A directory whose listings are checked again only when they changed.

    A listing that was sound and then gets an error stays as it was when it was last sound, until it is mended or gone.

    Args:
        content: The directory's own folder.
        today: The day that decides what is fresh; else it is today where the directory is.
        drafts: Whether listings whose groups weren't asked yet are let in.
        jobs: How many processes check many listings.
    """

    def __init__(self, content: Path, today: date | None, *, drafts: bool, jobs: int) -> None:
        self._content, self._today, self._drafts, self._jobs = content, today, drafts, jobs
        self._context: Context | None = None
        self._stamps: Stamps = {}
        self._latest: dict[str, Checked] = {}
        self._sound: dict[str, Checked] = {}

    @property
    def day_is_over(self) -> bool:
        """Whether the day that the directory was read for is no longer today."""
        context = self._context
        return context is not None and self._today is None and settings.today(context.settings) != context.today

    def read(self, seen: Stamps) -> Loaded:
        """Read what changed since the last call.

        Args:
            seen: The stamps of all files, taken before this call.

        Returns:
            The directory, with every problem of the files as they are now.

        Raises:
            ContentError: The keepers' own files can't be used. The next call then reads everything.
        """
        folder = self._content / source.FOLDER
        paths = list(source.listings(folder)) if folder.is_dir() else []
        listed = {str(path) for path in paths}
        changed = {path for path in self._stamps.keys() | seen.keys() if self._stamps.get(path) != seen.get(path)}
        day_is_over, context = self.day_is_over, self._context
        self._context = None
        if context is None or day_is_over or self._for_checks(changed - listed):
            context = checking.load(self._content, self._today)
            self._latest, self._sound = {}, {}
        wanted = [path for path in paths if str(path) not in self._latest or str(path) in changed]
        for one in checking.check_apart(wanted, context, self._jobs):
            self._latest[one.path] = one
            if one.group is not None:
                self._sound[one.path] = one
        self._latest = {str(path): self._latest[str(path)] for path in paths}
        self._sound = {path: one for path, one in self._sound.items() if path in listed}
        self._context, self._stamps = context, seen
        shown = [self._sound.get(path, one) for path, one in self._latest.items()]
        loaded = gather(checking.with_others(shown), context, drafts=self._drafts)
        return Loaded(loaded.directory, tuple(self._problems(loaded.problems)), loaded.left_out)

    def _for_checks(self, changed: Iterable[str]) -> bool:
        beneath = (Path(path) for path in changed if Path(path).is_relative_to(self._content))
        return any(path.relative_to(self._content).parts[0] not in (*_FOR_PAGES_ONLY, "groups") for path in beneath)

    def _problems(self, shown: Iterable[Problem]) -> list[Problem]:
        """Name the problems of files as they are, not as they were when last sound."""
        held = {path for path, one in self._sound.items() if self._latest[path] is not one}
        kept = [problem for problem in shown if problem.path not in held]
        return in_order([*kept, *(problem for path in held for problem in self._latest[path].problems)])
