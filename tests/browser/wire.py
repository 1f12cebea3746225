"""The site as a host would serve it, with every answer weighed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from ourtables.cli.pages_server import PagesHandler, PagesServer, Site, serving

ANSWERED_WITHIN = 30
"""Seconds."""


@dataclass(frozen=True)
class Sent:
    """One answer: the address asked for, below the site's own, and its bytes on the wire, head included."""

    path: str
    size: int


@dataclass
class Served:
    """A built site on loopback."""

    folder: Path
    base: str
    url: str = ""
    sent: list[Sent] = field(default_factory=list)
    under_way: list[str] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition, repr=False)

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return self.url.removesuffix(self.base)

    def address(self, path: str) -> str:
        """The whole address of a page of the site, such as "/find/"."""
        return self.url + path.removeprefix("/")

    def edition(self, folder: str) -> Served:
        """The pages of one language, such as those in "cy/"; all that is sent is weighed together."""
        return replace(self, folder=self.folder / folder, base=self.base + folder, url=self.url + folder)

    @contextmanager
    def weighing(self) -> Iterator[list[Sent]]:
        """Collect what is sent within the block, without icons, which browsers fetch when they like."""
        start = len(self.sent)
        collected: list[Sent] = []
        yield collected
        # A browser can show an answer before the server has noted it.
        with self.changed:
            assert self.changed.wait_for(lambda: not self.under_way, ANSWERED_WITHIN), "an answer is still being sent"
        collected += [answer for answer in self.sent[start:] if "favicon" not in answer.path]


class _Weighed:
    """A connection's outgoing side that counts."""

    def __init__(self, inner: BinaryIO) -> None:
        self.inner, self.size = inner, 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        return self.inner.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


def _handler(served: Served) -> type[PagesHandler]:
    class Handler(PagesHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(Site(served.folder, served.base), *args)

        def setup(self) -> None:
            super().setup()
            self.wfile = _Weighed(self.wfile)

        def do_GET(self) -> None:
            before = self.wfile.size
            with served.changed:
                served.under_way.append(self.path)
            try:
                super().do_GET()
            finally:
                with served.changed:
                    served.sent.append(Sent("/" + self.path.removeprefix(served.base), self.wfile.size - before))
                    served.under_way.remove(self.path)
                    served.changed.notify_all()

    return Handler


@contextmanager
def weighed(folder: Path, base: str = "/") -> Iterator[Served]:
    """Serve a folder under a base path such as "/REPO/" and weigh what is sent."""
    served = Served(folder, base)
    server = PagesServer(Site(folder, base))
    server.RequestHandlerClass = _handler(served)
    with serving(server):
        served.url = server.url
        yield served
