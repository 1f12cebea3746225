"""A preview's every file is what a build of the same folder writes, but for the preview's own script."""

import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from ourtables.cli.drawer import Drawer
from ourtables.cli.pelican import command
from ourtables.core.errors import SiteError

from ..conftest import TODAY
from .conftest import ONE_OF_EACH, ROOT, directory_in, listing, pelican

URL = "https://tables.example.org"
SCRIPT = re.compile(rb'<script src="/\.preview/preview\.js" data-number="\d+" defer></script>')


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return directory_in(tmp_path, **ONE_OF_EACH)


@pytest.fixture
def drawer(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Drawer]:
    """A preview of the folder, with a theme of its own."""
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    (tmp_path / "pelicanconf.py").write_text(
        f"from ourtables.site.pelican_defaults import *\nTHEME = {str(tmp_path / 'theme')!r}\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    asked = {"today": TODAY.isoformat(), "search": False, "jobs": 1, "parent": os.getpid()}
    drawer = Drawer(lambda socket: command(content, tmp_path / "scratch", URL, {**asked, "preview": socket}))
    try:
        drawer.start()
        drawer.ask("refresh")
        yield drawer
    finally:
        drawer.stop()


def shown(drawer: Drawer) -> dict[str, bytes]:
    """Every file of the preview, without its script."""
    return {name: SCRIPT.sub(b"", drawer.ask("body", name)) for name in drawer.ask("files")}


def built(content: Path, output: Path) -> dict[str, bytes]:
    """Every file of a new build."""
    shutil.rmtree(output, ignore_errors=True)
    run = pelican(content, output, "--theme-path", str(content.parent / "theme"), search=False, keep_going=True, jobs=1)
    assert (output / "index.html").is_file(), run.stderr
    files = (path for path in output.rglob("*") if path.is_file() and path.name != ".ourtables")
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


def same(drawer: Drawer, content: Path) -> None:
    """Compare all files; name those that differ."""
    drawer.ask("refresh")
    preview, site = shown(drawer), built(content, content.parent / "built")
    assert sorted(preview) == sorted(site)
    assert [name for name in site if preview[name] != site[name]] == []


def swap(path: Path, old: str, new: str) -> None:
    """Put a text for another in a file that has it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.slow
def test_every_file_is_the_built_one_after_every_kind_of_change(drawer: Drawer, content: Path) -> None:
    groups, theme = content / "groups", content.parent / "theme"
    same(drawer, content)
    (groups / "kettle.md").write_text((groups / "kettle.md").read_text() + "\nMore tea.\n", encoding="utf-8")
    same(drawer, content)
    (groups / "second.md").write_text(listing("Second"), encoding="utf-8")
    same(drawer, content)
    (groups / "second.md").rename(groups / "third.md")
    same(drawer, content)
    (groups / "third.md").unlink()
    same(drawer, content)
    offers = content / "vocabulary" / "offers.yml"
    label = re.search(r"label: (.+)", offers.read_text(encoding="utf-8"))
    assert label
    swap(offers, label[0], f"{label[0].rstrip(chr(34))} too" + ('"' if label[0].endswith('"') else ""))
    same(drawer, content)
    swap(theme / "templates" / "base.html", "</body>", "<p>A new line</p></body>")
    same(drawer, content)
    (content / "theme.css").write_text(":root { --gap: 3px }\n", encoding="utf-8")
    same(drawer, content)
    swap(content / "directory.yml", "title: ", "title: New ")
    same(drawer, content)


CHOICES = ("add", "edit", "remove", "style")
SEQUENCES = 100 if os.environ.get("OURTABLES_LONG") else 10


@pytest.mark.slow
def test_every_file_is_the_built_one_after_random_changes(drawer: Drawer, content: Path) -> None:
    chance, groups = Random(21), content / "groups"
    for step in range(SEQUENCES):
        for _ in range(chance.randint(1, 4)):
            name, what = f"group-{chance.randint(1, 5)}", chance.choice(CHOICES)
            if what == "remove":
                (groups / f"{name}.md").unlink(missing_ok=True)
            elif what == "style":
                (content / "theme.css").write_text(f":root {{ --gap: {step}px }}\n", encoding="utf-8")
            else:
                text = listing(f"Name of {name}") + ("" if what == "add" else f"\nStep {step}.\n")
                (groups / f"{name}.md").write_text(text, encoding="utf-8")
        same(drawer, content)


@contextmanager
def meanwhile(change: Callable[[int], None], times: int, pause: float) -> Iterator[threading.Thread]:
    """Change files from another thread; how often, and how many seconds apart. It has ended when the block ends."""

    def run() -> None:
        for number in range(times):
            change(number)
            time.sleep(pause)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield thread
    finally:
        thread.join()


@pytest.mark.slow
def test_a_hundred_saves_in_ten_seconds_never_show_a_mixture_and_end_right(drawer: Drawer, content: Path) -> None:
    file = content / "groups" / "kettle.md"
    text = file.read_text(encoding="utf-8")

    def save(number: int) -> None:
        whole = text.replace('"Kettle"', f'"Kettle {number}"') + f"\nSaved as {number}.\n"
        # Every third is saved halfway first, as some editors do.
        if number % 3 == 0:
            file.write_text(whole[: len(whole) // 2], encoding="utf-8")
        file.write_text(whole, encoding="utf-8")

    save(0)
    drawer.ask("refresh")
    seen = set()
    with meanwhile(save, 100, 0.1) as saving:
        while saving.is_alive():
            drawer.ask("refresh")
            page = drawer.ask("body", "groups/kettle/index.html").decode()
            (name,), (words,) = re.findall(r"<h1><bdi>Kettle (\d+)<", page), re.findall(r"Saved as (\d+)\.</p>", page)
            assert name == words
            seen.add(int(name))
    assert len(seen) > 1
    drawer.ask("refresh")
    assert b"Saved as 99." in drawer.ask("body", "groups/kettle/index.html")
    same(drawer, content)


@pytest.mark.slow
def test_a_folder_that_git_swaps_is_shown_as_one_branch_or_the_other(drawer: Drawer, content: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", *words], cwd=content, check=True, capture_output=True)

    settings, about = content / "directory.yml", content / "pages" / "about.md"
    own = about.read_text(encoding="utf-8")
    title = re.search(r"^title: .*$", settings.read_text(encoding="utf-8"), re.MULTILINE)
    assert title
    git("init", "--quiet", "--initial-branch", "left")
    git("config", "user.email", "a@example.org")
    git("config", "user.name", "A")
    for branch in ("left", "right"):
        if branch == "right":
            git("checkout", "--quiet", "-b", branch)
        swap(settings, title[0] if branch == "left" else "title: The left", f"title: The {branch}")
        for number in range(40):
            text = listing(f"Group {number}") + f"\nOn the {branch}.\n"
            (content / "groups" / f"group-{number}.md").write_text(text, encoding="utf-8")
        about.write_text(f"{own}\nOn the {branch}.\n", encoding="utf-8")
        git("add", ".")
        git("commit", "--quiet", "--message", branch)
    drawer.ask("refresh")
    git("checkout", "--quiet", "left")
    began = time.monotonic()
    drawer.ask("refresh")
    # A folder that changes more often than it can be read is shown as it was, so a busy machine needs longer rests.
    rest = max(0.3, 3 * (time.monotonic() - began))
    seen = set()
    with meanwhile(lambda number: git("checkout", "--quiet", ("right", "left")[number % 2]), 20, rest) as swapping:
        while swapping.is_alive():
            drawer.ask("refresh")
            for name in ("groups/group-0/index.html", "groups/group-39/index.html", "about/index.html"):
                page = drawer.ask("body", name).decode()
                said = set(re.findall(r"(?:On the|· The) (left|right)", page))
                assert len(said) == 1
                seen |= said
    assert seen == {"left", "right"}
    same(drawer, content)


def test_a_faulty_listing_stays_as_it_was_and_the_fault_has_its_line(drawer: Drawer, content: Path) -> None:
    file = content / "groups" / "kettle.md"
    before, text = drawer.ask("body", "groups/kettle/index.html"), file.read_text(encoding="utf-8")
    file.write_text(text.replace("\noffers:", "\nofers:"), encoding="utf-8")
    drawer.ask("refresh")
    assert SCRIPT.sub(b"", drawer.ask("body", "groups/kettle/index.html")) == SCRIPT.sub(b"", before)
    said = drawer.ask("status")["problems"]
    line = text.splitlines().index(next(line for line in text.splitlines() if line.startswith("offers:"))) + 1
    assert (said[0]["path"], line) in {(one["path"], one["line"]) for one in said}
    file.write_text("", encoding="utf-8")  # saved halfway
    drawer.ask("refresh")
    assert drawer.ask("has", "groups/kettle/index.html")
    file.write_text(text, encoding="utf-8")
    drawer.ask("refresh")
    assert not [
        one for one in drawer.ask("status")["problems"] if one["path"].endswith("kettle.md") and one["line"] == line
    ]


def test_a_fault_of_a_keepers_file_or_a_template_is_told_and_goes_when_mended(drawer: Drawer, content: Path) -> None:
    settings, page = content / "directory.yml", content.parent / "theme" / "templates" / "group.html"
    text, template = settings.read_text(encoding="utf-8"), page.read_text(encoding="utf-8")
    settings.write_text("nonsense: [", encoding="utf-8")
    drawer.ask("refresh")
    assert drawer.ask("status")["problems"][0]["path"].endswith("directory.yml")
    assert b"</html>" in drawer.ask("body", "index.html")
    settings.write_text(text, encoding="utf-8")
    page.write_text("{% if %}" + template, encoding="utf-8")
    drawer.ask("refresh")
    with pytest.raises(SiteError, match=r"groups/kettle/ can't be drawn with group.html \(group.html, line 1\)"):
        drawer.ask("body", "groups/kettle/index.html")
    page.write_text(template, encoding="utf-8")
    same(drawer, content)
    assert not [one for one in drawer.ask("status")["problems"] if one["path"] == ""]


def test_a_site_that_never_could_be_made_says_so_until_it_can(drawer: Drawer, content: Path) -> None:
    settings = content / "directory.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text("nonsense: [", encoding="utf-8")
    drawer.start()
    drawer.ask("refresh")
    with pytest.raises(SiteError, match="no site to show until its problems are mended"):
        drawer.ask("has", "index.html")
    settings.write_text(text, encoding="utf-8")
    drawer.ask("refresh")
    assert drawer.ask("has", "index.html")
