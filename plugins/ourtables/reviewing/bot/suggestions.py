"""One-press suggestions of the forge: a line that should read otherwise, which a keeper takes with one press."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ourtables.core.problems import Problem
from ourtables.core.quoting import span
from ourtables.listing.checking import Context
from ourtables.reviewing.bot.calls import BOT, Call, rows
from ourtables.reviewing.bot.desk_facts import DeskFacts, PullFacts
from ourtables.reviewing.bot.line_edits import LineEdit, meant
from ourtables.reviewing.git import Change, Repository
from ourtables.reviewing.review import review

MARK = "<!-- ourtables suggestion -->"
MOST_SUGGESTIONS = 10
_PRESS = "Right? Press **Commit suggestion**. If not, leave it."


def asked_for(facts: DeskFacts, pull: PullFacts, edits: Sequence[LineEdit]) -> Iterator[Call]:
    """Suggest what a keeper's command asks for, where the machine may not write: on somebody else's copy.

    Args:
        facts: What the workflow fetched.
        pull: The pull request.
        edits: What is to be different.

    Yields:
        A review with suggestions; a comment instead, when the forge doesn't show one of the lines.
    """
    [change] = facts.repository.changes()
    if {edit.line for edit in edits} <= facts.repository.shown_lines(change):
        said = (
            "This is somebody else's copy, where a machine may not write. Press **Commit suggestion** below each line."
        )
        yield _review(facts.number, pull.head, said, [_comment(change.path, edit, "") for edit in edits])
        return
    lines = "\n".join(f"- {span(line)}" for edit in edits for line in (edit.text or "").split("\n"))
    body = (
        "Nothing was done: this is somebody else's copy, where a machine may not write. Press **Files changed**, `…`, "
        f"**Edit file**, and write:\n\n{lines}"
    )
    yield Call("POST", f"issues/{facts.number}/comments", {"body": body})


def suggestion_calls(folder: Path, context: Context) -> Iterator[Call]:
    """Suggest the words that the checks of a pull request's listings say are meant.

    Args:
        folder: It holds `number`, `base`, `head` and `comments.jsonl`, the comments on the pull request's lines.
        context: The directory's side of the check.

    Yields:
        One review, if there is anything to suggest that wasn't suggested before.
    """
    number, base, head = ((folder / name).read_text().strip() for name in ("number", "base", "head"))
    repository = Repository.open(context.content, f"{base}...{head}")
    before = {
        (str(one["path"]), str(one["body"])) for one in rows(folder / "comments.jsonl") if one["user"]["login"] == BOT
    }
    changes = {change.path: change for change in repository.changes()}
    found = []
    for one in review(repository, context).listings:
        if one.what != "removed":
            found += list(_of(repository, changes[one.path], one.problems))
    new = [one for one in found if (one["path"], one["body"]) not in before][:MOST_SUGGESTIONS]
    if new:
        yield _review(
            int(number), head, "A machine read the listing. One word is probably meant in each of these.", new
        )


def _of(repository: Repository, change: Change, problems: Iterable[Problem]) -> Iterator[dict[str, object]]:
    text = repository.blob(change.new_blob).decode("utf-8", "replace")
    shown = repository.shown_lines(change)
    for edit in meant(text, problems):
        if edit.line in shown:
            yield _comment(change.path, edit, _PRESS)


def _comment(path: str, edit: LineEdit, said: str) -> dict[str, object]:
    """A suggestion for one line, in a fence longer than any run of its own, where a forge reads nothing else."""
    text = "" if edit.text is None else f"{edit.text}\n"
    fence = "```"
    while fence in text:
        fence += "`"
    body = "\n".join(filter(None, [MARK, said, f"{fence}suggestion\n{text}{fence}"]))
    return {"path": path, "line": edit.line, "side": "RIGHT", "body": body}


def _review(number: int, head: str, body: str, comments: Sequence[dict[str, object]]) -> Call:
    review = {"commit_id": head, "event": "COMMENT", "body": body, "comments": list(comments)}
    return Call("POST", f"pulls/{number}/reviews", review)
