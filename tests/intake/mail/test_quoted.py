"""Mails that were sent on or answered, by programs of many makes and languages: nobody's name from a header stays."""

from pathlib import Path

import pytest
import yaml

from ourtables.intake.mail import Received
from ourtables.intake.mail.quotes import bare_subject, layers
from tests.intake.mail.conftest import Receive
from tests.intake.mail.test_cases import mail

QUOTED = yaml.safe_load(Path(__file__).with_name("quoted.yml").read_text(encoding="utf-8"))
FORWARDS, REPLIES = QUOTED["forwards"], QUOTED["replies"]
WORDS = "We meet over tea every week, and everyone here has lived through hard times."
LISTING = f"Name: Tea and Talk\nAreas: Leeds\nMeetings: Tuesdays 7pm\n\n{WORDS}\n"
ANSWERS = {"name": "Tea and Talk", "areas": ["leeds"], "meetings": [{"day": "tuesday", "start": "19:00"}]}
SENDER = "Sam Person <sam@mail.example>"
OTHERS = ("Jo", "Sam", "Person", "post.example", "mail.example", "07700")


def holds_only_the_listing(receive: Receive, raw: bytes) -> None:
    outcome, said = receive(raw)
    assert isinstance(outcome, Received)
    assert outcome.answers == ANSWERS
    assert outcome.text.endswith(f"---\n\n{WORDS}\n")
    assert not [one for one in OTHERS if one in outcome.text + said]


@pytest.mark.parametrize("program", FORWARDS)
def test_of_a_mail_that_was_sent_on_the_words_inside_are_read(receive: Receive, program: str) -> None:
    one = FORWARDS[program]
    holds_only_the_listing(receive, mail(f"{one['above']}\n\n{LISTING}", one["subject"], SENDER))


def test_a_mail_sent_on_may_be_marked_like_a_quote(receive: Receive) -> None:
    head = "From: Jo Other <jo@post.example>\nSubject: us\nDate: 9 October 2026 at 09:00\nTo: Sam Person\n\n"
    marked = "".join(f"> {line}\n" for line in (head + LISTING).split("\n"))
    raw = mail(f"See below.\n\nBegin forwarded message:\n\n{marked}", "Fwd: us", SENDER)
    holds_only_the_listing(receive, raw)


@pytest.mark.parametrize("program", REPLIES)
def test_nothing_of_what_is_answered_stays(receive: Receive, program: str) -> None:
    holds_only_the_listing(receive, mail(f"{LISTING}\n{REPLIES[program]}\n", "Re: us", SENDER))


@pytest.mark.parametrize("program", REPLIES)
def test_the_writers_own_line_above_a_header_is_theirs(program: str) -> None:
    assert layers(f"Please take us off.\n{REPLIES[program]}").own.strip().startswith("Please take us off.")


@pytest.mark.parametrize(
    "text",
    [
        "We meet in two places:\nDo: knitting\nA: tea",
        "Write to us by 2026 (tea@kettle.example.org)",
        "You asked:\nwhat do we do?\nWe drink tea.",
    ],
)
def test_a_groups_own_lines_are_no_header(text: str) -> None:
    assert layers(text).own == text


@pytest.mark.parametrize(
    "subject", ["Re: us", "RE: AW: us", "WG: us", "PD: Odp: us", "R: I: us", "YML: us", "Re[2]: us", "回复: us", "us"]
)
def test_a_subject_is_read_without_what_programs_put_before_it(subject: str) -> None:
    assert bare_subject(subject) == "us"
