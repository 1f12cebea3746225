"""A server on this machine alone that redirects, hangs, lies and points inside."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from ourtables.linking.guard import Address
from ourtables.linking.request import Asker

Reply = Callable[[socket.socket], None]


@dataclass
class Server:
    """Answers each path as a test says; `heads` are the requests it got."""

    port: int
    replies: dict[str, bytes | Reply] = field(default_factory=dict)
    heads: list[str] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)

    def url(self, path: str, host: str = "kettle.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def lookup(self, host: str, _port: int) -> list[str]:
        """Every name is this machine, but for those that are numbers."""
        self.looked_up.append(host)
        return [host] if host[0].isdigit() or ":" in host else ["127.0.0.1"]

    def asker(self, seconds: float = 60.0) -> Asker:
        """Asks this server and nobody else: one port of one number of this machine."""

        def permitted(address: Address, port: int) -> bool:
            return str(address) == "127.0.0.1" and port == self.port

        return Asker(seconds=seconds, lookup=self.lookup, permitted=permitted)


def status(code: int, location: str = "") -> bytes:
    head = f"HTTP/1.1 {code} X\r\n" + (f"Location: {location}\r\n" if location else "")
    return (head + "Content-Length: 0\r\n\r\n").encode()


def _serve(listening: socket.socket, server: Server) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=_answer, args=(connection, server), daemon=True).start()


def _answer(connection: socket.socket, server: Server) -> None:
    with connection:
        try:
            head = connection.recv(65_536).decode("latin-1")
            server.heads.append(head)
            reply = server.replies.get(head.split(" ")[1] if " " in head else "", status(404))
            if isinstance(reply, bytes):
                connection.sendall(reply)
            else:
                reply(connection)
        except OSError:
            pass


@pytest.fixture
def server() -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = Server(listening.getsockname()[1])
        threading.Thread(target=_serve, args=(listening, made), daemon=True).start()
        yield made
