"""How many slips lie between two words, and the known word that a misspelt one resembles most.

theme/static/js/find/edit_distance.js and form/nearest.js repeat this in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable


def distance(one: str, other: str, most: int) -> int:
    """The number of slips between two words: a letter too many, too few or wrong, or two that changed places.

    Optimal string alignment (Levenshtein's distance with swaps of neighbours).

    Args:
        one: a word.
        other: another word.
        most: the count past which nothing is counted.

    Returns:
        The number of slips, or `most` + 1 for any greater number.
    """
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            best = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                best = min(best, before[column - 2] + 1)
            line.append(best)
        if min(line) > most:
            return most + 1
        before, above = above, line
    return min(above[-1], most + 1)


def suggest(wrong: str, known: Iterable[str]) -> str:
    """The known word that a wrong one resembles most, or an empty text when it resembles none.

    At most a third of the longer word's letters may differ. The beginning or the end of a known word, cut at a hyphen
    and with more than half of its letters, is one slip. Among equals the first by the alphabet wins. Case doesn't
    count, nor whether words are joined by a hyphen, an underscore or a space.
    """
    folded = _folded(wrong.strip())
    best, nearest = len(folded) + 1, ""
    for key, name in sorted((_folded(name), name) for name in known):
        slips = _slips(folded, key)
        if slips < best:
            best, nearest = slips, name
    return nearest


def _slips(word: str, known: str) -> int:
    """The slips between two words; more than either has letters when they are too many to be slips."""
    longer = max(len(word), len(known))
    most = longer // 3
    if 2 * len(word) > len(known) and (known.startswith(f"{word}-") or known.endswith(f"-{word}")):
        return 1
    slips = distance(word, known, most) if abs(len(word) - len(known)) <= most else longer
    return slips if slips <= most else longer + 1


def _folded(word: str) -> str:
    return word.lower().replace("_", "-").replace(" ", "-")
