"""Limits on the time and the memory that one stranger's file may take, whatever is in it."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from ourtables.core.errors import TooMuch

# How much more memory the process may take: a hundred times what the largest listing needs.
MOST_BYTES = 256 * 1024 * 1024
_PAGES_HELD = Path("/proc/self/statm")
_is_memory_limited = False


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Limit the time and the memory of the work inside.

    Only the process's own time counts, so a busy machine refuses no sound file. Limits may be nested. Works in the main
    thread only; memory is limited where the system reports how much is in use (Linux).

    Args:
        seconds: processor time that the work may take.

    Raises:
        TooMuch: the work took longer, or asked for more than `MOST_BYTES` of memory on top.
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
            # What catches every exception on the way is stopped once more.
            signal.setitimer(signal.ITIMER_REAL, 0.1)
            raise TooMuch(f"over {seconds} seconds")
        signal.setitimer(signal.ITIMER_REAL, left)

    before = signal.signal(signal.SIGALRM, stop)
    outer, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    began = time.monotonic()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        # An outer limit's own timer goes on; one that has run out meanwhile checks at once.
        signal.setitimer(signal.ITIMER_REAL, max(outer - (time.monotonic() - began), 0.001) if outer else 0)


@contextmanager
def _memory() -> Iterator[None]:
    global _is_memory_limited  # a limit within another would be the same, and reading what is held takes longest
    held = None if _is_memory_limited else _pages_held()
    if sys.platform == "win32" or held is None:
        yield
        return
    import resource

    most = held * resource.getpagesize() + MOST_BYTES
    before, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most if before < 0 else min(before, most), hard))
    _is_memory_limited = True
    try:
        yield
    finally:
        _is_memory_limited = False
        resource.setrlimit(resource.RLIMIT_AS, (before, hard))


def _pages_held() -> int | None:
    """Return how much memory is in use; `None` where the system doesn't report it."""
    try:
        return int(_PAGES_HELD.read_bytes().split()[0])
    except OSError:
        return None
