"""Word search: Pagefind indexes one plain document a group, beside the pages being drawn, into `/pagefind/`.

The documents are made for the index alone: a page stays light, its headings and menus are no results, and offers, areas
and synonyms are found without being shown.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path

from ourtables.directory import Directory
from ourtables.group import Group
from ourtables.site import lifeline
from ourtables.site.finder.ids import id_map
from ourtables.site.finder.index import Index
from ourtables.site.finder.texts import Words, own_words
from ourtables.site.record import SiteError

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

    def finish(self, output: Path, index: Index) -> None:
        """Move Pagefind's index to `/pagefind/` with the map from its ids to the groups of the facet index.

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
        _write_map(bundle, index)
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
    words = Words(directory)
    for group in groups:
        place = folder / "groups" / group.slug
        place.mkdir(parents=True)
        (place / "index.html").write_text(document(group, words), encoding="utf-8")


def document(group: Group, words: Words) -> str:
    """What the index knows of a group: its name weighs most, its own words are quoted, other words only lead to it.

    Pagefind leaves out a document without a word: a group that writes only signs is found by its address.
    """
    own = own_words(group)
    if not any(c.isalpha() or c.isdecimal() for text in own for c in text):
        own = [group.slug]
    return (
        '<!doctype html><html><body data-pagefind-body data-pagefind-meta="title[data-title], also[data-also]"'
        f' data-title="{escape(group.name)}" data-also="{escape(words.of(group))}">'
        + "".join(f"<p>{escape(text, quote=False)}</p>" for text in own)
        + "</body></html>"
    )


def _write_map(bundle: Path, index: Index) -> None:
    """Write the map from Pagefind's ids to the facet index's groups, so that no fragment is fetched for a result."""
    fragments = {slug_of(path.read_bytes()): path.name.partition(".")[0] for path in (bundle / "fragment").iterdir()}
    missing = [group.slug for group in index.groups if group.slug not in fragments]
    if missing or len(fragments) != len(index.groups):
        raise SiteError(f"Pagefind indexed {len(fragments)} of {len(index.groups)} groups; is the disk full?")
    first = f"index/{min(path.name for path in (bundle / 'index').iterdir())}"
    (bundle / MAP).write_bytes(id_map([fragments[group.slug] for group in index.groups], index.stamp, first))


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
