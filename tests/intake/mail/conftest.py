"""A desk of the tests' own directory, with one listing in it."""

import re
import shutil
from collections.abc import Callable

import pytest

from ourtables.intake.mail import Desk, Received
from ourtables.intake.mail.reply import reply
from ourtables.listing import checking
from tests.conftest import LISTING, TESTS, TODAY

Receive = Callable[..., tuple[Received, str]]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    content = tmp_path_factory.mktemp("desk") / "content"
    shutil.copytree(TESTS / "content", content)
    (content / "groups" / "old-kettle.md").write_text(LISTING.replace("Example Kettle", "Old Kettle"), encoding="utf-8")
    boat = LISTING.replace("Example Kettle", "Paper Boat").replace("how: phone", "how: email")
    boat = boat.replace("01632 960123", "crew@boat.example.org")
    (content / "groups" / "paper-boat.md").write_text(boat, encoding="utf-8")
    return Desk(checking.load(content, TODAY))


@pytest.fixture(scope="session")
def receive(desk: Desk) -> Receive:
    """Receives a text, and gives what became of it and the reply."""

    def run(text: str | bytes, *, from_group: bool = False) -> tuple[Received, str]:
        raw = text if isinstance(text, bytes) else text.encode()
        received = desk.receive(raw, from_group=from_group)
        return received, reply(received, desk.context)

    return run


def of_nobody(listing: str) -> str:
    """A mailed listing without what only a keeper can say: who confirmed it, when, and the group's yes."""
    return re.sub(r"^(confirmed|confirmed_by|consent):.*\n", "", listing, flags=re.MULTILINE)
