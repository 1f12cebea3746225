from __future__ import annotations

from pathlib import Path

import pytest

from ourtables.places import Gazetteer, PostcodeRules
from ourtables.settings import vocabulary
from ourtables.settings.vocabulary import Term

CONTENT = Path(__file__).parents[2] / "content"
RULES = PostcodeRules(
    unit="([A-Z]{1,2} ?[0-9][A-Z0-9]?) ?([0-9]) ?([ABD-HJLNP-UW-Z]{2})",
    sector="([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9])",
    outward="([A-Z]{1,2}[0-9][A-Z0-9]?)",
)


@pytest.fixture(scope="session")
def terms() -> list[Term]:
    words = vocabulary.load(CONTENT)
    return [*words["areas"], *words["area_aliases"]]


@pytest.fixture(scope="session")
def gazetteer(terms: list[Term]) -> Gazetteer:
    return Gazetteer.load(CONTENT / "places", terms, RULES)
