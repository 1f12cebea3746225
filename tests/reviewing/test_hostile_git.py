"""Whatever names, modes, attributes and submodules a pull request brings: it is read as data, quoted, and people look."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from ourtables.listing import checking
from ourtables.reviewing.git import Repository
from ourtables.reviewing.review_reports import data, markdown, text

from ..conftest import LISTING, TODAY
from ..site.conftest import ourtables
from .conftest import Play

FOLDER = b"content/groups/"
NAMES = [
    *(
        b"a\n::error::b.md",
        b"a\r::error::b.md",
        b"a\tb.md",
        b'a"b.md',
        b"a'b.md",
        b"-rf.md",
        b"--help.md",
        b"*.md",
        b"?.md",
    ),
    *(
        b":(top)x.md",
        b"x..y.md",
        b"HEAD.md",
        b"@octocat.md",
        b"[a](b).md",
        b"<b>.md",
        b"`a`.md",
        b"$(touch x).md",
        b"%0A.md",
    ),
    *(
        b"\xff\xfe.md",
        "e\u0301.md".encode(),
        "\u202egnp.md".encode(),
        b"con.md",
        b"Kettle.MD",
        b"a.md.md",
        b".md",
        b" .md",
    ),
    *(
        b"x" * 240 + b".md",
        b"a\x1b[31mb.md",
        b"##[error]a.md",
        b"a\\b.md",
        "\U0001f3f4\U000e0067.md".encode(),
        b"a;b|c&d.md",
    ),
]
DEEP = b"/".join([b"deep"] * 200) + b"/a.md"
ATTRIBUTES = (
    b"* filter=trap diff=trap merge=trap text eol=crlf working-tree-encoding=UTF-16 ident export-subst\n"
    b"[attr]binary -text\n" + b"*.md diff=trap\n" * 2_000
)
MODULES = b'[submodule "x"]\n\tpath = content/groups/sub.md\n\turl = ext::sh -c touch% trace\n\tupdate = !touch trace\n'


class Hostile(Play):
    """A repository into which trees are written that no careful git would check out."""

    def blob(self, body: bytes) -> bytes:
        done = subprocess.run(
            ["git", "hash-object", "-w", "--stdin"], cwd=self.folder, input=body, capture_output=True, check=True
        )
        return done.stdout.strip()

    def add(self, *entries: tuple[bytes, bytes, bytes]) -> None:
        """Commit entries, each a mode, an object and a path."""
        lines = b"".join(b"%b %b\t%b\0" % entry for entry in entries)
        command = ["git", "update-index", "-z", "--add", "--index-info"]
        subprocess.run(command, cwd=self.folder, input=lines, capture_output=True, check=True)
        self.git("commit", "-q", "--no-verify", "-m", "x")


@pytest.fixture
def hostile(start: Path, tmp_path: Path) -> Hostile:
    """The repository of reviews' tests, and a commit of everything hostile above it."""
    import shutil

    shutil.copytree(start, tmp_path / "play")
    play = Hostile(tmp_path / "play")
    listing = play.blob(LISTING.encode())
    link, commit = play.blob(b"/etc/passwd"), play.git("rev-parse", "HEAD").strip().encode()
    play.add(
        *((b"100644", listing, FOLDER + name) for name in NAMES),
        (b"100644", listing, FOLDER + DEEP),
        (b"100755", listing, FOLDER + b"program.md"),
        (b"120000", link, FOLDER + b"link.md"),
        (b"120000", link, b"content/places"),
        (b"160000", commit, FOLDER + b"sub.md"),
        (b"100644", play.blob(ATTRIBUTES), b".gitattributes"),
        (b"100644", play.blob(ATTRIBUTES), FOLDER + b".gitattributes"),
        (b"100644", play.blob(MODULES), b".gitmodules"),
        (b"100644", play.blob(b"A <a@example.org> <b@example.org>\n"), b".mailmap"),
    )
    # What a repository's own configuration could start; a pull request brings none.
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path / 'trace'}\ncat\n")
    trap.chmod(0o755)
    for name in (
        "diff.trap.textconv",
        "diff.trap.command",
        "filter.trap.smudge",
        "filter.trap.clean",
        "merge.trap.driver",
    ):
        play.git("config", name, str(trap))
    return play


def test_a_review_of_hostile_trees_quotes_their_names_and_runs_nothing(hostile: Hostile, tmp_path: Path) -> None:
    found = hostile.review()
    assert found.unmade == ()
    assert found.verdict.people == 2
    shown = {*found.others, *(one.path for one in found.listings)}
    # Each of them is there: as a listing of a wrong name, or among the other files.
    assert len(shown) == len(NAMES) + 9
    for report in (text(found), markdown(found)):
        assert not re.search(r"^\s*::|##\[|\x1b|\r|\u202e|@octocat|%0A", report, re.MULTILINE)
    assert data(found)
    assert not (tmp_path / "trace").exists()
    kinds = {one.path: one.facts.stopped for one in found.listings}
    assert kinds[f"{FOLDER.decode()}link.md"]
    assert kinds[f"{FOLDER.decode()}sub.md"]


def test_names_of_listings_are_read_past_hostile_names_of_files(hostile: Hostile) -> None:
    """A file of the base may be called anything; what it holds is its own name and nobody else's."""
    victim = LISTING.replace("Example Kettle", "Old Kettle").encode()
    claim = b"a\ncontent/groups/kettle.md\nHEAD:content/groups/kettle.md.md"
    late = b"---\n" + b"# tea\n" * 2_000 + b"name: X\0content/groups/kettle.md\nname: Y\n---\n"
    hostile.add(
        (b"100644", hostile.blob(victim), FOLDER + b"kettle.md"),
        (b"100644", hostile.blob(LISTING.encode()), FOLDER + claim),
        (b"100644", hostile.blob(late), FOLDER + b"late.md"),
    )
    hostile.git("commit", "-q", "--allow-empty", "-m", "x")
    repository = Repository.open(hostile.folder / "content", "HEAD~1..HEAD")
    names = repository.names("content/groups/")
    assert names["content/groups/kettle.md"] == "Old Kettle"
    assert names[(FOLDER + claim).decode()] == "Example Kettle"
    assert names["content/groups/a\n::error::b.md"] == "Example Kettle"
    assert names["content/groups/late.md"].startswith("X")
    assert set(names) == {path for path in names if path.startswith("content/groups/")}


def test_a_clone_of_hostile_trees_is_checked_and_built_without_them(hostile: Hostile, tmp_path: Path) -> None:
    hostile.git("-c", "core.symlinks=true", "checkout-index", "-f", "-a")
    groups = hostile.folder / "content" / "groups"
    (hostile.folder / "content" / "places").unlink()
    # Git wrote the others in UTF-16, as the attributes ask.
    (groups / "sound-kettle.md").write_text(LISTING, encoding="utf-8")
    os.mkfifo(groups / "pipe.md")
    done = ourtables(
        *("build", "--content", str(hostile.folder / "content"), "--output", str(tmp_path / "site"), "--keep-going"),
        *("--today", TODAY.isoformat()),
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout + done.stderr
    assert not re.search(r"^\s*::|##\[|\x1b|\u202e", said, re.MULTILINE)
    made = {path.name for path in (tmp_path / "site" / "groups").iterdir()}
    assert made == {"sound-kettle"}
    assert "root:" not in done.stdout + done.stderr
    checked = checking.check_files(sorted(groups.iterdir()), hostile.context())
    assert sum(one.group is not None for one in checked) == 1
