"""The front of a preview: asks the process that draws the site, and answers browsers with what it says."""

from __future__ import annotations

import hashlib
import html
import json
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ourtables.cli import processes
from ourtables.cli.pages_server import PagesHandler, content_type, find
from ourtables.core.errors import SiteError

# The preview's own addresses; no published name begins with a dot.
OWN = ".preview"
SCRIPT = Path(__file__).with_name("preview.js")
PROBLEMS_SHOWN = 10
GRACE_S = 10
_HEARTBEAT_S = 15


class Drawer:
    """The process that holds the directory and draws pages.

    Args:
        command: Returns the command that starts it, from the descriptor of its socket.
    """

    def __init__(self, command: Callable[[int], list[str]]) -> None:
        self._command = command
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None

    def start(self) -> None:
        """Start the process, in place of one that runs."""
        with self._lock:
            self._end()
            ours, theirs = Pipe()
            with theirs:
                self._process = processes.start_with(self._command(theirs.fileno()), theirs)
            self._connection = ours

    def ask(self, method: str, *given: Any) -> Any:
        """Call a method of the process's `Preview`.

        Raises:
            SiteError: It can't be done; the message says why.
        """
        with self._lock:
            if self._connection is None:
                raise SiteError("The preview has ended.")
            try:
                self._connection.send((method, *given))
                answer = self._connection.recv()
            except (EOFError, OSError):
                raise SiteError("The preview's process has ended; the terminal says why.") from None
        if isinstance(answer, SiteError):
            raise answer
        return answer

    def stop(self) -> None:
        """End the process. One that still draws is ended too."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            try:
                self._process.wait(GRACE_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None


@dataclass
class Drawn:
    """A site that is drawn on request, and its state as browsers are told of it.

    Attributes:
        drawer: Draws it.
        base: The path before every address.
    """

    drawer: Drawer
    base: str
    state: dict[str, Any] = field(default_factory=lambda: {"number": 0, "problems": [], "searching": False})
    changed: threading.Condition = field(default_factory=threading.Condition)

    def file(self, name: str) -> Path | None:
        """Return the name of a file as a path, if the site has it."""
        hidden = "\0" in name or any(part.startswith(".") for part in name.split("/"))
        return None if hidden or not self.drawer.ask("has", name) else Path(name)

    def update(self) -> bool:
        """Ask for the state, and tell browsers when it changed. Return whether it did."""
        try:
            state = self.drawer.ask("status")
        except SiteError as error:
            fault = {"path": "", "line": 0, "message": str(error), "hint": ""}
            state = {**self.state, "problems": [fault], "searching": False}
        with self.changed:
            before, self.state = self.state, state
            if before != state:
                self.changed.notify_all()
        return bool(before != state)


class DrawnHandler(PagesHandler):
    """Answers one connection from a `Drawn` site."""

    site: Drawn  # type: ignore[assignment]

    def _reply(self) -> None:
        own = self.path.removeprefix(f"{self.site.base}{OWN}/")
        try:
            if own == "preview.js":
                self._send(HTTPStatus.OK, self._headers(SCRIPT), SCRIPT.read_bytes())
            elif own == "changes":
                self._tell_changes()
            else:
                self._answer(find(self.site, self.path))
        except SiteError as error:
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, self._headers(Path("a.html")), self._fault(str(error)))

    def _file(self, file: Path, status: HTTPStatus) -> tuple[HTTPStatus, dict[str, str], bytes]:
        body: bytes = self.site.drawer.ask("body", file.as_posix())
        headers = self._headers(file)
        headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        if status == HTTPStatus.OK and self.headers.get("If-None-Match") == headers["ETag"]:
            return HTTPStatus.NOT_MODIFIED, headers, b""
        return status, headers, body

    def _headers(self, file: Path) -> dict[str, str]:
        return {"Content-Type": content_type(file), "Cache-Control": "no-cache"}

    def _fault(self, message: str) -> bytes:
        number = self.site.state["number"]
        script = f'<script src="{self.site.base}{OWN}/preview.js" data-number="{number}" defer></script>'
        return f"<!doctype html><html lang=en><title>Not drawn</title><p>{html.escape(message)}</p>{script}".encode()

    def _tell_changes(self) -> None:
        """Send the state now and whenever it changes, until the browser goes away."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        told: dict[str, Any] | None = None
        while True:
            with self.site.changed:
                if self.site.state is told:
                    self.site.changed.wait(_HEARTBEAT_S)
                state = self.site.state
            self.wfile.write(b":\n\n" if state is told else _event(state))
            told = state


def _event(state: dict[str, Any]) -> bytes:
    problems = state["problems"]
    shown = {**state, "problems": problems[:PROBLEMS_SHOWN], "more": len(problems[PROBLEMS_SHOWN:])}
    return f"data: {json.dumps(shown)}\n\n".encode()
