"""How soon a saved listing is seen: in our preview and in Hugo's server, which watch the same made listings in turn.

Each is started on a free port of this machine. A sentence with a new word goes into one listing, and that group's page
is asked for until it has the word.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from bench.contestants import ENV, HUGO, OURS, ROOT, Job
from bench.measure import Failed, TooLong, end
from ourtables.directory import loading
from ourtables.listing import source

EDITS = 5
_ASKED_EVERY_S = 0.01
# A server is left alone for so long before it is timed: what it does on its own after a change is over then.
_CALM_S = 4.0


@dataclass(frozen=True, slots=True)
class Watched:
    """One server's times in seconds: until its first page, and from each edit to the page that shows it."""

    first: float
    edits: tuple[float, ...]


def measure(job: Job, rounds: int, say: Callable[[str], None]) -> dict[str, list[Watched]]:
    """Start each server in turn and edit before its eyes.

    Args:
        job: The made directory and the peer's form of it.
        rounds: How often each is started.
        say: Called with a line about each round.

    Returns:
        What was seen of each contestant, a value a round.

    Raises:
        Failed: A server ended, or a page never showed the edit.
        TooLong: A server took longer than the job's limit.
    """
    # A closed group's page shows no words.
    published = [group.slug for group in loading.load(job.content, job.today).directory.listed]
    found: dict[str, list[Watched]] = {}
    for number in range(rounds):
        for name in (OURS, HUGO) if job.hugo else (OURS,):
            seen = _watch(name, job, published, Random(number))
            found.setdefault(name, []).append(seen)
            say(f"round {number + 1}: {name} after {seen.first:.2f} s, then {median(seen.edits):.2f} s an edit")
    return found


def render(sizes: Sequence[tuple[int, dict[str, list[Watched]]]], command: str) -> str:
    """The report as Markdown.

    Args:
        sizes: The number of groups and what was seen, for each size.
        command: What was run.
    """
    rows = [
        f"Made by `{command}`: medians over all rounds, of {EDITS} edits each.",
        "",
        "| groups | server | until its first page, s | from an edit to its page, s | ÷ Hugo's |",
        "|---|---|---|---|---|",
    ]
    for groups, found in sizes:
        for name, rounds in found.items():
            beside = ""
            if name == OURS and HUGO in found:
                pairs = zip(rounds, found[HUGO], strict=True)
                beside = f"{median(median(ours.edits) / median(theirs.edits) for ours, theirs in pairs):.2f}"
            edit = median(median(one.edits) for one in rounds)
            rows.append(f"| {groups:,} | {name} | {median(one.first for one in rounds):.2f} | {edit:.2f} | {beside} |")
    return "\n".join(rows)


def _watch(name: str, job: Job, published: Sequence[str], chance: Random) -> Watched:
    port = _free_port()
    began = time.monotonic()
    with _running(_command(name, job, port), job.folder / "log") as process:
        _until(f"http://127.0.0.1:{port}/", b"<html", process, job.limit)
        first = time.monotonic() - began
        time.sleep(_CALM_S)
        folder = job.folder / "hugo" / "content" / "groups" if name == HUGO else job.content / source.FOLDER
        edits = []
        for path in chance.sample([folder / f"{slug}.md" for slug in published], EDITS):
            word = "".join(chance.choices("bcdfghjklmnpqrstvwxz", k=12))
            text = path.read_text(encoding="utf-8")
            saved = time.monotonic()
            path.write_text(f"{text.rstrip()}\n\nWe also say {word}.\n", encoding="utf-8")
            _until(f"http://127.0.0.1:{port}/groups/{path.stem}/", word.encode(), process, job.limit)
            edits.append(time.monotonic() - saved)
            time.sleep(_CALM_S)
    return Watched(first, tuple(edits))


def _command(name: str, job: Job, port: int) -> list[str | Path]:
    if name == HUGO:
        assert job.hugo
        server: list[str | Path] = [job.hugo, "server", "--source", job.folder / "hugo", "--port", str(port)]
        return [*server, "--bind", "127.0.0.1", "--cacheDir", job.folder / "hugo-cache", "--quiet"]
    start = "import sys; from ourtables.cli import main; sys.exit(main())"
    return [sys.executable, "-c", start, "serve", "--content", job.content, "--port", str(port)]


@contextmanager
def _running(command: Sequence[str | Path], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as told:
        environment = {**os.environ, **ENV}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=told, stderr=told, process_group=0)
        try:
            yield process
        finally:
            end(process)


def _until(url: str, wanted: bytes, process: subprocess.Popen[bytes], limit: float) -> None:
    """Ask for a page until it has some bytes."""
    until = time.monotonic() + limit
    while time.monotonic() < until:
        if process.poll() is not None:
            raise Failed(f"The server ended with {process.returncode}.")
        try:
            with urllib.request.urlopen(url, timeout=limit) as answer:  # noqa: S310 (our own loopback address)
                if wanted in answer.read():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(_ASKED_EVERY_S)
    raise TooLong(f"{url} didn't show the change within {limit:.0f} s.")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
