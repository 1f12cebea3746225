"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

content = click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default="content",
    show_default=True,
    help="The directory's own folder: groups, words, settings.",
)
_Command = Callable[..., Any]


class _Day(click.ParamType[date]):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2026-10-05.", param, ctx)


DAY = _Day()
on_day = click.option("--today", "day", type=DAY, help="Do as if it were this day; else it is today.")


def form(what: str, *choices: str) -> Callable[[_Command], _Command]:
    """Let a command write what it found as text, or in another way.

    Args:
        what: What it writes, as in "report".
        choices: The ways, "text" among them.
    """
    return click.option(
        "--format",
        "form",
        type=click.Choice(choices),
        default="text",
        show_default=True,
        help=f"How to write the {what}.",
    )


def example(text: str) -> Callable[[_Command], _Command]:
    """End a command's help with an example.

    Args:
        text: The whole command line.
    """

    def add(function: _Command) -> _Command:
        function.__doc__ = f"{function.__doc__}\n\n    \b\n    Example:\n      {text}"
        return function

    return add
