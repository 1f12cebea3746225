"""What the desk workflow knows of an issue or a pull request, and of the comment that it may be answering."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ourtables.listing import source
from ourtables.listing.checking import Context
from ourtables.reviewing.bot.calls import BOT, rows
from ourtables.reviewing.bot.drafted import Drafted, drafted
from ourtables.reviewing.git import Repository
from ourtables.reviewing.review import Review


@dataclass(frozen=True, slots=True)
class PullFacts:
    """What is known of a pull request, besides its comments.

    Attributes:
        pull: The pull request, as the forge gives it.
        reviews: What people said of it, oldest first.
        permissions: What each of those, and its author, may do here, by name.
        checks: The checks of its last commit.
        review: What it changes.
    """

    pull: dict[str, Any]
    reviews: list[dict[str, Any]]
    permissions: Mapping[str, str]
    checks: list[dict[str, Any]]
    review: Review

    @property
    def head(self) -> str:
        """Its last commit."""
        return str(self.pull["head"]["sha"])

    @property
    def draft_branch(self) -> str:
        """The branch of a draft that the machine made here; empty for any other."""
        here = (self.pull["head"]["repo"] or {}).get("full_name") == self.pull["base"]["repo"]["full_name"]
        branch = str(self.pull["head"]["ref"])
        return branch if here and branch.startswith("draft/") and self.pull["user"]["login"] == BOT else ""


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What the workflow fetched.

    Attributes:
        issue: The issue, as the forge gives it; a pull request is one too.
        comments: The comments below it.
        pulls: The open pull requests.
        comment: The new comment; `None` when the issue itself was opened or edited.
        permission: What the comment's author may do here: `admin`, `write`, `read` or `none`.
        branch: The default branch.
        repository: The repository between the default branch's commit and what was made or is proposed.
        drafted: The one listing that it is about; `None` when there is no such one.
        pull: What is known of a pull request; `None` below an issue.
    """

    issue: dict[str, Any]
    comments: list[dict[str, Any]]
    pulls: list[dict[str, Any]]
    comment: dict[str, Any] | None
    permission: str
    branch: str
    repository: Repository
    drafted: Drafted | None
    pull: PullFacts | None

    @classmethod
    def read(cls, folder: Path, context: Context) -> DeskFacts:
        """Read the facts from a folder.

        Args:
            folder: It holds `issue.json`, `branch` and `base`, the commit of the default branch. Of an issue it holds
                `status` too, that of `ourtables receive`, whose listing is in the commit `HEAD`. Of a pull request it
                holds `pull.json`, `reviews.jsonl`, `permissions.jsonl` and `checks.jsonl`. There may be
                `comments.jsonl`, `pulls.jsonl`, `comment.json` and `permission.json`.
            context: The directory's side of the check.
        """
        base, pull = _text(folder / "base"), _json(folder / "pull.json")
        head = str(pull["head"]["sha"]) if pull else "HEAD"
        repository = Repository.open(context.content, f"{base}{'...' if pull else '..'}{head}")
        sure = bool(pull) or _text(folder / "status") == "0"
        review, listing = drafted(repository, context, int(pull["user"]["id"]) if pull else None, sure=sure)
        return cls(
            _json(folder / "issue.json") or {},
            rows(folder / "comments.jsonl"),
            rows(folder / "pulls.jsonl"),
            _json(folder / "comment.json"),
            str((_json(folder / "permission.json") or {}).get("permission", "none")),
            _text(folder / "branch"),
            repository,
            listing,
            _pull(folder, pull, review) if pull else None,
        )

    @property
    def number(self) -> int:
        """The issue's number."""
        return int(self.issue["number"])

    @property
    def login(self) -> str:
        """Who wrote the comment."""
        return str((self.comment or {}).get("user", {}).get("login", ""))

    def listing_path(self, slug: str) -> str:
        """The path of a listing in the repository.

        Args:
            slug: Its address.
        """
        return f"{self.repository.prefix}{source.FOLDER}/{slug}.md"

    def listed(self, slug: str) -> str | None:
        """Read a listing as the default branch has it.

        Args:
            slug: Its address.

        Returns:
            Its text, or `None` when there is none.
        """
        raw = self.repository.file(self.listing_path(slug))
        return None if raw is None else raw.decode("utf-8", "replace")


def _pull(folder: Path, pull: dict[str, Any], review: Review) -> PullFacts:
    may = {str(one["login"]): str(one["permission"]) for one in rows(folder / "permissions.jsonl")}
    return PullFacts(pull, rows(folder / "reviews.jsonl"), may, rows(folder / "checks.jsonl"), review)


def _json(path: Path) -> dict[str, Any] | None:
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()
