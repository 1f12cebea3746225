"""Whatever somebody types into the form, the file that it writes is read by the checker as exactly that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ourtables.core.problems import Reporter
from ourtables.intake.drafting import answers_of
from ourtables.listing.checking import Context
from ourtables.listing.fields import FIELDS
from ourtables.listing.source import parse_listing

from ..security import corpora
from ..security.corpora import sample
from ..security.holding import holds
from ..security.hostile import FREE, visible
from .agreement import SMALLEST
from .conftest import Engine

pytestmark = pytest.mark.browser  # npm brings some of the texts, and Node runs the form's scripts


def typed(text: str) -> dict[str, Any]:
    """The answers of somebody who types one text wherever a text can be typed."""
    line = " ".join(text.split())
    answers: dict[str, Any] = dict(SMALLEST)
    for field in FIELDS:
        if field.kind.name in FREE:
            answers[field.name] = [line] if field.kind.is_list else text if field.kind.name == "note" else line
    return answers | {
        "contact": [{"how": "website", "value": line, "note": text}],
        "places": {"place-1": {"name": line, "directions": text}},
        "meetings": [{"day": ["monday"], "start": "10:00", "where": "place-1", "note": text}],
        "access": {line: line},
        "body": f"{SMALLEST['body']}\n\n{text}",
    }


def test_what_is_typed_is_written_and_read_as_it_is(script: Engine, context: Context, tmp_path: Path) -> None:
    texts = [
        *corpora.xss(),
        *corpora.naughty(),
        *corpora.sanitizers(),
        *corpora.yaml_documents(),
        *corpora.commonmark(),
    ]
    tried = sample(list(dict.fromkeys(one for one in map(visible, texts) if one.strip())), 120)
    for text in tried:
        answers = typed(text.strip())
        written = script("write", answers)
        body = answers.pop("body")
        read = parse_listing(written.encode(), "kettle", Reporter("kettle"))
        assert read is not None, text
        assert answers_of(read) == answers, text
        assert read.words.strip("\n") == body.strip("\n"), text
        assert script("read", written) == {**answers, "body": body.strip("\n")}, text
        holds(written.encode(), tmp_path / "kettle.md", context)
    print(f"{len(tried):,} texts in every field of the form")
