"""`ourtables serve`: build, show on loopback as GitHub Pages would, and build again on every change."""

from __future__ import annotations

import signal
import subprocess
import sysconfig
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click
from watchfiles import watch

from ourtables.cli import options
from ourtables.cli.pages_server import PagesServer, Site, clean_base, serving

# Beside the folder of content: what the site is made from.
SOURCES = ("theme", "plugins", "pelicanconf.py")
# Editors write a file in several steps; one rebuild is enough for all of them.
DEBOUNCE_MS = 300
GRACE_S = 10


def build_command(content: Path, output: Path, site_url: str) -> list[str]:
    """The command that builds the site that is shown.

    Args:
        content: The directory's own folder.
        output: Where the site goes.
        site_url: The address it will be read at.
    """
    words = ["--content", str(content), "--output", str(output), "--site-url", site_url]
    return [str(Path(sysconfig.get_path("scripts")) / "ourtables"), "build", *words]


def build(command: Sequence[str]) -> bool:
    """Build once and say how it went.

    Args:
        command: What builds.

    Returns:
        Whether there is a new site.
    """
    process = subprocess.Popen(command)
    try:
        code = process.wait()
    except BaseException:
        # The build ends its own children when it is asked to stop, so ask before insisting.
        process.terminate()
        try:
            process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        raise
    return code == 0


def watched(content: Path, root: Path) -> list[Path]:
    """The folders and files whose change means a new build.

    Args:
        content: The directory's own folder.
        root: Where the theme and the software lie.
    """
    return [path for path in (content, *(root / name for name in SOURCES)) if path.exists()]


def rebuild_on_change(paths: Sequence[Path], command: Sequence[str], stop: threading.Event) -> None:
    """Build again whenever something changes; a build that fails leaves the last site in place and says so.

    Args:
        paths: What to watch.
        command: What builds.
        stop: Set it to end.
    """
    for changes in watch(*paths, debounce=DEBOUNCE_MS, step=50, stop_event=stop, raise_interrupt=True):
        names = sorted({Path(path).name for _, path in changes})
        click.echo(f"Changed: {', '.join(names[:3])}{' and more' if len(names) > 3 else ''}. Building again.")
        if build(command):
            click.echo("Done. Load the page again to see it.")
        else:
            click.echo("That build didn't finish. You still see the site from before; mend it and save.", err=True)


@contextmanager
def _stop_on_terminate() -> Iterator[None]:
    """Turn SIGTERM into the same orderly end as Ctrl-C."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@options.content
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".ourtables/preview"),
    show_default=True,
    help="Where the preview is built. It carries this machine's address: never publish it.",
)
@click.option("--base", default="/", show_default=True, help="The path the site stands under, such as /REPO/.")
@options.example("ourtables serve --port 8001")
def command(port: int, content: Path, output: Path, base: str) -> None:
    """Build the site, show it here as GitHub Pages would, and build again on every change.

    Ctrl-C ends it.
    """
    try:
        server = PagesServer(Site(output, clean_base(base)), port)
    except OSError as error:
        raise click.ClickException(f"Port {port} can't be used here ({error.strerror}). Try --port 0.") from error
    building = build_command(content, output, server.url)
    with _stop_on_terminate():
        try:
            if not build(building):
                click.echo("That build didn't finish. Mend it and save; it is built again by itself.", err=True)
            with serving(server):
                click.echo(f"Open {server.url.removesuffix('/')}")
                rebuild_on_change(watched(content, Path.cwd()), building, threading.Event())
        except KeyboardInterrupt:
            click.echo("Stopped.")
        finally:
            server.server_close()
