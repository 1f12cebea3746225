"""Which of two listings had an address first, as git remembers it."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from ourtables.core.errors import GitError
from ourtables.core.git_command import git
from ourtables.core.patterns import SLUG

# Asking git takes some hundredths of a second, and a stranger could make very many listings clash.
MOST_ASKED = 100

# When the listing at a path began to claim an address; `None` when that isn't known.
Since = Callable[[str, str], float | None]


def by_git() -> Since:
    """Return a function that asks git since when a listing has claimed an address.

    It takes the listing's path and the address, which is either the listing's own or an earlier one. It returns the
    number of the commit that brought the claim to the branch, counted along the branch itself, so that the dates in a
    stranger's commits decide nothing. A claim that isn't committed is the newest of all (infinity). The answer is
    `None` outside of a repository and after `MOST_ASKED` questions.
    """
    asked = 0

    def since(path: str, address: str) -> float | None:
        nonlocal asked
        asked += 1
        if asked > MOST_ASKED or not SLUG.fullmatch(address):
            return None
        try:
            return _since(Path(path), address)
        except (GitError, OSError):
            return None

    return since


def _since(path: Path, address: str) -> float | None:
    folder, name = path.parent, f":(literal){path.name}"
    committed = git(folder, "ls-tree", "-z", "HEAD", "--", f"./{path.name}")
    if not committed:
        return math.inf
    if path.stem == address:
        which = ["--diff-filter=A"]
    elif address.encode() in git(folder, "cat-file", "blob", f"HEAD:./{path.name}"):
        which = [f"-S{address}"]
    else:
        return math.inf
    log = ("log", "-1", "--first-parent", "--diff-merges=first-parent", "--no-patch", "--no-renames", "--format=%H")
    commit = git(folder, *log, *which, "--", name).decode().strip()
    return float(git(folder, "rev-list", "--count", "--first-parent", commit)) if commit else None
