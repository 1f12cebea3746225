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

from ourtables.catalogue import direction
from ourtables.problems import shorten
from ourtables.site.options import Booklet
from ourtables.site.pages.registry import Making
from ourtables.site.paper.chapters import Chapter, Drawing
from ourtables.site.paper.fonts import Fonts
from ourtables.site.paper.letters import lacking, letters, without
from ourtables.site.publish import Publication, prepared
from ourtables.site.record import SiteError

TEMPLATE = "booklet.typ"
# PDF/UA: all that a screen reader needs is there, or no file is made.
_STANDARD: Final = "ua-1"
_NO_GLYPH = "could not be displayed"
_MOST_LETTERS = 40
_INSTALL = "Install a font that has them (the Noto fonts have most letters there are), and make the booklet again."


def write(what: Publication, wanted: Booklet) -> None:
    """Write the booklet of some areas.

    Raises `SiteError` when there is no group to print, or the PDF can't be made.
    """
    making, templates, _ = prepared(what)
    if not making.address.origin:
        raise SiteError("The squares of a booklet lead to a site: say where it stands, with --site-url.")
    areas = [making.areas[key] for key in wanted.areas]
    chapters = list(Drawing(making, templates).chapters(areas))
    if not chapters:
        raise SiteError(f"There is no group to print in {making.words.listed([area.label for area in areas])}.")
    empty = [area.label for area in areas if area not in [chapter.area for chapter in chapters]]
    if empty:
        _say(f"Left out, without a group to print: {making.words.listed(empty)}")
    _put(wanted.file, _typeset(making, chapters, wanted.large, what.theme))
    groups = sum(not entry.seen for chapter in chapters for entry in chapter.entries)
    _say(f"Made {wanted.file}: {groups:,} {'group' if groups == 1 else 'groups'}")


def _typeset(making: Making, chapters: Sequence[Chapter], large: bool, theme: Path) -> bytes:
    """The PDF, and a line for each group with letters that no font here has."""
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
            # A letter and its mark may be in two fonts and in none together: then only what ours have is printed.
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
    """All that the template gets beside the groups and their fonts."""
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
    """Write a file whole: until then one that was there before stays."""
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_bytes(body)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise SiteError(f"{file}: {error.strerror}.") from error


def _say(words: str) -> None:
    print(words, file=sys.stderr)
