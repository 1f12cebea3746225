"""An owner's safe change is merged by machine after 72 hours, where the keepers have switched that on.

Who owns a listing is read from the default branch, never from the pull request's copy. Anything that could add a link,
a number, an address or a mailbox is left to people: only times, a status and a day may change, and no note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ourtables.core.quoting import one_line
from ourtables.intake.drafting import PERSONAL
from ourtables.listing.checking import Context
from ourtables.listing.group import Meeting
from ourtables.reviewing import compared, owners, sentences
from ourtables.reviewing.bot.calls import BOT, Call, rows, started
from ourtables.reviewing.bot.merging import DEPLOY, is_green
from ourtables.reviewing.git import REGULAR, Repository
from ourtables.reviewing.review import review

ALONE = frozenset({"meetings", "confirmed", "status", "until"})
# The second half of `confirmed`: only the group itself may be named as who said so.
_BESIDE = "confirmed_by"
WAIT = timedelta(hours=72)
LABEL = "merged-by-machine"
_MARK = "<!-- ourtables owner {head} -->"
_SHA = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class SafeChange:
    """A change that needs no second person.

    Attributes:
        slug: The listing.
        fields: The names of what changes.
    """

    slug: str
    fields: tuple[str, ...]


def owners_calls(folder: Path, context: Context) -> Iterator[Call]:
    """Announce, and after 72 hours merge, what owners changed safely.

    Args:
        folder: It holds `base` (the default branch's commit), `branch`, `now`, and of all open pull requests
            `pulls.jsonl`, `comments.jsonl` and `reviews.jsonl`, the two with `number`, and `checks.jsonl`.
        context: The directory's side of the check, with the setting.

    Yields:
        The calls in their order; none while `owners_alone` is off.
    """
    if not context.settings.owners_alone:
        return
    base, branch, now = ((folder / name).read_text().strip() for name in ("base", "branch", "now"))
    comments, reviews, checks = (rows(folder / f"{name}.jsonl") for name in ("comments", "reviews", "checks"))
    for pull in rows(folder / "pulls.jsonl"):
        number, head = int(pull["number"]), str(pull["head"]["sha"])
        if not _SHA.fullmatch(head) or pull.get("draft") or pull["base"]["ref"] != branch:
            continue
        change = safe_change(Repository.open(context.content, f"{base}...{head}"), context, int(pull["user"]["id"]))
        if change is None:
            continue
        mark = _MARK.format(head=head)
        said = [one for one in comments if one["number"] == number and one["user"]["login"] == BOT]
        announced = next((one for one in said if str(one["body"]).startswith(mark)), None)
        asked = any(one["number"] == number and one["state"] == "CHANGES_REQUESTED" for one in reviews)
        if announced is None:
            yield Call("POST", f"issues/{number}/comments", {"body": f"{mark}\n{_announcement(change)}"})
        elif (
            not (pull["labels"] or asked)
            and pull.get("mergeable")
            and is_green(checks, head)
            and _time(now) - _time(str(announced["created_at"])) >= WAIT
        ):
            yield from _merge(number, head, branch, change, int(pull["user"]["id"]))


def safe_change(repository: Repository, context: Context, author: int) -> SafeChange | None:
    """Tell whether a pull request changes only what its author, the listing's owner, may change alone.

    Args:
        repository: The repository; owners are read at the default branch's commit.
        context: The directory's side of the check.
        author: The author's numeric id.

    Returns:
        The change, or `None` when people have to look.
    """
    changes, found = repository.changes(), review(repository, context, author)
    if len(changes) != 1 or len(found.listings) != 1 or found.others or found.problems:
        return None
    [change], [one] = changes, found.listings
    owned, _ = owners.load(repository.file(repository.prefix + owners.FILE))
    owner = owned.get(one.slug)
    if owner is None or author not in owner.ids or (change.old_mode, change.new_mode) != (REGULAR, REGULAR):
        return None
    if found.questions or one.questions or any(problem.stops or problem.code in PERSONAL for problem in one.problems):
        return None
    before, after = repository.blob(change.old_blob), repository.blob(change.new_blob)
    old, new = (compared.read(raw, change.path, context) for raw in (before, after))
    fields = {field.name for field in sentences.changed(old.values, new.values)}
    if fields - ALONE - {_BESIDE} or old.words != new.words or not fields:
        return None
    if _BESIDE in fields and new.values.get(_BESIDE) != owners.ALONE_CONFIRMS:
        return None
    if _notes(new) - _notes(old) or _comments(after) - _comments(before):
        return None
    return SafeChange(one.slug, tuple(sorted(fields)))


def _notes(version: compared.Version) -> set[str]:
    meetings = version.values.get("meetings", ())
    return {one.note for one in meetings if isinstance(one, Meeting) and one.note}


def _comments(raw: bytes) -> set[bytes]:
    return {line for line in raw.splitlines() if b"#" in line}


def _announcement(change: SafeChange) -> str:
    fields = ", ".join(f"`{name}`" for name in change.fields)
    return (
        f"This changes only {fields} of `{change.slug}`, and its author is the owner on record. It adds no link, "
        "number, address or mailbox. If its checks are green, a machine merges it when 72 hours have passed. Any label "
        "that a keeper puts on it stops that."
    )


def _merge(number: int, head: str, branch: str, change: SafeChange, author: int) -> Iterator[Call]:
    """Merge the commit that was reviewed, and say so in the history, with a label and in a comment."""
    fields = ", ".join(change.fields)
    log = (
        f"Merged by machine after 72 hours. Account {author}, the owner on record, changed {fields}. "
        f"Reviewed commit: {head}"
    )
    title = f"Change {one_line(change.slug)} (#{number})"
    yield Call("PUT", f"pulls/{number}/merge", {"sha": head, "commit_title": title, "commit_message": log})
    yield Call("POST", f"issues/{number}/labels", {"labels": [LABEL]})
    yield Call("POST", f"issues/{number}/comments", {"body": log})
    yield started(DEPLOY, branch)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
