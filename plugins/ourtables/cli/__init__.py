"""The command `ourtables`: one module a command, each in plain words."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword

import click

from ourtables.core.errors import OurTablesError

# What each command is, in one line, so that `ourtables --help` loads none of them.
COMMANDS = {
    "init": "Write a new directory.",
    "check": "Say what is wrong with listings, and what to write instead.",
    "build": "Check, build and index the whole site.",
    "serve": "Build the site, show it on this machine, and build again on every change.",
    "new": "Ask seven questions and write a listing.",
    "import": "Make listings of a spreadsheet's rows.",
    "fmt": "Write listings in their one tidy form.",
    "confirm": "Write into listings that their groups said they are still right.",
    "unlist": "Leave a listing out of builds at once.",
    "retire": "Take a group out for good, and keep its address unused.",
    "receive": "Make a listing of a mailed text, and a reply that says what is missing.",
    "review": "Say what a pull request changes, in plain sentences.",
    "upkeep": "Say which groups to write to, with a letter for each.",
    "bot": "Write the calls that a workflow makes on the forge.",
    "links": "Look whether the web addresses of listings still lead somewhere.",
    "where": "Say which area and point a typed place is.",
    "pdf": "Make a booklet of chosen areas as a PDF.",
    "export": "Write the directory as data, without a site.",
    "history": "Write when listings were added and changed, as git remembers it.",
    "upgrade": "Say what this version asks of a directory's content, and do what is safe.",
    "translate": "Give a translator all words of a language in one file, and take them back.",
    "stats": "Say how many groups there are, where, how fresh, and what isn't listed yet.",
}


class _Commands(click.Group):
    """Loads a command only when it is called, since each brings libraries of its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        # `import` is a word of Python's own, so that no module can have its name.
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"ourtables.cli.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="ourtables", message="ourtables %(version)s")
def main_group() -> None:
    """A directory of groups: one Markdown file per group becomes a searchable site."""


def main() -> None:
    """Run the command line; an error of ours ends with its sentence and status 1, never with a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A console or a pipe that speaks another encoding couldn't show a report's quotes.
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")
    try:
        main_group(prog_name="ourtables")
    except OurTablesError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
