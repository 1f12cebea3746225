"""A repository of its own, whose commits a test writes."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ourtables.core.quoting import as_text
from ourtables.listing import checking
from ourtables.listing.checking import Context
from ourtables.reviewing import Review, review
from ourtables.reviewing.git import Repository

from ..conftest import TESTS, TODAY


class Play:
    """A repository with the tests' own directory; `commit` writes files, `None` takes one away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / ".git").is_dir():
            shutil.copytree(TESTS / "content", folder / "content")
            self.git("init", "-q", "-b", "main")
            self.commit({})

    def git(self, *words: str) -> str:
        who = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "GIT_CONFIG_NOSYSTEM": "1", **who}
        done = subprocess.run(
            ["git", *words], cwd=self.folder, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def commit(self, files: dict[str, str | None]) -> str:
        for name, text in files.items():
            path = self.folder / name
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
        return self.git("rev-parse", "HEAD").strip()

    def context(self) -> Context:
        return checking.load(self.folder / "content", TODAY)

    def review(self, asked: str = "HEAD~1..HEAD", author: int | None = None) -> Review:
        return review(Repository.open(self.folder / "content", asked), self.context(), author)

    def lines(self, files: dict[str, str | None]) -> list[str]:
        """The sentences about the one listing that a commit changes."""
        self.commit(files)
        [one] = self.review().listings
        return [as_text(line) for line in one.lines]


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository that each test begins with."""
    return Play(tmp_path_factory.mktemp("start")).folder


@pytest.fixture
def play(start: Path, tmp_path: Path) -> Play:
    shutil.copytree(start, tmp_path / "play")
    return Play(tmp_path / "play")
