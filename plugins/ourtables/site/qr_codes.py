"""QR codes of web addresses (ISO/IEC 18004), in a tenth of the time that segno takes.

segno draws one code of each size. The others of that size have the same frame and the same mask, so only their messages
are worked out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, zip_longest
from operator import itemgetter
from typing import Any

import segno
from segno import consts, encoder

# Readers take any of the eight masks, and trying all of them takes ten times as long.
MASK = 3
_BYTES = 4
# segno puts an empty byte behind a message. Readers look no further, whatever fills the rest.
_END, _PADDING = b"\0", bytes((0xEC, 0x11))
# From the least that is corrected to the most.
_LEVELS = (consts.ERROR_LEVEL_L, consts.ERROR_LEVEL_M, consts.ERROR_LEVEL_Q, consts.ERROR_LEVEL_H)
# For each version and level: how many bits fit, and the sizes of the blocks.
_ROOM: dict[int, dict[int, int]] = consts.SYMBOL_CAPACITY  # type: ignore[assignment]
_BLOCKS: dict[int, dict[int, tuple[Any, ...]]] = consts.ECC  # type: ignore[assignment]
_NAMES = dict(zip(_LEVELS, "LMQH", strict=True))
# What segno writes into a square that no frame takes.
_FREE = 2


def squares(address: str) -> list[str]:
    """Return the rows of a code, each square as `1` (dark) or `0`.

    Args:
        address: A web address. The code is as small as it can be, and corrects as much as a code of that size can.
    """
    data = address.encode()
    layout = _layout(*_size(len(data)))
    side, bits = layout.side, layout.bits
    message = _message(data, layout.version, layout.level) << layout.spare
    drawn = "".join(layout.chosen(f"{message ^ layout.mask:0{bits}b}01"))
    return [drawn[start : start + side] for start in range(0, side * side, side)]


@cache
def _size(count: int) -> tuple[int, int]:
    """The version and the level of a code for so many bytes."""
    for version in range(1, 41):
        fitting = [level for level in _LEVELS if _length(version, count) <= _ROOM[version][level]]
        if fitting:
            return version, fitting[-1]
    raise ValueError(f"no code holds {count} bytes")


def _count_bits(version: int) -> int:
    return 8 if version < 10 else 16


def _length(version: int, count: int) -> int:
    """How many bits a message of so many bytes has."""
    return 4 + _count_bits(version) + 8 * count


@dataclass(frozen=True, slots=True)
class _Layout:
    """What all codes of one size share.

    Attributes:
        version: Their version, which says how many squares a side has.
        level: How much of a code may be lost.
        side: How many squares a side has.
        bits: How many squares belong to the message.
        spare: How many of these come after its end.
        mask: Turns the bits of the message.
        chosen: Picks all squares from the bits of a message, followed by a light and a dark one for the frame.
    """

    version: int
    level: int
    side: int
    bits: int
    spare: int
    mask: int
    chosen: Callable[[str], Iterable[str]]


@cache
def _layout(version: int, level: int) -> _Layout:
    known = segno.make(b"a", error=_NAMES[level], version=version, mask=MASK, boost_error=False, micro=False).matrix
    side = len(known)
    frame = encoder.make_matrix(side, side)
    encoder.add_finder_patterns(frame, side, side)
    encoder.add_alignment_patterns(frame, side, side)
    places = [(y, x) for y, x in _way(side) if frame[y][x] == _FREE]
    numbers, bits = {place: number for number, place in enumerate(places)}, len(places)
    chosen = [numbers.get((y, x), bits + dark) for y, row in enumerate(known) for x, dark in enumerate(row)]
    spare = bits - 8 * sum(block.num_blocks * block.num_total for block in _BLOCKS[version][level])
    shown = int("".join(str(known[y][x]) for y, x in places), 2)
    mask = shown ^ _message(b"a", version, level) << spare
    return _Layout(version, level, side, bits, spare, mask, itemgetter(*chosen))


def _way(side: int) -> Iterator[tuple[int, int]]:
    """The row and column of each square in the order of a message: two columns at a time, upwards, then downwards."""
    # The sixth column belongs to the frame.
    columns = [x for x in range(side - 1, -1, -1) if x != 6]
    for turn, pair in enumerate(zip(columns[::2], columns[1::2], strict=True)):
        rows = range(side) if turn % 2 else range(side - 1, -1, -1)
        yield from ((y, x) for y in rows for x in pair)


def _message(data: bytes, version: int, level: int) -> int:
    """The bits of some bytes, with what corrects them, as one number."""
    sizes = [block for block in _BLOCKS[version][level] for _ in range(block.num_blocks)]
    begun = ((_BYTES << _count_bits(version) | len(data)) << 8 * len(data) | int.from_bytes(data)) << 4
    words = begun.to_bytes((_length(version, len(data)) + 4) // 8)
    room = sum(size.num_data for size in sizes)
    words = (words + _END + _PADDING * room)[:room]
    rest = iter(words)
    blocks = [bytes(islice(rest, size.num_data)) for size in sizes]
    checks = [_checked(block, size.num_total - size.num_data) for block, size in zip(blocks, sizes, strict=True)]
    mixed = chain.from_iterable(chain(zip_longest(*blocks), zip_longest(*checks)))
    return int.from_bytes(bytes(word for word in mixed if word is not None))


def _checked(block: bytes, count: int) -> bytes:
    """The words that correct a block: what is left when it is divided by the standard's polynomial (Reed–Solomon)."""
    products, left = _products(count), 0
    high = 8 * (count - 1)
    for word in block:
        left = (left & (1 << high) - 1) << 8 ^ products[word ^ left >> high]
    return left.to_bytes(count)


@cache
def _products(count: int) -> list[int]:
    """The polynomial for so many words, times each byte."""
    powers = consts.GEN_POLY[count]
    products = [0] * 256
    for power in range(255):
        product = bytes(consts.GALIOS_EXP[(power + one) % 255] for one in powers)
        products[consts.GALIOS_EXP[power]] = int.from_bytes(product)
    return products
