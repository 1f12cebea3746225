"""A review's reports are readable and harmless, whatever an author wrote."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import markdown as rendered
from markdown_it import MarkdownIt

from ourtables.cli.review import command
from ourtables.core.quoting import Quote, as_markdown, as_text
from ourtables.reviewing.review_reports import markdown, text
from tests.conftest import LISTING
from tests.reviewing.conftest import Play

KETTLE = "content/groups/kettle.md"
HOSTILE = "::error::x%0A @everyone ![x](https://evil.example/a.png) <img src=x> ``` [a](b) #1 ##[error]x \u202e"
MARKS = st.text(st.sampled_from("@:#[]()!<>`%*_\\\"'&|~ \nabc0AZ\u202e\u200d\U0001f600"), max_size=60)


def harmless(report: str) -> None:
    assert not re.search(r"@\w", report)
    assert "::" not in report
    assert "##[" not in report
    assert "%0A" not in report


def test_hostile_words_come_out_as_words(play: Play) -> None:
    listing = LISTING.replace("Example Kettle", HOSTILE.replace("\u202e", "")[:79]) + HOSTILE
    play.commit({KETTLE: listing.replace("[in-person]", json.dumps([HOSTILE])), "@all.md": "x"})
    review = play.review()
    for report in (text(review), markdown(review)):
        harmless(report)
        assert "everyone" in report
    page = rendered(markdown(review))
    assert "<img" not in page
    assert "evil.example" in page
    assert not re.search(r'(href|src)="', page)


@given(MARKS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
def test_no_text_at_all_gets_out_of_a_quote(words: str) -> None:
    line = ("- ", Quote(words), " end")
    for report in (as_text(line), as_markdown(line)):
        harmless(report)
        assert "\n" not in report
        assert "\u202e" not in report
    page = rendered(as_markdown(("Says ", Quote(words), " end")))
    inside = re.fullmatch(r"<p>Says <code>(.*)</code> end</p>", page)
    assert inside, page
    assert "<" not in inside[1]


def test_seventy_problems_are_nine_and_a_pointer(play: Play) -> None:
    many = "".join(f"mood_{number}: sunny\n" for number in range(70))
    play.commit({KETTLE: LISTING.replace("consent:", f"{many}consent:")})
    report = markdown(play.review())
    assert report.count("- Line ") == 9
    assert "And 61 more. Run \\`ourtables check\\` for all of them." in report.replace("`", "\\`")


def test_a_report_is_never_longer_than_a_comment_may_be(play: Play) -> None:
    files: dict[str, str | None] = {
        f"content/groups/kettle-{number}.md": LISTING.replace("six", "six " * 1_500) for number in range(30)
    }
    play.commit(files | {f"x/{'y' * 150}{number}": "x" for number in range(300)})
    report = markdown(play.review())
    assert len(report) < 65_536
    assert "And 10 more listings." in report


def run(play: Play, monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[int, str]:
    monkeypatch.chdir(play.folder)
    result = CliRunner().invoke(command, [*args, "--today", "2026-11-22"], catch_exceptions=True)
    return result.exit_code, result.output or str(result.exception)


def test_the_command_writes_each_form(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    play.commit({KETTLE: LISTING})
    assert "Two people look at this." in run(play, monkeypatch, "HEAD~1..HEAD")[1]
    assert run(play, monkeypatch, "HEAD~1..HEAD", "--format", "markdown")[1].startswith("**Two people look at this.**")
    code, found = run(play, monkeypatch, "HEAD~1...main", "--format", "json", "--author-id", "7")
    assert code == 0
    assert json.loads(found)["listings"][0]["what"] == "new"


@pytest.mark.parametrize("asked", ["HEAD", "nowhere..HEAD", "--upload-pack=x..HEAD", "HEAD..", "-x..-y"])
def test_a_range_that_git_does_not_know_ends_in_a_sentence(play: Play, asked: str) -> None:
    from ourtables.core.errors import GitError
    from ourtables.reviewing.git import Repository

    with pytest.raises(GitError, match=r"isn't a range|no commit"):
        Repository.open(play.folder / "content", asked)


def test_nothing_of_a_pull_request_is_run(play: Play, tmp_path: Path) -> None:
    trap, traces = tmp_path / "trap.sh", tmp_path / "trace"
    trap.write_text(f"#!/bin/sh\ntouch {traces}\ncat\n")
    trap.chmod(0o755)
    for name in ("diff.trap.textconv", "diff.trap.command", "diff.external", "filter.trap.smudge", "core.fsmonitor"):
        play.git("config", name, str(trap))
    play.git("-c", "core.fsmonitor=", "add", "-A")
    play.commit({KETTLE: LISTING, ".gitattributes": "* diff=trap filter=trap\n"})
    traces.unlink(missing_ok=True)
    assert play.review().listings
    assert not traces.exists()


@pytest.mark.parametrize(("count", "folded"), [(10, 0), (11, 11)])
def test_more_than_ten_listings_are_folded_away(play: Play, count: int, folded: int) -> None:
    hostile = json.dumps("</summary> @everyone <img src=x>")
    files = {
        f"content/groups/table-{number}.md": LISTING.replace('"Example Kettle"', hostile) for number in range(count)
    }
    play.commit(dict(files))
    report = markdown(play.review())
    assert report.count("<details><summary>") == report.count("</details>") == folded
    harmless(report)
    # Python's Markdown takes all of a fold as HTML; CommonMark reads it as forges do.
    page = MarkdownIt("commonmark").render(report)
    assert page.count("&lt;img src=x&gt;") >= 2 * count
    assert "<img" not in page


def test_more_than_ten_other_files_are_folded_away(play: Play) -> None:
    play.commit({f"docs/{number}.md": "x" for number in range(11)})
    assert "<details><summary>Other files (11)</summary>" in markdown(play.review())
