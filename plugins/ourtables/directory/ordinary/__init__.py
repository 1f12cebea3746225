"""The ordinary words of a language, each with what it tells about what somebody looks for: 0 nothing, 10 most."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

MOST_TELLING = 10


@cache
def weights(language: str) -> dict[str, int]:
    """The ordinary words of a language with their weights; none where there is no list of them.

    Args:
        language: A language tag, of which the part before the first hyphen counts.
    """
    path = Path(__file__).with_name(f"{language.partition('-')[0]}.txt")
    if not path.is_file():
        return {}
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {word: int(weight) for weight, *words in lines for word in words}


def is_pair(one: str, other: str, known: Mapping[str, int]) -> bool:
    """Whether two neighbours may be known as one: the first tells something, or the second is an initial ("A&E")."""
    return known.get(one) != 0 or len(other) == 1
