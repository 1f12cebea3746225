"""`ourtables init`: write a new directory that can be checked, built and published."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import click
from babel import Locale, UnknownLocaleError

from ourtables.cli import options
from ourtables.cli.area_table import TableArea, read, whole_of
from ourtables.cli.starting import CAUSES, Beginning, write
from ourtables.settings.settings import FORGES

_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_REPOSITORY = re.compile(r"[\w.-]+(/[\w.-]+)+")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", help="What the directory is called.")
@click.option("--country", help="Its country as two capitals, such as IE.")
@click.option("--language", help="The language of its own words, such as en-IE.")
@click.option(
    "--forge", type=click.Choice(FORGES), default="github", show_default=True, help="Where it is going to be kept."
)
@click.option("--repository", help="Its place there, as OWNER/NAME.")
@click.option("--mail", help="The keepers' private address: takes reports and removals.")
@click.option(
    "--cause",
    type=click.Choice(CAUSES),
    default=CAUSES[0],
    show_default=True,
    help="Whose words to begin with: plain ones, or those of the directory that this software was made for.",
)
@click.option("--areas", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A table of areas, as CSV.")
@options.example("ourtables init tenants --title “Every Door” --country IE --language en-IE --areas counties.csv")
def command(  # noqa: PLR0913 - one for each option
    folder: Path,
    title: str | None,
    country: str | None,
    language: str | None,
    forge: str,
    repository: str | None,
    mail: str | None,
    cause: str,
    areas: Path | None,
) -> None:
    """Write a new directory into an empty folder.

    What isn't given as an option is asked for in a terminal. Nothing is written over.
    """
    if folder.is_dir() and any(one.name != ".git" for one in folder.iterdir()):
        raise click.UsageError(f"{folder} isn't empty. Choose a new folder.")
    title = _answer("--title", "What is the directory called?", title, bool)
    country = _answer("--country", "Which country is it for? Two capitals, such as IE", country, _COUNTRY.fullmatch)
    language = _answer("--language", "In which language are its own words? Such as en-IE", language, _is_language)
    repository = _answer("--repository", "Where will it be kept? OWNER/NAME, or nothing", repository, _is_place, "")
    mail = _answer("--mail", "Which private address takes reports? Or nothing for now", mail, _is_mail, "")
    whole = _name_of(country, language)
    tree: list[TableArea] = read(areas, whole) if areas else whole_of(whole)
    beginning = Beginning(title, country, language, forge, repository, mail, cause, tuple(tree))
    write(folder, beginning)
    _tell(folder, beginning)


def _answer(
    option: str, question: str, given: str | None, fits: Callable[[str], object], default: str | None = None
) -> str:
    """Return what was given, else ask for it where somebody can answer."""
    if given is None:
        if not sys.stdin.isatty():
            if default is None:
                raise click.UsageError(f"{option} is missing.")
            return default
        given = str(click.prompt(question, default=default, show_default=False))
    given = given.strip()
    if not fits(given):
        raise click.UsageError(f"“{given}” can't be {option}.")
    return given


def _is_language(text: str) -> bool:
    return bool(_LANGUAGE.fullmatch(text))


def _is_place(text: str) -> bool:
    return not text or bool(_REPOSITORY.fullmatch(text))


def _is_mail(text: str) -> bool:
    return not text or bool(_MAIL.fullmatch(text))


def _name_of(country: str, language: str) -> str:
    """Return what a country is called in a language, as Unicode's tables have it."""
    try:
        names = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        names = Locale("en").territories
    return str(names.get(country, country))


def _tell(folder: Path, beginning: Beginning) -> None:
    click.echo(f"Written: {folder}. Now, in that folder:")
    click.echo("  ourtables check    says what is wrong with it")
    click.echo("  ourtables serve    shows it on this machine")
    if not beginning.mail:
        click.echo("Before you publish, write your private address into content/directory.yml: “contact”, “private”.")
    if not beginning.repository:
        click.echo("Before you publish, write its place into content/directory.yml: “forge”, “repository”.")
    click.echo("README.md there says how to publish it and what to change first.")
