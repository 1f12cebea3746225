"""What a site must have before others see it: somebody to write to in private, no drafts, and this country's help."""

from __future__ import annotations

import re
from pathlib import Path

from ourtables.core.nodes import Scalar
from ourtables.core.problems import Problem, Reporter
from ourtables.listing import source
from ourtables.settings.settings import FILE, Settings

HELP = "help"
PAGES = "pages"
_BLANK = re.compile(r"\[Still blank: ([^\]]+)\]")


def problems(content: Path, settings: Settings, *, drafts: bool) -> list[Problem]:
    """What keeps a directory from being published.

    `drafts` says whether groups that weren't asked yet would be shown. Help that can't be read at all is for the
    build to tell.
    """
    report = Reporter(str(content / FILE))
    if not settings.contact.private:
        report(
            "keeper-setting",
            field="contact.private",
            what="There is no private address, so nobody could report a danger or ask to be taken out.",
            hint="Write one under “contact”, as “private”.",
        )
    if drafts:
        report(
            "keeper-setting",
            what="Groups that weren't asked yet would be shown to everyone.",
            hint="Publish without --drafts.",
        )
    folder = content / HELP
    found = list(report.problems)
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        found += _of_another_country(path, settings.country)
    return found


def _of_another_country(path: Path, country: str) -> list[Problem]:
    read = source.read(path, Reporter(str(path)))
    if read is None or read.answers is None:
        return []
    written = read.answers.entries.get("country")
    value = written.text.strip() if isinstance(written, Scalar) else ""
    if value == country:
        return []
    report = Reporter(str(path))
    report(
        "keeper-setting",
        written.line if written else 1,
        field="country",
        what=f"This help is for “{value}”, and the directory is for “{country}”."
        if value
        else f"This help doesn't say its country, and the directory is for “{country}”.",
        hint=f"A wrong number is worse than none: take it out, or write “country: {country}” when you have rung it.",
    )
    return report.problems


def blanks(content: Path) -> list[Problem]:
    """Return what the keepers' own pages still leave blank: each `[Still blank: …]`, which keeps nothing back.

    Args:
        content: The directory's own folder.
    """
    found: list[Problem] = []
    for path in sorted((content / PAGES).glob("*.md")):
        report = Reporter(str(path))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for blank in _BLANK.findall(line):
                report(
                    "keeper-note", number, what=f"Still blank: {blank}", hint="Write it, and take the brackets away."
                )
        found += report.problems
    return found
