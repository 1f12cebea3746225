"""A typed place becomes choices.

1. Nothing, when the text ends with another country.
2. A postcode whose outward code is known, the longest there is; half a postcode only where no town beside it is
   elsewhere: "Room B1, Hull".
3. Else the known names in the text: the narrowest that the others support is meant, the others choose between its
   namesakes.
4. Else the known name with the fewest slips, unless the text is an address.

The browser repeats these rules over the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import islice, permutations
from pathlib import Path

from ourtables.places.model import Area, PlaceChoice, PlaceEntry, PostcodeRules, kilometres
from ourtables.places.names import ExtraPlace, Names
from ourtables.places.phrases import CHANCE_WEIGHT, PhraseReading, Run, parts, readings, runs
from ourtables.places.postcodes import PostcodeMatch, Postcodes
from ourtables.places.tables import Tables
from ourtables.places.typos import LONG, TypoShards

MOST_CHOICES = 8
# What is typed beyond this is not read: an address is shorter.
MOST_LETTERS = 300
MOST_RUNS = 12
# A place named beside a postcode is taken when it has at most so many people and lies within so many kilometres of the
# middle of the code: beside a sector, and beside an outward code.
VILLAGE, AROUND_SECTOR = 10_000.0, 9.0
SMALL_TOWN, AROUND_OUTCODE = 30_000.0, 20.0
# One mistyped word of several is looked up only if it is this long: short words are like too many names.
LONE_WORD = 6
# So large a town is meant, and none of its name with so few people.
CITY, HAMLET = 50_000.0, 1_000.0


class Gazetteer:
    """Resolves typed places by the tables of one directory."""

    def __init__(
        self, tables: Tables, areas: Iterable[Area], rules: PostcodeRules | None, extra: Iterable[ExtraPlace] = ()
    ) -> None:
        self._tables = tables
        self._names = Names(tables, areas, extra)
        self._postcodes = Postcodes(rules, tables) if rules else None

    @classmethod
    def load(
        cls,
        folder: Path,
        areas: Iterable[Area],
        postcode_rules: PostcodeRules | None,
        extra: Iterable[ExtraPlace] = (),
    ) -> Gazetteer:
        """Makes the gazetteer of a folder of tables, which are read at the first look-up.

        `areas` are all areas, with their parents, and the aliases, which have `members`; `postcode_rules` is `None` in
        a country whose postcodes are not looked up; `extra` are further places, such as those that listings name: a
        name, the key of an area or `None`, latitude and longitude in degrees. Raises `KeyError` for an area without
        `lat` and `lon` in `extra`.
        """
        return cls(Tables(folder), areas, postcode_rules, extra)

    def find(self, text: str) -> list[PlaceChoice]:
        """Gives at most `MOST_CHOICES` choices for a typed text, best first; none if nothing in it is known."""
        text = text[:MOST_LETTERS].replace("\n", ", ")
        if self._is_abroad(text):
            return []
        found = self._postcodes.find(text) if self._postcodes else None
        if found is not None and not self._is_elsewhere(found):
            return self._with_names(found)[:MOST_CHOICES]
        text = found.rest if found else text
        return self._by_one_slip(text) or self._by_name(text) or self._by_typo(text)

    def _is_abroad(self, text: str) -> bool:
        """Says whether the last name of a text is another country's."""
        for part in reversed([self._tables.folding.fold(part) for part in parts(text)]):
            if self._names.ends_abroad(part):
                return True
            if any(True for _ in runs([part], self._names)):
                return False
        return False

    def _is_elsewhere(self, found: PostcodeMatch) -> bool:
        """Says whether every town named beside half a postcode is elsewhere: then it was a room, a unit or a road."""
        if found.kind == "postcode":
            return False
        named = [one for one in self._readings(found.rest) if one.first.breadth or one.first.weight >= CHANCE_WEIGHT]
        entries = [entry for reading in named for entry in reading.entries]
        return bool(entries) and not any(
            self._names.lies_by(choice, entries, AROUND_OUTCODE) for choice in found.choices
        )

    def settled(self, text: str) -> list[PlaceChoice]:
        """Gives the choices of a text that leave something to ask: a council or a city is meant, no hamlet of its name.

        Where every other name in the text speaks for the first choice, as "Leeds" does in "Otley, Leeds", it alone is
        meant. Half a postcode is none within a whole one that isn't known.

        Args:
            text: A typed place.
        """
        choices = self.find(text)
        if (
            choices
            and choices[0].kind in ("outcode", "sector")
            and self._postcodes
            and self._postcodes.is_unknown(text)
        ):
            return []
        named = self._readings(text[:MOST_LETTERS].replace("\n", ", "))
        if len(named) > 1 and named[0].supporters == len(named) - 1 and named[0].first.choice in choices[:1]:
            return choices[:1]
        return choices[:1] + [choice for choice in choices[1:] if choice not in self._hamlets(choices[0])]

    def _hamlets(self, meant: PlaceChoice) -> set[PlaceChoice]:
        """The villages of a council's name, or the hamlets of a city's."""
        entries = self._names.lookup(self._tables.folding.fold(meant.name))
        is_city = any(entry.choice == meant and entry.weight >= CITY for entry in entries)
        most = VILLAGE if meant.kind == "area" else HAMLET if is_city else -1.0
        return {entry.choice for entry in entries if entry.weight <= most and not entry.breadth}

    def are_several(self, texts: Iterable[str]) -> bool:
        """Says whether each of some texts is a place of its own: all of it known, and none within another.

        Args:
            texts: The parts of a typed text.
        """
        found: list[list[PlaceEntry]] = []
        for text in texts:
            name = self._tables.folding.fold(text)
            code = self._postcodes.find(text) if self._postcodes else None
            if code and not self._tables.folding.fold(code.rest):
                found.append([PlaceEntry(choice, 0.0) for choice in code.choices])
            elif self._names.known(name) and not self._names.is_common(name):
                found.append(self._names.lookup(name))
            else:
                return False
        return not any(
            self._names.contains(outer, inner)
            for one, other in permutations(found, 2)
            for outer in one
            for inner in other
        )

    def _with_names(self, found: PostcodeMatch) -> list[PlaceChoice]:
        """Puts a village named beside its postcode first: it is nearer than the middle of a wide sector or code."""
        largest, farthest = (VILLAGE, AROUND_SECTOR) if found.exact else (SMALL_TOWN, AROUND_OUTCODE)
        areas = {choice.area for choice in found.choices}
        for reading in self._readings(found.rest):
            for entry in reading.entries:
                fits = entry.choice.area in areas and kilometres(entry.choice, found.choices[0]) <= farthest
                if fits and reading.run.whole and not entry.breadth and entry.weight <= largest:
                    return [entry.choice, *found.choices]
        return list(found.choices)

    def _readings(self, text: str) -> list[PhraseReading]:
        fold = self._tables.folding.fold
        whole = fold(text)
        if self._names.known(whole):
            found = [Run(1, True, False, tuple(self._names.lookup(whole)))]
        else:
            folded = [fold(part) for part in parts(text)]
            found = list(islice(runs(folded, self._names), MOST_RUNS))
        return readings(found, self._names)

    def _by_name(self, text: str) -> list[PlaceChoice]:
        found = self._readings(text)
        namesakes = found[0].entries if found else ()
        return distinct([*namesakes, *(reading.first for reading in found[1:])])

    @cached_property
    def _shards(self) -> TypoShards:
        return TypoShards(name for name in self._names.all() if not self._names.is_common(name))

    def _by_one_slip(self, text: str) -> list[PlaceChoice]:
        """Tries a long text as one name with one slip, before the known words within it: "Sutton Coldfeild"."""
        name = self._tables.folding.fold(text)
        return [] if len(name) < LONG or self._names.known(name) else self._nearest(name, most=1)

    def _by_typo(self, text: str) -> list[PlaceChoice]:
        folded = [self._tables.folding.fold(part) for part in parts(text)]
        folded = [part for part in folded if not any(letter.isdigit() for letter in part)]
        alone = folded[0].split() if len(folded) == 1 and len(parts(text)) == 1 else []
        words = [word for word in alone if len(word) >= LONE_WORD and not any(map(self._names.is_street, alone))]
        return next(filter(None, map(self._nearest, [*folded, *words])), [])

    def _nearest(self, name: str, most: int = 2) -> list[PlaceChoice]:
        near = self._shards.nearest(name, most)
        entries = [entry for known in near for entry in self._names.lookup(known)]
        return distinct(sorted(entries, key=lambda entry: -entry.weight))


def distinct(entries: Iterable[PlaceEntry]) -> list[PlaceChoice]:
    """The choices of entries in their order, without those of the same name in the same area."""
    seen: dict[tuple[str, str | None], PlaceChoice] = {}
    for entry in entries:
        seen.setdefault((entry.choice.name, entry.choice.area), entry.choice)
    return list(seen.values())[:MOST_CHOICES]
