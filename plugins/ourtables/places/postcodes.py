"""Postcodes in a text: the longest known one, and the choices it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations

from ourtables.places.model import PlaceChoice, PostcodeRules
from ourtables.places.tables import Tables


@dataclass(frozen=True, slots=True)
class PostcodeMatch:
    """A postcode in a text: its choices, the text without it, and whether its sector is known."""

    kind: str
    choices: tuple[PlaceChoice, ...]
    rest: str
    exact: bool


# Letters and figures that are typed for each other.
_SWAPPED = {"O": "0", "0": "O", "I": "1", "1": "I"}
_MOST_SWAPS = 5
_MAY_BE_CODE = re.compile(r"(?<![^\W_])[A-Z0-9]{2,4} [A-Z0-9]{3}(?![^\W_])|(?<![^\W_])[A-Z0-9]{2,7}(?![^\W_])")
_LOOSE_LETTER = re.compile(r"(?:^|[\W_])[A-Z] $")


class Postcodes:
    """Finds postcodes by a country's rules in its tables."""

    def __init__(self, rules: PostcodeRules, tables: Tables) -> None:
        # Coarse before fine: of two that take the same signs, "LS28" is the outward code and not the sector "LS2 8".
        self._patterns = [
            (kind, re.compile(rf"\b(?:{pattern})\b"))
            for kind, pattern in (("outcode", rules.outward), ("sector", rules.sector), ("postcode", rules.unit))
        ]
        self._tables = tables

    def find(self, text: str) -> PostcodeMatch | None:
        """Finds the longest postcode of a text whose outward code is known; of equals the coarsest, then the first.

        Where there is no whole one, O and 0, I and 1 are tried for each other.
        """
        capitals = " ".join(text.upper().split())
        found = self._longest(capitals)
        if found and found.kind == "postcode":
            return found
        mended = [self._longest(one) for one in self._swapped(capitals)]
        halves = [one for one in mended if one]
        whole = [one for one in halves if one.kind == "postcode" and one.exact]
        return _only(whole) or found or _only(halves)

    def is_unknown(self, text: str) -> bool:
        """Says whether a text has a whole postcode whose outward code isn't known: "L56 2NB"."""
        found = self._patterns[-1][1].finditer(" ".join(text.upper().split()))
        return any(match[1] not in self._tables.outcodes for match in found)

    def _swapped(self, capitals: str) -> Iterator[str]:
        """The text with each way to swap such signs in one word of it, or in two that stand together."""
        for match in _MAY_BE_CODE.finditer(capitals):
            code = match[0]
            places = [place for place, sign in enumerate(code) if sign in _SWAPPED]
            if len(places) > _MOST_SWAPS or not any(sign.isdigit() for sign in code) or code.isdecimal():
                continue
            for chosen in chain.from_iterable(combinations(places, count) for count in range(1, len(places) + 1)):
                signs = [_SWAPPED[sign] if place in chosen else sign for place, sign in enumerate(code)]
                yield f"{capitals[: match.start()]}{''.join(signs)}{capitals[match.end() :]}"

    def _longest(self, capitals: str) -> PostcodeMatch | None:
        longest: tuple[int, PostcodeMatch] | None = None
        for kind, pattern in self._patterns:
            for match in pattern.finditer(capitals):
                length = match.end() - match.start()
                if longest is not None and length <= longest[0]:
                    continue
                if _LOOSE_LETTER.search(capitals, 0, match.start()):
                    # "L S6 2NB" is a torn code, not one of Sheffield.
                    continue
                groups = [group.replace(" ", "") for group in match.groups("")]
                row = self._tables.sectors.get(" ".join(groups[:2])) if len(groups) > 1 else None
                choices = tuple(self._choices(kind, groups, row))
                if choices:
                    rest = f"{capitals[: match.start()]},{capitals[match.end() :]}"
                    longest = (length, PostcodeMatch(kind, choices, rest, row is not None))
        return longest[1] if longest else None

    def _choices(self, kind: str, groups: list[str], sector: list[str] | None) -> Iterator[PlaceChoice]:
        outward, inward = groups[0], "".join(groups[1:])
        name = f"{outward} {inward}" if inward else outward
        if sector is not None:
            yield PlaceChoice(name, kind, sector[1], float(sector[2]), float(sector[3]))
            return
        row = self._tables.outcodes.get(outward)
        if row is None:
            return
        _, areas, lat, lon, _, outside = row
        if not areas:
            yield PlaceChoice(f"{name} ({outside})" if outside else name, kind, None, float(lat), float(lon))
        for area in areas.split():
            yield PlaceChoice(name, kind, area, float(lat), float(lon))


def _only(found: list[PostcodeMatch]) -> PostcodeMatch | None:
    """The first of some matches that are all the same postcode."""
    return found[0] if len({one.choices for one in found}) == 1 else None
