"""Asks for one web address.

The name is looked up once, the connection goes to exactly that number, and only the head of the answer is read.
"""

from __future__ import annotations

import re
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import SplitResult, urljoin, urlsplit

from ourtables.core.errors import Forbidden, NoSuchDomain
from ourtables.linking import guard
from ourtables.linking.guard import Address, Resolve
from ourtables.linking.social import is_social
from ourtables.listing.web_links import host as host_of

MOST_REDIRECTS = 5
MOST_HEAD = 32 * 1024
SECONDS = 15.0
PORTS = frozenset({80, 443, 8080, 8443})
_STATUS = re.compile(rb"HTTP/1\.[01] ([1-5][0-9]{2})(?: |\r|\n)")
_LOCATION = re.compile(rb"^location:[ \t]*([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\uffff]")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def _public_only(address: Address, port: int) -> bool:
    return port in PORTS and guard.is_public(address)


@dataclass(frozen=True, slots=True)
class LinkAnswer:
    """What came of asking: an HTTP `status`, or 0 and `why`; `no_domain` when there is no such name."""

    status: int
    why: str = ""
    no_domain: bool = False


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks for web addresses; tests permit their own machine, nothing else ever does."""

    agent: str = "ourtables-links"
    seconds: float = SECONDS
    lookup: Resolve = guard.resolve
    permitted: Callable[[Address, int], bool] = _public_only
    context: ssl.SSLContext | None = None
    clock: Callable[[], float] = field(default=time.monotonic)

    def ask(self, address: str) -> LinkAnswer:
        """Follow a web address to its last answer; whatever happens on the way is an answer too."""
        end = self.clock() + self.seconds
        for _ in range(MOST_REDIRECTS + 1):
            try:
                status, location = self._once(address, end)
                following = urljoin(address, location)
            except NoSuchDomain:
                return LinkAnswer(0, "there is no such domain", no_domain=True)
            except Forbidden:
                return LinkAnswer(0, "it leads to a machine that isn't public")
            except TimeoutError:
                return LinkAnswer(0, "it took too long")
            except ssl.SSLError:
                return LinkAnswer(0, "its certificate or encryption doesn't fit")
            except Exception as error:  # a stranger's server may answer anything, and stops no other listing's link
                return LinkAnswer(0, f"no connection ({type(error).__name__})")
            if status not in _REDIRECTS or not location:
                return LinkAnswer(status)
            address = following
            if is_social(host_of(address)):
                return LinkAnswer(0, "it leads on to a social network")
        return LinkAnswer(0, f"it was passed on more than {MOST_REDIRECTS} times")

    def _once(self, address: str, end: float) -> tuple[int, str]:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
            raise Forbidden(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode()
        number = guard.choose(host, port, self.lookup, self.permitted)
        with socket.create_connection((str(number), port), timeout=self._left(end)) as plain:
            if parts.scheme == "https":
                plain.settimeout(self._left(end))
                with (self.context or _context()).wrap_socket(plain, server_hostname=host) as secure:
                    return self._talk(secure, parts, host, end)
            return self._talk(plain, parts, host, end)

    def _left(self, end: float) -> float:
        left = end - self.clock()
        if left <= 0:
            raise TimeoutError
        return left

    def _talk(self, connection: socket.socket, parts: SplitResult, host: str, end: float) -> tuple[int, str]:
        connection.settimeout(self._left(end))
        connection.sendall(self._request(parts, host))
        head = b""
        # A server that gives a byte now and then would never meet a limit of each byte's time.
        while b"\r\n\r\n" not in head and b"\n\n" not in head and len(head) < MOST_HEAD:
            connection.settimeout(self._left(end))
            more = connection.recv(4096)
            if not more:
                break
            head += more
        status, location = _STATUS.match(head), _LOCATION.search(head)
        if not status:
            raise ValueError("no HTTP")
        return int(status[1]), location[1].decode("utf-8", "replace").strip() if location else ""

    def _request(self, parts: SplitResult, host: str) -> bytes:
        path = _UNSAFE.sub(_escaped, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        name = f"[{host}]" if ":" in host else host
        name += f":{parts.port}" if parts.port else ""
        lines = (
            f"GET {path} HTTP/1.1",
            f"Host: {name}",
            f"User-Agent: {self.agent}",
            "Accept: */*",
            "Connection: close",
        )
        return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii", "replace")


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()
