"""A directory that has no words for a question doesn't ask it: no question, no facet, no box, no sentence, anywhere."""

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ourtables.directory import loading
from ourtables.listing.checking.help_lines import FIELDS as HELP_FIELDS
from ourtables.listing.checking.keepers_files import needed_vocabularies
from ourtables.listing.fields import BY_NAME, FIELDS, LOUD, Field, asks
from ourtables.listing.formatting import dump
from ourtables.settings import vocabulary
from ourtables.settings.vocabulary import Vocabulary

from ..conftest import TESTS, TODAY
from .drawing import drawn

FORK = TESTS / "fork" / "content"
# A directory is by area: it has at least the one that holds all.
NEEDED = needed_vocabularies((*FIELDS, *HELP_FIELDS)) - {"areas"}


def kept(fields: Iterable[Field], answers: dict[str, Any], words: dict[str, Vocabulary]) -> dict[str, Any]:
    """The answers to questions that a directory asks."""
    found = {}
    for field in fields:
        value = answers.get(field.name)
        if value is None or not asks(field, words):
            continue
        if field.parts and isinstance(value, list):
            value = [kept(field.parts, one, words) for one in value]
        elif field.parts and isinstance(value, dict) and field.name == "places":
            value = {key: kept(field.parts, one, words) for key, one in value.items()}
        elif field.parts and isinstance(value, dict):
            value = kept(field.parts, value, words)
        found[field.name] = value
    return found


def without(name: str, folder: Path) -> Path:
    """The tests' tenants' unions without one file of words, whose groups and keepers don't answer from it."""
    content = folder / "content"
    shutil.copytree(FORK, content)
    (content / "vocabulary" / f"{name}.yml").write_text("[]\n", encoding="utf-8")
    words = vocabulary.load(content)
    for path in sorted(content.glob("groups/*.md")):
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        answers = yaml.load(head, Loader=yaml.BaseLoader)  # noqa: S506 (strings only)
        path.write_text(dump(kept(FIELDS, answers, words), body.strip()), encoding="utf-8")
        if name == "statuses" and "status" in answers:
            # Without the word a group that has closed or rests would be one that meets.
            path.unlink()
    for path in sorted(content.glob("help/*.md")):
        if name in ("contact_ways", "run_by", "help_first"):
            path.unlink()
    settings = content / "directory.yml"
    text = settings.read_text(encoding="utf-8")
    if name == "led_by":
        text = re.sub(r"led_by: .*\n", "led_by:\n", text)
    if name == "funding":
        text = text.replace("funding: [dues]", "funding: []")
    settings.write_text(text, encoding="utf-8")
    return content


def asked_by(name: str, fields: Iterable[Field] = FIELDS) -> Iterator[Field]:
    """The fields and parts that take their words from a file."""
    for field in fields:
        if field.vocabulary == name:
            yield field
        yield from asked_by(name, field.parts)


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_without_its_words_nothing_asks_or_speaks_of_a_question(name: str, tmp_path: Path) -> None:
    content = without(name, tmp_path)
    loaded = loading.load(content, TODAY)
    assert [f"{one.path}:{one.line}: {one.message}" for one in loaded.problems if one.stops] == []
    pages = drawn(content, r".*\.(?!json$|csv$|xml$|ics$|pdf$|zip$|svg$)\w+|.*/")
    assert len(pages) > 20
    for field in asked_by(name):
        assert f"<code>{field.name}</code>" not in pages["/fields/"], field.name
        assert not re.search(rf'data-path="(?:\w+\.(?:0\.)?)?{field.name}"', pages["/add/"]), field.name
        if field.facet:
            assert f"<summary>{field.facet.title or field.label} <span" not in pages["/find/"], field.name
        assert f"\n{field.name}:" not in pages["/add/listing.md"], field.name
    groups = {url: page for url, page in pages.items() if re.fullmatch(r"/groups/[a-z-]+/", url)}
    assert groups
    if name in LOUD:
        label = BY_NAME[name].label
        assert not any(f">{label}</h" in page for page in groups.values())


@pytest.mark.parametrize(("name", "box"), [
    ("gates", "What you need, and don't need"),
    ("confidentiality", "What happens to what you say"),
    ("emergency_response", "If the group is worried about you"),
    ("led_by", "Who leads:"),
])  # fmt: skip
def test_a_loud_gap_is_gone_with_its_question(name: str, box: str, tmp_path: Path) -> None:
    page = drawn(without(name, tmp_path), "/groups/kettle-lane/")["/groups/kettle-lane/"]
    assert box not in page.replace("&#39;", "'")
    whole = drawn(FORK, "/groups/kettle-lane/")["/groups/kettle-lane/"]
    assert box in whole.replace("&#39;", "'")
