"""A desk of the tests' own directory, with one listing in it."""

import shutil
from collections.abc import Callable

import pytest

from ourtables import checking
from ourtables.receiving import Desk, Received
from ourtables.receiving.reply import reply

from ..conftest import LISTING, TESTS, TODAY

Receive = Callable[..., tuple[Received, str]]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    content = tmp_path_factory.mktemp("desk") / "content"
    shutil.copytree(TESTS / "content", content)
    (content / "groups" / "old-kettle.md").write_text(LISTING.replace("Example Kettle", "Old Kettle"), encoding="utf-8")
    return Desk(checking.load(content, TODAY))


@pytest.fixture(scope="session")
def receive(desk: Desk) -> Receive:
    """Receives a text, and gives what became of it and the reply."""

    def run(text: str | bytes, *, from_group: bool = False) -> tuple[Received, str]:
        raw = text if isinstance(text, bytes) else text.encode()
        received = desk.receive(raw, from_group=from_group)
        return received, reply(received, desk.context)

    return run
