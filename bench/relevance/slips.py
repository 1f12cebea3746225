"""How many slips the finder knows, of a list that others collected: lines such as `tounge->tongue`.

codespell carries such a list (`codespell_lib/data/dictionary.txt`, CC BY-SA 3.0); it isn't part of the repository.
"""

from __future__ import annotations

from pathlib import Path

from ourtables.directory.ranking import Ranking
from ourtables.directory.spelling import SHORTEST


def known(path: Path, ranking: Ranking) -> tuple[int, int]:
    """Count the slips that find the same groups as the word that was meant, and all slips of the listings' words.

    Args:
        path: A file with a slip and its only correction on each line; lines with several corrections are passed over.
        ranking: The ranking that is asked, a word at a time.
    """
    right = every = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        slip, _, meant = line.strip().lower().partition("->")
        if len(meant) < SHORTEST or meant not in ranking.index.forms or not slip.isalpha():
            continue
        every += 1
        right += ranking.find(slip).slugs == ranking.find(meant).slugs
    return right, every
