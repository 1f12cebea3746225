"""What all tests share: a directory of their own, and the day it is."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from ourtables.listing import checking
from ourtables.listing.checking import Checked, Context
from ourtables.settings import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# How long an example takes depends on the machine: tests assert counts and bytes.
hypothesis.settings.register_profile("counts", deadline=None)
hypothesis.settings.load_profile("counts")

TESTS = Path(__file__).parent
TODAY = date(2026, 11, 22)

# A fork has words, areas and places of its own, which some facts about ours don't hold for.
of_our_content = pytest.mark.skipif(
    settings.load(TESTS.parent / "content").root_area != "uk-wide", reason="this directory has content of its own"
)

LISTING = (TESTS / "examples" / "good" / "seven-answers.md").read_text(encoding="utf-8")


def pytest_collection_finish() -> None:
    """Spare the collector ten thousand tests that last as long as the run."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def context() -> Context:
    """The tests' own directory on 22 November 2026."""
    return checking.load(TESTS / "content", TODAY)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, started once for all tests that ask for it."""
    from tests.browser.chromium import chromium

    with chromium() as started:
        yield started


@pytest.fixture
def check(tmp_path: Path, context: Context) -> Callable[..., Checked]:
    """Checks a listing given as text, or the smallest good one with some lines put for others."""

    def run(text: str = LISTING, *swaps: tuple[str, str], name: str = "kettle.md") -> Checked:
        for old, new in swaps:
            assert old in text, f"{old!r} isn't in the listing"
            text = text.replace(old, new, 1)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return checking.check_file(path, context)

    return run
