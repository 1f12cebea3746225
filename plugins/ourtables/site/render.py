"""Writes all outputs of a run in forked processes. What is written doesn't depend on how many there are."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from typing import Any

from ourtables.core.boundary import fault
from ourtables.core.errors import SiteError
from ourtables.site import die_with_parent
from ourtables.site.record import File, Output, Page

# With fewer outputs, starting a worker takes longer than it saves.
FEWEST_FOR_A_WORKER = 200
_EVERY_SECONDS = 0.2

Draw = Callable[[Page], bytes]
Progress = Callable[[int, int], None]


def write_all(outputs: list[Output], folder: Path, draw: Draw, jobs: int, progress: Progress) -> None:
    """Write every output beneath a folder, and let go of each: what pages remember meanwhile takes as much room.

    Args:
        outputs: What to write; afterwards it is empty.
        folder: Where to.
        draw: Returns the bytes of a page.
        jobs: At most how many processes write.
        progress: Called now and then with how many outputs are written, of how many.

    Raises:
        SiteError: Two outputs share a file, or one can't be drawn or written.
    """
    _apart(outputs)
    total = len(outputs)
    jobs = min(jobs, total // FEWEST_FOR_A_WORKER) if "fork" in multiprocessing.get_all_start_methods() else 1
    if jobs <= 1:
        _write(outputs, folder, draw, lambda written: progress(written, total))
        return
    # Otherwise the workers' garbage collectors would copy every page of memory that they share with us.
    gc.freeze()
    try:
        _share_out(outputs, folder, draw, jobs, progress)
    finally:
        gc.unfreeze()


def _apart(outputs: Sequence[Output]) -> None:
    seen: dict[str, Output] = {}
    for output in outputs:
        other = seen.setdefault(output.file, output)
        if other is not output:
            raise SiteError(f"Two pages have one address: {output.url}")


def _share_out(outputs: list[Output], folder: Path, draw: Draw, jobs: int, progress: Progress) -> None:
    """Write a share here and one in each worker: memory that a worker changes is copied, so every worker costs."""
    context = multiprocessing.get_context("fork")
    done = RawArray("l", jobs)
    waiting = {}
    total = len(outputs)
    # Every n-th, so that costly neighbours (the pages of one area) are spread.
    shares = [outputs[number::jobs] for number in range(jobs)]
    outputs.clear()
    for number in range(1, jobs):
        ours, theirs = context.Pipe(duplex=False)
        worker = context.Process(
            target=_work, args=(os.getpid(), shares.pop(), folder, draw, theirs, done, number), daemon=True
        )
        worker.start()
        theirs.close()
        waiting[worker.sentinel] = (worker, ours)
    workers = [*waiting.values()]

    def count(written: int) -> None:
        done[0] = written
        _look(waiting, 0)
        progress(sum(done), total)

    try:
        _write(shares.pop(), folder, draw, count)
        while waiting:
            _look(waiting, _EVERY_SECONDS)
            progress(sum(done), total)
    finally:
        for worker, ours in workers:
            worker.kill()
            worker.join()
            ours.close()


def _look(waiting: dict[int, tuple[Any, Connection]], seconds: float) -> None:
    """Wait for workers to end, at most so long; raise what one failed with."""
    for sentinel in wait(list(waiting), seconds):
        worker, ours = waiting.pop(sentinel)  # type: ignore[arg-type]
        worker.join()
        if ours.poll():
            try:
                raise SiteError(ours.recv())
            except EOFError:
                pass
        if worker.exitcode != 0:
            raise SiteError(f"A worker that wrote pages was stopped ({worker.exitcode}).")


def _work(
    parent: int, share: list[Output], folder: Path, draw: Draw, theirs: Connection, done: Any, number: int
) -> None:
    _own_signals(parent)

    def count(written: int) -> None:
        done[number] = written

    try:
        _write(share, folder, draw, count)
    except SiteError as error:
        theirs.send(str(error))
        os._exit(1)
    except BaseException:
        theirs.send(fault())
        os._exit(1)
    # Skip the clean-up that belongs to the parent (its locks, its terminal).
    os._exit(0)


def _own_signals(parent: int) -> None:
    """Leave interrupts to the parent, which they reach as well, and end when it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    die_with_parent.hold(parent)


def _write(share: list[Output], folder: Path, draw: Draw, count: Callable[[int], None]) -> None:
    made, written = {str(folder)}, 0
    share.reverse()
    while share:
        output = share.pop()
        written += 1
        try:
            _put(output.body() if isinstance(output, File) else draw(output), f"{folder}{os.sep}{output.file}", made)
        except OSError as error:
            raise SiteError(f"{output.url} can't be written: {error.strerror} ({error.filename})") from error
        if written % 50 == 0:
            count(written)
    count(written)


def _put(body: bytes, path: str, made: set[str]) -> None:
    # Path objects for 20,000 pages would cost a second.
    folder = path.rpartition(os.sep)[0]
    _make(folder, made)
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(body)


def _make(folder: str, made: set[str]) -> None:
    """Make a folder and those above it, without asking the system of each again and again whether it is there."""
    if folder in made:
        return
    _make(folder.rpartition(os.sep)[0], made)
    with suppress(FileExistsError):
        os.mkdir(folder)  # noqa: PTH102
    made.add(folder)
