"""Two commits of a repository, read as data: git lists and prints them, and nothing of them is checked out or run."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ourtables.problems import OurTablesError

REGULAR = "100644"
NONE = "000000"
MOST_BYTES = 256 * 1024
_RANGE = re.compile(r"(?P<base>[^\s.][^\s]*?)(?P<dots>\.{2,3})(?P<head>[^\s.][^\s]*)")
_SECONDS = 60


class GitError(OurTablesError):
    """Git isn't there, or doesn't know what it was asked for."""


@dataclass(frozen=True, slots=True)
class Change:
    """One path between two commits: its modes (`000000` where it isn't there) and the names of its contents."""

    path: str
    old_mode: str
    new_mode: str
    old_blob: str
    new_blob: str

    @property
    def added(self) -> bool:
        """Whether only the later commit has the path."""
        return self.old_mode == NONE

    @property
    def removed(self) -> bool:
        """Whether only the earlier commit has the path."""
        return self.new_mode == NONE


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository and the two commits of a range."""

    folder: Path
    prefix: str
    base: str
    head: str
    trusted: str

    @classmethod
    def open(cls, folder: Path, asked: str) -> Repository:
        """The repository around a folder, and the commits of `BASE..HEAD`, or of `BASE...HEAD` from where the two
        parted; `prefix` is the folder's own path in it, `trusted` is BASE itself either way.

        Raises `GitError` when git doesn't know one of them.
        """
        parts = _RANGE.fullmatch(asked)
        if not parts:
            raise GitError(f"{asked!r} isn't a range of commits. Write it as BASE..HEAD, such as main..HEAD.")
        trusted, head = (_commit(folder, parts[name]) for name in ("base", "head"))
        base = trusted
        if parts["dots"] == "...":
            base = _git(folder, "merge-base", trusted, head).decode().strip()
        return cls(folder, _git(folder, "rev-parse", "--show-prefix").decode().rstrip("\n"), base, head, trusted)

    def changes(self) -> list[Change]:
        """Every path that differs, by name; a renamed file is one that is gone and one that is new."""
        raw = _git(self.folder, "diff-tree", "-r", "-z", "--raw", "--no-renames", "--full-index", self.base, self.head)
        pieces = raw.decode("utf-8", "replace").split("\0")
        found = []
        for head, path in zip(pieces[::2], pieces[1::2], strict=False):
            old_mode, new_mode, old_blob, new_blob, _status = head.removeprefix(":").split(" ")
            found.append(Change(path, old_mode, new_mode, old_blob, new_blob))
        return found

    def blob(self, name: str) -> bytes:
        """The content of a file; nothing when it is larger than anything a directory needs."""
        if int(_git(self.folder, "cat-file", "-s", name)) > MOST_BYTES:
            return b""
        return _git(self.folder, "cat-file", "blob", name)

    def file(self, path: str) -> bytes | None:
        """A regular file of the trusted commit, or `None` when there is none of that path."""
        listed = _git(self.folder, "ls-tree", "-z", "--full-tree", self.trusted, "--", path).decode("utf-8", "replace")
        return self.blob(listed.split("\t")[0].split(" ")[2]) if listed.startswith("100") else None

    def names(self, folder: str) -> dict[str, str]:
        """What stands after `name:` in every listing of a folder of the trusted commit, by path."""
        raw = _git(
            self.folder,
            *("grep", "-I", "-z", "--full-name", "-e", "^name:", self.trusted, "--", f":(top,literal){folder}"),
            nothing=1,
        )
        found: dict[str, str] = {}
        for line in raw.decode("utf-8", "replace").split("\n"):
            where, _, text = line.partition("\0")
            if text:
                found.setdefault(where.partition(":")[2], text.partition(":")[2].strip().strip("\"'"))
        return found


def _commit(folder: Path, name: str) -> str:
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}", asked=name)
    return found.decode().strip()


def _git(folder: Path, *words: str, asked: str = "", nothing: int = 0) -> bytes:
    """Git's answer; `asked` is the commit to name when there is none, `nothing` a status that means an empty answer."""
    # A configuration may name programs for git to start; none of these commands needs one.
    command = ["git", "--no-pager", "--no-optional-locks", "--no-replace-objects", "-c", "core.fsmonitor=false", *words]
    environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise GitError("git isn't on this machine, and a review reads from it.") from error
    except subprocess.TimeoutExpired as error:
        raise GitError("Git took too long to answer.") from error
    if done.returncode not in (0, nothing):
        if asked:
            raise GitError(f"There is no commit {asked!r} here.")
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(f"Git can't tell what was changed: {said[-1] if said else 'it gave no reason'}")
    return done.stdout
