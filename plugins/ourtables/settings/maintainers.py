"""The keepers' registers in `content/maintainers/`: unlisted groups, and addresses retired for good.

`unlisted.txt` names slugs that builds leave out from now on, without anybody's having to edit the group's file.
`retired.txt` holds two salted hashes for each slug whose group asked to be taken out, of the slug and of what it looks
like: they keep the address from being given to another group, show a double of it to a person, and name nobody.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ourtables.core.confusables import skeleton

FOLDER = "maintainers"
RETIRED, UNLISTED = "retired.txt", "unlisted.txt"
_HEADS = {
    RETIRED: "# Salted hashes of the addresses of groups that asked to be taken out. See ourtables retire.",
    UNLISTED: "# Listings that builds leave out, one address a line. See ourtables unlist.",
}


@dataclass(frozen=True)
class Registers:
    """What the keepers took off: `retired` holds marks, `unlisted` holds slugs."""

    retired: frozenset[str] = field(default_factory=frozenset)
    unlisted: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def _salts(self) -> tuple[str, ...]:
        return tuple(sorted({mark.partition("$")[0] for mark in self.retired}))

    def is_retired(self, slug: str) -> bool:
        """Whether an address belonged to a group that asked to be taken out."""
        return any(mark(slug, salt) in self.retired for salt in self._salts)

    def looks_retired(self, slug: str) -> bool:
        """Whether an address looks like one that belonged to a group that asked to be taken out."""
        return bool(slug) and self.is_retired(_look(slug))

    def mark_for(self, slug: str) -> str:
        """The line that retires an address, with the register's own salt or, for its first line, a new one."""
        return mark(slug, self._salts[0] if self._salts else secrets.token_hex(8))


def load(content: Path) -> Registers:
    """Read the registers of a content folder; one that isn't there is empty."""
    return Registers(frozenset(_lines(content, RETIRED)), frozenset(_lines(content, UNLISTED)))


def mark(slug: str, salt: str) -> str:
    """One line of `retired.txt`: the salt, and the hash of an address with it (BLAKE2b, 24 bytes)."""
    # A file's name may hold bytes that are no letters.
    address = slug.encode("utf-8", "surrogatepass")
    return f"{salt}${hashlib.blake2b(address, digest_size=24, salt=salt.encode()[:16]).hexdigest()}"


def _look(slug: str) -> str:
    """What an address looks like, told apart from any address by its sign."""
    return f"~{skeleton(slug)}"


def unlist(content: Path, slug: str) -> None:
    """Leave a listing out of builds from now on."""
    _write(content, UNLISTED, {*_lines(content, UNLISTED), slug})


def retire(content: Path, slug: str) -> None:
    """Keep an address from being used again, and forget its name."""
    registers = load(content)
    if not registers.is_retired(slug):
        first = registers.mark_for(slug)
        second = mark(_look(slug), first.partition("$")[0])
        _write(content, RETIRED, {*registers.retired, first, second})
    if slug in registers.unlisted:
        _write(content, UNLISTED, registers.unlisted - {slug})


def _lines(content: Path, name: str) -> list[str]:
    path = content / FOLDER / name
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def register_text(name: str, lines: Iterable[str]) -> str:
    """Write a register.

    Args:
        name: `RETIRED` or `UNLISTED`.
        lines: Its lines, in any order.
    """
    return "\n".join([_HEADS[name], *sorted(lines), ""])


def _write(content: Path, name: str, lines: Iterable[str]) -> None:
    path = content / FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(register_text(name, lines), encoding="utf-8")
