"""Rules between files: the same name twice, and an address that another listing has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ourtables.core.problems import Problem, shorten
from ourtables.listing.checking.first_claims import Since

# So many other files a sentence names.
MOST_NAMED = 20


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


def check(listings: Sequence[Named], since: Since) -> list[Problem]:
    """Find the problems between listings.

    Args:
        listings: All of the directory.
        since: Tells when a listing began to claim an address, so that only the newcomer is stopped.

    Returns:
        The problems, each at the line of a name or of the aliases.
    """
    return [*_same_addresses(listings), *_same_names(listings), *_addresses(listings, since)]


def _same_addresses(listings: Sequence[Named]) -> Iterable[Problem]:
    """Report files that would be one file on a disk that knows no capitals, or once their names are mended."""
    by_address: dict[str, list[Named]] = {}
    for one in listings:
        by_address.setdefault(one.slug.casefold().replace("_", "-"), []).append(one)
    for same in by_address.values():
        for one, others in _with_others(same) if len(same) > 1 else ():
            yield Problem(one.path, 1, 1, "same-address", "", {"other": others})


def _same_names(listings: Sequence[Named]) -> Iterable[Problem]:
    by_name: dict[str, list[Named]] = {}
    for one in listings:
        by_name.setdefault(folded(one.name), []).append(one)
    for same in by_name.values():
        for one, others in _with_others(same) if len(same) > 1 else ():
            yield Problem(one.path, one.lines.get("name", 1), 1, "same-name", "name", {"other": others})


def _with_others(same: Sequence[Named], among: Sequence[Named] | None = None) -> Iterable[tuple[Named, str]]:
    """Each of some listings, and the names of the other files among them, or among some of them.

    They are sorted once, and a few are named: with 3,000 of one name each list of all others would be written anew.
    """
    names = sorted((Path(one.path).name, one.path) for one in (same if among is None else among))[: MOST_NAMED + 1]
    for one in same:
        yield one, shorten(", ".join([name for name, path in names if path != one.path][:MOST_NAMED]))


def _addresses(listings: Sequence[Named], since: Since) -> Iterable[Problem]:
    slugs = {one.slug: one for one in listings}
    holders: dict[str, list[Named]] = {}
    for one in listings:
        for alias in dict.fromkeys(one.aliases):
            holders.setdefault(alias, []).append(one)
            if alias == one.slug:
                yield _of_aliases("alias-is-own", one, alias)
    for alias, claiming in holders.items():
        claimants = [one for one in claiming if one.slug != alias]
        owner = slugs.get(alias)
        if claimants and (owner or len(claimants) > 1):
            yield from _clash(alias, owner, claimants, since)


def _clash(address: str, owner: Named | None, claimants: Sequence[Named], since: Since) -> Iterable[Problem]:
    """Say whose error it is that several listings claim an address: the newcomers', where that is known.

    Args:
        address: What they claim.
        owner: The listing whose file has that name, if there is one.
        claimants: The listings that have it among their earlier addresses.
        since: Tells when each began to.
    """
    everybody = [*claimants, *([owner] if owner else [])]
    times = {one.path: since(one.path, address) for one in everybody}
    known = [time for time in times.values() if time is not None]
    first = min(known) if len(known) == len(everybody) else None
    holders = [one for one in everybody if first is None or times[one.path] == first]
    if owner and any(one is owner for one in holders):
        # An address is its file's own before it is anybody's earlier one.
        holders = [owner]
    holding = {one.path for one in holders}
    for one, others in _with_others(everybody, holders):
        if one.path not in holding and one is owner:
            yield Problem(one.path, 1, 1, "slug-taken", "", {"value": address, "other": others})
        elif one.path not in holding:
            yield _of_aliases("alias-taken", one, address, others)
        elif len(holders) > 1:
            # Whose it is can't be told here, and no listing may push another out.
            yield _of_aliases("alias-shared", one, address, others)


def _of_aliases(code: str, one: Named, alias: str, other: str = "") -> Problem:
    values = {"value": alias} | ({"other": other} if other else {})
    return Problem(one.path, one.lines.get("aliases", 1), 1, code, "aliases", values)
