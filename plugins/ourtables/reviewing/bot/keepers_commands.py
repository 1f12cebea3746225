"""What a keeper's command does, and the answer that says what it did."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ourtables.core.catalogue import Catalogue
from ourtables.core.patterns import SLUG
from ourtables.core.quoting import Quote, as_markdown
from ourtables.intake.mail.address_book import AddressBook
from ourtables.listing import checking, source
from ourtables.listing.checking import Context
from ourtables.reviewing.bot.calls import BOT, Call, Commit, started
from ourtables.reviewing.bot.command_words import HELP, KEEPERS, KeepersCommand, understood
from ourtables.reviewing.bot.desk_facts import DeskFacts, PullFacts
from ourtables.reviewing.bot.drafted import Drafted
from ourtables.reviewing.bot.issue_answer import PAGE, is_form
from ourtables.reviewing.bot.line_edits import LineEdit, edited, line_edits
from ourtables.reviewing.bot.merging import DEPLOY, merge_calls
from ourtables.reviewing.bot.suggestions import asked_for
from ourtables.settings.maintainers import FOLDER, UNLISTED, register_text

MOST_DRAFTS = 20
CHECK = "check.yml"
_PAGE = re.compile(rf"### {re.escape(PAGE)}\r?\n\r?\n([^\r\n]+)")
_DONE = {
    "confirm": "The page now says that the group confirmed it on {day}",
    "pause": "The page now says that the group is paused",
    "resume": "The page now shows the group as meeting",
    "close": "The page now says that the group has closed",
}
_PUBLISHED = "The site is being published: it takes some minutes."
_WHICH = "Nothing was done: I can't tell which page you mean. Write its address last, such as `/{name} leeds-kettle`."


def command_calls(facts: DeskFacts, context: Context) -> Iterator[Call]:
    """Do what a keeper's comment says.

    Args:
        facts: What the workflow fetched.
        context: The directory's side of the check.

    Yields:
        The calls in their order, an answer among them; none for somebody who isn't a keeper.
    """
    if facts.permission not in KEEPERS:
        return
    slugs = {path.stem for path in source.listings(context.content / source.FOLDER)}
    comment = str((facts.comment or {}).get("body") or "")
    command = understood(comment, slugs, context)
    if isinstance(command, str):
        yield _said(facts, command)
    elif command.name == "help":
        yield _said(facts, HELP)
    elif command.name == "draft":
        yield from _draft(facts)
    elif command.name == "merge":
        no_pull = "Nothing was done: `/merge` works below a pull request."
        yield from merge_calls(facts, facts.pull) if facts.pull else [_said(facts, no_pull)]
    elif command.name == "take-off":
        yield from _take_off(facts, command, context)
    else:
        yield from _change(facts, command, context)


def _said(facts: DeskFacts, body: str) -> Call:
    return Call("POST", f"issues/{facts.number}/comments", {"body": body})


# ---------------------------------------------------------------- /confirm, /pause, /resume, /close, /take-off


@dataclass(frozen=True, slots=True)
class _Target:
    """The listing that a command is about, as the branch has it that the command writes to."""

    slug: str
    text: str
    pull: PullFacts | None = None


def _slug_of(facts: DeskFacts, command: KeepersCommand, context: Context) -> str:
    """The address of the listing that a command names, or that an issue is about; empty when that can't be told."""
    if command.slug:
        return command.slug
    if facts.drafted and facts.drafted.reviewed.what == "changed":
        return facts.drafted.reviewed.slug
    page = _PAGE.match(str(facts.issue.get("body") or "")) if is_form(facts) else None
    entry = AddressBook(context.content / source.FOLDER).find(page[1], "", "", "", "").only if page else None
    return entry.slug if entry else ""


def _target(facts: DeskFacts, command: KeepersCommand, context: Context) -> _Target | None:
    if facts.pull and facts.drafted and command.slug in ("", facts.drafted.reviewed.slug):
        return _Target(facts.drafted.reviewed.slug, facts.drafted.text, facts.pull)
    slug = _slug_of(facts, command, context)
    text = facts.listed(slug) if slug else None
    return _Target(slug, text) if text is not None else None


def _change(facts: DeskFacts, command: KeepersCommand, context: Context) -> Iterator[Call]:
    target = _target(facts, command, context)
    if target is None:
        yield _said(facts, _WHICH.format(name=command.name))
        return
    edits = line_edits(target.text, command.answers)
    reason = _in_the_way(target, edits, context)
    if reason or edits is None:
        yield _said(facts, f"Nothing was done. {reason}")
        return
    after = {facts.listing_path(target.slug): edited(target.text, edits)}
    message = f"{command.name.capitalize()} {target.slug}"
    done = _done(command, context)
    if target.pull is None:
        yield from _written(facts, after, message)
        yield _said(facts, f"{done}: `{target.slug}`. {_PUBLISHED}")
    elif target.pull.draft_branch:
        head, branch = target.pull.head, target.pull.draft_branch
        yield from Commit(branch, head, facts.repository.tree(head), message, after).calls()
        yield started(CHECK, branch)
        yield _said(facts, f"{done}, in this pull request. Its checks run again.")
    else:
        yield from asked_for(facts, target.pull, edits)


def _in_the_way(target: _Target, edits: Sequence[LineEdit] | None, context: Context) -> str:
    """Why a listing isn't changed, what the checks would then say of it among it; empty when nothing is in the way."""
    if edits is None:
        return "The file is written in a way that a machine might spoil. Change it with the pencil."
    if not edits:
        return "The page says so already."
    if target.pull and target.pull.pull["state"] != "open":
        return "The pull request isn't open."
    if not SLUG.fullmatch(target.slug):
        return "The file has a name that can't stay. Change that first."
    before = checking.check_text(target.text, target.slug, context).problems
    found = checking.check_text(edited(target.text, edits), target.slug, context).problems
    old = {(problem.code, problem.field) for problem in before}
    new = [problem for problem in found if problem.stops and (problem.code, problem.field) not in old]
    return "The checks would say: " + as_markdown((Quote(f"{new[0].message} {new[0].hint}"),)) if new else ""


def _done(command: KeepersCommand, context: Context) -> str:
    words = Catalogue(context.settings.language if context.settings.language.startswith("en") else "en-GB")
    day, until = command.answers.get("confirmed"), command.answers.get("until")
    said = _DONE[command.name].format(day=words.day(date.fromisoformat(day)) if day else "")
    return f"{said} until {words.day(date.fromisoformat(until))}" if until else said


def _written(facts: DeskFacts, files: Mapping[str, str], message: str) -> Iterator[Call]:
    """Write files on the branch that is published, and publish it."""
    base = facts.repository.trusted
    yield from Commit(facts.branch, base, facts.repository.tree(base), message, files).calls()
    yield started(DEPLOY, facts.branch)


def _take_off(facts: DeskFacts, command: KeepersCommand, context: Context) -> Iterator[Call]:
    slug = _slug_of(facts, command, context)
    if not slug or facts.listed(slug) is None:
        yield _said(facts, _WHICH.format(name=command.name))
        return
    path = f"{facts.repository.prefix}{FOLDER}/{UNLISTED}"
    files = {path: register_text(UNLISTED, context.registers.unlisted | {slug})}
    yield from _written(facts, files, f"Take {slug} off")
    yield _said(
        facts,
        f"`{slug}` is taken off: its page is gone when the site is published, in some minutes. Its file stays as it "
        "is. Tell the group. To undo it, take its line out of `maintainers/unlisted.txt` with the pencil. If the group "
        "wants to be out for good: **Actions**, **Retire a listing**.",
    )


# ---------------------------------------------------------------- /draft


def _not_now(facts: DeskFacts) -> str:
    """Why no pull request is made; empty when nothing is in the way."""
    drafts = [one for one in facts.pulls if one["user"]["login"] == BOT and one["head"]["ref"].startswith("draft/")]
    there = [one["number"] for one in drafts if one["head"]["ref"].startswith(f"draft/issue-{facts.number}-")]
    if not is_form(facts):
        return "Nothing was done: `/draft` works under an open issue that was made with a form."
    if facts.drafted is None:
        return (
            "Nothing was done: this text changes no answer of a listing. If the group itself says that its page is "
            "still right, write `/confirm`."
        )
    if facts.drafted.personal:
        return (
            "Nothing was done: something in the text looks personal. It has to be taken out of the issue first, in its "
            "history too (press **edited**). If everyone may see it, add the listing by hand."
        )
    if there:
        return f"Nothing was done: #{int(there[0])} is already open for this issue."
    if len(drafts) >= MOST_DRAFTS:
        return f"Nothing was done: {MOST_DRAFTS} drafts are open, which is the most at once. Merge or close one first."
    return ""


def _draft(facts: DeskFacts) -> Iterator[Call]:
    """Make a branch, the listing on it, a pull request, and start its checks."""
    reason, drafted = _not_now(facts), facts.drafted
    if reason or drafted is None:
        yield _said(facts, reason)
        return
    branch = f"draft/issue-{facts.number}-{int((facts.comment or {})['id'])}"
    title = f"{'Add' if drafted.reviewed.what == 'new' else 'Change'} {drafted.reviewed.slug}"
    yield from _proposed(facts, drafted, branch, title)
    left = len(drafted.to_mend)
    mend = f" The checks will ask for {left:,} more {'answer' if left == 1 else 'answers'}." if left else ""
    yield _said(
        facts, f"A pull request is made: “{title}”. It is linked in this issue. Read it there, then merge it.{mend}"
    )


def _proposed(facts: DeskFacts, drafted: Drafted, branch: str, title: str) -> Iterator[Call]:
    base, files = facts.repository.trusted, {drafted.reviewed.path: drafted.text}
    yield from Commit(branch, base, facts.repository.tree(base), title, files, opens=True).calls()
    body = (
        f"Made by a machine of the text of #{facts.number}, after a keeper's `/draft`. Closes #{facts.number}.\n\n"
        "Before you merge: did the group itself write this? Who said so, and on which day? Write `/confirm`, "
        "`/confirm by phone` or `/confirm by e-mail` when it did."
    )
    yield Call("POST", "pulls", {"title": title, "head": branch, "base": facts.branch, "body": body})
    yield started(CHECK, branch)
