"""Writes all outputs of a run, shared out over forked workers; what is written never depends on how many there are."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from typing import Any

from ourtables.site import lifeline
from ourtables.site.record import File, Output, Page, SiteError

# Below this, starting a worker takes longer than what it would save.
FEWEST_FOR_A_WORKER = 200
_EVERY_SECONDS = 0.2

Draw = Callable[[Page], bytes]
Progress = Callable[[int, int], None]


def write_all(outputs: Sequence[Output], folder: Path, draw: Draw, jobs: int, progress: Progress) -> None:
    """Write every output beneath a folder.

    Raises `SiteError` when two outputs share a file or one of them can't be drawn.
    """
    _apart(outputs)
    jobs = min(jobs, len(outputs) // FEWEST_FOR_A_WORKER) if "fork" in multiprocessing.get_all_start_methods() else 1
    if jobs <= 1:
        _write(outputs, folder, draw, lambda written: progress(written, len(outputs)))
        return
    # Without this the workers' collectors would copy every page of memory they share with us.
    gc.collect()
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


def _share_out(outputs: Sequence[Output], folder: Path, draw: Draw, jobs: int, progress: Progress) -> None:
    context = multiprocessing.get_context("fork")
    done = RawArray("l", jobs)
    workers = []
    for number in range(jobs):
        ours, theirs = context.Pipe(duplex=False)
        # One after the other, so that costly neighbours (the pages of one area) are spread.
        share = outputs[number::jobs]
        worker = context.Process(
            target=_work, args=(os.getpid(), share, folder, draw, theirs, done, number), daemon=True
        )
        worker.start()
        theirs.close()
        workers.append((worker, ours))
    try:
        _watch(workers, done, len(outputs), progress)
    finally:
        for worker, ours in workers:
            worker.kill()
            worker.join()
            ours.close()


def _watch(workers: list[tuple[Any, Connection]], done: Any, total: int, progress: Progress) -> None:
    waiting = {worker.sentinel: (worker, ours) for worker, ours in workers}
    while waiting:
        for sentinel in wait(list(waiting), _EVERY_SECONDS):
            worker, ours = waiting.pop(sentinel)
            worker.join()
            if ours.poll():
                try:
                    raise SiteError(ours.recv())
                except EOFError:
                    pass
            if worker.exitcode != 0:
                raise SiteError(f"A worker that wrote pages was stopped ({worker.exitcode}).")
        progress(sum(done), total)


def _work(
    parent: int, share: Sequence[Output], folder: Path, draw: Draw, theirs: Connection, done: Any, number: int
) -> None:
    # An interrupt reaches the whole process group; the parent is the one that answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    lifeline.hold(parent)

    def count(written: int) -> None:
        done[number] = written

    try:
        _write(share, folder, draw, count)
    except SiteError as error:
        theirs.send(str(error))
        os._exit(1)
    except BaseException:
        theirs.send(traceback.format_exc())
        os._exit(1)
    # No clean-up of the parent's affairs (its locks, its terminal) is ours to do.
    os._exit(0)


def _write(share: Sequence[Output], folder: Path, draw: Draw, count: Callable[[int], None]) -> None:
    made: set[str] = set()
    for written, output in enumerate(share, 1):
        try:
            _put(output.body() if isinstance(output, File) else draw(output), f"{folder}{os.sep}{output.file}", made)
        except OSError as error:
            raise SiteError(f"{output.url} can't be written: {error.strerror} ({error.filename})") from error
        if written % 50 == 0:
            count(written)
    count(len(share))


def _put(body: bytes, path: str, made: set[str]) -> None:
    # A path object for each of 20,000 pages would cost a second.
    folder = path.rpartition(os.sep)[0]
    if folder not in made:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        made.add(folder)
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(body)
