"""`ourtables new`: seven questions become a listing that the checker takes as it is."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from ourtables import checking, formatting, nodes, source
from ourtables.checking import Context
from ourtables.checking.records import READERS
from ourtables.checking.values import Reading, nearest
from ourtables.cli import fmt, options
from ourtables.fields import BY_NAME, Field
from ourtables.nodes import Scalar
from ourtables.problems import Reporter
from ourtables.vocabulary import Term, Vocabulary

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
@click.option("--contact", help="A way to reach it, such as phone=01632 960123.")
@click.option(
    "--who", type=click.Choice(list(_WHO)), help="Who says so: 1 the group itself, 2 agreed, 3 asked, 4 not asked."
)
@options.content
@options.on_day
@options.example('ourtables new --name "Example Kettle" --areas leeds')
def command(
    content: Path, day: date | None, who: str | None, words: str | None, contact: str | None, **given: str | None
) -> None:
    """Ask seven questions and write a listing.

    What is given as an option isn't asked. Words can be written as people say them ("hearing voices"); a blank
    line ends the group's own words. No file is ever written over.
    """
    context = options.context(content, day)
    answers: dict[str, Any] = {}
    for name in QUESTIONS:
        answers[name] = _ask(name, given[name], context)
        if name == "name" and words is None:
            words = _ask_words()
    answers["contact"] = [_ask_contact(contact, context)]
    answers |= _said_by(
        who or click.prompt(_WHO_ASKED + "Number", type=click.Choice(list(_WHO)), show_choices=False), context
    )
    _write(content / source.FOLDER, answers, words or "", context)


def _ask(name: str, given: str | None, context: Context) -> Any:
    """One answer that its field takes; what was given on the command line and can't be used ends the command."""
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
    """What a typed answer means, and what is wrong with it in one text that is empty when nothing is."""
    report = Reporter("answer")
    reading = Reading(context, report)
    if field.kind in ("word", "words"):
        vocabulary = context.vocabularies[field.vocabulary]
        pieces = [piece.strip() for piece in text.split(",") if piece.strip()] or [""]
        known = (*vocabulary.keys, *context.area_aliases)
        keys = [piece if piece in known else nearest(piece, vocabulary) or piece for piece in pieces]
        values = [READERS[field.kind](field, Scalar(key, 1, 1), reading) for key in keys]
        found: Any = list(dict.fromkeys(keys)) if field.kind == "words" else values[0]
    else:
        found = READERS[field.kind](field, Scalar(text, 1, 1, quoted=True), reading)
    return found, _said(report)


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
        return found, complaint or _complaints(field, [found], context)

    question = "How can people reach you? (such as phone=01632 960123)"
    return dict(_until_good(question, given, read, lambda: _known(how, context)))


def _complaints(field: Field, value: object, context: Context) -> str:
    """What is wrong with a value made of several, checked as if a listing held it."""
    report = Reporter("answer")
    node = nodes.parse(json.dumps(value), report)
    if node is not None:
        READERS[field.kind](field, node, Reading(context, report))
    return _said(report)


def _said(report: Reporter) -> str:
    return "\n".join(f"{problem.message} {problem.hint}" for problem in report.problems if problem.stops)


def _said_by(who: str, context: Context) -> dict[str, str]:
    consent, by = _WHO[who]
    confirmed = {"confirmed": context.today.isoformat(), "confirmed_by": by} if by else {}
    return {**confirmed, "consent": consent}


def _write(folder: Path, answers: dict[str, Any], words: str, context: Context) -> None:
    slug = source.slug_from(answers["name"]) or "group"
    path, number = folder / f"{slug}.md", 2
    while path.exists() or path.stem in source.RESERVED or context.registers.is_retired(path.stem):
        path, number = folder / f"{slug[: source.SLUG_MOST - 4].rstrip('-')}-{number}.md", number + 1
    folder.mkdir(parents=True, exist_ok=True)
    fmt.write(path, formatting.dump(answers, words))
    checked = checking.check_file(path, context)
    for problem in checked.problems:
        click.echo(f"{problem.path}:{problem.line}: {problem.message} {problem.hint}")
    click.echo(f"Written: {path}. “ourtables check {path}” looks at it again; “ourtables serve” shows its page.")
    sys.exit(checked.group is None)
