"""Runs git as a reader: it prints what a repository holds, and starts no program that a repository names."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from ourtables.core.errors import GitError

_SECONDS = 60
_SAFELY = ("--no-pager", "--no-optional-locks", "--no-replace-objects", "-c", "core.fsmonitor=false")


def git(folder: Path, *words: str, nothing: int = 0) -> bytes:
    """Return what git prints.

    Args:
        folder: Where git runs.
        words: The command and its options.
        nothing: An exit status that stands for an empty answer.

    Raises:
        GitError: When git is missing, takes longer than a minute, or refuses.
    """
    environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        done = subprocess.run(
            ["git", *_SAFELY, *words],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise GitError("There is no git on this machine, and this is read from git.") from error
    except subprocess.TimeoutExpired as error:
        raise GitError("Git took too long to answer.") from error
    if done.returncode not in (0, nothing):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(f"git can't tell: {said[-1] if said else 'it gave no reason'}")
    return done.stdout
