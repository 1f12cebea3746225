"""Works something out in a forked process, so that the memory it takes is given back once it is done."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from ourtables.core.boundary import fault
from ourtables.core.errors import SiteError
from ourtables.site import die_with_parent

T = TypeVar("T")


def forked(make: Callable[[], T]) -> T:
    """Call a function in a process of its own; where there is no fork, in this one.

    Args:
        make: What to call. What it returns is sent from one process to the other.

    Raises:
        SiteError: It failed, or its process was stopped.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        return make()
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(os.getpid(), make, theirs), daemon=True)
    worker.start()
    theirs.close()
    try:
        failed, found = ours.recv()
    except EOFError:
        worker.join()
        raise SiteError(f"A process that made a part of the site was stopped ({worker.exitcode}).") from None
    finally:
        worker.kill()
        worker.join()
        ours.close()
    if failed:
        raise SiteError(failed)
    result: T = found
    return result


def own_signals(parent: int) -> None:
    """Leave interrupts to the parent, which they reach as well, and end when it ends.

    Args:
        parent: The parent's process number.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    die_with_parent.hold(parent)


def _work(parent: int, make: Callable[[], Any], theirs: Connection) -> None:
    own_signals(parent)
    try:
        theirs.send(("", make()))
    except SiteError as error:
        theirs.send((str(error), None))
    except BaseException:
        theirs.send((fault(), None))
    # Skip the clean-up that belongs to the parent (its locks, its terminal).
    os._exit(0)
