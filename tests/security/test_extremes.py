"""Nothing that the checker accepts ends anything that is made of listings, and a fault of ours stays with its group."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ourtables.cli import check, export, import_, links, receive, review, stats, upkeep
from ourtables.core.boundary import made_apart, to_blame
from ourtables.intake.mail import Desk
from ourtables.intake.mail.reply import reply
from ourtables.intake.sheets import data_files
from ourtables.linking.link_check import links as links_of
from ourtables.listing.checking import Context
from ourtables.listing.group import Group
from ourtables.reviewing import review_reports
from ourtables.reviewing.bot.upkeep_issue import UpkeepFacts, upkeep_calls

from ..conftest import LISTING, TESTS, TODAY
from ..reviewing.conftest import Play
from .corpora import LONG
from .extremes import LAST, accepted

# So many listings in each build, and so many builds.
EACH, BUILDS = (250, 20) if LONG else (14, 1)
MOST_MAILED = 20


@pytest.fixture
def extreme(context: Context, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """The content folder of one build's listings."""
    yield content_of(tmp_path, accepted(EACH, context, request.param))
    shutil.rmtree(tmp_path)


def content_of(folder: Path, listings: Sequence[str]) -> Path:
    """A content folder with these listings."""
    content = folder / "content"
    shutil.copytree(TESTS / "content", content)
    for number, one in enumerate(listings):
        (content / "groups" / f"group-{number:04}.md").write_text(one, encoding="utf-8", newline="")
    return content


def ourtables(command: str, content: Path, *options: str | Path, path: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command as a person would; `path` may hold a `sitecustomize.py`."""
    folders = os.pathsep.join(filter(None, [path, str(TESTS.parent / "plugins")]))
    program = str(Path(sys.executable).parent / "ourtables")
    return subprocess.run(
        [program, command, "--content", str(content), "--today", TODAY.isoformat(), *map(str, options)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": folders},
        cwd=TESTS.parent,
    )


def run(command: object, content: Path, *options: str | Path, day: str = TODAY.isoformat()) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(command, ["--content", str(content), "--today", day, *map(str, options)])  # type: ignore[arg-type]


@pytest.mark.parametrize("extreme", range(BUILDS), indirect=True)
def test_no_extreme_listing_ends_anything_that_is_made_of_it(extreme: Path, tmp_path: Path, context: Context) -> None:
    for form in ("text", "github", "json"):
        assert run(check.command, extreme, "--format", form).exit_code == 0
    built = ourtables("build", extreme, "--drafts", "--output", tmp_path / "site")
    assert built.returncode == 0, built.stderr[-3000:]
    assert len(list((tmp_path / "site" / "groups").glob("*/index.html"))) >= EACH
    exported = run(export.command, extreme, "--output", tmp_path / "data")
    assert exported.exit_code == 0, exported.output[-3000:]
    areas = list(context.vocabularies["areas"].keys)
    printed = ourtables("pdf", extreme, *areas, "--site-url", "https://example.org/", "--output", tmp_path / "a.pdf")
    assert printed.returncode == 0, printed.stderr[-3000:]
    _written_to(extreme)
    _taken_in(extreme, tmp_path, context)
    _reviewed(extreme, tmp_path)


def _written_to(content: Path) -> None:
    """Letters and links, on the day itself and on the last that there can be."""
    from ourtables.directory import loading
    from ourtables.directory import upkeep as letters

    for day in (TODAY.isoformat(), LAST):
        for form in ("text", "markdown", "json"):
            told = run(upkeep.command, content, "--format", form, day=day)
            assert told.exit_code == 0, told.output[-3000:]
        loaded = loading.load(content, date.fromisoformat(day)).directory
        calls = upkeep_calls(letters.due(loaded), UpkeepFacts([], [], "", ()), loaded.today)
        assert all(json.dumps(call.body).isascii() for call in calls)
        assert all(one.address.startswith("http") for one in links_of(loaded.groups.values()))


def _taken_in(content: Path, folder: Path, context: Context) -> None:
    """What the site gives away is taken in by another directory, and each listing may come by mail."""
    taken = data_files.run(folder / "site" / "data" / "groups.json", context, folder / "taken")
    assert taken.unmade == []
    desk = Desk(context)
    for path in sorted((content / "groups").glob("*.md"))[:MOST_MAILED]:
        raw = (
            b"From: a@example.org\nSubject: our listing\nContent-Type: text/plain; charset=utf-8\n\n"
            + path.read_bytes()
        )
        assert reply(desk.receive(raw), context)


def _reviewed(content: Path, folder: Path) -> None:
    """A pull request that adds them all, and one in which each becomes the next."""
    play = Play(folder / "play")
    files = {path: path.read_text(encoding="utf-8") for path in sorted((content / "groups").glob("*.md"))}
    shifted = dict(zip(files, [*list(files.values())[1:], *list(files.values())[:1]], strict=True))
    for made in (files, shifted):
        play.commit({f"content/groups/{path.name}": text for path, text in made.items()})
        found = play.review()
        assert (len(found.listings), found.unmade) == (min(len(files), 200), ())
        for report in (review_reports.text, review_reports.markdown, review_reports.data):
            assert report(found)


# ---------------------------------------------------------------- a fault of ours

FAULT = """
import sys
from ourtables.directory.directory import Directory
whole = Directory.next_dates
def faulty(self, group, *rest, **named):
    if group.slug == "group-0001":
        raise OverflowError("a fault of ours\\n::error::of a stranger's making")
    return whole(self, group, *rest, **named)
Directory.next_dates = faulty
"""
SAID = "OverflowError: a fault of ours"


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Three listings with a meeting each; the tests' fault is with the second."""
    meets = LISTING.replace("consent:", 'meetings: [{day: monday, start: "10:00"}]\nreuse: facts\nconsent:')
    (tmp_path / "sitecustomize.py").write_text(FAULT, encoding="utf-8")
    return content_of(tmp_path, [meets.replace("Example Kettle", f"Kettle {number}") for number in range(3)])


def test_a_fault_of_ours_stops_a_build_or_stays_with_its_group(three: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    done = ourtables("build", three, "--output", output, path=str(tmp_path))
    assert done.returncode == 1
    assert SAID in done.stderr
    assert not output.exists()
    done = ourtables("build", three, "--output", output, "--keep-going", path=str(tmp_path))
    assert done.returncode == 1
    assert SAID in done.stderr
    assert "\n::error::" not in done.stderr
    assert "their pages say so: group-0001." in done.stderr
    page = (output / "groups" / "group-0001" / "index.html").read_text(encoding="utf-8").replace("&#39;", "'")
    assert "couldn't be made" in page
    assert "Kettle 2" in (output / "groups" / "group-0002" / "index.html").read_text(encoding="utf-8")
    assert "Kettle 1" not in (output / "all" / "index.html").read_text(encoding="utf-8")


def test_a_fault_of_ours_leaves_the_others_in_a_booklet(three: Path, tmp_path: Path) -> None:
    options = ("leeds", "--site-url", "https://example.org/", "--output", tmp_path / "a.pdf")
    (tmp_path / "sitecustomize.py").write_text(
        FAULT.replace("ourtables.directory.directory import Directory", "ourtables.site.paper.chapters import Drawing")
        .replace("Directory.next_dates", "Drawing._entry")
        .replace("group.slug", "getattr(group, 'slug', '')")
    )
    done = ourtables("pdf", three, *options, "--keep-going", path=str(tmp_path))
    assert done.returncode == 1
    assert SAID in done.stderr
    assert "2 groups" in done.stderr
    assert "group-0001" in done.stderr


def _break(monkeypatch: pytest.MonkeyPatch, where: str, spoilt: str) -> None:
    """Make a function fail for whatever has a text in it."""
    module, _, name = where.rpartition(".")
    owner = sys.modules.get(module) or getattr(sys.modules[module.rpartition(".")[0]], module.rpartition(".")[2])
    whole = getattr(owner, name)

    def faulty(*given: object, **named: object) -> object:
        if spoilt in repr(given):
            raise OverflowError("a fault of ours")
        return whole(*given, **named)

    monkeypatch.setattr(owner, name, faulty)


@pytest.mark.parametrize(
    ("command", "where", "options", "others"),
    [
        (upkeep.command, "ourtables.directory.upkeep._due", (), "Kettle 2"),
        (export.command, "ourtables.exports.plain_values.answers", ("--keep-going", "--format", "json"), "json: 4 files"),
        (check.command, "ourtables.listing.checking._group", (), "3 listings checked: 1 problem that stops 1 listing"),
        (stats.command, "ourtables.directory.directory.name_order", (), "2 groups, 2 in lists"),
    ],
)  # fmt: skip
def test_a_fault_of_ours_leaves_the_others_in_every_output(
    command: object,
    where: str,
    options: tuple[str, ...],
    others: str,
    three: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _break(monkeypatch, where, "Kettle 1")
    out = ("--output", str(tmp_path / "out")) if command is export.command else ()
    # The listings were confirmed on 5 October: a year later each is due for a letter.
    done = run(command, three, *options, *out, day="2027-10-05")
    assert done.exit_code == 1
    assert others in done.output
    assert SAID in done.stderr
    if command is not check.command:
        assert done.exception is not None
        assert "group-0001" in str(done.exception)


MAIL = b"From: a@example.org\nSubject: Kettle 0: still right\n\nKettle 0 is still right, and nothing has changed.\n"


def test_a_fault_of_ours_with_a_mail_is_named_and_leaves_nothing_behind(
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mail.eml").write_bytes(MAIL)
    options = (tmp_path / "mail.eml", "--into", three / "groups", "--reply", tmp_path / "reply.txt")
    before = {path.name: path.read_bytes() for path in (three / "groups").iterdir()}
    _break(monkeypatch, "ourtables.intake.mail.receive.listing_in", "Kettle 0")
    done = run(receive.command, three, *options)
    assert done.exit_code == 1
    assert SAID in done.stderr
    assert str(done.exception) == (
        f"{tmp_path / 'mail.eml'}: nothing was made of this mail, because of a fault of ours (the log above says what). "
        "Read it yourself, and answer it."
    )
    assert {path.name: path.read_bytes() for path in (three / "groups").iterdir()} == before
    assert not (tmp_path / "reply.txt").exists()


def test_a_fault_of_ours_with_a_listing_leaves_the_others_for_a_mail(
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mail.eml").write_bytes(MAIL)
    _break(monkeypatch, "ourtables.listing.source.read", "group-0001")
    done = run(receive.command, three, tmp_path / "mail.eml", "--into", three / "groups")
    assert done.exit_code == 1
    assert SAID in done.stderr
    assert str(done.exception).endswith("(the log above says what): group-0001.")
    assert "It changes" in done.stderr
    assert "confirmed: 2026-11-22\n" in (three / "groups" / "group-0000.md").read_text(encoding="utf-8")


def test_a_fault_of_ours_leaves_the_others_in_a_look_at_links(
    three: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(links, "look", lambda found, *_: {one.address: links.judging.social(TODAY) for one in found})
    for path in (three / "groups").glob("group-*.md"):
        path.write_text(path.read_text().replace("consent:", f"give: https://{path.stem}.example.org/\nconsent:"))
    _break(monkeypatch, "ourtables.linking.link_check.canonical", "https://group-0001.example.org")
    done = run(links.command, three, "--memory", tmp_path / "memory.json")
    assert done.exit_code == 1
    assert "group-0001" in str(done.exception)
    assert "https://group-0002.example.org" in (tmp_path / "memory.json").read_text()


def test_a_fault_of_ours_leaves_the_others_in_a_review(
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    play = Play(tmp_path / "play")
    play.commit({f"content/groups/{path.name}": path.read_text() for path in (three / "groups").iterdir()})
    _break(monkeypatch, "ourtables.reviewing.review.sentences.summary", "Kettle 1")
    found = play.review()
    assert [one.slug for one in found.listings] == ["group-0000", "group-0002"]
    assert found.unmade == ("group-0001",)
    assert found.verdict.people == 2
    assert SAID in capfd.readouterr().err
    done = CliRunner().invoke(review.command, ["HEAD~1..HEAD", "--content", str(play.folder / "content")])
    assert done.exit_code == 1
    assert "group-0001" in done.output


def test_a_fault_of_ours_leaves_the_others_in_an_import(
    tmp_path: Path, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "groups.json"
    some = [{"name": f"Kettle {number}", "areas": ["leeds"], "words": "Tea. " * 30} for number in range(3)]
    data.write_text(json.dumps({"directory": "x", "groups": some}))
    _break(monkeypatch, "ourtables.intake.sheets.incoming.settle", "Kettle 1")
    done = CliRunner().invoke(
        import_.command, [str(data), "--into", str(tmp_path / "groups"), "--content", str(context.content)]
    )
    assert done.exit_code == 1
    assert sorted(path.name for path in (tmp_path / "groups").iterdir()) == ["kettle-0.md", "kettle-2.md"]
    assert "row 2 (kettle-1.md): No listing could be made of it. That is a fault of ours" in done.output


def test_who_is_to_blame_is_found_among_many() -> None:
    assert to_blame(tuple(range(100)), lambda some: bool({7, 8, 64} & set(some))) == (7, 8, 64)


def test_nobody_is_to_blame_for_what_fails_for_everybody() -> None:
    def fails(some: Sequence[Group]) -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        made_apart(fails, [1, 2, 3])  # type: ignore[list-item]
