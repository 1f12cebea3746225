"""A program that has Pagefind index texts in their order: `python -m ourtables.site.pagefind`.

Pagefind names each text by a hash, and thousands of hashes are most of what a first search downloads. Here a text is
named by its place in the order instead, which is its group's place in the facet index: so names pack well, and joining
words to filters takes no table. What Pagefind writes is no documented contract: requirements.txt pins its version, and
whatever isn't in the form expected ends the program.

Pagefind packs each text into a file of its own, which is a quarter of its work at 1,000 groups. It leaves a file alone
that is there already, so the texts are put there before, packed in a sixth of the time. One that it would write in
another way it still writes itself, and ours is taken away.

Its service takes messages of JSON in base64, parted by commas. Its own Python calls wait a tenth of a second for each.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO, cast

import cbor2

from ourtables.core.errors import PagefindError
from ourtables.site import die_with_parent

# What tells a page that finds nobody which build the index is of, and a file of it that has to be there.
BUILD = "build.json"
# Pagefind's ready-made interfaces, which this site doesn't use.
_UNUSED = ("pagefind-component-ui.*", "pagefind-modular-ui.*", "pagefind-ui.*", "pagefind-highlight.js")
# What a file of Pagefind's begins with once it is unpacked; a fragment's JSON comes after, its address first.
_MAGIC, _ADDRESS = b"pagefind_dcd", b'{"url":"'
# Where in the list that its head holds the texts stand, each as its name and how many words it has.
_TEXTS = 1
_SECONDS_TO_WRITE = 60
# How many digits of a text's hash are its name, and how hard a text is packed: no harder makes it smaller.
_DIGITS, _LEVEL = 7, 6


def main(arguments: list[str]) -> int:
    """Index a file of records, each a line of JSON with `url`, `content` and `meta`, into a new folder.

    Args:
        arguments: The file, the folder, the language of all texts, and the stamp that tells these records from others.

    Raises `PagefindError` when it can't be done.
    """
    records, bundle, language, stamp = Path(arguments[0]), Path(arguments[1]), arguments[2], arguments[3]
    fragments = bundle / "fragment"
    fragments.mkdir(parents=True)
    urls = []
    with _service() as ask, records.open("rb") as lines:
        # One index for all: a listing in another language is found beside the others.
        index = ask({"type": "NewIndex", "config": {"force_language": language}})["index_id"]
        for line in lines:
            record = json.loads(line)
            answer = ask({"type": "AddRecord", "index_id": index, "language": language, **record})
            _put(fragments, language, record, answer["page_word_count"])
            urls.append(record["url"])
        ask({"type": "WriteFiles", "index_id": index, "output_path": str(bundle)})
        _whole(bundle)
    for pattern in _UNUSED:
        for unused in bundle.glob(pattern):
            unused.unlink()
    # By the stamp a page knows the texts of its facet index, and no browser takes one build's text for another's.
    number(bundle, {url: f"{stamp}-{place:x}" for place, url in enumerate(urls)})
    first = f"index/{min(path.name for path in (bundle / 'index').iterdir())}"
    told = {"stamp": stamp, "first": first}
    (bundle / BUILD).write_text(json.dumps(told, separators=(",", ":")), encoding="utf-8")
    return 0


def _put(fragments: Path, language: str, record: dict[str, Any], count: int) -> None:
    """Write a record's text as Pagefind would, under the name that it would give it."""
    content = " ".join(record["content"].replace("\u200b", "").split())
    text = {"url": record["url"], "content": content, "word_count": count, "filters": {}, "meta": record["meta"]}
    body = json.dumps({**text, "anchors": []}, ensure_ascii=False, separators=(",", ":")).encode()
    # Pagefind writes each byte of a hash without a leading zero.
    digits = "".join(f"{byte:x}" for byte in hashlib.sha1(body, usedforsecurity=False).digest())
    path = fragments / f"{language}_{digits[:_DIGITS]}.pf_fragment"
    path.write_bytes(gzip.compress(_MAGIC + body, _LEVEL, mtime=0))


def _whole(bundle: Path) -> None:
    """Wait until each file has its bytes: Pagefind makes all files before it answers, but writes some after."""
    latest = time.monotonic() + _SECONDS_TO_WRITE
    empty = [path for path in bundle.rglob("*") if path.is_file()]
    while empty := [path for path in empty if not path.stat().st_size]:
        if time.monotonic() > latest:
            raise PagefindError(f"It left {empty[0].name} empty; is the disk full?")
        time.sleep(0.01)


def number(bundle: Path, names: dict[str, str]) -> None:
    """Give each text of an index the name that `names` has for its address, in the index's head and its files.

    Raises `PagefindError` when the index has other texts, or isn't in the form expected.
    """
    (head,) = bundle.glob("*.pf_meta")
    unpacked = gzip.decompress(head.read_bytes())
    told = cbor2.loads(unpacked.removeprefix(_MAGIC))
    known = {name for name, *_ in told[_TEXTS]}
    files = {}
    for path in (bundle / "fragment").iterdir():
        if path.stem in known:
            files[url_of(path.read_bytes())] = path
        else:
            path.unlink()
    if files.keys() != names.keys():
        raise PagefindError(f"It indexed {len(files)} of {len(names)} groups; is the disk full?")
    named = {path.stem: names[url] for url, path in files.items()}
    told[_TEXTS] = [[named[name], *rest] for name, *rest in told[_TEXTS]]
    head.write_bytes(gzip.compress(_MAGIC + cbor2.dumps(told), mtime=0))
    for url, path in files.items():
        path.rename(path.with_name(names[url] + path.suffix))


def url_of(fragment: bytes) -> str:
    """The address of the text that a fragment of Pagefind's holds.

    Raises `PagefindError` when the file isn't as this version of Pagefind writes it.
    """
    try:
        start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(fragment, 1024)
    except zlib.error as error:
        raise PagefindError(f"A fragment can't be unpacked: {error}") from error
    head, found, rest = start.partition(_ADDRESS)
    if head != _MAGIC or not found or b'"' not in rest:
        raise PagefindError("A fragment isn't in the form of the version that requirements.txt pins.")
    return rest.partition(b'"')[0].decode()


@contextmanager
def _service() -> Iterator[Callable[[dict[str, Any]], dict[str, Any]]]:
    """A function that asks Pagefind's service and returns its answer, or raises `PagefindError`."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pagefind_bin", "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        preexec_fn=partial(die_with_parent.hold, os.getpid()),
    )
    into, out_of = cast("BinaryIO", process.stdin), cast("BufferedReader", process.stdout)
    try:
        yield partial(_ask, into, _answers(out_of))
    finally:
        process.kill()
        process.wait()


def _ask(into: BinaryIO, answers: Iterator[bytes], payload: dict[str, Any]) -> dict[str, Any]:
    into.write(base64.b64encode(json.dumps({"message_id": 1, "payload": payload}).encode()) + b",")
    into.flush()
    answer = next(answers, None)
    if answer is None:
        raise PagefindError("Its service ended.")
    said: dict[str, Any] = json.loads(base64.b64decode(answer))["payload"]
    if said["type"] == "Error":
        raise PagefindError(said["message"])
    return said


def _answers(stream: BufferedReader) -> Iterator[bytes]:
    waiting = b""
    while received := stream.read1():
        *whole, waiting = (waiting + received).split(b",")
        yield from whole


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (PagefindError, OSError) as error:
        sys.exit(str(error))
