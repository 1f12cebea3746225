"""A call of the forge's interface (GitHub's REST API), written down for a job that has the right to make it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

# Stands for what the list's own last call made: an issue's number in a path, and a tree or a commit in a body.
MADE = "MADE"
_FILE = {"mode": "100644", "type": "blob"}
# GitHub refuses a comment of 65,536 characters; the difference leaves room for those it counts twice.
MOST_CHARACTERS = 60_000
# Accounts whose issues and comments are ours; nobody else can have a name with brackets.
BOT = "github-actions[bot]"


@dataclass(frozen=True, slots=True)
class Call:
    """One call.

    Attributes:
        method: `POST`, `PATCH`, `PUT` or `DELETE`.
        path: The address below `repos/OWNER/NAME/`.
        body: What is sent, as plain values.
    """

    method: str
    path: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Commit:
    """Files that are written together, or not at all.

    Attributes:
        branch: The branch that gets the commit.
        parent: The commit that it follows.
        tree: The tree of that commit.
        message: What it says of itself.
        files: The new text of each file by its path; `None` takes a file away.
        opens: Whether the branch is new.
    """

    branch: str
    parent: str
    tree: str
    message: str
    files: Mapping[str, str | None]
    opens: bool = False

    def calls(self) -> Iterator[Call]:
        """The calls that make it; the forge refuses the last one when the branch has moved on meanwhile."""
        files = [
            {"path": path, **_FILE, **({"sha": None} if text is None else {"content": text})}
            for path, text in self.files.items()
        ]
        yield Call("POST", "git/trees", {"base_tree": self.tree, "tree": files})
        yield Call("POST", "git/commits", {"message": self.message, "tree": MADE, "parents": [self.parent]})
        if self.opens:
            yield Call("POST", "git/refs", {"ref": f"refs/heads/{self.branch}", "sha": MADE})
        else:
            yield Call("PATCH", f"git/refs/heads/{self.branch}", {"sha": MADE, "force": False})


def started(workflow: str, branch: str) -> Call:
    """Start a workflow, since what a workflow's own token writes starts none.

    Args:
        workflow: The name of its file.
        branch: The branch that it is to read.
    """
    return Call("POST", f"actions/workflows/{workflow}/dispatches", {"ref": branch})


def as_lines(calls: Iterable[Call]) -> str:
    """Write calls as JSON, one a line, with nothing but ASCII in it.

    Args:
        calls: The calls in their order.
    """
    return "".join(f"{json.dumps(asdict(call))}\n" for call in calls)


def rows(path: Path) -> list[dict[str, Any]]:
    """Read the facts of one kind.

    Args:
        path: A file with one JSON object a line; a missing one holds none.
    """
    lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
    return [json.loads(one) for one in lines if one.strip()]
