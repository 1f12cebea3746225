"""A statement of law or fact says where it holds, the year its source was read, and the source; and pages show it."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from ourtables.core.errors import SiteError
from ourtables.settings import vocabulary
from ourtables.site import keepers_words
from tests.conftest import TESTS, TODAY, of_our_content

from .conftest import directory_in, listing
from .drawing import drawn

CONTENT = TESTS.parent / "content"
# What a sentence says that states the law or how phones work.
LAW = re.compile(
    r"\b(the law (gives|says|lets|allows)|by law|against the law|(un|il)lawful|illegal|warrant|place of safety|sectioned"
    r" person|(has|have) (a|the) right|(police|a court) (can|may|must)|put \*{0,2}141|can be dangerous)\b",
    re.IGNORECASE,
)


# What a sentence says that states what others see or keep, or what happens on most wards.
FACT = re.compile(
    LAW.pattern
    + r"|\b(can (often |still )?see\b|sees (your|where)\b|show(s|ed)? (your number|on the)|forgets\b|can record\b|on most (?!phones)"
    r"|keeps? what you do|knows? (who|whom) you|hides (nothing|it) from|doesn't work for|may be (stopped|limited))",
    re.IGNORECASE,
)
# What a sentence says that leaves the fact open.
OPEN = re.compile(r"\bwe (don't know|haven't (checked|found)|couldn't)\b", re.IGNORECASE)


def sentences(path: Path) -> list[str]:
    """The sentences of a page's or a help line's words, without marks."""
    words = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words).replace("*", "")
    return [one.strip(" -") for one in re.split(r"(?<=[.:!?])\s+|\n+", plain)]


def telling(text: str) -> set[str]:
    """The beginnings of the longer words of a text, by which it is held against another."""
    return {word[:5] for word in re.findall(r"[a-z0-9]{3,}", text.lower())} - COMMON


COMMON = {
    "the",
    "that",
    "what",
    "when",
    "with",
    "your",
    "you",
    "this",
    "from",
    "and",
    "can",
    "for",
    "they",
    "are",
    "not",
    "who",
}


def bare(sentence: str, grounds: Sequence[Mapping[str, str]]) -> bool:
    """Whether a sentence states a fact that no statement with a source goes with."""
    if not FACT.search(sentence) or OPEN.search(sentence):
        return False
    return all(len(telling(sentence) & telling(one["says"])) < 3 for one in grounds)


def front(path: Path) -> Mapping[str, Any]:
    """The names and values at the head of a file, all as texts."""
    head = path.read_text(encoding="utf-8").split("---\n")[1]
    return dict(yaml.load(head, Loader=yaml.BaseLoader))  # noqa: S506


def with_law() -> list[Path]:
    paths = sorted([*(CONTENT / "pages").glob("*.md"), *(CONTENT / "help").glob("*.md")])
    return [path for path in paths if LAW.search(path.read_text(encoding="utf-8"))]


@of_our_content
def test_the_pages_with_law_are_those_we_know_of() -> None:
    assert {path.stem for path in with_law()} == {"keeping-safe", "privacy", "90-emergency"}


@of_our_content
@pytest.mark.parametrize("path", with_law(), ids=lambda path: path.stem)
def test_a_page_with_law_says_what_it_rests_on(path: Path) -> None:
    for one in front(path)["grounds"]:
        assert set(one) == {"says", "where", "year", "source"}
        assert all(one.values())
        assert 1990 <= int(one["year"]) <= TODAY.year
        assert re.match(r"https?://\w", one["source"])


def files() -> list[Path]:
    return sorted([*(CONTENT / "pages").glob("*.md"), *(CONTENT / "help").glob("*.md")])


@of_our_content
@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_each_sentence_that_states_a_fact_has_a_statement_with_its_source(path: Path) -> None:
    assert [one for one in sentences(path) if bare(one, front(path).get("grounds", []))] == []


@pytest.mark.parametrize(
    ("sentence", "without"),
    [
        ("On most wards you can keep in touch.", True),
        ("A hospital can often see the name of this site.", True),
        ("A call can show on the phone bill.", True),
        ("Facebook knows who you write to.", True),
        ("Police can take you from home.", True),
        ("Letters of tigers may be stopped at the border.", False),
        ("Letters of tigers may be stopped; we haven't checked.", False),
        ("We never rate groups.", False),
    ],
)
def test_a_fact_without_a_source_is_seen(sentence: str, without: bool) -> None:
    assert bare(sentence, [{"says": "Letters of tigers may be stopped by the post."}]) is without


@of_our_content
def test_a_definition_with_law_says_what_it_rests_on() -> None:
    found = [term for terms in vocabulary.load(CONTENT).values() for term in terms if LAW.search(term.definition)]
    assert {term.key for term in found} == {"peer-advocacy", "coming-off-medication"}
    assert all({"where", "year", "source"} <= set(term.extra) for term in found)


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("Police can take you from the street.", True),
        ("A sectioned person's post may be stopped.", True),
        ("You have a right to an advocate.", True),
        ("To hide your number, put **141** before it.", True),
        ("Stopping suddenly can be dangerous.", True),
        ("The group rings the police only if you ask.", False),
        ("The law forbids the listing.", False),
        ("A court of law is no place for tea.", False),
    ],
)
def test_law_is_told_from_what_only_names_it(text: str, law: bool) -> None:
    assert bool(LAW.search(text)) is law


GROUNDS = """---
title: Rights
grounds:
  - says: "A ward may not take your letters."
    where: "Freedonia"
    year: 2025
    source: https://law.example.org/12
---

Letters are yours.
"""


def test_a_page_shows_what_it_rests_on(tmp_path: Path) -> None:
    content = directory_in(tmp_path)
    (content / "pages" / "rights.md").write_text(GROUNDS, encoding="utf-8")
    (page,) = drawn(content, "/rights/").values()
    rests = re.sub(r"<[^>]+>", "", page.partition('id="grounds"')[2])
    assert "A ward may not take your letters. Freedonia, 2025. Source: law.example.org/12" in rests
    assert 'id="grounds"' not in "".join(drawn(content, "/change/").values())


@pytest.mark.parametrize("line", ["says", "where", "year", "source"])
def test_a_statement_without_one_of_its_four_parts_stops_the_build(tmp_path: Path, line: str) -> None:
    path = tmp_path / "rights.md"
    path.write_text(re.sub(rf"(?m)^( *-? *){line}: .*$", r"\1other: x", GROUNDS), encoding="utf-8")
    with pytest.raises(SiteError, match="each of “grounds” needs “says”, “where”, “year” and “source”"):
        keepers_words.read(path, str)


def test_an_offer_shows_where_the_fact_in_its_definition_is_from(tmp_path: Path) -> None:
    content = directory_in(tmp_path)
    path = content / "vocabulary" / "offers.yml"
    source = "- key: listening-line\n  where: Freedonia\n  year: 2024\n  source: https://facts.example.org/\n"
    text = path.read_text(encoding="utf-8").replace("- key: listening-line\n", source, 1)
    path.write_text(text, encoding="utf-8")
    (page,) = drawn(content, "/offers/listening-line/").values()
    assert "Freedonia, 2024." in page
    assert 'href="https://facts.example.org/"' in page


def test_about_shows_what_the_keepers_decide_themselves(tmp_path: Path) -> None:
    content = directory_in(tmp_path)
    path = content / "directory.yml"
    questions = "  questions:\n    - {question: Dogs?, answer: Yes.}\n    - {question: Cats?}\n"
    path.write_text(
        path.read_text(encoding="utf-8").replace("  adopted_on:\n", f"  adopted_on:\n{questions}", 1), encoding="utf-8"
    )
    (page,) = drawn(content, "/about/").values()
    assert re.findall(r"<li>(.*?) <strong>(.*?)</strong></li>", page) == [
        ("Dogs?", "Yes."),
        ("Cats?", "Not decided yet"),
    ]


@of_our_content
@pytest.mark.parametrize(
    ("more", "unsaid"),
    [
        ("for: [women]\n", "Trans women and Non-binary people"),
        ("for: [men, women]\n", "Trans men, Non-binary people and Trans women"),
        ("for: [women]\nincludes: {trans-women: yes}\n", "Non-binary people"),
        ("for: [women]\nincludes: {trans-women: yes, non-binary: ask}\n", ""),
        ("for: [women]\nincludes: {trans-women: no, non-binary: no}\n", ""),
        ("for: [women, trans-nonbinary]\n", ""),
        ('for: [women]\nfor_note: "Every woman who wants to come."\n', "Trans women and Non-binary people"),
        ('for: [women]\nfor_note: "Over 18."\n', "Trans women and Non-binary people"),
        ("for: [older]\n", ""),
    ],
)
def test_a_group_that_leaves_open_whom_it_includes_is_loud_about_it(tmp_path: Path, more: str, unsaid: str) -> None:
    content = directory_in(tmp_path, kettle=listing("Kettle", more=more))
    for name in ("audiences", "includes"):
        (content / "vocabulary" / f"{name}.yml").write_bytes((CONTENT / "vocabulary" / f"{name}.yml").read_bytes())
    (page,) = drawn(content, "/groups/kettle/").values()
    said = re.findall(r"hasn(?:&#39;|')t said whether they are welcome: ([^<]*)\.<", page)
    assert said == ([unsaid] if unsaid else [])
    assert ("Trans women are welcome." in page) is ("trans-women: yes" in more)
