"""Whole builds of small directories: empty, made up, drafts, with problems, repeated, and through plain `pelican`."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ourtables.settings import maintainers

from ..conftest import TODAY
from .conftest import ONE_OF_EACH, directory_in, listing, ourtables, pelican

DAY = "2026-11-22"


def files(site: Path) -> dict[str, bytes]:
    """What a site is made of, its search included."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_an_empty_directory_builds(tmp_path: Path) -> None:
    run = ourtables("build", "--content", str(directory_in(tmp_path)), "--output", str(tmp_path / "output"))
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "output" / "areas" / "leeds" / "index.html").is_file()
    assert not (tmp_path / "output" / "pagefind").exists()


def test_groups_that_write_only_signs_are_built_and_can_be_searched(tmp_path: Path) -> None:
    signs = ["★ ★ ★", "***", "> - > -", "—", "&nbsp;", "😀"]
    listings = {
        f"sign_{number}": listing("★★").rpartition("---")[0] + f"---\n\n{sign}\n" for number, sign in enumerate(signs)
    }
    content, output = directory_in(tmp_path, **listings), tmp_path / "output"
    run = ourtables("build", "--content", str(content), "--output", str(output), "--today", DAY)
    assert run.returncode == 0, run.stderr
    assert len(list((output / "pagefind" / "fragment").iterdir())) == len(signs)


def test_made_up_groups_are_left_out_where_demo_is_off(tmp_path: Path) -> None:
    content = directory_in(tmp_path, made_up=ONE_OF_EACH["made_up"], kettle=ONE_OF_EACH["kettle"])
    settings = content / "directory.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("demo: yes", "demo: no"), encoding="utf-8")
    run = ourtables("build", "--content", str(content), "--output", str(tmp_path / "output"), "--today", DAY)
    assert run.returncode == 0 and "Left out, made up, and `demo` is off (1): made-up" in run.stderr
    assert [path.name for path in sorted((tmp_path / "output" / "groups").iterdir())] == ["kettle", "old-kettle"]


def test_a_build_accounts_for_every_file_of_the_folder(tmp_path: Path) -> None:
    bad = listing("Bad", ("offers:", "offer:"))
    content = directory_in(tmp_path, **ONE_OF_EACH, bad=bad, unlisted=listing("Unlisted"), gone=listing("Gone"))
    groups = content / "groups"
    (groups / "note.txt").write_text("ring Anna", encoding="utf-8")
    (groups / "Kettle Two.markdown").write_text(listing("Kettle Two"), encoding="utf-8")
    (groups / "picture.md").symlink_to(groups / "kettle.md")
    (groups / "more").mkdir()
    (groups / ".hidden.md").write_text(listing("Hidden"), encoding="utf-8")
    (groups / "empty.md").write_text("", encoding="utf-8")
    maintainers.unlist(content, "unlisted")
    maintainers.retire(content, "gone")
    settings = content / "directory.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("demo: yes", "demo: no"), encoding="utf-8")
    arguments = (
        "build",
        "--content",
        str(content),
        "--output",
        str(tmp_path / "output"),
        "--today",
        DAY,
        "--keep-going",
    )
    run = ourtables(*arguments)
    assert run.returncode == 0
    _, told = run.stderr.split(" s: ")
    assert told.splitlines()[1:-1] == [
        "In the lists (3): far-table, kettle, night-line",
        "Out of touch, with a page and in no list (1): lost",
        "Closed, with a page that says so (1): closed",
        "Left out, with errors (8): .hidden.md, Kettle Two.markdown, bad.md, empty.md, gone.md, more, note.txt, picture.md",
        "Left out, the group wasn't asked yet (`--drafts` shows it) (1): draft",
        "Left out, made up, and `demo` is off (1): made-up",
        "Left out, taken off by the keepers (content/maintainers/unlisted.txt) (1): unlisted",
    ]
    # Each file that errors stop is told with its reason before.
    said, _ = run.stderr.split("Built ")
    for name in (
        ".hidden.md",
        "Kettle Two.markdown",
        "bad.md",
        "empty.md",
        "gone.md",
        "more",
        "note.txt",
        "picture.md",
    ):
        assert f"groups/{name}:" in said, name
    assert len(list(groups.glob("[!.]*"))) + len([".hidden.md"]) == 3 + 1 + 1 + 8 + 1 + 1 + 1


def test_drafts_are_listed_and_kept_from_search_engines_where_they_are_asked_for(tmp_path: Path) -> None:
    content = directory_in(tmp_path, draft=ONE_OF_EACH["draft"])
    run = ourtables(
        "build", "--content", str(content), "--output", str(tmp_path / "output"), "--today", DAY, "--drafts"
    )
    assert run.returncode == 0, run.stderr
    assert "noindex" in (tmp_path / "output" / "groups" / "draft" / "index.html").read_text(encoding="utf-8")
    assert "/groups/draft/" in (tmp_path / "output" / "all" / "index.html").read_text(encoding="utf-8")


def test_a_build_repeats_byte_for_byte_whatever_the_clock_s_zone_the_language_and_the_workers(tmp_path: Path) -> None:
    # Enough pages that there are workers at all.
    listings = {f"group_{number}": listing(f"Group {number}") for number in range(260)}
    content = directory_in(tmp_path, **ONE_OF_EACH, **listings)
    first, second = tmp_path / "first", tmp_path / "second"
    arguments = ("build", "--content", str(content), "--today", DAY)
    one = ourtables(*arguments, "--output", str(first), "--jobs", "1", TZ="Pacific/Kiritimati", LC_ALL="C")
    # Another order of files in the folder, and other times on them.
    for path in sorted((content / "groups").iterdir(), reverse=True):
        body = path.read_bytes()
        path.unlink()
        path.write_bytes(body)
        os.utime(path, (1, 1))
    two = ourtables(*arguments, "--output", str(second), "--jobs", "3", TZ="Etc/GMT+12", LC_ALL="C.UTF-8")
    assert (one.returncode, two.returncode) == (0, 0), one.stderr + two.stderr
    assert files(first) == files(second)


def test_one_changed_word_gives_every_text_of_the_search_another_name(tmp_path: Path) -> None:
    names = []
    for said in ("whoever comes, comes", "whoever comes, stays"):
        content = directory_in(
            tmp_path / said[-5:], kettle=listing("Kettle"), moss=listing("Moss", ("whoever comes, comes", said))
        )
        run = ourtables("build", "--content", str(content), "--output", str(content.parent / "output"))
        assert run.returncode == 0, run.stderr
        names.append({path.name for path in (content.parent / "output" / "pagefind" / "fragment").iterdir()})
    assert [len(found) for found in names] == [2, 2] and not names[0] & names[1]


def test_the_finder_is_told_the_address_of_a_group_whose_name_is_longer_than_an_address(tmp_path: Path) -> None:
    name = "A Table For Everyone Who Comes Across The Long Bridge On A Wet Night"
    slug = "a-table-for-everyone-who-comes-across-the-long-bridge-on-a"
    content = directory_in(tmp_path, kettle=listing("Kettle"), **{slug: listing(name)})
    run = ourtables("build", "--content", str(content), "--output", str(tmp_path / "output"))
    assert run.returncode == 0, run.stderr
    told = json.loads(next((tmp_path / "output" / "finder").glob("name-*.json")).read_text(encoding="utf-8"))
    assert dict(zip(told["name"], told["slug"], strict=True)) == {name: slug, "Kettle": ""}


def test_plain_pelican_makes_the_same_site_search_included(tmp_path: Path, one_of_each: Path) -> None:
    run = pelican(one_of_each, tmp_path / "plain")
    assert run.returncode == 0, run.stdout + run.stderr
    address = "https://tables.example.org"
    arguments = ("--output", str(tmp_path / "built"), "--site-url", address, "--today", DAY)
    ourtables("build", "--content", str(one_of_each), *arguments)
    assert files(tmp_path / "plain") == files(tmp_path / "built")
    assert (tmp_path / "built" / "pagefind" / "pagefind.js").is_file()


def test_under_plain_pelican_problems_are_one_error_and_the_rest_is_built(tmp_path: Path) -> None:
    bad = listing("Bad", ("offers:", "offer:"))
    content = directory_in(tmp_path, good=listing("Good"), bad=bad, worse=bad.replace("leeds", "nowhere"))
    run = pelican(content, tmp_path / "output")
    assert run.returncode == 0 and run.stdout.count("ERROR") == 1
    assert "bad.md:3:" in run.stdout and "worse.md:4:" in run.stdout
    assert (tmp_path / "output" / "groups" / "good").is_dir()
    assert not (tmp_path / "output" / "groups" / "bad").exists()
    assert pelican(content, tmp_path / "output", "--fatal", "errors").returncode != 0


def test_a_second_run_of_plain_pelican_takes_away_what_is_no_longer_listed(tmp_path: Path) -> None:
    content = directory_in(tmp_path, stays=listing("Stays"), goes=listing("Goes"))
    output = tmp_path / "output"
    pelican(content, output)
    (content / "groups" / "goes.md").unlink()
    pelican(content, output)
    assert [path.name for path in (output / "groups").iterdir()] == ["stays"]


@pytest.mark.slow
def test_plain_pelican_follows_a_saved_listing(tmp_path: Path) -> None:
    content, page = directory_in(tmp_path, **ONE_OF_EACH), tmp_path / "output" / "groups" / "kettle" / "index.html"
    (tmp_path / "pelicanconf.py").write_text(
        "from ourtables.site.pelican_defaults import *\n"
        f"OURTABLES = {{'search': False, 'today': '{TODAY.isoformat()}'}}\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pelican", "-r", "-s", "pelicanconf.py", "-o", "output", "content"]
    # In a group of its own, since Pelican works in a process of its own and leaves it when it is ended.
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, process_group=0) as process:
        try:
            file = content / "groups" / "kettle.md"
            until_it_says(page, "</html>", file)
            file.write_text(f"{file.read_text(encoding='utf-8')}\nA brand-new samovar.\n", encoding="utf-8")
            until_it_says(page, "A brand-new samovar.", file)
        finally:
            os.killpg(process.pid, signal.SIGTERM)


def until_it_says(page: Path, words: str, source: Path) -> None:
    """Wait for a page to hold some words. Its source is saved again meanwhile: Pelican doesn't say when it watches."""
    for _ in range(60):
        if page.is_file() and words in page.read_text(encoding="utf-8"):
            return
        time.sleep(1)
        source.touch()
    raise AssertionError(f"{page.name} never said {words}")


def test_plain_pelican_takes_nothing_out_of_a_folder_that_isn_t_ours(tmp_path: Path) -> None:
    content = directory_in(tmp_path, kettle=listing("Kettle"))
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "letter.txt").write_text("Dear all", encoding="utf-8")
    assert pelican(content, tmp_path / "output").returncode == 0
    assert (tmp_path / "output" / "letter.txt").is_file() and not (tmp_path / "output" / ".ourtables").exists()


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("directory.yml", "title: [", "directory.yml:"),
        ("pages/about.md", "no front matter", "about.md: a page begins with ---"),
        ("pages/about.md", "---\ntitle: About\ntemplate: nonesuch\n---\n", "there is no template “nonesuch”"),
        ("help/10-line.md", "---\nname: Line\nareas: [atlantis]\n---\n", "“atlantis”"),
        ("theme.css", "a { background: url(nothing.png); }", "nothing.png, which isn't in the theme"),
    ],
)
def test_what_a_keeper_wrote_wrongly_is_said_in_a_sentence(tmp_path: Path, file: str, text: str, said: str) -> None:
    content = directory_in(tmp_path)
    (content / file).write_text(text, encoding="utf-8")
    run = ourtables("build", "--content", str(content), "--output", str(tmp_path / "output"))
    assert run.returncode == 1 and said in run.stderr and "Traceback" not in run.stderr
    assert not (tmp_path / "output").exists()
