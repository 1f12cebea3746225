"""Each rule has a listing that breaks it, beside the exact report it must get; good listings get none.

`examples/bad/<name>.report` holds the report of the listing of that name. After a sentence was changed on purpose,
`python -m tests.listing.checking.test_examples` writes the reports anew, to be read before they are committed.
"""

from itertools import chain
from pathlib import Path

import pytest

from ourtables.core.problems import Problem
from ourtables.core.rules import RULES
from ourtables.listing import checking, source
from ourtables.listing.checking import Context

EXAMPLES = Path(__file__).parents[2] / "examples"
# Those under `between` are checked together, since they break rules between files.
BAD = sorted(
    path for folder in ("bad", "between") for path in (EXAMPLES / folder).iterdir() if path.suffix != ".report"
)
# These take more than a file: a link, a pipe or a mode (test_source), a slow machine (test_bounds), a fault of ours (test_extremes), git (test_addresses), or the keepers' own files (test_settings, test_vocabulary, test_help_lines).
ELSEWHERE = {"not-a-file", "too-slow", "fault-of-ours", "slug-taken", "unreadable", "keeper-setting", "keeper-note"}


def line(problem: Problem) -> str:
    """A problem as a report file holds it."""
    return f"{problem.line}:{problem.column} {problem.level} {problem.code} {problem.field}\n  {problem.message}\n  {problem.hint}\n"


@pytest.fixture(scope="module")
def reports(context: Context) -> dict[str, str]:
    """The report of every bad example."""
    return written(context)


def written(context: Context) -> dict[str, str]:
    alone = [checking.check_file(path, context) for path in BAD if path.parent.name == "bad"]
    together = checking.check_files([path for path in BAD if path.parent.name == "between"], context)
    return {one.path: "".join(line(problem) for problem in one.problems) for one in (*alone, *together)}


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_a_bad_listing_gets_exactly_the_report_beside_it(path: Path, reports: dict[str, str]) -> None:
    assert reports[str(path)] == path.with_name(f"{path.name}.report").read_text(encoding="utf-8")
    assert reports[str(path)], "a bad example must have something wrong"


def test_every_rule_has_a_listing_that_breaks_it(reports: dict[str, str]) -> None:
    codes = {
        text.split()[2]
        for text in chain.from_iterable(report.splitlines() for report in reports.values())
        if text[0].isdigit()
    }
    assert set(RULES) - codes == ELSEWHERE


def test_no_report_repeats_where_people_meet_even_where_it_cannot_be_read(reports: dict[str, str]) -> None:
    told = reports[str(EXAMPLES / "bad" / "slips-in-a-place.md")]
    assert [word for word in ("top bell", "Flat 2", "#5", "green door", "2NB") if word in told] == []


def test_no_sentence_blames_or_says_invalid() -> None:
    for code, rule in RULES.items():
        words = f"{rule.message} {rule.hint}".lower()
        for blame in ("invalid", "illegal", "wrong", "error", "you failed", "must not"):
            assert blame not in words, f"{code} says {blame!r}"


def test_ten_faults_in_one_file_are_ten_lines_in_line_order(context: Context) -> None:
    found = checking.check_file(EXAMPLES / "bad" / "ten-faults.md", context)
    assert [problem.line for problem in found.problems] == [2, 3, 4, 5, 6, 9, 11, 12, 13, 16]


@pytest.mark.parametrize("path", list(source.listings(EXAMPLES / "good")), ids=lambda path: path.name)
def test_a_good_listing_gets_no_report(path: Path, context: Context) -> None:
    found = checking.check_file(path, context)
    assert found.problems == ()
    assert found.group is not None


if __name__ == "__main__":
    from tests.conftest import TESTS, TODAY

    for name, report in written(checking.load(TESTS / "content", TODAY)).items():
        Path(f"{name}.report").write_text(report, encoding="utf-8")
