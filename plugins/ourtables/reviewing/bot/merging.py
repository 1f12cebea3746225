"""`/merge`: a pull request of listings is merged when its checks are green and enough keepers have looked at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ourtables.reviewing.bot.calls import Call, started
from ourtables.reviewing.bot.command_words import KEEPERS
from ourtables.reviewing.bot.desk_facts import DeskFacts, PullFacts

DEPLOY = "deploy.yml"
# The job of the Check workflow that reads listings.
_CHECK = "Listings"
_HOW_TO_LOOK = (
    "Whoever looks presses **Files changed**, **Review changes**, **Approve**, **Submit review**; then write `/merge` "
    "again."
)


def merge_calls(facts: DeskFacts, pull: PullFacts) -> Iterator[Call]:
    """Merge a pull request, or say why not.

    Args:
        facts: What the workflow fetched; a keeper's comment is among it.
        pull: The pull request.

    Yields:
        The calls in their order; the merge names the commit that was looked at, and the forge refuses any other.
    """
    reason = not_mergeable(facts, pull)
    comments = f"issues/{facts.number}/comments"
    if reason:
        yield Call("POST", comments, {"body": f"Not merged. {reason}"})
        return
    yield Call("PUT", f"pulls/{facts.number}/merge", {"sha": pull.head})
    yield started(DEPLOY, facts.branch)
    said = f"Merged at `{pull.head[:10]}`. The site is being published: it takes some minutes."
    yield Call("POST", comments, {"body": said})


def not_mergeable(facts: DeskFacts, pull: PullFacts) -> str:
    """Say what is in the way of a merge.

    Args:
        facts: What the workflow fetched.
        pull: The pull request.

    Returns:
        A sentence or two; empty when nothing is in the way.
    """
    review = pull.review
    if pull.pull["state"] != "open" or pull.pull["base"]["ref"] != facts.branch:
        return "It isn't open, or isn't meant for the branch that is published."
    if not review.listings:
        return "It changes no listing."
    if review.others or review.left_out:
        return (
            "It touches files that aren't listings. A machine never merges those: look at them, then press the button."
        )
    if any(problem.stops for one in review.listings for problem in one.problems) or not is_green(
        pull.checks, pull.head
    ):
        return "Its checks aren't green at its last commit. Wait for them, or mend what they say."
    if _asking_for_change(pull):
        return "One of you has asked for a change in it. Settle that first."
    return _two_people(facts, pull)


def is_green(checks: Iterable[dict[str, Any]], head: str) -> bool:
    """Tell whether the newest check of listings passed at a commit.

    Args:
        checks: The checks, as the forge gives them.
        head: The commit.
    """
    found = [one for one in checks if one["name"] == _CHECK and one["head_sha"] == head]
    return bool(found) and max(found, key=lambda one: int(one["id"]))["conclusion"] == "success"


def _latest(pull: PullFacts) -> dict[str, dict[str, object]]:
    """The last word of each keeper who looked."""
    said = {}
    for one in pull.reviews:
        login = str((one["user"] or {}).get("login", ""))
        if pull.permissions.get(login) in KEEPERS and one["state"] in ("APPROVED", "CHANGES_REQUESTED", "DISMISSED"):
            said[login] = one
    return said


def _asking_for_change(pull: PullFacts) -> bool:
    return any(one["state"] == "CHANGES_REQUESTED" for one in _latest(pull).values())


def _two_people(facts: DeskFacts, pull: PullFacts) -> str:
    """Who still has to look. A keeper who made it is one of two, and is never enough alone."""
    said = _latest(pull)
    approved = {name for name, one in said.items() if one["state"] == "APPROVED" and one["commit_id"] == pull.head}
    author = str(pull.pull["user"]["login"])
    others = (approved | {facts.login}) - {author}
    looked = len(others) + (pull.permissions.get(author) in KEEPERS)
    if not others:
        return "You made it yourself: another of you has to look. " + _HOW_TO_LOOK
    if looked < pull.review.verdict.people:
        return f"Two of you have to look at this one, and {looked} has so far. {_HOW_TO_LOOK}"
    return ""
