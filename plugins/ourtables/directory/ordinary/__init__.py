"""The ordinary words of a language, each with what it tells about what somebody looks for: 0 nothing, 10 most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

MOST_TELLING = 10


@cache
def weights(*languages: str) -> dict[str, int]:
    """The ordinary words of some languages with their weights; none of a language that has no list.

    Args:
        languages: Language tags; only the part before the first hyphen counts. A word that two languages have weighs
            what it does in the first.
    """
    found: dict[str, int] = {}
    for language in languages:
        path = Path(__file__).with_name(f"{language.partition('-')[0]}.txt")
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else ()
        for weight, *words in map(str.split, lines):
            for word in words:
                found.setdefault(word, int(weight))
    return found


def pairs(words: Sequence[str], known: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield those neighbours that may be known as one.

    The first tells something, or both are initials ("A&E"), or none of the words tells anything ("can't go on"). Two
    that tell something are neighbours too with function words between them ("leave the house").
    """
    telling = [word for word in words if known.get(word) != 0]
    beside = ((one, other) for one, other in pairwise(words) if known.get(one) != 0 or len(one + other) == 2)
    yield from dict.fromkeys((*beside, *pairwise(telling))) if telling else pairwise(words)
