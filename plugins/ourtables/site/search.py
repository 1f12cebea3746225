"""Word search: Pagefind indexes one plain document a group, beside the pages being drawn, into `/pagefind/`.

The documents are made for the index alone: a page stays light, its headings and menus are no results, and offers, areas
and synonyms are found without being shown.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from html import escape
from pathlib import Path

from ourtables.directory import Directory
from ourtables.group import Group
from ourtables.site import lifeline
from ourtables.site.record import SiteError
from ourtables.vocabulary import Vocabulary

FOLDER = "pagefind"
SCRATCH = ".pagefind-documents"
MAP = "groups.json"
# What a fragment begins with once it is unpacked; its JSON comes after, its address first.
_MAGIC = b"pagefind_dcd"
_ADDRESS = b'{"url":"'
_SECONDS_AT_LEAST, _SECONDS_EACH = 120.0, 0.05
# Pagefind's ready-made interfaces, which this site doesn't use.
_UNUSED = ("pagefind-component-ui.*", "pagefind-modular-ui.*", "pagefind-ui.*", "pagefind-highlight.js")


@dataclass(frozen=True, slots=True)
class Indexing:
    """An index being made: `finish` waits for it and moves it into the site."""

    process: subprocess.Popen[bytes]
    scratch: Path
    seconds: float

    def finish(self, output: Path, directory: Directory) -> None:
        """Move the index to `/pagefind/` with the map from its ids to groups.

        Raises `SiteError` when Pagefind fails or takes too long.
        """
        try:
            code = self.process.wait(self.seconds)
        except subprocess.TimeoutExpired:
            raise SiteError(f"Pagefind made no index within {self.seconds:.0f} seconds.") from None
        if code != 0:
            said = (self.scratch / "log").read_text(encoding="utf-8", errors="replace").strip()[-2000:]
            raise SiteError(f"Pagefind made no index (it ended with {code}): {said}")
        bundle = self.scratch / "bundle"
        for pattern in _UNUSED:
            for unused in bundle.glob(pattern):
                unused.unlink()
        _write_map(bundle, directory, len(directory.listed) + len(directory.out_of_touch))
        shutil.rmtree(output / FOLDER, ignore_errors=True)
        bundle.rename(output / FOLDER)


@contextmanager
def indexing(directory: Directory, output: Path) -> Iterator[Indexing | None]:
    """Start an index of the listed groups and those out of touch; an empty directory has none.

    Whatever happens inside, no process and no document is left when it ends.
    """
    scratch = output / SCRATCH
    shutil.rmtree(scratch, ignore_errors=True)
    groups = (*directory.listed, *directory.out_of_touch)
    if not groups:
        shutil.rmtree(output / FOLDER, ignore_errors=True)
        yield None
        return
    try:
        _write_documents(directory, groups, scratch / "site")
        process = _start(scratch, directory.settings.language)
        try:
            yield Indexing(process, scratch, _SECONDS_AT_LEAST + _SECONDS_EACH * len(groups))
        finally:
            process.kill()
            process.wait()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _start(scratch: Path, language: str) -> subprocess.Popen[bytes]:
    command = [
        *(sys.executable, "-m", "pagefind"),
        *("--site", str(scratch / "site")),
        *("--output-path", str(scratch / "bundle")),
        # One index for all: a listing in another language is found beside the others.
        *("--force-language", language.split("-")[0]),
        "--quiet",
    ]
    with (scratch / "log").open("wb") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=partial(lifeline.hold, os.getpid()),
        )


def _write_documents(directory: Directory, groups: tuple[Group, ...], folder: Path) -> None:
    words = _Words(directory)
    for group in groups:
        place = folder / "groups" / group.slug
        place.mkdir(parents=True)
        (place / "index.html").write_text(document(group, words), encoding="utf-8")


def document(group: Group, words: _Words) -> str:
    """What the index knows of a group: its name weighs most, its own words are quoted, other words only lead to it."""
    own = [group.summary, group.words.text, group.offers_note, group.for_note]
    return (
        '<!doctype html><html><body data-pagefind-body data-pagefind-meta="title[data-title], also[data-also]"'
        f' data-title="{escape(group.name)}" data-also="{escape(words.of(group))}">'
        + "".join(f"<p>{escape(text, quote=False)}</p>" for text in own if text)
        + "</body></html>"
    )


class _Words:
    """The words a group is found by though no page of it shows them."""

    def __init__(self, directory: Directory) -> None:
        self._vocabularies = directory.vocabularies
        self._root = directory.settings.root_area
        self._with_those_above = cache(self._find)

    def of(self, group: Group) -> str:
        keys = [*(("offers", key) for key in group.offers), *(("areas", key) for key in group.areas)]
        keys += [("audiences", key) for key in group.for_]
        towns = [place.town for place in group.places.values() if place.town]
        # In their order, each once.
        found = dict.fromkeys(word for vocabulary, key in keys for word in self._with_those_above(vocabulary, key))
        return ", ".join([*found, *towns])

    def _find(self, vocabulary: str, key: str) -> tuple[str, ...]:
        terms: Vocabulary = self._vocabularies[vocabulary]
        if key not in terms:
            return ()
        # Nearly every area lies beneath the root; its name would find everyone.
        above = [name for name in terms.ancestors(key) if name != self._root]
        return tuple(word for name in (key, *above) for word in (terms[name].label, *terms[name].synonyms))


def _write_map(bundle: Path, directory: Directory, groups: int) -> None:
    """Write what a result needs to be shown, by Pagefind's id, so that no fragment is fetched for each result.

    theme/static/js/find.js reads the rows; the one without an id names a part of the index, to see whether it is there.
    """
    areas = directory.vocabularies["areas"]
    lost = {group.slug for group in directory.out_of_touch}
    rows: dict[str, object] = {"": f"index/{min(path.name for path in (bundle / 'index').iterdir())}"}
    fragments = sorted((bundle / "fragment").iterdir())
    if len(fragments) != groups:
        raise SiteError(f"Pagefind indexed {len(fragments)} of {groups} groups; is the disk full?")
    for fragment in fragments:
        slug = slug_of(fragment.read_bytes())
        group = directory.groups[slug]
        where = [areas[key].label for key in group.areas if key in areas]
        month = group.confirmed.strftime("%Y-%m") if group.confirmed else ""
        made_up, out_of_touch = int(group.example), int(slug in lost)
        row = [slug, group.name, group.blurb, where, made_up, month, out_of_touch, group.written_in or ""]
        rows[fragment.name.partition(".")[0]] = row
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (bundle / MAP).write_text(text, encoding="utf-8")


def slug_of(fragment: bytes) -> str:
    """The slug of the group that a fragment of Pagefind's is about.

    Raises `SiteError` when the file isn't as this version of Pagefind writes it.
    """
    try:
        start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(fragment, 256)
    except zlib.error as error:
        raise SiteError(f"A fragment of Pagefind's can't be unpacked: {error}") from error
    head, found, rest = start.partition(_ADDRESS)
    parts = rest.split(b'"')[0].decode().split("/")
    if head != _MAGIC or not found or len(parts) < 3 or parts[1] != "groups":
        raise SiteError("A fragment of Pagefind's isn't in the form of the version that requirements.txt pins.")
    return parts[2]
