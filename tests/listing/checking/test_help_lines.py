"""Help lines: hours as spans of a week, what a check asks for, and what it warns of."""

from datetime import date, time
from pathlib import Path

import pytest

from ourtables.core.errors import ContentError
from ourtables.listing import checking
from ourtables.listing.checking import help_lines, old_sources
from ourtables.listing.help_line import HelpLine, HelpWay, OpenHours
from tests.conftest import TODAY
from tests.listing.checking.test_keepers_files import LINE, content, swap

__all__ = ["content"]
BELL = "help/10-bell.md"
FRIDAY, SUNDAY = 4, 6


def notes(content: Path, today: date = TODAY) -> list[str]:
    """What a check says of a content folder's help lines, as `line field: sentence`."""
    _, problems = help_lines.load(checking.load(content, today))
    assert not any(problem.stops for problem in problems)
    return [f"{problem.line} {problem.field}: {problem.message}" for problem in problems]


def only(content: Path) -> HelpLine:
    (line,), _ = help_lines.load(checking.load(content, TODAY))
    return line


@pytest.mark.parametrize(
    ("way", "spans"),
    [
        ({"always": True}, ((0, 10080),)),
        ({"hours": (OpenHours(time(10), time(22), (0, 1)),)}, ((600, 1320), (2040, 2760))),
        ({"hours": (OpenHours(time(22), time(2), (0,)),)}, ((1320, 1560),)),
        ({"hours": (OpenHours(time(0), time(0)),)}, ((0, 10080),)),
        # From Friday evening to Monday morning is one span, which ends beyond the week.
        (
            {"hours": (OpenHours(time(18), time(0), (FRIDAY,)), OpenHours(time(0), time(0), (5, 6)), OpenHours(time(0), time(6), (0,)))},
            ((6840, 10440),),
        ),
        ({"hours": (OpenHours(time(20), time(1), (SUNDAY,)), OpenHours(time(0), time(2), (0,)))}, ((9840, 10200),)),
        ({"hours": (OpenHours(time(9), time(12), (0,)), OpenHours(time(11), time(13), (0,)))}, ((540, 780),)),
        ({}, ()),
    ],
)  # fmt: skip
def test_hours_are_spans_of_minutes_from_monday(way: dict[str, object], spans: tuple[tuple[int, int], ...]) -> None:
    assert HelpWay("phone", "999", **way).spans == spans  # type: ignore[arg-type]


def test_hours_are_read_from_the_file(content: Path) -> None:
    swap(
        content, BELL, "    always: yes\n", '    hours:\n      - {day: [mon, tuesday], start: "18:00", end: "00:00"}\n'
    )
    assert only(content).ways[0].hours == (OpenHours(time(18), time(0), (0, 1)),)
    assert notes(content) == []


def test_unknown_says_that_somebody_looked_and_found_nothing(content: Path) -> None:
    assert only(content).tracing is None
    assert only(content).sending == "They ring for help only if you ask them to."
    assert notes(content) == []


@pytest.mark.parametrize("name", ["tracing", "sending", "recording"])
def test_each_of_the_three_summaries_is_asked_for(content: Path, name: str) -> None:
    text = "\n".join(line for line in LINE.splitlines() if not line.startswith(f"{name}:"))
    (content / BELL).write_text(text, encoding="utf-8")
    assert notes(content) == [f"1 {name}: “{name}” isn't there."]


def test_hours_are_asked_for_where_somebody_answers_at_once(content: Path) -> None:
    swap(content, BELL, "    always: yes\n", "  - how: email\n    value: bell@example.org\n")
    assert notes(content) == ["7 ways.hours: This way to reach the line has no hours."]
    swap(content, BELL, '"0808 157 0123"\n', '"0808 157 0123"\n    hours_note: "Some evenings"\n')
    assert notes(content) == []


@pytest.mark.parametrize(
    ("seen", "checked", "today", "old"),
    [
        ("2025", "never", date(2025, 12, 31), ""),
        ("2025", "never", date(2026, 1, 1), "2025"),
        ("2025-02", "never", date(2026, 2, 28), ""),
        ("2025-02", "never", date(2026, 3, 1), "2025-02"),
        ("2021", "2026-10-05", date(2027, 10, 5), ""),
        ("2021-03", "2026-10-05", date(2027, 10, 6), "2026-10-05"),
    ],
)
def test_a_source_is_warned_of_a_year_after_its_month_or_when_its_year_is_over(
    content: Path, seen: str, checked: str, today: date, old: str
) -> None:
    swap(content, BELL, "seen: 2026", f"seen: {seen}")
    swap(content, BELL, "checked: never", f"checked: {checked}")
    assert notes(content, today) == ([f"14 seen: What “The Night Bell” says was last read in {old}."] if old else [])


def test_the_years_of_statements_are_warned_of_wherever_they_stand(content: Path) -> None:
    (content / "pages").mkdir(exist_ok=True)
    (content / "pages" / "rights.md").write_text(
        "---\ntitle: Rights\ngrounds:\n  - {says: A, where: Here, year: 2026, source: https://a.example.org/}\n"
        "  - says: B\n    where: Here\n    year: 2019\n    source: https://b.example.org/\n"
        "  - {says: C, where: Here, year: 2024, source: https://c.example.org/}\n---\n\nyear: 1999\n",
        encoding="utf-8",
    )
    swap(content, "vocabulary/offers.yml", "- key: listening-line\n", "- key: listening-line\n  year: 2025\n")
    found = old_sources.notes(checking.load(content, TODAY))
    said = {Path(one.path).name: f"{one.line}: {one.message}" for one in found}
    assert said["rights.md"] == "7: 2 statements rest on a source last read before 2026; the oldest was read in 2019."
    assert said["offers.yml"].endswith(
        " 1 statement rests on a source last read before 2026; the oldest was read in 2025."
    )
    assert set(said) == {"rights.md", "offers.yml"}
    assert not any(one.stops for one in found)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("seen: 2026", "seen: 2027", "“seen” is 2027, which is still to come."),
        ("seen: 2026", "seen: 2026-12", "“seen” is 2026-12, which is still to come."),
        ("seen: 2026", "seen: 2026-13", "“2026-13” in “seen” isn't a whole number."),
        ("checked: never", "checked: 2026-11-23", "“checked” is 2026-11-23, which is still to come."),
        ("seen: 2026\n", "", "“seen” isn't there yet."),
        ("always: yes", "hours: [{day: monday, start: '18:00'}]", "“end” isn't there yet."),
        ("always: yes", "hours: late", "“hours” must be a list."),
        ("seen: 2026", "seen: 2026\nfirst: top", "“top” isn't one of the words for “first”."),
        ("seen: 2026", "seen: 2026\ngrounds: [{says: The law says so., where: Here, year: 2025}]", "“source” isn't there yet."),
    ],
)  # fmt: skip
def test_what_cannot_be_used_stops_the_directory(content: Path, old: str, new: str, what: str) -> None:
    swap(content, BELL, old, new)
    with pytest.raises(ContentError) as raised:
        checking.load(content, TODAY)
    assert what in [problem.message for problem in raised.value.problems]
