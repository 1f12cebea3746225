"""The map from Pagefind's ids to the groups of the facet index: it joins words to filters.

Only as much of an id is kept as tells nearly all apart; the few that share their beginning are kept whole. An id is the
name of its fragment's file, which is no documented contract: the version is pinned and a test proves the map.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

# So few may be kept whole: a longer beginning costs every group a letter.
_ALIKE_AT_MOST = 0.02


def id_map(ids: Sequence[str], stamp: str, first: str) -> bytes:
    """The map as the browser reads it: `ids` in the index's order; `first` names a part of Pagefind's own."""
    bare = [one.partition("_")[2] for one in ids]
    longest = max(map(len, bare), default=0)
    length = next((size for size in range(1, longest) if _alike(bare, size) <= _ALIKE_AT_MOST * len(bare)), longest)
    shared = Counter(one[:length] for one in bare)
    whole = {one: place for place, one in enumerate(bare) if shared[one[:length]] > 1}
    body = {
        "stamp": stamp,
        "first": first,
        "length": length,
        "ids": "".join(one[:length] for one in bare),
        "whole": whole,
    }
    return json.dumps(body, separators=(",", ":")).encode()


def _alike(ids: list[str], size: int) -> int:
    return sum(number for number in Counter(one[:size] for one in ids).values() if number > 1)
