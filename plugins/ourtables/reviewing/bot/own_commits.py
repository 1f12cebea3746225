"""A commit that a workflow made in its own copy is published at once, or proposed as a pull request."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ourtables.listing.checking import Context
from ourtables.reviewing.bot.calls import Call, Commit, started
from ourtables.reviewing.bot.keepers_commands import CHECK
from ourtables.reviewing.bot.merging import DEPLOY
from ourtables.reviewing.git import REGULAR, Repository


def publish_calls(folder: Path, context: Context) -> Iterator[Call]:
    """Write what the last commit changed on the branch that is published, and publish it.

    Args:
        folder: It holds `base`, the commit before, `branch` and `message`.
        context: The directory's side of the check.

    Yields:
        The calls in their order; none when nothing was changed.
    """
    branch = _text(folder / "branch")
    commit = _commit(folder, context, branch, opens=False)
    if commit.files:
        yield from commit.calls()
        yield started(DEPLOY, branch)


def propose_calls(folder: Path, context: Context) -> Iterator[Call]:
    """Propose what the last commit changed as a pull request, and start its checks.

    Args:
        folder: It holds `base`, the commit before, `branch`, `draft`, the new branch, `message` and `said`, what the
            pull request says.
        context: The directory's side of the check.

    Yields:
        The calls in their order; none when nothing was changed.
    """
    draft = _text(folder / "draft")
    commit = _commit(folder, context, draft, opens=True)
    if commit.files:
        yield from commit.calls()
        body = {
            "title": commit.message,
            "head": draft,
            "base": _text(folder / "branch"),
            "body": _text(folder / "said"),
        }
        yield Call("POST", "pulls", body)
        yield started(CHECK, draft)


def _commit(folder: Path, context: Context, branch: str, *, opens: bool) -> Commit:
    base = _text(folder / "base")
    repository = Repository.open(context.content, f"{base}..HEAD")
    files = {
        one.path: None if one.removed else repository.blob(one.new_blob).decode("utf-8")
        for one in repository.changes()
        if one.removed or one.new_mode == REGULAR
    }
    return Commit(branch, base, repository.tree(base), _text(folder / "message"), files, opens)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()
