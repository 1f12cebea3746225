"""`ourtables bot`: the calls that a workflow makes on the forge."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import click

from ourtables.cli import options
from ourtables.core.boundary import made_apart
from ourtables.directory import loading, upkeep
from ourtables.listing import checking
from ourtables.listing.checking import Context
from ourtables.reviewing.bot.calls import Call, as_lines
from ourtables.reviewing.bot.desk_facts import DeskFacts
from ourtables.reviewing.bot.issue_answer import answer_calls
from ourtables.reviewing.bot.keepers_commands import command_calls
from ourtables.reviewing.bot.own_commits import propose_calls, publish_calls
from ourtables.reviewing.bot.owners_merging import owners_calls
from ourtables.reviewing.bot.suggestions import suggestion_calls
from ourtables.reviewing.bot.upkeep_issue import UpkeepFacts, upkeep_calls

_Task = Callable[[Path, Path, "date | None"], Iterable[Call]]


def _upkeep(facts: Path, content: Path, day: date | None) -> Iterable[Call]:
    loaded = loading.load(content, day).directory
    known = UpkeepFacts.read(facts)
    # Whom a fault of ours leaves without a letter is in the log. The others' letters go out all the same.
    calls, _ = made_apart(
        lambda groups: list(upkeep_calls(upkeep.due(loaded.only(groups)), known, loaded.today)),
        tuple(loaded.groups.values()),
    )
    return calls


def _desk(facts: Path, content: Path, day: date | None) -> Iterable[Call]:
    context = checking.load(content, day)
    read = DeskFacts.read(facts, context)
    return answer_calls(read, context.settings) if read.comment is None else command_calls(read, context)


def _with_context(task: Callable[[Path, Context], Iterable[Call]]) -> _Task:
    return lambda facts, content, day: task(facts, checking.load(content, day))


_TASKS: dict[str, _Task] = {
    "upkeep": _upkeep,
    "desk": _desk,
    "suggestions": _with_context(suggestion_calls),
    "publish": _with_context(publish_calls),
    "owners": _with_context(owners_calls),
    "propose": _with_context(propose_calls),
}


@click.command()
@click.argument("task", type=click.Choice(list(_TASKS)))
@click.option(
    "--facts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="The folder of what the workflow fetched from the forge.",
)
@options.content
@options.on_day
@options.example("ourtables bot upkeep --facts facts")
def command(task: str, facts: Path, content: Path, day: date | None) -> None:
    """Write the calls that a workflow makes on the forge, one a line, as JSON.

    TASK is what to do. This makes no call itself and needs no right to.
    """
    click.echo(as_lines(_TASKS[task](facts, content, day)), nl=False)
