"""Kills child processes when their parent dies, so that none outlives a build."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
# Loaded here, because a child must not load a library between fork and exec.
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def hold(parent: int) -> None:
    """Have the system kill this process when its parent ends. Only Linux can; elsewhere nothing happens.

    Args:
        parent: The parent's process number. If it has ended already, this process is killed now.
    """
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
