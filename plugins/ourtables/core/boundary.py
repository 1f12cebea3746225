"""One group's failure is its own: a fault of ours with one of many is logged and named, and costs the others nothing.

What the checker accepts should never end anything. Where it does all the same, whatever is made of many groups (a site,
a booklet, an export, letters) is made again without those that it fails for, and the run ends with 1.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from ourtables.core.errors import FaultOfOurs
from ourtables.core.quoting import log_lines, one_line

T = TypeVar("T")
R = TypeVar("R")


def made_apart(
    make: Callable[[Sequence[T]], R], items: Sequence[T], tries: Callable[[Sequence[T]], object] | None = None
) -> tuple[R, tuple[T, ...]]:
    """Make something of many; where that fails, of all but those that it fails for.

    Args:
        make: Makes it of those that it is given.
        items: All of them.
        tries: Fails for the same ones as `make` does; else `make` itself is tried.

    Returns:
        What was made, and those that were left out.

    Raises:
        Exception: What failed, when no single one is to blame.
    """
    try:
        return make(items), ()
    except Exception:
        fails = _failing(tries or make)
        blamed = () if fails(()) else to_blame(items, fails)
        if not blamed:
            raise
        log_fault()
    left_out = set(map(id, blamed))
    return make([one for one in items if id(one) not in left_out]), blamed


def each_apart(make: Callable[[T], R], items: Iterable[T]) -> tuple[list[R], list[T]]:
    """Make something of each of many; where that fails for one, it is logged by name.

    Args:
        make: Makes it of one.
        items: All of them.

    Returns:
        What was made, and those that were left out.
    """
    made, left_out = [], []
    for one in items:
        try:
            made.append(make(one))
        except Exception:
            log_fault(str(one))
            left_out.append(one)
    return made, left_out


def to_blame(items: Sequence[T], fails: Callable[[Sequence[T]], bool]) -> tuple[T, ...]:
    """Find those that something fails for, each by itself.

    Args:
        items: Those that may be to blame.
        fails: Tells whether it fails for some of them alone.
    """
    if not items or not fails(items):
        return ()
    if len(items) == 1:
        return (items[0],)
    middle = len(items) // 2
    return to_blame(items[:middle], fails) + to_blame(items[middle:], fails)


def _failing(make: Callable[[Sequence[T]], object]) -> Callable[[Sequence[T]], bool]:
    def fails(some: Sequence[T]) -> bool:
        try:
            make(some)
        except Exception:
            return True
        return False

    return fails


def fault() -> str:
    """The error that is being handled, with its traceback, for a log; a stranger's words in it do nothing."""
    return log_lines(traceback.format_exc())


def log_fault(about: str = "") -> None:
    """Write the error that is being handled to the log.

    Args:
        about: The name of what it happened with, where the error may not say.
    """
    print(f"{one_line(about)}:\n{fault()}" if about else fault(), file=sys.stderr)


def end_if_unmade(slugs: Sequence[str]) -> None:
    """End a run of which something couldn't be made.

    Args:
        slugs: The groups that it couldn't be made of.

    Raises:
        FaultOfOurs: When there are any; the text names them.
    """
    if slugs:
        raise FaultOfOurs(f"Left out, because of a fault of ours (the log above says what): {', '.join(slugs)}.")
