"""Two commits of a repository, read as data: git lists and prints them; nothing is checked out or run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ourtables.core.errors import GitError
from ourtables.core.git_command import git

REGULAR = "100644"
NONE = "000000"
MOST_BYTES = 256 * 1024
_RANGE = re.compile(r"(?P<base>[^\s.][^\s]*?)(?P<dots>\.{2,3})(?P<head>[^\s.][^\s]*)")
# A file's name ends where a zero byte is, and may hold line ends; the line that was found holds none.
_GREPPED = re.compile(r"([^\0]*)\0([^\n]*)\n")
_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


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
        """Open the repository around a folder.

        Args:
            folder: A folder inside it.
            asked: `BASE..HEAD`, or `BASE...HEAD` for what HEAD changed since the two parted.

        Returns:
            The repository; `prefix` is the folder's path in it, and `trusted` is BASE itself in both forms.

        Raises:
            GitError: When git doesn't know one of the commits.
        """
        parts = _RANGE.fullmatch(asked)
        if not parts:
            raise GitError(f"{asked!r} isn't a range of commits. Write it as BASE..HEAD, such as main..HEAD.")
        trusted, head = (_commit(folder, parts[name]) for name in ("base", "head"))
        base = trusted
        if parts["dots"] == "...":
            base = git(folder, "merge-base", trusted, head).decode().strip()
        return cls(folder, git(folder, "rev-parse", "--show-prefix").decode().rstrip("\n"), base, head, trusted)

    def changes(self) -> list[Change]:
        """List every path that differs, by name; a renamed file counts as one removed and one added."""
        raw = git(
            self.folder,
            "diff-tree",
            "-r",
            "-z",
            "--raw",
            "--no-renames",
            "--full-index",
            "--ignore-submodules=none",
            self.base,
            self.head,
        )
        pieces = raw.decode("utf-8", "replace").split("\0")
        found = []
        for head, path in zip(pieces[::2], pieces[1::2], strict=False):
            old_mode, new_mode, old_blob, new_blob, _status = head.removeprefix(":").split(" ")
            found.append(Change(path, old_mode, new_mode, old_blob, new_blob))
        return found

    def blob(self, name: str) -> bytes:
        """Read the content of a file.

        Args:
            name: The name of its blob.

        Returns:
            Its bytes; none when it is larger than `MOST_BYTES`.
        """
        if int(git(self.folder, "cat-file", "-s", name)) > MOST_BYTES:
            return b""
        return git(self.folder, "cat-file", "blob", name)

    def file(self, path: str) -> bytes | None:
        """Read a regular file of the trusted commit.

        Args:
            path: Its path in the repository.

        Returns:
            Its bytes, or `None` when there is no such file.
        """
        listed = git(self.folder, "ls-tree", "-z", "--full-tree", self.trusted, "--", path).decode("utf-8", "replace")
        return self.blob(listed.split("\t")[0].split(" ")[2]) if listed.startswith("100") else None

    def tree(self, commit: str) -> str:
        """Look up the name of a commit's tree.

        Args:
            commit: The commit.
        """
        return git(self.folder, "rev-parse", "--verify", "--end-of-options", f"{commit}^{{tree}}").decode().strip()

    def shown_lines(self, change: Change) -> set[int]:
        """List the lines of the later version that a forge shows as changed, with three around each.

        Args:
            change: A path that the later commit has.
        """
        raw = git(
            self.folder,
            *("diff-tree", "-p", "-U3", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color"),
            *(self.base, self.head, "--", f":(top,literal){change.path}"),
        )
        found: set[int] = set()
        for start, count in _HUNK.findall(raw.decode("utf-8", "replace")):
            found |= set(range(int(start), int(start) + int(count or 1)))
        return found

    def file_names(self, folder: str) -> list[str]:
        """List the names of the files in a folder of the later commit.

        Args:
            folder: Its path in the repository, with a slash at its end.
        """
        raw = git(self.folder, "ls-tree", "-z", "--full-tree", "--name-only", self.head, "--", folder)
        return [path.removeprefix(folder) for path in raw.decode("utf-8", "replace").split("\0") if path]

    def names(self, folder: str) -> dict[str, str]:
        """Read the line `name:` of every listing of the trusted commit.

        Args:
            folder: The folder of listings.

        Returns:
            The names by path.
        """
        raw = git(
            self.folder,
            *("grep", "-I", "-z", "--full-name", "-e", "^name:", self.trusted, "--", f":(top,literal){folder}"),
            nothing=1,
        )
        found: dict[str, str] = {}
        for where, text in _GREPPED.findall(raw.decode("utf-8", "replace")):
            found.setdefault(where.partition(":")[2], text.partition(":")[2].strip().strip("\"'"))
        return found

    def saying(self, word: str, folder: str) -> list[str]:
        """List the files of the trusted commit that hold a word.

        Args:
            word: The word, read as it is written.
            folder: The folder of listings.
        """
        raw = git(
            self.folder,
            *("grep", "-I", "-l", "-z", "-F", "--full-name", "-e", word, self.trusted, "--", f":(top,literal){folder}"),
            nothing=1,
        )
        return [one.partition(":")[2] for one in raw.decode("utf-8", "replace").split("\0") if one]


def _commit(folder: Path, name: str) -> str:
    try:
        found = git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except GitError as error:
        raise GitError(f"There is no commit {name!r} here.") from error
    return found.decode().strip()
