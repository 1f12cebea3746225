"""`ourtables new`: seven questions become a listing that the checker takes as it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from ourtables.cli import fmt, options
from ourtables.intake.drafting import Draft, free_slug, problems_with
from ourtables.listing import checking, source
from ourtables.listing.checking import Context
from ourtables.listing.checking.field_values import nearest
from ourtables.listing.fields import BY_NAME, Field, asks
from ourtables.listing.kinds import WORD, WORDS
from ourtables.settings.vocabulary import Term, Vocabulary

MOST_SHOWN = 60
QUESTIONS = ("name", "offers", "areas", "formats", "led_by")
_WHO = {
    "1": ("group-agreed", "group"),
    "2": ("group-agreed", "keeper"),
    "3": ("group-asked", "keeper"),
    "4": ("not-asked", ""),
}
_WHO_ASKED = """Who says so?
  1  I'm one of the group
  2  The group has agreed, and I write for it
  3  The group was asked and hasn't answered yet
  4  Nobody has asked the group yet
"""


@click.command()
@click.option("--name", help="What the group is called.")
@click.option("--words", help="The group's own words: what happens, who you are.")
@click.option("--offers", help="What it offers, with commas between.")
@click.option("--areas", help="Where the people live who can come, with commas between.")
@click.option("--formats", help="In person, online, by phone …, with commas between.")
@click.option("--led-by", help="Who has the last word on money and on what you do.")
@click.option("--contact", help="A way to reach it, such as email=hello@example.org.")
@click.option(
    "--who", type=click.Choice(list(_WHO)), help="Who says so: 1 the group itself, 2 agreed, 3 asked, 4 not asked."
)
@click.option("--word", help="A word in a–z for the page's address, where the name has no such letter.")
@options.content
@options.on_day
@options.example('ourtables new --name "Example Kettle" --areas north')
def command(
    content: Path,
    day: date | None,
    who: str | None,
    words: str | None,
    contact: str | None,
    word: str | None,
    **given: str | None,
) -> None:
    """Ask seven questions and write a listing.

    What is given as an option isn't asked. Words can be written as people say them ("hearing voices"); a blank
    line ends the group's own words. No file is ever written over.
    """
    context = checking.load(content, day)
    answers: dict[str, Any] = {}
    for name in QUESTIONS:
        if asks(BY_NAME[name], context.vocabularies):
            answers[name] = _ask(name, given[name], context)
        if name == "name" and words is None:
            words = _ask_words()
    if asks(BY_NAME["contact"], context.vocabularies):
        answers["contact"] = [_ask_contact(contact, context)]
    answers |= _said_by(
        who or click.prompt(_WHO_ASKED + "Number", type=click.Choice(list(_WHO)), show_choices=False), context
    )
    word = _ask_word(word) if not source.slug_from(answers["name"]) else ""
    _write(content / source.FOLDER, answers, words or "", context, word)


def _ask_word(given: str | None) -> str:
    """A word for the address of a group whose name has no letter of a–z."""

    def read(text: str) -> tuple[str, str]:
        return text, "" if source.slug_from(text) else "This has no letter of a–z either."

    question = "The page's address can't be made from this name. Which word in a–z may stand in it?"
    return str(_until_good(question, given, read, str))


def _ask(name: str, given: str | None, context: Context) -> Any:
    """One answer that its field takes; an option that can't be used ends the command."""
    field = BY_NAME[name]
    return _until_good(field.ask, given, lambda text: _read(field, text, context), lambda: _known(field, context))


def _until_good(
    question: str, given: str | None, read: Callable[[str], tuple[Any, str]], help_: Callable[[], str]
) -> Any:
    if given is None:
        click.echo(help_(), nl=False)
    while True:
        value, complaint = read(given if given is not None else click.prompt(question))
        if not complaint:
            return value
        if given is not None:
            raise click.UsageError(complaint)
        click.echo(complaint)


def _known(field: Field, context: Context) -> str:
    words = context.vocabularies.get(field.vocabulary)
    return "\n" + "\n".join(_tree(words, words.roots, "  ")) + "\n" if words and len(words) <= MOST_SHOWN else ""


def _tree(words: Vocabulary, terms: Iterable[Term], indent: str) -> Iterator[str]:
    for term in terms:
        yield f"{indent}{term.key}: {term.label}"
        yield from _tree(words, words.children(term.key), indent + "  ")


def _read(field: Field, text: str, context: Context) -> tuple[Any, str]:
    """What a typed answer means, and what is wrong with it: an empty text when nothing is."""
    if field.kind not in (WORD, WORDS):
        return text, _complaint(field, text, context)
    vocabulary = context.vocabularies[field.vocabulary]
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()] or [""]
    known = (*vocabulary.keys, *context.area_aliases)
    keys = [piece if piece in known else nearest(piece, vocabulary) or piece for piece in pieces]
    found: Any = list(dict.fromkeys(keys)) if field.kind.is_list else keys[0]
    return found, _complaint(field, found, context)


def _ask_words() -> str:
    click.echo("The group's own words: what happens, who you are, what you don't do. End with an empty line.")
    lines: list[str] = []
    while not lines or lines[-1]:
        lines.append(click.prompt("", default="", show_default=False, prompt_suffix="> "))
    return "\n".join(lines).strip()


def _ask_contact(given: str | None, context: Context) -> dict[str, str]:
    field = BY_NAME["contact"]
    how = field.parts[0]

    def read(text: str) -> tuple[dict[str, str], str]:
        way, _, value = text.partition("=")
        key, complaint = _read(how, way.strip(), context)
        found = {"how": str(key), "value": value.strip()}
        return found, complaint or _complaint(field, [found], context)

    question = "How can people reach you? (such as email=hello@example.org)"
    return dict(_until_good(question, given, read, lambda: _known(how, context)))


def _complaint(field: Field, value: object, context: Context) -> str:
    """What is wrong with a value in one text, which is empty when nothing is."""
    found = problems_with(field, value, context)
    return "\n".join(f"{problem.message} {problem.hint}" for problem in found if problem.stops)


def _said_by(who: str, context: Context) -> dict[str, str]:
    consent, by = _WHO[who]
    confirmed = {"confirmed": context.today.isoformat(), "confirmed_by": by} if by else {}
    said = {**confirmed, "consent": consent}
    return {name: word for name, word in said.items() if asks(BY_NAME[name], context.vocabularies)}


def _write(folder: Path, answers: dict[str, Any], words: str, context: Context, word: str) -> None:
    path = folder / f"{free_slug(answers['name'], folder, context, word)}.md"
    folder.mkdir(parents=True, exist_ok=True)
    fmt.write(path, Draft(answers, words).text)
    checked = checking.check_file(path, context)
    for problem in checked.problems:
        click.echo(problem.told)
    click.echo(f"Written: {path}. “ourtables check {path}” looks at it again; “ourtables serve” shows its page.")
    sys.exit(checked.group is None)
