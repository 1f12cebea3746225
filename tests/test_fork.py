"""A directory of another country and another cause lives in content/ alone, and newer software merges into it.

Played with real git: this repository's last commit is cloned as upstream, a directory is made of it that has the
content of tests/fork, upstream moves on, and the directory takes that in by the commands of docs/run-your-own.md.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ourtables.settings import settings, vocabulary

from .conftest import TESTS
from .published import said

ROOT = TESTS.parent
FORK = TESTS / "fork" / "content"
GUIDE = ROOT / "docs" / "run-your-own.md"
DAY = "2026-11-22"
BIN = Path(sys.executable).parent
TEXTS = {".css", ".html", ".js", ".json", ".md", ".txt", ".xml"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (ROOT / ".git").exists() or not shutil.which("git"), reason="needs this repository's git"),
    pytest.mark.skipif(not GUIDE.is_file(), reason="a fork may leave docs out"),
]


def environment(folder: Path) -> dict[str, str]:
    """What programs run with: the packages installed here, the clone's own plugins, and no git settings but these."""
    who = {
        f"GIT_{role}_{what}": f"{role}@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
    return {
        **kept,
        **who,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "safe.directory",
        "GIT_CONFIG_VALUE_0": "*",
        "PYTHONPATH": str(folder / "plugins"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def run(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [str(word) for word in words]
    return subprocess.run(
        command, cwd=folder, env=environment(folder), capture_output=True, text=True, check=False, timeout=300
    )


def git(folder: Path, *words: str | Path) -> str:
    done = run(folder, "git", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


def guide_commands(word: str) -> list[list[str]]:
    """The commands of the guide's block that holds a word, without the one that sends them to GitHub."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (block,) = [block for block in blocks if word in block]
    commands = [shlex.split(line, comments=True) for line in block.splitlines()]
    return [command for command in commands if command and command[:2] != ["git", "push"]]


@dataclass(frozen=True)
class Directory:
    """A directory made of a clone, and the clone that stands for upstream."""

    folder: Path
    upstream: Path

    def content(self) -> dict[str, bytes]:
        own = self.folder / "content"
        return {path.relative_to(own).as_posix(): path.read_bytes() for path in own.rglob("*") if path.is_file()}

    def build(self, *more: str) -> Path:
        site = self.folder.parent / "site"
        done = run(self.folder, "ourtables", "build", "--output", site, "--today", DAY, *more)
        assert done.returncode == 0, done.stderr
        return site


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    """A clone whose content/ is the tests' tenants' unions, committed."""
    upstream, folder = tmp_path / "upstream", tmp_path / "directory"
    git(tmp_path, "clone", "-q", "--no-hardlinks", ROOT, upstream)
    git(upstream, "checkout", "-q", "-B", "main")
    git(tmp_path, "clone", "-q", "--no-hardlinks", upstream, folder)
    git(folder, "remote", "rename", "origin", "upstream")
    shutil.rmtree(folder / "content")
    shutil.copytree(FORK, folder / "content")
    commit(folder, "Every Door has its own content")
    return Directory(folder, upstream)


def change(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def newer_software(upstream: Path) -> None:
    """A version that changes every part of the software."""
    project = upstream / "pyproject.toml"
    text, count = re.subn(r'(?m)^version = ".*"$', 'version = "99.0.0"', project.read_text(encoding="utf-8"))
    assert count == 1
    project.write_text(text, encoding="utf-8")
    change(
        upstream / "plugins" / "ourtables" / "site" / "pages" / "files.py",
        '\n\n@kind_without_language\ndef newer(making: Making) -> Iterator[Output]:\n    yield File(url="/newer.txt", body=lambda: b"newer")\n',
    )
    change(upstream / "theme" / "templates" / "base.html", "<!-- a newer theme -->\n")
    (upstream / "theme" / "static" / "css" / "95-newer.css").write_text(".newer{color:red}\n", encoding="utf-8")
    change(upstream / "docs" / "architecture.md", "\nA newer line.\n")
    commit(upstream, "The software is newer")


def newer_content(upstream: Path) -> None:
    """A version whose own directory changed too: a word, a listing more, one less, a page that every fork has."""
    content = upstream / "content"
    change(content / "vocabulary" / "offers.yml", "- {key: newer-offer, label: Newer offer}\n")
    change(content / "pages" / "about.md", "\nA newer sentence.\n")
    change(content / "directory.yml", "# newer\n")
    groups = sorted((content / "groups").glob("*.md"))
    change(groups[0], "\nA newer line of a group that the fork took away.\n")
    groups[-1].unlink()
    (content / "groups" / "newer-group.md").write_text("---\nname: Newer\n---\n", encoding="utf-8")
    commit(upstream, "The words are newer")


def test_newer_software_merges_without_conflict_and_builds(directory: Directory) -> None:
    before = directory.content()
    newer_software(directory.upstream)
    git(directory.folder, "fetch", "-q", "upstream")
    merged = run(directory.folder, "git", "merge", "--no-edit", "upstream/main")
    assert merged.returncode == 0, merged.stdout + merged.stderr
    assert directory.content() == before
    assert 'version = "99.0.0"' in (directory.folder / "pyproject.toml").read_text(encoding="utf-8")

    checked = run(directory.folder, "ourtables", "check", "--today", DAY)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    site = directory.build()
    # What runs and what draws is the clone's, not the repository's that these tests stand in.
    assert (site / "newer.txt").read_text() == "newer"
    assert "<!-- a newer theme -->" in (site / "index.html").read_text(encoding="utf-8")
    assert any(".newer{" in sheet.read_text(encoding="utf-8") for sheet in (site / "static").glob("*.css"))
    assert (site / "groups" / "kettle-lane" / "index.html").is_file()
    assert git(directory.folder, "status", "--porcelain") == ""


def test_the_guides_commands_keep_content_as_it_is_when_upstreams_own_changed(directory: Directory) -> None:
    before = directory.content()
    newer_software(directory.upstream)
    newer_content(directory.upstream)
    for command in guide_commands("git merge --no-ff"):
        done = run(directory.folder, *command)
        # Git may stop at a conflict in content/, which the next command settles.
        assert done.returncode == 0 or command[:2] == ["git", "merge"], f"{command}: {done.stdout}{done.stderr}"
    assert directory.content() == before
    assert git(directory.folder, "status", "--porcelain") == ""
    assert len(git(directory.folder, "log", "-1", "--format=%P").split()) == 2
    assert (directory.build() / "newer.txt").is_file()

    # One file of theirs can be taken in by itself, and the next merge has nothing left to do.
    for command in guide_commands("git checkout upstream/main"):
        git(directory.folder, *command[1:])
    assert "Already up to date" in git(directory.folder, "merge", "upstream/main")


# ---------------------------------------------------------------- nothing of ours is left on its pages

# What the software's own declaration and page titles still say of this country and this cause.
STILL_OURS = ("user-led", "nation, region and council")
CAUSE = (
    *("mental", "NHS", "psychiatr", "distress", "survivor", "Samaritans", "999", "hearing voices", "crisis"),
    *("UK", "Britain", "British", "England", "Scotland", "Wales", "Northern Ireland", ".uk", "en-GB", "Leeds"),
)
# The vocabularies whose labels and keys name things of ours; the others' labels are plain English ("By phone").
NAMING = ("areas", "area_aliases", "audiences", "confidentiality", "emergency_response", "led_by", "offers")


def ours() -> Iterator[str]:
    """Words of our own directory: its settings, its areas, what its groups offer and for whom, and every sentence."""
    own = settings.load(TESTS / "content")
    yield from (own.title, own.motto, own.lede, own.description, own.address.rstrip("/"), own.root_area)
    yield from (address for address in (own.contact.public, own.contact.private) if address)
    yield own.forge.repository if own.forge else own.title
    for name, terms in vocabulary.load(TESTS / "content").items():
        for term in terms:
            sentences = (term.definition, term.sentence, *term.sentences.values())
            yield from (text for text in sentences if len(text.split()) > 4)
            if name in NAMING and term.key != "other":
                yield from (term.label, term.key) if "-" in term.key else (term.label,)


def theirs() -> set[str]:
    words = {word for terms in vocabulary.load(FORK).values() for term in terms for word in (term.key, term.label)}
    return {*words, settings.load(FORK).title}


def found(site: Path, words: set[str]) -> dict[str, list[str]]:
    """Each word that stands in a published file, with the files."""
    hits: dict[str, list[str]] = {}
    for path in sorted(site.rglob("*")):
        if path.suffix not in TEXTS or path.name.startswith(("pagefind", "wasm")):
            continue
        text = said(path)
        for word in words:
            if word in text and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text):
                hits.setdefault(word, []).append(path.relative_to(site).as_posix())
    return hits


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tenants' unions, built by the software as it is in the work tree."""
    folder = tmp_path_factory.mktemp("fork")
    done = run(ROOT, BIN / "ourtables", "build", "--content", FORK, "--output", folder / "site", "--today", DAY)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_no_page_says_a_word_of_ours(site: Path) -> None:
    assert found(site, {*ours(), *CAUSE, *STILL_OURS} - theirs()) == {}


def test_every_page_that_the_theme_leads_to_is_there(site: Path) -> None:
    broken = {
        f"{page.relative_to(site)}: {address}"
        for page in site.rglob("*.html")
        for address in re.findall(r'(?:href|src)="(/[^"#?]*)', page.read_text(encoding="utf-8"))
        if not (site / address[1:]).is_file() and not (site / address[1:] / "index.html").is_file()
    }
    assert broken == set()


def test_its_own_words_areas_and_pages_are_published(site: Path) -> None:
    page = (site / "groups" / "kettle-lane" / "index.html").read_text(encoding="utf-8")
    for words in (
        "Only tenants have a vote.",
        "They wake the stairwell and nobody else.",
        "Harbour Ward",
        "Ask which bell to ring.",
    ):
        assert words in page
    assert 'href="tel:0412345"' in page
    for address in (
        "areas/harbour-ward/door-watch",
        "areas/river-towns",
        "offers/at-the-door",
        "cards",
        "groups/old-bakery-tenants",
    ):
        assert (site / address / "index.html").is_file()


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("KL12 345", ["klagsund"]),
        ("kl10-345", ["harbour-ward"]),
        ("MO20 217", ["upper-marsh"]),
        ("MO20", ["mossford", "upper-marsh"]),
        ("ZZ99", [None]),
        ("under mossford", ["mossford"]),
        ("LS6", []),
    ],
)
def test_its_own_postcodes_and_places_are_found(text: str, areas: list[str | None]) -> None:
    from ourtables.listing.checking.context import load

    gazetteer = load(FORK).gazetteer
    assert gazetteer
    assert [choice.area for choice in gazetteer.find(text)] == areas
