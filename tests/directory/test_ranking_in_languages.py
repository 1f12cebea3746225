"""What words lead to in a directory of several languages: people type the words of each on the pages of any."""

from __future__ import annotations

from itertools import islice

import pytest

from bench import relevance
from ourtables.directory.ordinary import weights
from ourtables.directory.ranking import Ranking
from ourtables.directory.word_index import Stemmer, build
from tests.browser import demonstration

from ..conftest import of_our_content
from .test_ranking import HARM, QUERIES

pytestmark = of_our_content

COMMON = 1_000


@pytest.fixture(scope="module")
def rankings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ranking]:
    """The ranking of the demonstration in each of its three languages."""
    directory, groups = relevance.load(demonstration.in_languages(tmp_path_factory.mktemp("languages")))
    slugs = [group.slug for group in groups]
    editions = {tag: directory.in_language(tag) for tag in ("cy", "ur")} | {"en-GB": directory.in_main_language()}
    return {tag: Ranking(build(one, [one.groups[slug] for slug in slugs])) for tag, one in editions.items()}


@pytest.mark.parametrize("tag", ["cy", "ur"])
def test_no_common_word_and_no_word_for_harm_is_taken_for_another(rankings: dict[str, Ranking], tag: str) -> None:
    common = [*islice(weights("en"), COMMON), *HARM]
    assert len(common) == COMMON + len(HARM)
    assert {word: found.taken for word in common if (found := rankings[tag].find(word)).taken} == {}


@pytest.mark.parametrize("tag", ["cy", "ur"])
def test_english_words_rank_as_on_the_pages_in_english(rankings: dict[str, Ranking], tag: str) -> None:
    queries = [one.query for one in relevance.judged(QUERIES / "given.csv")]
    assert len(queries) > 70
    other = {query for query in queries if rankings[tag].find(query) != rankings["en-GB"].find(query)}
    assert other == set()


@pytest.mark.parametrize(
    ("tags", "language"),
    [
        (("en-GB",), "en"),
        (("cy", "en-GB", "ur"), "en"),
        (("de-AT", "en-GB"), "de"),
        (("cy",), ""),
    ],
)
def test_stems_are_those_of_the_first_language_that_has_some(tags: tuple[str, ...], language: str) -> None:
    assert Stemmer(tags).language == language


def test_ordinary_words_are_those_of_every_language() -> None:
    assert weights("cy", "en-GB") == weights("en-GB", "cy") == weights("en")
    assert weights("cy") == {}
