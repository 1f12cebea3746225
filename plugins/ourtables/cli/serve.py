"""`ourtables serve`: show the site on loopback as GitHub Pages would, each page drawn when it is asked for."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click
from watchfiles import Change, watch

from ourtables.cli import options, pelican
from ourtables.cli.drawer import Drawer, Drawn, DrawnHandler
from ourtables.cli.pages_server import PagesServer, clean_base, serving
from ourtables.core.errors import SiteError

# Beside the folder of content: what the site is made from. A change of the last two starts the process anew.
SOURCES = ("theme", "plugins", "pelicanconf.py")
SOFTWARE = ("plugins", "pelicanconf.py")
# A save, or a folder that git swaps, is read once nothing has changed for so long.
QUIET_MS = 50
# How often the state is asked for when no file changes: a new day, a word search that is ready.
ASK_MS = 500


def watched(content: Path, root: Path) -> list[Path]:
    """List the folders and files whose change is read.

    Args:
        content: The directory's own folder.
        root: Where the theme and the software are.
    """
    own = content.absolute().parent / "theme"
    return [path for path in dict.fromkeys((content, own, *(root / name for name in SOURCES))) if path.exists()]


def watching(paths: Sequence[Path]) -> Iterator[set[tuple[Change, str]]]:
    """Watch files from now on, so that nothing saved while the site is read for the first time is missed.

    Args:
        paths: What to watch.

    Returns:
        What changed each time, which is nothing once in a while.
    """
    changes = watch(*paths, step=QUIET_MS, rust_timeout=ASK_MS, yield_on_timeout=True, raise_interrupt=True)
    # It begins with the first that is asked of it.
    next(changes)
    return changes


def follow(changes: Iterable[set[tuple[Change, str]]], site: Drawn, root: Path) -> None:
    """Have the site follow its files.

    Args:
        changes: What changed each time.
        site: What is shown.
        root: Where the software is.
    """
    software = [root / name for name in SOFTWARE]
    for changed in changes:
        names = [Path(path) for _, path in changed]
        if any(path.is_relative_to(one) for path in names for one in software):
            site.drawer.start()
        if names:
            refresh(site)
        else:
            site.update()


def refresh(site: Drawn) -> None:
    """Have the site read what changed, and print its problems."""
    try:
        site.drawer.ask("refresh")
    except SiteError as error:
        click.echo(str(error), err=True)
    site.update()
    for one in site.state["problems"]:
        where = f"{one['path']}:{one['line']}: " if one["path"] else ""
        click.echo(f"{where}{one['message']} {one['hint']}", err=True)


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
@click.option("--base", default="/", show_default=True, help="The path the site stands under, such as /REPO/.")
@options.example("ourtables serve --port 8001")
def command(port: int, content: Path, base: str) -> None:
    """Show the site here as GitHub Pages would, and follow every change.

    Nothing is built: a page is drawn when it is asked for. Ctrl-C ends it.
    """
    # The word search needs files; they are gone at the end.
    with tempfile.TemporaryDirectory(prefix="ourtables-") as output:
        drawer = Drawer(
            lambda socket: pelican.command(
                content, Path(output), server.url.rstrip("/"), {"preview": socket, "parent": os.getpid()}
            )
        )
        site = Drawn(drawer, clean_base(base))
        try:
            server = PagesServer(site, port, DrawnHandler)
        except OSError as error:
            raise click.ClickException(f"Port {port} can't be used here ({error.strerror}). Try --port 0.") from error
        with _stop_on_terminate():
            try:
                drawer.start()
                changes = watching(watched(content, Path.cwd()))
                refresh(site)
                with serving(server):
                    click.echo(f"Open {server.url.removesuffix('/')}")
                    follow(changes, site, Path.cwd())
            except KeyboardInterrupt:
                click.echo("Stopped.")
            finally:
                server.server_close()
                drawer.stop()
