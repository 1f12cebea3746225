"""The browser writes a listing as the formatter does, byte for byte, and reads back what it wrote."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ourtables.cli.fmt import tidied
from ourtables.core.problems import Reporter
from ourtables.intake.drafting import plain
from ourtables.listing import checking, formatting, source
from ourtables.listing.checking import Context

from ..conftest import TESTS
from .agreement import SMALLEST, as_texts
from .conftest import Engine, Refused
from .test_agreement import ANY, LONG, Answers, case

ROOT = TESTS.parent
# A fork's own listings are read as well as ours.
GOOD = [*source.listings(TESTS / "examples" / "good"), *source.listings(ROOT / "content" / "groups")]
WORDS = {
    "English": "kettle biscuit roof needle whoever comes sits and nobody takes notes — it's “ours”",
    "Welsh": "tŷ gegin paned ŵyl sgwrs croeso i bawb ddod fel y maen nhw'n barod",
    "Urdu": "چائے دسترخوان آئیں بیٹھیں می‌نشینیم باتیں کوئی نہیں لکھتا ہم سب مل کر",
    "emoji": "🫖 👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🧵 ☕️ 🧑🏿‍🤝‍🧑🏻 e\u0301 𝕶𝖊𝖙𝖙𝖑𝖊",
}
SIZES = (100, 400, 1_000, 4_000, 20_000)
# The notes that fill a listing when its own words are as long as they may be.
NOTES = (
    "led_by_note",
    "first_time",
    "cost_note",
    "access_note",
    "travel_help",
    "for_note",
    "funding_note",
    "needs_note",
)


def tidy(path: Path) -> str:
    """A file as `ourtables fmt` would leave it."""
    report = Reporter(str(path))
    text = tidied(path, report)
    assert text is not None, [problem.message for problem in report.problems]
    return text


def without_remarks(path: Path) -> str:
    """A listing's tidy form without comments: what a change starts from."""
    read = source.read(path, Reporter(str(path)))
    assert read
    assert read.answers
    return formatting.published({}, read.answers, read.words)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_listing_is_read_and_written_byte_for_byte(path: Path, script: Engine) -> None:
    text = without_remarks(path)
    answers = script("read", text)
    assert answers["name"] in text
    assert script("write", answers) == text


def made_up(language: str, size: int, seed: int) -> Answers:
    """A listing of about so many bytes in one language."""
    random, words = Random(seed), WORDS[language].split()

    def text(most: int) -> str:
        found = ""
        while len(found.encode()) < most:
            found += random.choice(words) + random.choice((" ", " ", " ", ", ", ". ", "\n\n"))
        return found.strip()

    answers: Answers = {**SMALLEST, "name": " ".join(words[:3]), "body": text(min(size, 9_900))}
    if size >= 1_000:
        answers |= {"places": {"hall": {"name": text(20).splitlines()[0], "town": "Riverton"}}}
        answers |= {"meetings": [{"day": ["monday", "friday"], "start": "18:30", "where": "hall", "note": text(40)}]}
        answers |= {"access": {"step-free": "yes", "bsl": "ask"}, "languages": ["en", "cy", "ur"]}
    if size > 10_000:
        answers |= {name: text(900)[:490].strip() for name in NOTES}
        # The words above are as long as they may be; what is left to say stands beside the meetings.
        while len(str(answers).encode()) < size + 1_000:
            answers["meetings"].append({"day": "sunday", "start": "10:00", "note": text(900)[:490].strip()})
    return answers


@pytest.mark.parametrize("language", WORDS)
def test_a_hundred_listings_pass_the_checks_and_are_tidy(
    language: str, script: Engine, context: Context, tmp_path: Path
) -> None:
    path = tmp_path / "kettle.md"
    for number in range(25):
        answers = made_up(language, SIZES[number % len(SIZES)], number)
        text = script("write", answers)
        assert text == formatting.dump({name: answers[name] for name in answers if name != "body"}, answers["body"])
        path.write_text(text, encoding="utf-8", newline="")
        assert tidy(path) == text
        assert script("read", text) == {**answers, "body": answers["body"].strip("\n")}
        # Emoji alone are no words.
        assert {problem.code for problem in checking.check_file(path, context).problems} <= {"body-short"}


def test_made_up_listings_have_every_size(script: Engine) -> None:
    sizes = [len(script("write", made_up(language, size, 1)).encode()) for language in WORDS for size in SIZES]
    assert min(sizes) < 400
    assert max(sizes) > 20_000


NASTY = as_texts("odd.yml")


@pytest.mark.parametrize("text", [one for one in NASTY if one and "\x00" not in one], ids=ascii)
def test_a_nasty_text_comes_through_unchanged(text: str, script: Engine, tmp_path: Path) -> None:
    answers = {
        **SMALLEST,
        "name": text,
        "first_time": text,
        "content_notes": [text, "and another"],
        "meetings": [{"day": text, "start": text, "note": f"{text}\n{text}"}],
        "places": {f"hall {text}": {"town": text}},
        "gates": {text: text},
    }
    written = script("write", answers)
    path = tmp_path / "kettle.md"
    path.write_text(written, encoding="utf-8", newline="")
    assert tidy(path) == written
    read = source.read(path, Reporter(str(path)))
    assert read
    assert read.answers
    assert {name: plain(value) for name, value in read.answers.entries.items()} == {
        name: value for name, value in answers.items() if name != "body"
    }
    assert script("read", written) == answers


@settings(
    max_examples=2000 if LONG else 150,
    derandomize=not LONG,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(changes=ANY, words=st.text(max_size=30))
def test_whatever_is_written_is_tidy_and_read_back(
    changes: Answers, words: str, script: Engine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "written.md"
    written = script("write", case({**changes, "body": words}))
    path.write_text(written, encoding="utf-8", newline="")
    report = Reporter(str(path))
    text = tidied(path, report)
    if text is not None:
        assert text == written
        assert script("write", script("read", written)) == written


@pytest.mark.parametrize(
    "body", ["one line  ", "above\n\n---\n\nbelow", "  indented", "---", "a\n---\nname: x", "\tend\t"]
)
def test_words_that_look_like_the_end_of_the_answers_are_read_back(body: str, script: Engine) -> None:
    assert script("read", script("write", case({"body": body}))) == case({"body": body})


LISTING = (TESTS / "examples" / "good" / "seven-answers.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name:", "# the tea people\nname:"),
        ("areas: [leeds]", "areas: [leeds]  # all of it"),
        ("areas: [leeds]", "areas:\n  - leeds"),
        ("areas: [leeds]", "areas: [ leeds ]"),
        ('name: "Example Kettle"', "name: Example Kettle"),
        ('name: "Example Kettle"', "name: 'Example Kettle'"),
        ('name: "Example Kettle"', 'name: "Example Kettle" '),
        ('name: "Example Kettle"', 'name: ""'),
        ('name: "Example Kettle"', 'name: "Example \\x41"'),
        ('name: "Example Kettle"', "name: >\n  Example Kettle"),
        ('name: "Example Kettle"', "name: &a x"),
        ('name: "Example Kettle"', 'mood: "sunny"\nname: "Example Kettle"'),
        ('value: "01632 960123"', 'value: "01632 960123"\n    mood: "sunny"'),
        ("  - how: phone", "  -  how: phone"),
        ("  - how: phone", "  - how: phone\n    how: text"),
        ("---\n\nWe", "---\nWe"),
        ("---\nname", "--- \nname"),
        ("---\n\nWe", "We"),
        ("without a word.\n", "without a word.\n\n"),
        ("without a word.\n", "without a word."),
        ("\n", "\r\n"),
    ],
    ids=ascii,
)
def test_what_would_be_lost_is_refused_loudly(old: str, new: str, script: Engine) -> None:
    assert script("write", script("read", LISTING)) == LISTING
    assert old in LISTING
    text = LISTING.replace(old, new)
    with pytest.raises(Refused, match="NotTidy"):
        script("read", text)


def test_answers_that_say_nothing_are_not_written(script: Engine) -> None:
    empty: dict[str, Any] = {"summary": "", "for": [], "ties": {}, "networks": [{"name": ""}], "meetings": [{}]}
    assert script("write", {**SMALLEST, **empty}) == script("write", SMALLEST) == LISTING
