"""Rules between files: the same name twice, and an earlier address that is another's."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ourtables.problems import Problem, shorten


@dataclass(frozen=True, slots=True)
class Named:
    """What rules between files need of one listing: its names, and the lines on which they stand."""

    path: str
    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)


def folded(name: str) -> str:
    """A name as it is compared: composed, without case and without doubled spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def check(listings: Sequence[Named]) -> list[Problem]:
    """The problems between listings, each at the line of a name or of the aliases."""
    return [*_same_names(listings), *_aliases(listings)]


def _same_names(listings: Sequence[Named]) -> Iterable[Problem]:
    by_name: dict[str, list[Named]] = {}
    for one in listings:
        by_name.setdefault(folded(one.name), []).append(one)
    for same in by_name.values():
        for one in same if len(same) > 1 else ():
            others = sorted(Path(other.path).name for other in same if other.path != one.path)
            yield Problem(
                one.path, one.lines.get("name", 1), 1, "same-name", "name", {"other": shorten(", ".join(others))}
            )


def _aliases(listings: Sequence[Named]) -> Iterable[Problem]:
    holders = {one.slug: one.path for one in listings}
    for one in listings:
        for alias in one.aliases:
            line = one.lines.get("aliases", 1)
            if alias == one.slug:
                yield Problem(one.path, line, 1, "alias-is-own", "aliases", {"value": alias})
            elif alias in holders:
                yield Problem(
                    one.path, line, 1, "alias-taken", "aliases", {"value": alias, "other": Path(holders[alias]).name}
                )
            else:
                holders[alias] = one.path
