"""The facet index: what the browser filters by, as columns in files named by their content.

A column holds one cell a group. Columns that are wanted together share a file; past `PARTS_FROM` groups each file holds
one part of the country, so that nobody downloads the whole directory to see their area, and what a card shows comes in
small files of its own. theme/static/js/find/index.js reads them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ourtables.core.catalogue import direction
from ourtables.directory.directory import Directory
from ourtables.directory.finding import Facet, Finder
from ourtables.directory.group_texts import TERMS, asked, notes, own_words
from ourtables.directory.word_index import build as build_word_index
from ourtables.listing import source
from ourtables.listing.fields import CLOSED, faceted
from ourtables.listing.group import Group
from ourtables.site.finder.finder_messages import says_later
from ourtables.site.finder.word_files import coded, word_files
from ourtables.site.page_kinds import Making, regions, shared
from ourtables.site.record import compact_json, named

FOLDER = "finder"
# A directory of at most this many groups is one part; one of at most so many is sent before it is asked for.
PARTS_FROM, EAGER_TO = 2_000, 12_000
CARDS = 5
_CARD = ("name", "slug", "tell", "area", "how", "blurb")
# In a small directory names come at once and the longer texts when a list is shown.
_SMALL_CARD = (("name", "slug", "tell"), ("blurb",))
_BANDS = ("recent", "check-first", "stale", "out-of-touch", "unconfirmed")


@dataclass(frozen=True, slots=True)
class Index:
    """The facet index of a directory: groups in the order of its cells, its head's name, and its files by name.

    `stamp` tells the records of these groups from those of any other build, so that parts of two are never mixed.
    """

    groups: tuple[Group, ...]
    stamp: str
    head: str
    files: dict[str, bytes]


@shared
def index(making: Making) -> Index:
    """The facet index of a run."""
    finder = finder_of(making)
    parts = list(_parts(making, finder))
    groups = tuple(group for part in parts for group in part)
    return _made(making, finder, parts, groups)


def _made(making: Making, finder: Finder, parts: Sequence[tuple[Group, ...]], groups: tuple[Group, ...]) -> Index:
    digest = hashlib.sha256()
    for record in records(making.directory, groups):
        digest.update(record)
    stamp = digest.hexdigest()[:12]
    starts = [sum(map(len, parts[:number])) for number in range(len(parts))]
    columns = _Columns(making, finder, groups)
    files: dict[str, bytes] = {}
    count = len(groups)
    large = count > PARTS_FROM
    head: dict[str, Any] = {
        "stamp": stamp,
        "count": count,
        "listed": len(making.directory.listed),
        "eager": count <= EAGER_TO,
        "parts": _homes(making, _part_names(making) if large else [""]),
        "sets": [_set(files, columns, names, starts, count) for names in _together(columns.asked)],
    }
    if large:
        head["sets"].append(_cards(files, columns, count))
    else:
        head["sets"] += [_set(files, columns, names, [0], count) for names in _SMALL_CARD]
    head["words"] = _words(making, finder, groups, files)
    head["says"] = says_later(making)
    return Index(groups, stamp, named(files, "index", compact_json(head)), files)


@shared
def finder_of(making: Making) -> Finder:
    """The finder of a run, its languages by their names."""
    listed = (*making.directory.listed, *making.directory.out_of_touch)
    spoken = {tag for group in listed for tag in group.languages}
    return Finder(making.directory, sorted(spoken, key=making.words.language))


def _together(asked: Container[str]) -> Iterator[tuple[str, ...]]:
    """The columns that are wanted together, a file each. The first file holds what every count needs.

    `asked` names the columns of facets that this directory has.
    """
    for number, declared in groupby((facet for _, facet in faceted()), key=lambda facet: facet.at[0]):
        names = tuple(dict.fromkeys(facet.name for facet in declared if facet.name in asked))
        if names:
            yield names if number else (*names, "rank")
    yield from (("fresh",), ("point",))


def address(prefix: str) -> str:
    """The first letters of a name as part of a file's name, whatever alphabet they are of."""
    return "-".join(f"{ord(letter):x}" for letter in prefix)


def _set(
    files: dict[str, bytes], columns: _Columns, names: Sequence[str], starts: Sequence[int], count: int
) -> dict[str, Any]:
    """Columns in files that each begin with the group that `starts` says."""
    bodies = (columns.body(names, start, end) for start, end in zip(starts, [*starts[1:], count], strict=True))
    written = [named(files, names[0], body).removesuffix(".json") for body in bodies]
    return {"columns": names, "starts": starts, "files": written}


def _cards(files: dict[str, bytes], columns: _Columns, count: int) -> dict[str, Any]:
    """What cards show, so many groups a file: the names of thousands of files would weigh more than the files."""
    starts = range(0, count, CARDS)
    bodies = {str(number): columns.body(_CARD, start, min(start + CARDS, count)) for number, start in enumerate(starts)}
    return {"columns": _CARD, "every": CARDS, "base": _folder(files, "cards", bodies)}


def _folder(files: dict[str, bytes], stem: str, bodies: Mapping[str, bytes]) -> str:
    """Put files into a folder that is named by what they hold."""
    digest = hashlib.sha256()
    for body in bodies.values():
        digest.update(body)
    base = f"{stem}-{digest.hexdigest()[:10]}"
    files |= {f"{base}/{name}.json": body for name, body in bodies.items()}
    return base


def _part_names(making: Making) -> list[str]:
    """The first part is for groups of several regions or a whole nation; then one for each region."""
    return ["", *(term.key for term in regions(making))]


def _homes(making: Making, names: Sequence[str]) -> dict[str, list[int]]:
    """The parts that have the groups within an area, besides the first.

    An area that isn't named has those of the nearest above it. The root includes only who names it, so it has no other.
    """
    found: dict[str, list[int]] = {term.key: [0] for term in making.areas.roots}
    for number, name in enumerate(names[1:], 1):
        for key in (name, *making.areas.ancestors(name)[:-1]):
            found.setdefault(key, []).append(number)
    return found


def _parts(making: Making, finder: Finder) -> Iterator[tuple[Group, ...]]:
    if len(finder.groups) <= PARTS_FROM:
        yield finder.groups
        return
    names = _part_names(making)
    home = {key: number for number, name in enumerate(names) if name for key in (name, *making.areas.descendants(name))}
    found: list[list[Group]] = [[] for _ in names]
    for group in finder.groups:
        homes = {home.get(key, 0) for key in making.directory.areas_of(group)}
        found[homes.pop() if len(homes) == 1 else 0].append(group)
    yield from map(tuple, found)


def records(directory: Directory, groups: Iterable[Group]) -> Iterator[bytes]:
    """Yield what Pagefind is to hold of each group, as a line of JSON."""
    for group in groups:
        yield json.dumps(_record(group, directory)).encode() + b"\n"


def _record(group: Group, directory: Directory) -> dict[str, Any]:
    """What Pagefind knows of a group: its own words, and its offers and audiences by their labels.

    It serves phrases and the words around a match.

    Pagefind leaves out a text without a word: a group that writes only signs is found by its address.
    """
    own = own_words(group)
    if not any(sign.isalpha() or sign.isdecimal() for text in own for sign in text):
        own = [group.slug]
    chosen = (("offers", group.offers), ("audiences", group.for_))
    words = directory.vocabularies
    labels = [words[name][key].label for name, keys in chosen for key in keys if key in words[name]]
    content = "\n".join([*own, *notes(group), ", ".join(labels)])
    return {"url": f"/groups/{group.slug}/", "content": content, "meta": {"title": group.name}}


def _words(making: Making, finder: Finder, groups: tuple[Group, ...], files: dict[str, bytes]) -> dict[str, Any]:
    """Write the index of words, with closed groups' names after all others; return what the head says of it."""
    closed = [group for group in making.directory.groups.values() if group.status == CLOSED]
    bodies, told = word_files(build_word_index(making.directory, (*groups, *closed)), _term_codes(finder))
    bodies["closed"] = compact_json([[group.name, group.slug] for group in closed])
    (ways,) = (facet.values for facet in finder.facets if facet.name == "how")
    return {"base": _folder(files, "words", bodies), **told, "asked": _asked(making.directory, ways)}


def _term_codes(finder: Finder) -> dict[str, dict[str, str]]:
    """The code of each term that may be why a group is shown, by vocabulary.

    It is the first letter of the term's column and its value in a cell.
    """
    found: dict[str, dict[str, str]] = {vocabulary: {} for vocabulary in TERMS}
    questions: Counter[str] = Counter()
    for facet in finder.facets:
        codes = found.get(facet.field.vocabulary)
        if codes is None:
            continue
        if facet.family:
            # As `_coder` numbers them: the wanted answer to each question has an even number.
            codes[facet.name] = f"{facet.family[0]}{2 * questions[facet.family]}"
            questions[facet.family] += 1
        else:
            codes |= {value: f"{facet.name[0]}{code}" for code, value in enumerate(facet.values)}
    return found


def _asked(directory: Directory, ways: Sequence[str]) -> dict[str, list[int]]:
    """The phrases that ask for a way of meeting, with the codes of its filter; none for those that ask for a place."""
    codes = {f"formats/{way}": code for code, way in enumerate(ways)}
    return {phrase: [codes[one] for one in members if one in codes] for phrase, members in asked(directory).items()}


class _Columns:
    """The cells of every column, made when they are written."""

    def __init__(self, making: Making, finder: Finder, groups: tuple[Group, ...]) -> None:
        self._making, self._groups = making, groups
        self._facets: dict[str, list[Facet]] = {}
        for facet in finder.facets:
            self._facets.setdefault(facet.family or facet.name, []).append(facet)
        self._ranks = {group.slug: rank for rank, group in enumerate(finder.groups)}
        self._points = making.exporting.points
        self._texts: dict[str, Callable[[Group], Any]] = {
            "name": lambda group: group.name,
            "slug": lambda group: "" if source.plain_slug(group.name) == group.slug else group.slug,
            "blurb": lambda group: group.blurb,
            "tell": self._tell,
            "point": self._point,
            "fresh": lambda group: finder.fresh[group.slug],
        }

    @property
    def asked(self) -> Container[str]:
        """The names of the columns that facets have."""
        return self._facets

    def body(self, names: Sequence[str], start: int, end: int) -> bytes:
        """The file of some columns from one group to another."""
        return compact_json({name: self.cells(name, start, end) for name in names})

    def cells(self, name: str, start: int, end: int) -> object:
        """The cells of a column from one group to another."""
        groups = self._groups[start:end]
        if name in self._facets:
            return " ".join(map(_coder(self._facets[name]), groups))
        if name == "rank":
            ranks = [self._ranks[group.slug] for group in groups]
            # Each as its distance from the one before: within a part they grow.
            return [rank - before for rank, before in zip(ranks, [0, *ranks], strict=False)]
        return [self._texts[name](group) for group in groups]

    def _tell(self, group: Group) -> str:
        """What a card says besides.

        How fresh it is, since when and by whom, its state, whether it is made up, its language and direction, and its
        earlier addresses.
        """
        band = _BANDS.index(self._making.directory.freshness(group).band)
        month = group.confirmed.strftime("%Y-%m") if group.confirmed else ""
        status = "" if group.status == "active" else group.status
        turned = "rtl" if group.written_in and direction(group.written_in) == "rtl" else ""
        told = [
            str(band),
            month,
            group.confirmed_by or "",
            status,
            "1" if group.example else "",
            group.written_in or "",
            turned,
            ",".join(group.aliases),
        ]
        return " ".join(told).rstrip()

    def _point(self, group: Group) -> list[int]:
        """Where its places lie, in hundredths of a degree: about a kilometre, and nothing of a private one."""
        found = (self._points.of(group, place) for place in group.places.values())
        return [number for point in found if point for number in (round(point.lat * 100), round(point.lon * 100))]


def _coder(facets: Sequence[Facet]) -> Callable[[Group], str]:
    """What makes a cell of a column: a letter a value; questions share a column, with two letters for each of them."""
    if facets[0].family:
        return lambda group: coded(
            2 * number + (said != facet.values) for number, facet in enumerate(facets) if (said := facet.said(group))
        )
    (facet,) = facets
    places = {value: place for place, value in enumerate(facet.values)}
    return lambda group: coded(places[value] for value in facet.said(group))
