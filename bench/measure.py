"""Runs a command and measures it: wall time, CPU, and memory, with the processes of Pagefind told apart.

Wall time is the clock's. CPU is user and system time of all processes, as the system adds it up when they end;
Pagefind's part of it, and memory, are looked up in /proc ten times a second. Memory is the largest sum over the
processes alive at one moment. What forked workers share is counted once (their proportional share, PSS); elsewhere it
is resident memory.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_EVERY_SECONDS = 0.1
_GRACE_SECONDS = 10.0
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_PROC = Path("/proc")
PAGEFIND = "pagefind"


class TooLong(Exception):
    """A command ran longer than it may."""


class Failed(Exception):
    """A command ended with an error; the message is the end of what it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took, in seconds and bytes.

    `pagefind_…` is Pagefind's part: `cpu` holds it, `memory` does not.
    """

    wall: float
    cpu: float
    memory: int
    pagefind_cpu: float = 0.0
    pagefind_memory: int = 0

    def __add__(self, other: Cost) -> Cost:
        """Two commands, one after the other."""
        return Cost(
            self.wall + other.wall,
            self.cpu + other.cpu,
            max(self.memory, other.memory),
            self.pagefind_cpu + other.pagefind_cpu,
            max(self.pagefind_memory, other.pagefind_memory),
        )


@dataclass(slots=True)
class _Watch:
    """What was seen of a process and of those beneath it."""

    root: int
    shared: bool
    memory: int = 0
    pagefind_memory: int = 0
    pagefind_cpu: dict[int, float] = field(default_factory=dict)
    _is_pagefind: dict[int, bool] = field(default_factory=dict)

    def look(self) -> None:
        """Look once."""
        ours = theirs = 0
        for pid, parent in self._family().items():
            if self._pagefind(pid, parent):
                theirs += _resident(pid)
                self.pagefind_cpu[pid] = _cpu(pid) or self.pagefind_cpu.get(pid, 0.0)
            else:
                ours += _proportional(pid) if self.shared else _resident(pid)
        self.memory = max(self.memory, ours)
        self.pagefind_memory = max(self.pagefind_memory, theirs)

    def _family(self) -> dict[int, int]:
        """The process and all beneath it, parents first, each with its parent."""
        found, waiting = {self.root: 0}, [self.root]
        while waiting:
            pid = waiting.pop(0)
            for child in _read(_PROC / f"{pid}/task/{pid}/children").split():
                found[int(child)] = pid
                waiting.append(int(child))
        return found

    def _pagefind(self, pid: int, parent: int) -> bool:
        if self._is_pagefind.get(parent):
            self._is_pagefind[pid] = True
        elif not self._is_pagefind.get(pid):
            # Asked again each time: between its fork and its start a process is called as its parent is.
            command = _read(_PROC / f"{pid}/cmdline").split("\0")
            self._is_pagefind[pid] = any(Path(word).name.startswith(PAGEFIND) for word in command[:3])
        return self._is_pagefind[pid]


def run(
    command: Sequence[str | Path],
    folder: Path,
    log: Path,
    limit: float,
    env: Mapping[str, str],
    *,
    shared: bool = False,
) -> Cost:
    """Run a command to its end and measure it; `shared` says that its processes are forks of one another.

    Raises `Failed` when it ends with an error and `TooLong` after `limit` seconds; nothing of it is left running.
    """
    with log.open("wb") as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **env},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
        watch = _Watch(process.pid, shared)
        try:
            status, used = _wait(process, watch, began + limit)
        except BaseException:
            end(process)
            raise
        wall = time.perf_counter() - began
    if status != 0:
        raise Failed(f"{command[0]} ended with {status}: {log.read_text(errors='replace').strip()[-1500:]}")
    # A command that ends between two looks is known by its largest process.
    memory = max(watch.memory, 0 if watch.pagefind_memory else used.ru_maxrss * 1024)
    own = _only_pagefind(command)
    return Cost(
        wall,
        used.ru_utime + used.ru_stime,
        0 if own else memory,
        used.ru_utime + used.ru_stime if own else sum(watch.pagefind_cpu.values()),
        max(watch.pagefind_memory, memory) if own else watch.pagefind_memory,
    )


def _only_pagefind(command: Sequence[str | Path]) -> bool:
    return PAGEFIND in map(str, command[:3])


def _wait(process: subprocess.Popen[bytes], watch: _Watch, until: float) -> tuple[int, resource.struct_rusage]:
    while True:
        watch.look()
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            # The process is waited for here; its object is to know.
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, used
        if time.perf_counter() > until:
            raise TooLong(f"stopped after its limit: {process.args}")
        time.sleep(_EVERY_SECONDS if time.perf_counter() < until else 0)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask a command to stop, which lets it end its own processes, then end it.

    Args:
        process: One that leads a group of its own.
    """
    if process.returncode is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _cpu(pid: int) -> float:
    fields = _read(_PROC / f"{pid}/stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS if len(fields) > 12 else 0.0


def _resident(pid: int) -> int:
    fields = _read(_PROC / f"{pid}/statm").split()
    return int(fields[1]) * _PAGE if len(fields) > 1 else 0


def _proportional(pid: int) -> int:
    for line in _read(_PROC / f"{pid}/smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str:
    """A file of /proc; empty when its process has just ended."""
    try:
        return path.read_text(errors="replace")
    except (OSError, ProcessLookupError):
        return ""
