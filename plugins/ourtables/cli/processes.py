"""Starts a process that can be ended with everything that it started, on any system."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a program in a group of its own, without input and without what it would print as output.

    Args:
        command: The program and its arguments.
    """
    # Whatever this machine's console speaks, our reports are UTF-8.
    environment = {**os.environ, "PYTHONUTF8": "1"}
    nothing = subprocess.DEVNULL
    if sys.platform == "win32":
        group = subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(command, env=environment, stdin=nothing, stdout=nothing, creationflags=group)
    return subprocess.Popen(command, env=environment, stdin=nothing, stdout=nothing, process_group=0)


def start_with(command: Sequence[str], connection: Connection) -> subprocess.Popen[bytes]:
    """Start a program that inherits one end of a pipe, by the number that `connection.fileno()` gives it here.

    Args:
        command: The program and its arguments, that number among them.
        connection: The end of the pipe.
    """
    environment = {**os.environ, "PYTHONUTF8": "1"}
    nothing, lent = subprocess.DEVNULL, connection.fileno()
    if sys.platform == "win32":
        os.set_handle_inheritable(lent, True)
        startup = subprocess.STARTUPINFO(lpAttributeList={"handle_list": [lent]})
        return subprocess.Popen(command, env=environment, stdin=nothing, stdout=nothing, startupinfo=startup)
    return subprocess.Popen(command, env=environment, stdin=nothing, stdout=nothing, pass_fds=(lent,))


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that `start` returned, and all that it started, and wait for it.

    Args:
        process: The process.
    """
    if hasattr(os, "killpg"):
        # No process may be left; some systems refuse permission when a group holds only ended ones.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    process.wait()
