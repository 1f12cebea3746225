"""The JSON of another directory that this software made (`/data/groups.json`) becomes listings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ourtables.fields import BY_NAME
from ourtables.importing.incoming import Incoming, texts

_BESIDE = frozenset({"slug", "address", "words"})


def is_ours(data: Any) -> bool:
    """Whether a file's data is a directory's listings, and not somebody else's."""
    return isinstance(data, dict) and isinstance(data.get("groups"), list) and "directory" in data


def read(data: Any) -> Iterator[Incoming]:
    """Each listing of a file for which `is_ours` holds."""
    for one in data["groups"]:
        if not isinstance(one, dict):
            yield Incoming("", {}, lost=["It isn't a listing."])
            continue
        answers = {name: texts(value) for name, value in one.items() if name not in _BESIDE}
        lost = [f"{name}: We don't have this field." for name in answers if name not in BY_NAME]
        yield Incoming(str(one.get("slug", "")), answers, str(one.get("words", "")), lost, agreed=True)
