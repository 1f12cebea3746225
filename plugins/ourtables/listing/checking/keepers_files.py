"""The keepers' own files, checked against each other before one of them fails a build."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ourtables.core.edit_distance import suggest
from ourtables.core.patterns import SLUG
from ourtables.core.problems import Problem, Reporter
from ourtables.listing.checking import help_lines
from ourtables.listing.checking.context import Context
from ourtables.listing.fields import FIELDS, Field
from ourtables.listing.source import FOLDER, RESERVED

_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?")


def check(context: Context) -> list[Problem]:
    """Every problem between the settings and the vocabularies of a content folder."""
    missing = list(_missing_vocabularies(context))
    # Nothing else can be checked while a file of words is missing.
    return missing or [*_folder(context), *_settings(context), *_addresses(context), *_areas(context)]


def _folder(context: Context) -> Iterator[Problem]:
    """Refuse what takes the place of the folder of listings: a link leads elsewhere, and a file holds none."""
    path = context.content / FOLDER
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        what = f"“{FOLDER}” is {'a link' if path.is_symlink() else 'a file'}, not a folder."
        yield from _say(path, "", what, "Make it a folder of listings.")


def needed_vocabularies(fields: Iterable[Field]) -> set[str]:
    """The vocabularies that some fields take words from."""
    return {field.vocabulary for field in fields if field.vocabulary} | {
        name for field in fields if field.parts for name in needed_vocabularies(field.parts)
    }


def _missing_vocabularies(context: Context) -> Iterator[Problem]:
    for name in sorted(needed_vocabularies((*FIELDS, *help_lines.FIELDS)) - set(context.vocabularies)):
        what = f"There is no file of words “{name}.yml”."
        yield from _say(
            _file(context, name),
            "",
            what,
            "Write [] in it if this directory doesn't ask; ourtables upgrade --write does so.",
        )


def _settings(context: Context) -> Iterator[Problem]:
    path, settings = context.content / "directory.yml", context.settings
    given = [("root_area", "areas", (settings.root_area,)), ("led_by", "led_by", settings.led_by)]
    answers = settings.answers
    given += [
        ("led_by", "led_by", (answers.led_by,) if answers.led_by else ()),
        ("funding", "funding", answers.funding),
    ]
    for name, vocabulary, keys in given:
        known = context.vocabularies[vocabulary]
        for key in keys:
            if key not in known:
                better = suggest(key, known.keys)
                hint = f"Write “{better}”." if better else f"Use a key of content/vocabulary/{vocabulary}.yml."
                yield from _say(path, name, f"“{key}” in “{name}” isn't one of this directory's words.", hint)


def _addresses(context: Context) -> Iterator[Problem]:
    """Areas and offers have pages, so their keys are addresses."""
    for name in ("areas", "area_aliases", "offers"):
        for term in context.vocabularies.get(name, ()):
            if not SLUG.fullmatch(term.key) or term.key in RESERVED:
                what = f"“{term.key}” can't be a page's address."
                yield from _say(
                    _file(context, name),
                    term.key,
                    what,
                    "Use only a–z, 0–9 and single hyphens, and no word of the site's own.",
                )


def _areas(context: Context) -> Iterator[Problem]:
    areas, root = context.vocabularies["areas"], context.settings.root_area
    path, aliases = _file(context, "areas"), _file(context, "area_aliases")
    for term in areas.roots:
        if term.key != root:
            yield from _say(
                path,
                term.key,
                f"“{term.key}” is beneath no other area.",
                f"Add “parent: {root}”, or the area it lies in.",
            )
    for term in areas if (context.content / "places").is_dir() else ():
        if not all(_DEGREES.fullmatch(term.extra.get(name, "")) for name in ("lat", "lon")):
            yield from _say(
                path,
                term.key,
                f"“{term.key}” has no middle.",
                "Add “lat” and “lon” in degrees, such as 53.8 and -1.55.",
            )
    for term in context.vocabularies.get("area_aliases", ()):
        if term.key in areas:
            yield from _say(aliases, term.key, f"“{term.key}” is an area's key too.", "Give it a longer one.")
        for member in term.members:
            if member not in areas:
                yield from _say(
                    aliases, term.key, f"“{member}” in “{term.key}” isn't an area.", "Name a key of areas.yml."
                )


def _file(context: Context, vocabulary: str) -> Path:
    return context.content / "vocabulary" / f"{vocabulary}.yml"


def _say(path: Path, word: str, what: str, hint: str) -> list[Problem]:
    """A problem at the first line of a file that holds a word."""
    lines = path.read_text(encoding="utf-8").splitlines() if word and path.is_file() else []
    line = next((number for number, text in enumerate(lines, 1) if word in text), 1)
    report = Reporter(str(path))
    report("keeper-setting", line, what=what, hint=hint)
    return report.problems
