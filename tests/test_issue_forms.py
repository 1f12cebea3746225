"""The issue forms ask the declaration's own questions, warn first, and are read back by `ourtables receive`."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from ourtables.intake.mail import Desk
from ourtables.listing import checking
from ourtables.listing.fields import BODY, BY_NAME, FIELDS

from .conftest import TESTS, TODAY

FORMS = Path(__file__).parents[1] / ".github" / "ISSUE_TEMPLATE"
OTHERS = {"more", "page", "different"}
NAMES = ["add.yml", "change.yml"]
each_form = pytest.mark.parametrize("name", NAMES)


def form(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load((FORMS / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (strings only)
    return found


def questions(name: str) -> dict[str, str]:
    return {part["id"]: part["attributes"]["label"] for part in form(name)["body"] if "id" in part}


def as_issue(name: str, answers: dict[str, str]) -> str:
    """The text that GitHub makes of a form that was filled in."""
    asked = questions(name).items()
    return "\n\n".join(f"### {label}\n\n{answers.get(id_, '_No response_')}" for id_, label in asked)


@each_form
def test_the_warning_that_it_is_public_comes_first(name: str) -> None:
    first = form(name)["body"][0]
    assert first["type"] == "markdown"
    assert first["attributes"]["value"].startswith("**Everyone can read what you write here, for ever")
    assert "e-mail instead" in first["attributes"]["value"]


@each_form
def test_each_question_is_the_declarations_own(name: str) -> None:
    known = {field.name: field.ask for field in (*FIELDS, BODY)}
    for id_, label in questions(name).items():
        assert id_ in OTHERS or known[id_] == label


def test_the_seven_questions_are_asked() -> None:
    assert {"name", "body", "offers", "areas", "formats", "led_by", "contact"} <= questions("add.yml").keys()


@each_form
def test_no_word_of_a_vocabulary_and_no_choice_stands_in_a_form(name: str) -> None:
    text = (FORMS / name).read_text(encoding="utf-8")
    assert {part["type"] for part in form(name)["body"]} <= {"markdown", "input", "textarea"}
    context = checking.load(TESTS / "content", TODAY)
    for field in FIELDS:
        for term in context.vocabularies.get(field.vocabulary, ()):
            assert "-" not in term.key or term.key not in text


def test_nothing_but_a_form_can_be_opened() -> None:
    assert form("config.yml") == {"blank_issues_enabled": "false"}


def test_a_filled_in_form_becomes_a_listing() -> None:
    answers = {
        "name": "Leeds Tea Table",
        "body": "We meet each week in the hall and talk a while.\n\nNobody is asked to speak, and the soup is free for all.",
        "offers": "peer support group",
        "areas": "Leeds",
        "formats": "in person",
        "led_by": "All who decide share the experience",
        "contact": "01632 960123",
        "more": "cost: free\nWhen: Tuesdays 6.30 pm",
    }
    received = Desk(checking.load(TESTS / "content", TODAY)).receive(
        as_issue("add.yml", answers).encode(), from_group=True
    )
    assert received.complete, (received.problems, received.doubts, received.loose)
    assert received.problems == ()
    assert received.answers["cost"] == "free"
    assert received.answers["meetings"] == [{"day": "tuesday", "start": "18:30"}]


def test_every_question_of_the_declaration_is_known_again() -> None:
    desk = Desk(checking.load(TESTS / "content", TODAY))
    received = desk.receive(f"### {BY_NAME['travel_help'].ask}\n\nWe pay fares.\n".encode())
    assert received.answers == {"travel_help": "We pay fares."}
