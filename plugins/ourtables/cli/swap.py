"""A site is built beside the one in use and takes its place whole, so that a build that fails changes nothing.

Beside `output` stands, while a build runs, the folder `.output.ourtables` with its lock and the site being made. What a
build that was killed leaves there is cleared by the next one.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

# The file that says a folder is ours to replace; the site writes it.
MARKER = ".ourtables"
# What asks a build to stop.
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_LOCK = "lock"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOT_HERE = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP})
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class NotOurs(Exception):
    """The output is something that this software didn't make and so doesn't replace."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where one build works: `new` becomes the site, `old` is the site before, `summary` what the build says of itself.

    `lock` is an open file that the build's processes inherit: while one of them lives, no other build begins.
    """

    output: Path
    folder: Path
    lock: int

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
        """What the build says of itself."""
        return self.folder / "summary.json"

    def swap(self) -> None:
        """Put the new site in the place of the old one; at every moment one of the two stands there whole.

        Where the system can't exchange two folders there is an instant with none, which the next build mends.
        Raises `NotOurs` when something else came to stand there meanwhile, `OSError` when it can't be renamed.
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
    """Open the folder beside an output where it is built, and leave nothing of it behind.

    `waiting` is called once when another build of the same output has to end first.
    Raises `NotOurs` when the output isn't ours to replace, `OSError` when nothing can be written beside it.
    """
    # A link to the folder stays; what it leads to is exchanged.
    output = Path(os.path.realpath(output))
    folder = output.parent / f".{output.name}.ourtables"
    lock = _locked(folder, waiting)
    try:
        _recover(output, folder)
        refuse_what_is_not_ours(output)
        yield Workshop(output, folder, lock)
    finally:
        with undisturbed():
            # The lock's own file goes last and while it is held: who waits for it sees that it is gone and makes a new
            # one, and from then on the folder is theirs.
            _clear(folder)
            (folder / _LOCK).unlink()
            with suppress(OSError):
                folder.rmdir()
            os.close(lock)


def refuse_what_is_not_ours(output: Path) -> None:
    """Raise `NotOurs` unless the output is missing, empty, or a site that this software made."""
    if not output.exists():
        return
    if not output.is_dir():
        raise NotOurs(f"{output} is a file, not a folder.")
    if any(output.iterdir()) and not (output / MARKER).is_file():
        raise NotOurs(f"{output} holds files that this program didn't make. Choose another folder or empty it first.")


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step.

    Returns False where the system has no such step. Raises `OSError` when it has one that fails.
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
    """Hold back requests to stop for a step that is to be done whole."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _locked(folder: Path, waiting: Callable[[], None]) -> int:
    path = folder / _LOCK
    told = False
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError:
            continue
        try:
            if not told and not _at_once(lock):
                waiting()
                told = True
            fcntl.flock(lock, fcntl.LOCK_EX)
            # The build before us may have taken the file away while we waited.
            if path.exists() and os.path.samestat(os.fstat(lock), path.stat()):
                return lock
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(lock)
            raise
        os.close(lock)


def _at_once(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _recover(output: Path, folder: Path) -> None:
    """Put back a site that a killed build had moved aside, and clear what else it left."""
    old = folder / "old"
    if old.is_dir() and not output.exists():
        old.rename(output)
    _clear(folder)


def _clear(folder: Path) -> None:
    for left in folder.iterdir():
        if left.name != _LOCK:
            shutil.rmtree(left, onerror=_insist) if left.is_dir() and not left.is_symlink() else left.unlink()


def _settle(new: Path) -> None:
    """Have the new site on the disk before it takes the old one's place, should the machine die just after."""
    handle = os.open(new, os.O_RDONLY)
    try:
        if _LIBC is not None and hasattr(_LIBC, "syncfs"):
            _LIBC.syncfs(handle)
        else:
            os.sync()
    finally:
        os.close(handle)


def _insist(remove: Callable[[str], object], path: str, _error: object) -> None:
    """Remove what a folder's own permissions keep; what can't be removed even so is an error."""
    os.chmod(os.path.dirname(path), 0o700)  # noqa: PTH101, PTH120 - rmtree gives texts
    if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114
        os.chmod(path, 0o700)  # noqa: PTH101
        shutil.rmtree(path)
    else:
        remove(path)
