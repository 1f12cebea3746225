"""The map from Pagefind's ids to the groups of the facet index: it joins words to filters.

Only as much of an id is kept as tells it from all others. An id is the name of its fragment's file, which is no
documented contract: the version is pinned and a test proves the map.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise


def id_map(ids: Sequence[str], stamp: str, first: str) -> bytes:
    """The map as the browser reads it: `ids` in the index's order; `first` names a part of Pagefind's own."""
    bare = [one.partition("_")[2] for one in ids]
    body = {"stamp": stamp, "first": first, "ids": " ".join(_beginnings(bare))}
    return json.dumps(body, separators=(",", ":")).encode()


def _beginnings(ids: Sequence[str]) -> list[str]:
    """Of each the shortest beginning that no other has."""
    kept = dict.fromkeys(ids, 1)
    # In the order of the alphabet the one most alike is a neighbour.
    for one, other in pairwise(sorted(ids)):
        shared = 1 + next(place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
        kept[one], kept[other] = max(kept[one], shared), shared
    return [one[: kept[one]] for one in ids]
