"""One booklet, from the directory to a PDF that a screen reader can read too."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

from ourtables.core.catalogue import direction
from ourtables.core.errors import SiteError
from ourtables.core.problems import shorten
from ourtables.site.options import Booklet
from ourtables.site.page_kinds import Making
from ourtables.site.paper.chapters import Chapter, Drawing
from ourtables.site.paper.fonts import Fonts
from ourtables.site.paper.letters import lacking, letters, without
from ourtables.site.publish import Publication, prepared

TEMPLATE = "booklet.typ"
# PDF/UA: Typst makes no file when something that a screen reader needs is missing.
_STANDARD: Final = "ua-1"
_NO_GLYPH = "could not be displayed"
_MOST_LETTERS = 40
_INSTALL = (
    "Install a font that has them (the Noto fonts, in Debian fonts-noto, have most letters there are), "
    "and make the booklet again."
)


def write(what: Publication, wanted: Booklet) -> None:
    """Write the booklet of some areas.

    Raises:
        SiteError: There is no group to print, or the PDF can't be made.
    """
    making, chapters = _drawn(what, wanted)
    if not making.address.origin:
        raise SiteError("The squares of a booklet lead to a site: say where it stands, with --site-url.")
    areas = [making.areas[key] for key in wanted.areas]
    if not chapters:
        raise SiteError(f"There is no group to print in {making.words.listed([area.label for area in areas])}.")
    empty = [area.label for area in areas if area not in [chapter.area for chapter in chapters]]
    if empty:
        _say(f"Left out, without a group to print: {making.words.listed(empty)}")
    _put(wanted.file, _typeset(making, chapters, wanted.large, what.theme))
    groups = sum(not entry.seen for chapter in chapters for entry in chapter.entries)
    _say(f"Made {wanted.file}: {groups:,} {'group' if groups == 1 else 'groups'}")


def _drawn(what: Publication, wanted: Booklet) -> tuple[Making, list[Chapter]]:
    making, templates = prepared(what).edition(wanted.language)
    return making, list(Drawing(making, templates).chapters([making.areas[key] for key in wanted.areas]))


def typeset(what: Publication, wanted: Booklet) -> bytes:
    """Return the PDF of some areas, and print a line for each group with letters that no font here has.

    Raises:
        SiteError: The PDF can't be made.
    """
    making, chapters = _drawn(what, wanted)
    return _typeset(making, chapters, wanted.large, what.theme) if chapters else b""


def _typeset(making: Making, chapters: Sequence[Chapter], large: bool, theme: Path) -> bytes:
    data = _data(making, chapters, large)
    found, own = letters(chapters), set(json.dumps(data, default=asdict, ensure_ascii=False))
    note = making.say("Some of its words are in letters that we couldn't print. Its page has them all.")
    with TemporaryDirectory() as folder:
        fonts = Fonts(theme, Path(folder))
        families, missing = fonts.families(found | own)
        if missing & own:
            raise SiteError(
                f"No font here has “{_some(missing & own)}”, which this directory's own words need. {_INSTALL}"
            )
        try:
            body = _compiled(making, data, without(chapters, missing, note), theme, fonts, families)
        except typst.TypstError as error:
            if _NO_GLYPH not in error.message:
                raise
            # No one font may have both a letter and its mark. Then only what our fonts have is printed.
            missing = found - fonts.own - own
            body = _compiled(making, data, without(chapters, missing, note), theme, fonts, families)
    lost = lacking(chapters, missing)
    for slug, some in lost.items():
        _say(f"{slug}: no font here has “{_some(some)}”. Its entry says that some words are missing.")
    if lost:
        _say(_INSTALL)
    return body


def _compiled(
    making: Making,
    data: Mapping[str, Any],
    chapters: Sequence[Chapter],
    theme: Path,
    fonts: Fonts,
    families: Sequence[str],
) -> bytes:
    """Have Typst set the booklet: all words reach the template as data, so that nothing in a listing is ever markup."""
    groups = [chapter.entries for chapter in chapters]
    return typst.compile(
        theme / TEMPLATE,
        root=theme,
        font_paths=fonts.for_typst,
        sys_inputs={"booklet": json.dumps({**data, "families": families, "groups": groups}, default=asdict)},
        pdf_standards=[_STANDARD],
        timestamp=datetime.combine(making.directory.today, time(12), UTC),
    )


def _data(making: Making, chapters: Sequence[Chapter], large: bool) -> dict[str, Any]:
    """Return what the template gets besides the groups and their fonts."""
    locale = making.words.locale
    return {
        "title": making.say("Groups in %(area)s", area=making.words.listed([one.area.label for one in chapters])),
        "site": making.settings.title,
        "language": locale.language,
        "region": locale.territory,
        "direction": direction(making.settings.language),
        "large": large,
        "chapters": [{"head": one.head, "foot": one.foot} for one in chapters],
    }


def _some(letters: Iterable[str]) -> str:
    return shorten("".join(sorted(letters)), _MOST_LETTERS)


def _put(file: Path, body: bytes) -> None:
    """Write a file at once; until it is complete, the one before it stays."""
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_bytes(body)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise SiteError(f"{file}: {error.strerror}.") from error


def _say(words: str) -> None:
    print(words, file=sys.stderr)
