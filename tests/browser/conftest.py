"""What browser tests share: the demonstration and a made directory, built for `/` and for `/REPO/`, and one browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import demonstration
from tests.browser.made import Made, made
from tests.browser.wire import Served, weighed

BASES = {"root": "/", "repository": "/REPO/"}


class Sites(dict[str, Served]):
    """The demonstration by the name of its base, built and served when it is first asked for."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        super().__init__()
        self._folder, self._stack = folder, stack

    def __missing__(self, name: str) -> Served:
        built = demonstration.build(self._folder / name, BASES[name])
        self[name] = self._stack.enter_context(weighed(built, BASES[name]))
        return self[name]


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """The demonstration, served at `/` ("root") and under `/REPO/` ("repository")."""
    with ExitStack() as stack:
        yield Sites(tmp_path_factory.mktemp("sites"), stack)


@pytest.fixture(scope="session")
def root(sites: dict[str, Served]) -> Served:
    """The demonstration at `/`."""
    return sites["root"]


@pytest.fixture(scope="session", params=sorted(BASES, reverse=True))
def site(request: pytest.FixtureRequest, sites: dict[str, Served]) -> Served:
    """The demonstration, at `/` and under `/REPO/` in turn."""
    return sites[request.param]


@pytest.fixture(scope="session")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demonstration in English, Welsh and Urdu, served at `/`."""
    folder = tmp_path_factory.mktemp("languages")
    with weighed(demonstration.build(folder / "site", content=demonstration.in_languages(folder))) as found:
        yield found


@pytest.fixture(scope="session")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """A directory of 1,000 made groups, at `/` and under `/REPO/`."""
    with made(tmp_path_factory.mktemp("made")) as found:
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser as nobody has used it before."""
    with browser.new_context() as fresh:
        yield fresh


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page of that browser."""
    return context.new_page()


@pytest.fixture(scope="module", params=demonstration.NAMES)
def path(request: pytest.FixtureRequest) -> str:
    """The path of each template's page and of each state of a group in turn."""
    found = demonstration.path(request.param)
    if not found:
        pytest.skip(f"this directory has no page for {request.param}")
    return found
