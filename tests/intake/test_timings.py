"""Days and times as councils and groups write them: read right, or asked about."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from ourtables.intake.timings import Timings

LINES = yaml.safe_load(Path(__file__).with_name("timings.yml").read_text())
CASES: list[tuple[str, str]] = LINES["cases"]
ODD: list[tuple[str, str]] = LINES["odd"] + LINES["later"]


def shown(meeting: dict[str, Any]) -> str:
    """A meeting as the cases write it."""

    def joined(value: Any) -> str:
        return value if isinstance(value, str) else "+".join(value)

    words = [joined(meeting["day"]), "-".join(meeting[name] for name in ("start", "end") if name in meeting)]
    words += [meeting["every"]] if "every" in meeting else []
    words += [joined(meeting["which"])] if "which" in meeting else []
    words += [meeting["from"]] if "from" in meeting else []
    words += ["term"] if meeting.get("term_time") == "yes" else []
    words += [meeting["where"]] if "where" in meeting else []
    words += ["note"] if "note" in meeting else []
    return " ".join(words)


def read(text: str) -> str:
    found = Timings("en-GB").read(text)
    return "ask" if found is None else found if isinstance(found, str) else "; ".join(map(shown, found))


@pytest.mark.parametrize(("text", "right"), CASES + ODD, ids=[text for text, _ in CASES + ODD])
def test_a_line_is_read_right_or_asked_about(text: str, right: str) -> None:
    assert read(text) == right


def test_at_least_two_thirds_of_sixty_are_read() -> None:
    assert len(CASES) >= 60
    assert sum(right != "ask" for _, right in CASES) >= len(CASES) * 2 / 3


@pytest.mark.parametrize("word", ["women", "or", "perhaps", "not", "August", "14", "ish", "13/10", "?", "by request"])
@pytest.mark.parametrize("line", [text for text, right in CASES if right not in ("ask", "by-arrangement")][::7])
def test_a_token_that_is_not_understood_makes_the_line_one_to_ask_about(line: str, word: str) -> None:
    assert read(f"{line} {word}") == "ask"
    assert read(f"{word} {line}") == "ask"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("7:30 PM", "19:30"),
        ("19:30:00", "19:30"),
        ("1930", "19:30"),
        ("0.8125", ""),
        ("1899-12-30 19:00:00", "19:00"),
        ("30/12/1899 19:30", "19:30"),
        ("2026-10-05 19:00:00", ""),
        ("45000", ""),
        ("7", ""),
        ("7.30", ""),
        ("2460", ""),
        ("TBC", ""),
    ],
)
def test_a_cell_with_one_time_is_read_when_it_can_be_no_other(text: str, right: str) -> None:
    assert Timings("en-GB").clock(text) == right


@pytest.mark.parametrize("text", ["nos Fawrth 7pm", "dydd Mawrth 7pm", "Mawrth 7pm"])
def test_the_directorys_own_language_is_read_too(text: str) -> None:
    assert Timings("cy").read(text) is None or shown(Timings("cy").read(text)[0]) == "tuesday 19:00"  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "right"),
    [("5 October 2026", "2026-10-05"), ("5th of October, 2026", "2026-10-05"), ("5/10/2026", ""), ("31 June 2026", "")],
)
def test_a_day_is_read_when_it_can_be_no_other(text: str, right: str) -> None:
    assert Timings("en-GB").day(text) == right
