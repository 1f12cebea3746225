"""The bot's answer under an issue form: what it understood, what is missing, and what looks personal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape

from ourtables.core.catalogue import Catalogue
from ourtables.core.problems import Problem
from ourtables.core.quoting import Line, Quote, as_markdown, bullets
from ourtables.directory.correspondence import Correspondence
from ourtables.listing.fields import BODY, BY_NAME
from ourtables.reviewing.bot.calls import BOT, MOST_CHARACTERS, Call
from ourtables.reviewing.bot.desk_facts import DeskFacts
from ourtables.reviewing.bot.drafted import Drafted
from ourtables.settings.settings import Settings

MARK = "<!-- ourtables answer -->"
MOST_LINES = 40
# What the forge calls its buttons, in English on every account that hasn't chosen another language.
_BUTTONS = {
    "menu": "`…`",
    "edit": "**Edit**",
    "edited": "**edited**",
    "options": "**Options**",
    "delete": "**Delete revision from history**",
}
PAGE = "Which group is it?"
_FORM = re.compile(rf"### (?:{re.escape(BY_NAME['name'].ask)}|{re.escape(PAGE)})\r?\n")


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
        Markdown in the directory's first language, in which nothing that the author wrote becomes a mark, a mention, a
        link or a picture. What looks personal isn't repeated.
    """
    words = Correspondence(settings).first
    say = words.say
    parts = [MARK, say("Thank you for writing. This is written by a machine. A person reads your text too.")]
    if drafted is None:
        parts.append(
            say(
                "It couldn't write down a page or a change by itself, and that is all right: a person reads it and "
                "does it. If your group wants to be taken out, you don't need to say anything here. Tell us by mail, "
                "and we do that first."
            )
        )
        parts += _mailbox(settings, words)
    elif drafted.personal:
        parts += [*_personal(settings, words)]
    else:
        parts += [*_understood(drafted, words)]
    return "\n\n".join([*parts, say("No rush, no need to explain.")])[:MOST_CHARACTERS]


def _mailbox(settings: Settings, words: Catalogue) -> list[str]:
    mailbox = settings.contact.private
    return [words.say("Write to %(mailbox)s.", mailbox=mailbox)] if mailbox else []


def _personal(settings: Settings, words: Catalogue) -> Iterator[str]:
    head = words.say("Please look at this first.")
    body = words.say(
        "Something in your text looks like somebody's own phone number, mailbox or home. Everyone can read it here, "
        "so it isn't repeated, and nothing is made of your text yet."
    )
    yield f"**{head}** {body}"
    yield words.say(
        "If it shouldn't be public: press %(menu)s at the top right of your text, then %(edit)s, and take it out. The "
        "text as it was stays readable: press %(edited)s above your text, choose the older version, then %(options)s "
        "and %(delete)s. Or send us the rest by mail.",
        **_BUTTONS,
    )
    yield from _mailbox(settings, words)
    yield words.say("If everyone may see it, say so in a comment. A keeper then puts it in by hand.")


def _understood(drafted: Drafted, words: Catalogue) -> Iterator[str]:
    """Say what was understood. What a review says of a listing is in English, as keepers read it."""
    say = words.say
    reviewed = drafted.reviewed
    if reviewed.what == "new" and drafted.card:
        yield say("This is the card that lists would show:")
        yield "\n>\n".join(f"> {as_markdown(line)}" for line in drafted.card)
        whole = say("Everything that was understood")
        yield f"<details><summary>{escape(whole)}</summary>"
        yield "\n".join(bullets(reviewed.lines, MOST_LINES))
        yield "</details>"
    else:
        yield say("This is what would change on the page:")
        yield "\n".join(bullets(reviewed.lines, MOST_LINES))
    missing = _missing(drafted.to_mend, words.messages.gettext)
    if missing:
        head = words.messages.ngettext(
            "%(count)s thing is still missing.", "%(count)s things are still missing.", len(missing)
        )
        count = say("One") if len(missing) == 1 else words.number(len(missing))
        answer = say("Answer in any order, in your own way:")
        yield f"**{head % {'count': count}}** {answer}"
        yield "\n".join(bullets(missing, MOST_LINES))
        yield say(
            "To answer, press %(menu)s at the top right of your text, then %(edit)s, and add the question and your "
            "answer. This comment is then written again. Or answer in a comment: a person reads it.",
            **_BUTTONS,
        )
    if not drafted.sure:
        yield say("Not every line could be placed for certain. Nothing is lost: a person reads your own words above.")
    yield say(
        "A keeper looks at it next. Nothing is on the site before that. Your name and what you wrote in this issue "
        "stay public here."
    )


def _missing(problems: Sequence[Problem], translate: Callable[[str], str]) -> list[Line]:
    """The questions that are open, then what else has to be put differently."""
    lines: dict[Line, None] = {}
    for problem in problems:
        name = "body" if problem.code == "body-missing" else problem.field
        field = BODY if name == BODY.name else BY_NAME.get(name)
        if name.startswith("contact"):
            # What the checks say of a contact quotes it, and it may be somebody's own.
            lines[(translate(BY_NAME["contact"].ask),)] = None
        elif problem.code in ("missing", "body-missing") and field:
            lines[(translate(field.ask),)] = None
        else:
            said = f"{problem.message_in(translate)} {problem.hint_in(translate)}"
            lines[(Quote(said.strip()),)] = None
    return list(lines)
