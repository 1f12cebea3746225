"""What still speaks of another country in the keepers' own files: words, web addresses and phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from ourtables.core.problems import Problem, Reporter
from ourtables.listing.checking.context import Context

TABLE = Path(__file__).with_suffix(".yml")
# These hold places, or what people type: names of other countries belong there.
_UNREAD = ("areas", "area_aliases", "said")
_HOST = re.compile(r"https?://[^\s/\"')>]*?\.([a-z]{2})(?=[\s/\"')>:]|$)")
_NUMBER = re.compile(r"(?<![\w+])\+(?P<digits>[0-9][0-9 ()-]{5,})")
# Endings of two letters that are at home nowhere in particular.
_ANYWHERE = frozenset({"ai", "app", "co", "eu", "fm", "gg", "io", "me", "to", "tv"})
_ENDINGS = {"GB": "uk"}


def check(context: Context) -> list[Problem]:
    """Return a note for each word, web address and phone number of another country in the keepers' files.

    Args:
        context: The directory's settings and words. Without a country nothing is looked at.
    """
    country = context.settings.country
    if not country:
        return []
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    strange = sorted((word for word, homes in table.items() if country not in homes), key=len, reverse=True)
    words = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, strange))})(?![\w-])")
    found: list[Problem] = []
    for path in _files(context.content):
        report = Reporter(str(path))
        seen: set[str] = set()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for said in _foreign(_shown(line, path), words, context):
                if said not in seen:
                    seen.add(said)
                    report(
                        "keeper-note",
                        number,
                        what=f"“{said}” belongs to another country than {country}.",
                        hint="Write what is so in yours, or leave it if you mean it.",
                    )
        found += report.problems
    return found


def _files(content: Path) -> Iterator[Path]:
    for folder, pattern in (("pages", "*.md"), ("help", "*.md"), ("vocabulary", "*.yml")):
        yield from (path for path in sorted((content / folder).glob(pattern)) if path.stem not in _UNREAD)


def _shown(line: str, path: Path) -> str:
    """Return what a line of a file shows to readers: of words, neither comments nor what people type."""
    if path.suffix == ".yml" and re.match(r"\s*(?:#|synonyms:|maps_to:|source:)", line):
        return ""
    return line


def _foreign(line: str, words: re.Pattern[str], context: Context) -> Iterable[str]:
    country, code = context.settings.country, context.phones.code
    yield from (match[0] for match in words.finditer(line))
    ending = _ENDINGS.get(country, country.lower())
    yield from (f".{match[1]}" for match in _HOST.finditer(line) if match[1] not in {ending, *_ANYWHERE})
    if code:
        for match in _NUMBER.finditer(line):
            if not match["digits"].startswith(code):
                yield f"+{match['digits'].strip()}"
