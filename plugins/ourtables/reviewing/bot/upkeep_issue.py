"""The month's upkeep issue: every letter in a comment below it, and what a keeper ticked stays ticked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ourtables.directory.upkeep import BANDS, NOBODY, Due, entry, to_copy
from ourtables.reviewing.bot.calls import BOT, MADE, MOST_CHARACTERS, Call, rows

TITLE = "Upkeep: "
MARK = "<!-- ourtables letters -->"
MOST_LETTERS = 50
# What a comment may hold of GitHub's 65,536 characters.
_ROOM = 65_000
# GitHub takes up to ten people for one issue.
MOST_ASSIGNED = 10
_TICKED = re.compile(r"^- \[[xX]\] .*\(`([a-z0-9-]+)`\)\r?$", re.MULTILINE)
_LOGIN = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}")
_NOTHING_MORE = f"{MARK}\nNothing more here."


@dataclass(frozen=True, slots=True)
class UpkeepFacts:
    """What the workflow found on the forge.

    Attributes:
        issues: The open issues that the bot made, oldest first.
        comments: The bot's comments on them, each with its `issue_number`.
        links: The report on links, as Markdown.
        assignees: Whom to assign the issue to.
    """

    issues: Sequence[dict[str, Any]]
    comments: Sequence[dict[str, Any]]
    links: str
    assignees: tuple[str, ...]

    @classmethod
    def read(cls, folder: Path) -> UpkeepFacts:
        """Read the facts from a folder: `issues.jsonl`, `comments.jsonl`, `links.md` and `assignees`.

        Args:
            folder: The folder; what is missing in it is empty.
        """
        issues = [one for one in rows(folder / "issues.jsonl") if str(one["title"]).startswith(TITLE) and _ours(one)]
        comments = [one for one in rows(folder / "comments.jsonl") if str(one["body"]).startswith(MARK) and _ours(one)]
        links, people = folder / "links.md", folder / "assignees"
        names = re.split(r"[\s,]+", people.read_text(encoding="utf-8")) if people.is_file() else []
        return cls(
            sorted(issues, key=lambda one: int(one["number"])),
            sorted(comments, key=lambda one: int(one["id"])),
            links.read_text(encoding="utf-8").strip() if links.is_file() else "",
            tuple(name for name in names if _LOGIN.fullmatch(name))[:MOST_ASSIGNED],
        )


def _ours(one: dict[str, Any]) -> bool:
    return bool(one["user"]["login"] == BOT)


def upkeep_calls(letters: Sequence[Due], facts: UpkeepFacts, today: date) -> Iterator[Call]:
    """Write this month's issue, or write it again, and close those of earlier months.

    Args:
        letters: The groups to write to.
        facts: What is on the forge.
        today: The day, whose month names the issue.

    Yields:
        The calls in their order.
    """
    title = f"{TITLE}{today:%B %Y}"
    mine = next((int(one["number"]) for one in facts.issues if one["title"] == title), None)
    comments = [one for one in facts.comments if int(one["issue_number"]) == mine] if mine else []
    ticked = {slug for one in comments for slug in _TICKED.findall(str(one["body"]))}
    pages = list(_pages(letters, ticked))
    number = str(mine) if mine else MADE
    body = {"title": title, "body": _body(letters, pages, facts.links)}
    yield Call("PATCH", f"issues/{mine}", body) if mine else Call("POST", "issues", body)
    if facts.assignees:
        yield Call("POST", f"issues/{number}/assignees", {"assignees": list(facts.assignees)})
    yield from _comments(number, pages, comments)
    for one in facts.issues:
        if one["title"] != title:
            yield Call("PATCH", f"issues/{one['number']}", {"state": "closed", "state_reason": "completed"})


def _comments(number: str, pages: Sequence[str], comments: Sequence[dict[str, Any]]) -> Iterator[Call]:
    """Write the letters into the comments that are there, then into new ones; what is too many is emptied."""
    for page, old in zip(pages, comments, strict=False):
        if page != str(old["body"]).replace("\r\n", "\n"):
            yield Call("PATCH", f"issues/comments/{old['id']}", {"body": page})
    for page in pages[len(comments) :]:
        yield Call("POST", f"issues/{number}/comments", {"body": page})
    for old in comments[len(pages) :]:
        if old["body"] != _NOTHING_MORE:
            yield Call("PATCH", f"issues/comments/{old['id']}", {"body": _NOTHING_MORE})


def _pages(letters: Sequence[Due], ticked: set[str]) -> Iterator[str]:
    """Share the letters out over comments: 50 in each, and fewer where long names make it more than a forge takes."""
    parts: list[str] = []
    size = count = 0
    band = ""
    for one in letters:
        row = entry(one, ticked=one.slug in ticked)
        # GitHub counts signs beyond the first 65,536 twice.
        long = len(row.encode("utf-16-le")) // 2
        if count == MOST_LETTERS or size + long > _ROOM:
            yield "\n\n".join(parts)
            count = 0
        if not count:
            parts = [MARK, to_copy(one)]
            size, band = sum(map(len, parts)) + 100, ""
        if one.band != band:
            band = one.band
            parts.append(f"### {BANDS[band]}")
        parts.append(row)
        size += long + 2
        count += 1
    if count:
        yield "\n\n".join(parts)


def _body(letters: Sequence[Due], pages: Sequence[str], links: str) -> str:
    counts = ", ".join(
        f"{head.lower()} {some:,}" for band, head in BANDS.items() if (some := sum(one.band == band for one in letters))
    )
    where = "the comment below" if len(pages) == 1 else f"the {len(pages):,} comments below"
    said = (
        f"{len(letters):,} groups might like a letter ({counts}). The letters are in {where}. Send what you have "
        "strength for, and change the words as you like. Tick those that you have written to: ticks stay when this "
        "issue is written again."
        if letters
        else NOBODY
    )
    parts = ["This is written by a machine every week. Nothing is sent and no listing is changed by it.", said]
    whole = "\n\n".join([*parts, f"## Links\n\n{links}"] if links else parts)
    if len(whole) <= MOST_CHARACTERS:
        return whole
    return whole[:MOST_CHARACTERS].rpartition("\n")[0] + "\n\nThere is more. `ourtables links` shows all of it."
