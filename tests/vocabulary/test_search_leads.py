"""The search itself leads from people's words to the groups they mean, and to none that they'd be hurt by.

A made group chooses each audience, each offer and each way to meet, and says nothing else. The real ranking then answers
every word of leads.yml:

- what has to lead to a term finds its group among the first three of its kind;
- what never may doesn't find it first, nor before a group of its kind that the same word has to lead to;
- and one word alone that never may doesn't find it among the first two of all.
"""

from collections.abc import Iterator

import pytest

from ourtables.directory.directory import Directory
from ourtables.directory.group_texts import SAID
from ourtables.directory.ranking import Ranking
from ourtables.directory.word_index import build
from ourtables.listing import checking
from ourtables.listing.group import Group
from tests.conftest import TESTS, TODAY, of_our_content

from .test_leads import LEADS, WORDS

FIRST = 3
ATTRIBUTES = {"audiences": "for_", "offers": "offers", "formats": "formats"}
pytestmark = of_our_content


def wants() -> dict[tuple[str, str], list[str]]:
    """The terms that each word of leads.yml has to lead to, by word and kind, as `kind/key`."""
    found: dict[tuple[str, str], list[str]] = {}
    for kind in ATTRIBUTES:
        for key, row in LEADS.get(kind, {}).items():
            for word in row["to"]:
                found.setdefault((word, kind), []).append(f"{kind}/{key}")
    return found


def rows() -> Iterator[tuple[tuple[str, ...], list[str], list[str]]]:
    """The terms that a row of leads.yml is about, and its words."""
    for name, terms in LEADS.items():
        for key, row in terms.items():
            members = WORDS[SAID][key].members if name == SAID else (f"{name}/{key}",)
            yield members, row["to"], row["never"]


WANTED = wants()
TO = [pytest.param(word, about, id=f"{about[0]}-{word}") for about, to, _ in rows() for word in to]
NEVER = [
    pytest.param(word, one, id=f"{one}-{word}")
    for word, one in dict.fromkeys((word, one) for about, _, never in rows() for one in about for word in never)
]


@pytest.fixture(scope="module")
def ranking() -> Ranking:
    """The ranking of a directory in which a made group chooses each term, and nothing else."""
    context = checking.load(TESTS.parent / "content", TODAY)
    groups = [
        # The name shares a word with the slug: else the slug would be indexed as a name.
        Group(slug=f"{kind}/{term.key}", name=f"Qz{number} {kind}", **{attribute: (term.key,)})
        for kind, attribute in ATTRIBUTES.items()
        for number, term in enumerate(context.vocabularies[kind])
    ]
    return Ranking(build(Directory(context.settings, context.vocabularies, groups, TODAY), groups))


def kind_of(term: str) -> str:
    return term.partition("/")[0]


@pytest.mark.parametrize(("word", "about"), TO)
def test_a_word_finds_the_group_it_has_to_lead_to(ranking: Ranking, word: str, about: tuple[str, ...]) -> None:
    found = ranking.find(word).slugs
    first = {kind: [one for one in found if kind_of(one) == kind][:FIRST] for kind in ATTRIBUTES}
    assert any(one in first[kind_of(one)] for one in about), found


@pytest.mark.parametrize(("word", "term"), NEVER)
def test_a_word_that_never_may_finds_others_first(ranking: Ranking, word: str, term: str) -> None:
    found = ranking.find(word).slugs
    assert term not in found[:1]
    assert " " in word or "-" in word or term not in found[:2], found
    if term in found:
        wanted = WANTED.get((word, kind_of(term)), [])
        assert [one for one in wanted if one not in found[: found.index(term)]] == [], found


def test_every_row_of_what_people_say_has_words_to_hold_it() -> None:
    # A row without members leads to no group; it makes the finder offer a button.
    assert list(LEADS[SAID]) == [term.key for term in WORDS[SAID] if term.members]
    assert all(row["to"] and row["never"] for row in LEADS[SAID].values())
