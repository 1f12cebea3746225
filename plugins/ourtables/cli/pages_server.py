"""A folder over HTTP on loopback, answered the way GitHub Pages answers."""

from __future__ import annotations

import gzip
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, unquote, urlsplit

LOOPBACK = "127.0.0.1"
HTTP_PORT = 80
OWN_NAMES = frozenset({LOOPBACK, "localhost", "[::1]"})
NO_PAGE = b"<!doctype html><html lang=en><title>404</title><p>There is no page here."

# Our own table, not the machine's: a preview must answer the same on every machine.
CONTENT_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".geojson": "application/geo+json; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "application/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
OTHER_TYPE = "application/octet-stream"
COMPRESSED = ("text/", "application/javascript", "application/json", "application/ld+json", "application/geo+json")
COMPRESSED_TOO = ("application/xml", "application/manifest+json", "image/svg+xml")
# What Pages says of everything.
TEN_MINUTES = "max-age=600"
# An address with a hash of what is there.
NAMED_BY_CONTENT = re.compile(r"-[0-9a-f]{10}[./]")


@dataclass(frozen=True)
class Site:
    """A folder and the path that it is served under.

    Attributes:
        folder: Where the site is; looked up again for every request, so that it may be swapped.
        base: The path before every address, "/" or "/REPO/".
        compress: Gives a file's bytes as gzip, by its path, its time of change and its size; the last few are kept.
    """

    folder: Path
    base: str = "/"
    compress: Callable[[Path, int, int], bytes] = field(
        default_factory=lambda: lru_cache(maxsize=128)(_compressed), repr=False, compare=False
    )

    def file(self, name: str) -> Path | None:
        """Return the file of a name, if there is one that Pages would publish."""
        path = _inside(self.folder.resolve(), name)
        return path if _is_file(path) else None


@dataclass(frozen=True)
class HttpAnswer:
    """What an address gets.

    Attributes:
        status: The HTTP status.
        file: The file to send, if any.
        location: Where to go instead, if anywhere.
    """

    status: HTTPStatus
    file: Path | None = None
    location: str | None = None


class Served(Protocol):
    """What a server serves: a base path, and which files there are."""

    @property
    def base(self) -> str:
        """The path before every address."""
        ...

    def file(self, name: str) -> Path | None:
        """Return the file of a name, if there is one that Pages would publish."""
        ...


def content_type(file: Path) -> str:
    """The type that a file is sent as.

    Args:
        file: Its path.
    """
    return CONTENT_TYPES.get(file.suffix.lower(), OTHER_TYPE)


def _inside(root: Path, relative: str) -> Path | None:
    """The file or folder of that name, unless it is outside the root or hidden, which Pages doesn't publish."""
    if "\0" in relative or any(part.startswith(".") for part in relative.split("/")):
        return None
    try:
        path = (root / relative).resolve()
    except (OSError, ValueError):
        return None
    return path if path.is_relative_to(root) else None


def _is_file(path: Path | None) -> bool:
    try:
        return path is not None and path.is_file()
    except OSError:  # a name too long to exist
        return False


def _missing(site: Served) -> HttpAnswer:
    return HttpAnswer(HTTPStatus.NOT_FOUND, site.file("404.html"))


def find(site: Served, target: str) -> HttpAnswer:
    """What GitHub Pages would answer to an address.

    Args:
        site: What is served.
        target: The request's target: a path, with a query or not.
    """
    # A path that begins with two slashes would redirect to another host.
    path = "/" + urlsplit("http://x/" + target.lstrip("/")).path.lstrip("/")
    if path == site.base.rstrip("/") and site.base != "/":
        return HttpAnswer(HTTPStatus.MOVED_PERMANENTLY, location=site.base)
    if not path.startswith(site.base):
        return HttpAnswer(HTTPStatus.NOT_FOUND)
    relative = unquote(path.removeprefix(site.base))
    if relative == "" or relative.endswith("/"):
        page = site.file(relative + "index.html")
        return HttpAnswer(HTTPStatus.OK, page) if page else _missing(site)
    for name in (relative, relative + ".html"):
        if file := site.file(name):
            return HttpAnswer(HTTPStatus.OK, file)
    if site.file(relative + "/index.html"):
        return HttpAnswer(HTTPStatus.MOVED_PERMANENTLY, location=site.base + quote(relative) + "/")
    return _missing(site)


def _compressed(file: Path, _mtime_ns: int, _size: int) -> bytes:
    return gzip.compress(file.read_bytes(), compresslevel=6, mtime=0)


class PagesHandler(BaseHTTPRequestHandler):
    """Answers one connection from a Site.

    Attributes:
        kept: How long what isn't named by its content may be kept. A preview must show what was just written.
    """

    kept = "no-cache"
    protocol_version = "HTTP/1.1"
    server_version = "ourtables"
    sys_version = ""
    disable_nagle_algorithm = True
    timeout = 60

    def __init__(self, site: Site, *args: Any, **kwargs: Any) -> None:
        self.site = site
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Send what is at the address."""
        self._serve()

    def do_HEAD(self) -> None:
        """Send the head of what is at the address."""
        self._serve()

    def log_message(self, format: str, *args: Any) -> None:  # the name is the base class's
        """Say nothing: a page is forty requests."""

    def _serve(self) -> None:
        """Answer only requests for this machine: any page may name our port, and any name may be made to lead here."""
        port = self.connection.getsockname()[1]
        hosts = {f"{name}:{port}" for name in OWN_NAMES} | (OWN_NAMES if port == HTTP_PORT else set())
        origins = {f"http://{host}" for host in hosts}
        if self.headers.get("Host", "").lower() in hosts and self.headers.get("Origin") in {None, *origins}:
            self._reply()
        else:
            self._answer(HttpAnswer(HTTPStatus.MISDIRECTED_REQUEST))

    def _reply(self) -> None:
        self._answer(find(self.site, self.path))

    def _answer(self, answer: HttpAnswer) -> None:
        headers: dict[str, str] = {}
        body = b""
        status = answer.status
        if answer.location is not None:
            headers["Location"] = answer.location
        elif answer.file is None:
            body, headers["Content-Type"] = NO_PAGE, CONTENT_TYPES[".html"]
        else:
            try:
                status, headers, body = self._file(answer.file, status)
            except OSError:  # swapped away while we looked
                status, body = HTTPStatus.NOT_FOUND, NO_PAGE
        self._send(status, headers, body)

    def _file(self, file: Path, status: HTTPStatus) -> tuple[HTTPStatus, dict[str, str], bytes]:
        stat = file.stat()
        kind = content_type(file)
        etag = f'W/"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
        headers = {
            "Content-Type": kind,
            "ETag": etag,
            "Last-Modified": formatdate(stat.st_mtime, usegmt=True),
            "Cache-Control": TEN_MINUTES if NAMED_BY_CONTENT.search(self.path) else self.kept,
            "Vary": "Accept-Encoding",
        }
        if status == HTTPStatus.OK and self._has_it(etag, stat):
            return HTTPStatus.NOT_MODIFIED, headers, b""
        if kind.startswith(COMPRESSED + COMPRESSED_TOO) and self._takes_gzip():
            headers["Content-Encoding"] = "gzip"
            return status, headers, self.site.compress(file, stat.st_mtime_ns, stat.st_size)
        return status, headers, file.read_bytes()

    def _takes_gzip(self) -> bool:
        for offer in self.headers.get("Accept-Encoding", "").split(","):
            name, *parameters = (part.strip().lower() for part in offer.split(";"))
            if name == "gzip":
                return not any(part.replace(" ", "") in ("q=0", "q=0.0", "q=0.00", "q=0.000") for part in parameters)
        return False

    def _has_it(self, etag: str, stat: os.stat_result) -> bool:
        asked = self.headers.get("If-None-Match")
        if asked is not None:
            return asked.strip() == "*" or etag in (tag.strip() for tag in asked.split(","))
        since = self.headers.get("If-Modified-Since")
        if since is None:
            return False
        try:
            return int(stat.st_mtime) <= parsedate_to_datetime(since).timestamp()
        except (TypeError, ValueError, OverflowError):
            return False

    def _send(self, status: HTTPStatus, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class PagesServer(ThreadingHTTPServer):
    """The server of one Site, on loopback only."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, site: Served, port: int = 0, handler: Callable[..., PagesHandler] | None = None) -> None:
        """Take the port; nothing is answered until `serve_forever`.

        Args:
            site: What to serve.
            port: The port, 0 for any free one.
            handler: Answers a connection from the site; else a `PagesHandler` of a folder.

        Raises:
            OSError: The port is taken or may not be used.
        """
        self.site = site
        kind: Callable[..., PagesHandler] = handler or PagesHandler
        super().__init__((LOOPBACK, port), lambda *args: kind(site, *args))

    @property
    def url(self) -> str:
        """The address of the home page; it ends in a slash."""
        return f"http://{LOOPBACK}:{self.server_port}{self.site.base}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a browser that went away in the middle; show every fault of our own.

        Args:
            request: The connection.
            client_address: Who was at its other end.
        """
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def clean_base(text: str) -> str:
    """A base path with exactly one slash at each end.

    Args:
        text: "", "REPO", "/REPO" or "/REPO/".
    """
    inner = text.strip("/")
    return f"/{inner}/" if inner else "/"


@contextmanager
def serving(server: PagesServer) -> Iterator[PagesServer]:
    """Answer in a thread of its own until the block ends, then close the port.

    Args:
        server: The server, its port taken.
    """
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def serve_folder(folder: Path, base: str = "/", port: int = 0) -> Iterator[str]:
    """Serve a folder as GitHub Pages would and yield the address of its home page, which ends in a slash.

    Args:
        folder: The built site.
        base: The path that it is served under, such as "/REPO/".
        port: The port, 0 for any free one.

    Raises:
        OSError: The port is taken.
    """
    with serving(PagesServer(Site(folder, clean_base(base)), port)) as server:
        yield server.url
