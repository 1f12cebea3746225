"""The build replaces the site only when the new one is complete, so that a failed build changes nothing.

While a build runs, the folder `.output.ourtables` beside `output` holds its lock and the new site. The next build
clears what a killed one left there.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ourtables.core.errors import NotOurs

# The file that marks a folder as ours to replace; every site has it.
MARKER = ".ourtables"
# What asks a build to stop, where the system has it.
STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_LOCK = "lock"
_WORKER = "worker"
# An open file can't be removed on Windows.
_REMOVED_WHILE_HELD = os.name == "posix"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOT_HERE = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP})
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where one build works.

    Attributes:
        output: Where the site goes.
        folder: The folder beside it.
    """

    output: Path
    folder: Path

    @property
    def new(self) -> Path:
        """The site being made."""
        return self.folder / "new"

    @property
    def old(self) -> Path:
        """The site before, for the moment between two renames."""
        return self.folder / "old"

    @property
    def summary(self) -> Path:
        """The build's own account of what it made."""
        return self.folder / "summary.json"

    @property
    def worker(self) -> Path:
        """The lock that the process at work holds while it lives; no other build begins before it is free."""
        return self.folder / _WORKER

    def swap(self) -> None:
        """Put the new site in place of the old one, with one of the two complete at every moment.

        Where the system can't exchange two folders, there is an instant with neither; the next build repairs it.

        Raises:
            NotOurs: When something else has taken the place meanwhile.
            OSError: When the site can't be renamed.
        """
        refuse_what_is_not_ours(self.output)
        _settle(self.new)
        if self.output.is_dir():
            shutil.copymode(self.output, self.new)
            if exchange(self.new, self.output):
                return
            self.output.rename(self.old)
        self.new.rename(self.output)


@contextmanager
def workshop(output: Path, waiting: Callable[[], None]) -> Iterator[Workshop]:
    """Open the folder beside an output where it is built, and remove it at the end.

    Args:
        output: Where the site goes.
        waiting: Called once when another build of the same output has to end first.

    Yields:
        Where the build works.

    Raises:
        NotOurs: When the output isn't ours to replace.
        OSError: When nothing can be written beside it.
    """
    # A link to the folder stays; the folder that it leads to is replaced.
    output = Path(os.path.realpath(output))
    folder = output.parent / f".{output.name}.ourtables"
    lock = _locked(folder, waiting)
    try:
        place = Workshop(output, folder)
        with FileLock(place.worker):
            # A build that was killed may have left a process that still writes: it has ended now.
            pass
        _recover(output, folder)
        refuse_what_is_not_ours(output)
        yield place
    finally:
        with undisturbed():
            # The lock file goes last, and where the system can, while it is held. Whoever waits for it sees that it is
            # gone and makes a new one, and then the folder is theirs.
            _clear(folder)
            if not _REMOVED_WHILE_HELD:
                lock.release()
            (folder / _LOCK).unlink(missing_ok=not _REMOVED_WHILE_HELD)
            with suppress(OSError):
                folder.rmdir()
            lock.release()


def refuse_what_is_not_ours(output: Path) -> None:
    """Refuse an output that isn't missing, empty, or a site that this software made.

    Args:
        output: Where the site goes.

    Raises:
        NotOurs: When it is something else.
    """
    if not output.exists():
        return
    if not output.is_dir():
        raise NotOurs(f"{output} is a file, not a folder.")
    if any(output.iterdir()) and not (output / MARKER).is_file():
        raise NotOurs(f"{output} holds files that this program didn't make. Choose another folder or empty it first.")


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step.

    Args:
        one: A folder.
        other: Another.

    Returns:
        Whether the system has such a step.

    Raises:
        OSError: When the step fails.
    """
    if _LIBC is None or not hasattr(_LIBC, "renameat2"):
        return False
    if _LIBC.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_HERE:
        return False
    raise OSError(code, os.strerror(code), str(other))


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold back requests to stop until a step is complete."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _locked(folder: Path, waiting: Callable[[], None]) -> FileLock:
    lock = FileLock(folder / _LOCK)
    told = False
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=-1 if told else 0)
        except Timeout:
            waiting()
            told = True
        except FileNotFoundError:
            # The build before us removed the folder just now.
            continue
        else:
            # It may have removed the file while we waited.
            if (folder / _LOCK).exists():
                return lock
            lock.release()


def _recover(output: Path, folder: Path) -> None:
    """Put back a site that a killed build had moved aside, and clear anything else that it left."""
    old = folder / "old"
    if old.is_dir() and not output.exists():
        old.rename(output)
    _clear(folder)


def _clear(folder: Path) -> None:
    for left in folder.iterdir():
        if left.name != _LOCK:
            shutil.rmtree(left, onerror=_insist) if left.is_dir() and not left.is_symlink() else left.unlink()


def _settle(new: Path) -> None:
    """Write the new site to disk before it replaces the old one, in case the machine dies just after."""
    if _LIBC is not None and hasattr(_LIBC, "syncfs"):
        handle = os.open(new, os.O_RDONLY)
        try:
            _LIBC.syncfs(handle)
        finally:
            os.close(handle)
    elif hasattr(os, "sync"):
        os.sync()


def _insist(remove: Callable[[str], object], path: str, _error: object) -> None:
    """Remove what a folder's permissions protect; raise an error for what still can't be removed."""
    os.chmod(os.path.dirname(path), 0o700)  # noqa: PTH101, PTH120 - rmtree gives texts
    if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114
        os.chmod(path, 0o700)  # noqa: PTH101
        shutil.rmtree(path)
    else:
        remove(path)
