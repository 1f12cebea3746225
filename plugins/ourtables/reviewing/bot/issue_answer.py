"""The bot's answer under an issue form: what it understood, what is missing, and what looks personal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ourtables.core.problems import Problem
from ourtables.core.quoting import Line, Quote, as_markdown, bullets
from ourtables.listing.fields import BODY, BY_NAME
from ourtables.reviewing.bot.calls import BOT, MOST_CHARACTERS, Call
from ourtables.reviewing.bot.desk_facts import DeskFacts
from ourtables.reviewing.bot.drafted import Drafted
from ourtables.settings.settings import Settings

MARK = "<!-- ourtables answer -->"
MOST_LINES = 40
PAGE = "Which group is it?"
_FORM = re.compile(rf"### (?:{re.escape(BY_NAME['name'].ask)}|{re.escape(PAGE)})\r?\n")
_MACHINE = "This is written by a machine. A person reads your text too."


def answer_calls(facts: DeskFacts, settings: Settings) -> Iterator[Call]:
    """Answer an issue form.

    Args:
        facts: The issue and what was made of it.
        settings: The directory's settings.

    Yields:
        The call that writes the answer, or writes it again; none for what isn't a form.
    """
    if not is_form(facts):
        return
    body = answer(facts.drafted, settings)
    mine = next((one["id"] for one in facts.comments if _ours(one)), None)
    if mine:
        yield Call("PATCH", f"issues/comments/{int(mine)}", {"body": body})
    else:
        yield Call("POST", f"issues/{facts.number}/comments", {"body": body})


def _ours(comment: dict[str, object]) -> bool:
    user = comment["user"]
    return isinstance(user, dict) and user["login"] == BOT and str(comment["body"]).startswith(MARK)


def is_form(facts: DeskFacts) -> bool:
    """Whether the facts are about an open issue that was made with a form.

    Args:
        facts: What the workflow fetched.
    """
    issue = facts.issue
    return bool(issue["state"] == "open" and "pull_request" not in issue and _FORM.match(issue["body"] or ""))


# ---------------------------------------------------------------- what an author reads


def answer(drafted: Drafted | None, settings: Settings) -> str:
    """Write the answer to a filled-in form.

    Args:
        drafted: What was made of it; `None` when nothing could be read.
        settings: The directory's settings.

    Returns:
        Markdown in which nothing that the author wrote becomes a mark, a mention, a link or a picture. What looks
        personal isn't repeated.
    """
    parts = [MARK, f"Thank you for writing. {_MACHINE}"]
    if drafted is None:
        parts += [
            "It couldn't write down a page or a change by itself, and that is all right: "
            "a person reads it and does it. If your group wants to be taken out, you don't need to say anything here. "
            f"{_by_mail(settings)}, and we do that first."
        ]
    elif drafted.personal:
        parts += [*_personal(settings)]
    else:
        parts += [*_understood(drafted)]
    return "\n\n".join([*parts, "No rush, no need to explain."])[:MOST_CHARACTERS]


def _by_mail(settings: Settings) -> str:
    return f"Write to {settings.contact.private}" if settings.contact.private else "Write to us by e-mail"


def _personal(settings: Settings) -> Iterator[str]:
    yield (
        "**Please look at this first.** Something in your text looks like somebody's own phone number, mailbox or "
        "home. Everyone can read it here, so it isn't repeated, and nothing is made of your text yet."
    )
    yield (
        "If it shouldn't be public: press `…` at the top right of your text, then **Edit**, and take it out. The text "
        "as it was stays readable: press **edited** above your text, choose the older version, then **Options** and "
        f"**Delete revision from history**. Or send us the rest by mail. {_by_mail(settings)}."
    )
    yield "If everyone may see it, say so in a comment. A keeper then puts it in by hand."


def _understood(drafted: Drafted) -> Iterator[str]:
    reviewed = drafted.reviewed
    if reviewed.what == "new" and drafted.card:
        yield "This is the card that lists would show:"
        yield "\n>\n".join(f"> {as_markdown(line)}" for line in drafted.card)
        yield "<details><summary>Everything that was understood</summary>"
        yield "\n".join(bullets(reviewed.lines, MOST_LINES))
        yield "</details>"
    else:
        yield "This is what would change on the page:"
        yield "\n".join(bullets(reviewed.lines, MOST_LINES))
    missing = _missing(drafted.to_mend)
    if missing:
        few = "One thing is" if len(missing) == 1 else f"{len(missing)} things are"
        yield f"**{few} still missing.** Answer in any order, in your own way:"
        yield "\n".join(bullets(missing, MOST_LINES))
        yield (
            "To answer, press `…` at the top right of your text, then **Edit**, and add the question and your answer. "
            "This comment is then written again. Or answer in a comment: a person reads it."
        )
    if not drafted.sure:
        yield "Not every line could be placed for certain. Nothing is lost: a person reads your own words above."
    yield (
        "A keeper looks at it next. Nothing is on the site before that. Your name and what you wrote in this issue "
        "stay public here."
    )


def _missing(problems: Sequence[Problem]) -> list[Line]:
    """The questions that are open, then what else has to be put differently."""
    lines: dict[Line, None] = {}
    for problem in problems:
        name = "body" if problem.code == "body-missing" else problem.field
        field = BODY if name == BODY.name else BY_NAME.get(name)
        if name.startswith("contact"):
            # What the checks say of a contact quotes it, and it may be somebody's own.
            lines[(BY_NAME["contact"].ask,)] = None
        elif problem.code in ("missing", "body-missing") and field:
            lines[(field.ask,)] = None
        else:
            lines[(Quote(f"{problem.message} {problem.hint}".strip()),)] = None
    return list(lines)
