"""Browsers of three engines, driven alike: Chromium by its own protocol, Firefox by Marionette, WebKitGTK by WebDriver.

Each is told what a reader does in a few words: open, press, write, go back. All else is asked of the page by a script.
The old Chromium is the one that the npm package chrome-aws-lambda carries.
"""

from __future__ import annotations

import base64
import json
import os
import select
import socket
import subprocess
import tarfile
import tempfile
import time
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

import brotli
from pypdf import PdfReader

from tests.browser.chromium import FLAGS, PROGRAM

PATIENCE = 60.0
MOST_STOPS = 600
OLD = Path(__file__).parent / "node_modules" / "chrome-aws-lambda" / "bin"
SIZE = (1280, 900)
# The middle of what a selector finds, scrolled into the middle of the window where nothing lies over it.
MIDDLE = """const found = document.querySelector(%s);
found.scrollIntoView({ block: "center" });
const box = found.getBoundingClientRect();
return [box.x + box.width / 2, box.y + box.height / 2];"""
KEYS = {"Enter": "\ue007", "Shift": "\ue008", "Tab": "\ue004", "Escape": "\ue00c"}


PAPER = """dispatchEvent(new Event("beforeprint"));
for (const sheet of document.styleSheets) {
  for (const rule of sheet.cssRules) if (rule.media && rule.media.mediaText === "print") rule.media.mediaText = "all";
}
return document.body.innerText;"""


class Reader(ABC):
    """A reader at a browser."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Go to an address, as one types it."""

    @abstractmethod
    def run(self, script: str) -> Any:
        """What the body of a function returns that runs in the page."""

    @abstractmethod
    def press(self, selector: str) -> None:
        """Press what a selector finds."""

    @abstractmethod
    def write(self, text: str) -> None:
        """Press the keys of a text, or of one named key such as "Enter"."""

    @abstractmethod
    def back(self) -> None:
        """Press the browser's own Back."""

    @abstractmethod
    def on_paper(self) -> list[str]:
        """Print the page: the words of each sheet."""

    def sees(self, script: str, what: object = True) -> None:
        """Wait until an expression has a value in the page.

        Raises:
            AssertionError: It hasn't after a while.
        """
        end = time.monotonic() + PATIENCE
        found = None
        while time.monotonic() < end:
            # A page that is just going away has no answer.
            with suppress(EngineError):
                found = self.run(f"return {script};")
                if found == what:
                    return
            time.sleep(0.05)
        raise AssertionError(f"{script} is {found!r}, not {what!r}")

    def fill(self, selector: str, text: str) -> None:
        """Press a field, empty it, and write into it."""
        self.press(selector)
        self.run(f"document.querySelector({json.dumps(selector)}).select();")
        self.write(text)

    @property
    def path(self) -> str:
        """The address after the site's name."""
        return self.run("return location.pathname + location.hash;")


class Keyboard(Reader):
    """A reader without a pointer, at any browser: what is to be pressed is reached by Tab and pressed by Enter.

    Args:
        reader: The same reader with a pointer.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def open(self, url: str) -> None:
        self._reader.open(url)

    def run(self, script: str) -> Any:
        return self._reader.run(script)

    def reach(self, selector: str) -> None:
        """Go on by Tab to what a selector finds first.

        Raises:
            AssertionError: No stop is it.
        """
        there = f"return document.activeElement === document.querySelector({json.dumps(selector)});"
        for _stop in range(MOST_STOPS):
            if self.run(there):
                return
            self.write("Tab")
        raise AssertionError(f"no stop on {self.path} is {selector}")

    def press(self, selector: str) -> None:
        self.reach(selector)
        self.write("Enter")

    def fill(self, selector: str, text: str) -> None:
        self.reach(selector)
        self.run("document.activeElement.select();")
        self.write(text)

    def write(self, text: str) -> None:
        self._reader.write(text)

    def back(self) -> None:
        self._reader.back()

    def on_paper(self) -> list[str]:
        return self._reader.on_paper()


class EngineError(Exception):
    """What the browser said instead of doing as it was told."""


class _Chromium(Reader):
    """Chromium by the DevTools protocol over a pipe: one message of JSON after another, each ended by a zero."""

    def __init__(self, program: str, folder: Path, environment: dict[str, str]) -> None:
        ours, theirs = os.pipe(), os.pipe()
        # Chromium reads its orders from the third file and answers in the fourth.
        start = f'exec "$@" 3<&{ours[0]} 4>&{theirs[1]}'
        flags = [*FLAGS, "--remote-debugging-pipe", f"--user-data-dir={folder}", f"--window-size={SIZE[0]},{SIZE[1]}"]
        self._process = subprocess.Popen(
            ["bash", "-c", start, "bash", program, *flags, "about:blank"],
            pass_fds=(ours[0], theirs[1]),
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(ours[0])
        os.close(theirs[1])
        self._out, self._in, self._read = os.fdopen(ours[1], "wb", 0), theirs[0], b""
        self._number, self._session = 0, ""
        page = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        self._ask("Page.enable")

    def _ask(self, method: str, **values: Any) -> Any:
        self._number += 1
        order = {"id": self._number, "method": method, "params": values}
        if self._session:
            order["sessionId"] = self._session
        self._out.write(json.dumps(order).encode() + b"\0")
        while True:
            answer = json.loads(self._message())
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise EngineError(answer["error"]["message"])
                return answer["result"]

    def _message(self) -> bytes:
        while b"\0" not in self._read:
            if not select.select([self._in], [], [], PATIENCE)[0]:
                raise EngineError("The browser doesn't answer.")
            some = os.read(self._in, 65536)
            if not some:
                raise EngineError("The browser has ended.")
            self._read += some
        message, _, self._read = self._read.partition(b"\0")
        return message

    def open(self, url: str) -> None:
        self._ask("Page.navigate", url=url)
        self.sees("document.readyState", "complete")

    def run(self, script: str) -> Any:
        answer = self._ask(
            "Runtime.evaluate", expression=f"(async () => {{ {script} }})()", awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise EngineError(str(answer["exceptionDetails"].get("exception", {}).get("description")))
        return answer["result"].get("value")

    def press(self, selector: str) -> None:
        x, y = self.run(MIDDLE % json.dumps(selector))
        for kind in ("mousePressed", "mouseReleased"):
            self._ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def write(self, text: str) -> None:
        if text not in KEYS:
            self._ask("Input.insertText", text=text)
            return
        sent = {"Enter": {"text": "\r", "windowsVirtualKeyCode": 13}, "Shift": {"windowsVirtualKeyCode": 16}}
        sent |= {"Tab": {"windowsVirtualKeyCode": 9}}
        for kind in ("keyDown", "keyUp"):
            self._ask("Input.dispatchKeyEvent", type=kind, key=text, code=text, **sent.get(text, {}))

    def back(self) -> None:
        history = self._ask("Page.getNavigationHistory")
        entry = history["entries"][history["currentIndex"] - 1]
        self._ask("Page.navigateToHistoryEntry", entryId=entry["id"])

    def on_paper(self) -> list[str]:
        return _sheets(self._ask("Page.printToPDF", preferCSSPageSize=True)["data"])

    def close(self) -> None:
        """End the browser."""
        with suppress(EngineError, OSError):
            self._session = ""
            self._ask("Browser.close")
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._out.close()
        os.close(self._in)


class _OldChromium(_Chromium):
    """Chromium 80, which without a screen waits for ever for a key or a pointer: the page is told of them by a script."""

    def press(self, selector: str) -> None:
        self.run(f"const found = document.querySelector({json.dumps(selector)}); found.focus(); found.click();")

    def write(self, text: str) -> None:
        if text == "Enter":
            self.run("document.activeElement.form.requestSubmit();")
        elif text in KEYS:
            event = f"new KeyboardEvent('keydown', {{ key: {json.dumps(text)}, bubbles: true }})"
            self.run(f"(document.activeElement || document.body).dispatchEvent({event});")
        else:
            self.run(f"document.execCommand('insertText', false, {json.dumps(text)});")


class _Driven(Reader):
    """What Marionette and WebDriver have in common: the same orders, each sent in its own way."""

    @abstractmethod
    def _ask(self, name: str, values: dict[str, Any], element: str = "") -> Any: ...

    def open(self, url: str) -> None:
        self._ask("url", {"url": url})

    def run(self, script: str) -> Any:
        wrapped = f"const done = arguments[0]; (async () => {{ {script} }})().then(done, (error) => done({{ failed: String(error) }}));"
        found = self._ask("execute/async", {"script": wrapped, "args": []})
        if isinstance(found, dict) and set(found) == {"failed"}:
            raise EngineError(found["failed"])
        return found

    def press(self, selector: str) -> None:
        found = self._ask("element", {"using": "css selector", "value": selector})
        # What is sticky may lie over what was only just scrolled to.
        self.run(MIDDLE % json.dumps(selector))
        self._ask("click", {}, next(iter(found.values())))

    def write(self, text: str) -> None:
        letters = [KEYS[text]] if text in KEYS else list(text)
        keys = [{"type": kind, "value": letter} for letter in letters for kind in ("keyDown", "keyUp")]
        self._ask("actions", {"actions": [{"type": "key", "id": "keys", "actions": keys}]})

    def back(self) -> None:
        self._ask("back", {})


class _Firefox(_Driven):
    """Firefox by Marionette: over a socket, each message after its length."""

    ORDERS: ClassVar[dict[str, str]] = {
        "url": "WebDriver:Navigate",
        "execute/async": "WebDriver:ExecuteAsyncScript",
        "element": "WebDriver:FindElement",
        "click": "WebDriver:ElementClick",
        "actions": "WebDriver:PerformActions",
        "back": "WebDriver:Back",
        "print": "WebDriver:Print",
    }

    def __init__(self, folder: Path) -> None:
        port = _free_port()
        (folder / "user.js").write_text(
            f'user_pref("marionette.port", {port});\nuser_pref("app.update.disabledForTesting", true);\n'
        )
        command = ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._socket = _connected(port)
        self._read()
        self._number = 0
        self._order("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": False}}})
        self._order("WebDriver:SetWindowRect", {"width": SIZE[0], "height": SIZE[1]})

    def _read(self) -> Any:
        digits = b""
        while (byte := self._socket.recv(1)) != b":":
            if not byte:
                raise EngineError("The browser has ended.")
            digits += byte
        body = b""
        while len(body) < int(digits):
            body += self._socket.recv(int(digits) - len(body))
        return json.loads(body)

    def _order(self, name: str, values: dict[str, Any]) -> Any:
        self._number += 1
        body = json.dumps([0, self._number, name, values]).encode()
        self._socket.sendall(f"{len(body)}:".encode() + body)
        _, _, error, answer = self._read()
        if error:
            raise EngineError(error["message"])
        return answer.get("value", answer) if isinstance(answer, dict) else answer

    def _ask(self, name: str, values: dict[str, Any], element: str = "") -> Any:
        return self._order(self.ORDERS[name], {**values, "id": element} if element else values)

    def on_paper(self) -> list[str]:
        return _sheets(self._ask("print", {}))

    def close(self) -> None:
        """End the browser."""
        with suppress(EngineError, OSError):
            self._order("Marionette:Quit", {"flags": ["eForceQuit"]})
        self._socket.close()
        self._process.wait(PATIENCE)


class _WebKit(_Driven):
    """WebKitGTK by WebDriver: one request after another."""

    def __init__(self) -> None:
        port = _free_port()
        command = ["xvfb-run", "-a", "WebKitWebDriver", f"--port={port}"]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        _connected(port).close()
        self._base = f"http://127.0.0.1:{port}/session"
        options = {"binary": _mini_browser(), "args": ["--automation"]}
        made = self._order("POST", "", {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}})
        self._base += f"/{made['sessionId']}"
        self._order("POST", "/window/rect", {"width": SIZE[0], "height": SIZE[1]})

    def _order(self, method: str, path: str, values: dict[str, Any] | None = None) -> Any:
        body = None if values is None else json.dumps(values).encode()
        # The driver's own address on this machine.
        kind = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._base + path, body, kind, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise EngineError(json.load(error)["value"]["message"]) from error

    def _ask(self, name: str, values: dict[str, Any], element: str = "") -> Any:
        return self._order("POST", f"/element/{element}/{name}" if element else f"/{name}", values)

    def on_paper(self) -> list[str]:
        # Its driver can't print: the page is shown by the rules for paper instead, as one long sheet.
        return [self.run(PAPER)]

    def close(self) -> None:
        """End the browser."""
        with suppress(EngineError, OSError):
            self._order("DELETE", "")
        # Only the driver, its screen and its browser are of this group.
        os.killpg(self._process.pid, 15)
        self._process.wait(PATIENCE)


def _sheets(printed: str) -> list[str]:
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(base64.b64decode(printed))).pages]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _connected(port: int) -> socket.socket:
    end = time.monotonic() + 3 * PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=60)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def _mini_browser() -> str:
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    if not found:
        raise EngineError("Debian's libwebkit2gtk has no MiniBrowser here.")
    return str(found[-1])


def _unpacked(folder: Path) -> tuple[str, dict[str, str]]:
    """The old Chromium, and where it finds its libraries and fonts."""
    program = folder / "chromium"
    program.write_bytes(brotli.decompress((OLD / "chromium.br").read_bytes()))
    program.chmod(0o755)
    with tarfile.open(fileobj=BytesIO(brotli.decompress((OLD / "aws.tar.br").read_bytes()))) as libraries:
        libraries.extractall(folder, filter="data")
    return str(program), {"LD_LIBRARY_PATH": str(folder / "lib")}


@contextmanager
def reading(engine: str) -> Iterator[Reader]:
    """A browser that nobody has used before.

    Args:
        engine: "chromium", "firefox", "webkit" or "chromium-80".
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        if engine == "firefox":
            reader: Any = _Firefox(folder)
        elif engine == "webkit":
            reader = _WebKit()
        elif engine == "chromium":
            reader = _Chromium(PROGRAM, folder, {})
        else:
            program, environment = _unpacked(folder)
            reader = _OldChromium(program, folder / "profile", environment)
        try:
            yield reader
        finally:
            reader.close()
