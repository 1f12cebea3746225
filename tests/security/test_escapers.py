"""A stranger's text is escaped in one place for each thing that would act on it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ourtables.core import quoting

from .defences import ROOT

PACKAGE = ROOT / "plugins" / "ourtables"
# What only one module may write, since a stranger's text could break out of it; and that module.
ONLY_IN = {
    "a command to a forge's machine": (r'f?"::\{|"::(error|warning|notice)', {"core/quoting.py"}),
    "Markdown's own signs": (r"r\"\(\[\\\\`", {"core/quoting.py"}),
    # A suggestion must keep a line as it is, so that its fence grows instead.
    "a block of code in Markdown": (r"```", {"core/quoting.py", "reviewing/bot/suggestions.py"}),
    "a table of values": (r"csv\.(writer|DictWriter)", {"exports/csv_tables.py"}),
    # One is kept for the next run, and its words are known; one is an example in a page.
    "a report as JSON": (
        r"ensure_ascii=False, indent=1",
        {"core/quoting.py", "linking/judging.py", "exports/sample.py"},
    ),
    "a traceback": (r"traceback\.(format_exc|print_exc|print_exception)", {"core/boundary.py"}),
    "an address of a mail": (
        r'f"mailto:\{',
        # With `quote` around what is within; `domains` compares, and prose makes canonical what is typed.
        {
            "listing/contact_links.py",
            "listing/web_links.py",
            "directory/upkeep.py",
            "reviewing/domains.py",
            "listing/typed_markdown.py",
        },
    ),
}
# Whoever writes Markdown takes these for a stranger's words.
MARKDOWN = re.compile(r"<details>|^\s*(?:yield|return) f?\"[#>|-] |\"### ", re.MULTILINE)
# The escaper itself, the issue that is put together of what `upkeep.entry` wrote, and a listing to fill in by hand.
NO_FORGE = {"core/quoting.py", "reviewing/bot/upkeep_issue.py", "site/form/blank_listing.py"}


def sources() -> dict[str, str]:
    return {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}


@pytest.mark.parametrize("what", ONLY_IN)
def test_each_is_written_in_one_place(what: str) -> None:
    pattern, known = ONLY_IN[what]
    found = {name for name, text in sources().items() if re.search(pattern, _code(text))}
    assert found == known


def _code(text: str) -> str:
    """A source without its docstrings and comments."""
    return re.sub(r'""".*?"""|^\s*#.*?$|  # .*?$', "", text, flags=re.DOTALL | re.MULTILINE)


def test_whoever_writes_for_a_forge_quotes_what_strangers_wrote() -> None:
    writers = {name for name, text in sources().items() if MARKDOWN.search(_code(text))} - NO_FORGE
    assert writers
    assert {name for name in writers if "from ourtables.core.quoting import" not in sources()[name]} == set()


HOSTILE = "a\n::error::b\r@octocat ##[error] %0A `c` \u202e [x](https://evil.example) ![y](z) <img src=x> \x1b[31m"


def test_a_stranger_s_text_does_nothing_wherever_it_is_shown() -> None:
    line: quoting.Line = (quoting.Quote(HOSTILE),)
    for shown in (quoting.as_text(line), quoting.as_markdown(line), quoting.one_line(HOSTILE)):
        assert "\n" not in shown
        assert "\r" not in shown
        assert not re.search(r"::|@o|##\[|%0A|\x1b|\u202e", shown), shown
    assert quoting.as_markdown(line).startswith("``a")
    logged = quoting.log_lines(f"  File x\n{HOSTILE}")
    assert logged.startswith("  File x\n")
    assert not re.search(r"::|@o|##\[|%0A|\x1b|\u202e|\r", logged), logged
    command = quoting.as_command("error", HOSTILE, file="a,b::c\n.md")
    assert "\n" not in command
    assert command.startswith("::error file=a%2Cb%3A%3Ac%0A.md::a%0A::error::b%0D@octocat")
    assert quoting.fenced("a\n```\nb")[1:-1] == ["a", "'''", "b"]


@pytest.mark.parametrize("path", sorted((ROOT / "plugins").rglob("*.py")), ids=lambda path: path.stem)
def test_no_report_shows_a_path_or_a_name_as_it_is(path: Path) -> None:
    """Names of files are a stranger's text too, in a review of theirs."""
    # What git is asked for is an argument of its own, and no report.
    if path.parent.name == "reviewing" and path.name != "git.py":
        assert not re.search(r"\{one\.(path|name)\}|\{change\.path\}", path.read_text(encoding="utf-8"))
