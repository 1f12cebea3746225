"""A bound on the time and the memory that one stranger's file may take, whatever is in it."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

# How far the process may grow beyond what it held before: a hundred times what the largest listing needs.
MOST_BYTES = 256 * 1024 * 1024
_PAGES_HELD = Path("/proc/self/statm")


class TooMuch(Exception):
    """A stranger's file asks for more time, memory or depth than one file may have."""


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raise `TooMuch` in here after some seconds of work, or when `MOST_BYTES` more memory are asked for.

    Only the process's own time counts, so that a busy machine refuses no sound file. Bounds may stand within each
    other. Needs the main thread; memory is bounded where the system says how much is held (Linux).
    """
    try:
        with _memory(), _time(seconds):
            yield
    except MemoryError as error:
        raise TooMuch("too much memory") from error


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return
    end = time.process_time() + seconds

    def stop(number: int, frame: FrameType | None) -> None:
        left = end - time.process_time()
        if left <= 0:
            raise TooMuch(f"over {seconds} seconds")
        signal.setitimer(signal.ITIMER_REAL, left)

    before = signal.signal(signal.SIGALRM, stop)
    outer, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        # A bound around this one looks again at once, and sets its own timer anew.
        signal.setitimer(signal.ITIMER_REAL, 0.001 if outer else 0)


@contextmanager
def _memory() -> Iterator[None]:
    if sys.platform == "win32" or not _PAGES_HELD.is_file():
        yield
        return
    import resource

    most = int(_PAGES_HELD.read_bytes().split()[0]) * resource.getpagesize() + MOST_BYTES
    before, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most if before < 0 else min(before, most), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, hard))
