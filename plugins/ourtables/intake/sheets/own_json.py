"""The JSON of another directory that this software made (`/data/groups.json`) becomes listings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ourtables.intake.sheets.incoming import Incoming, texts, whole
from ourtables.listing.fields import BY_NAME

_BESIDE = frozenset({"slug", "address", "words"})


def is_ours(data: Any) -> bool:
    """Tell whether a file's data is the listings of a directory like ours.

    Args:
        data: What the file's JSON holds.
    """
    return isinstance(data, dict) and isinstance(data.get("groups"), list) and "directory" in data


def read(data: Any) -> Iterator[Incoming]:
    """Read the listings of a directory like ours.

    Args:
        data: What its file's JSON holds, for which `is_ours` is true.

    Yields:
        Each listing.
    """
    for one in data["groups"]:
        if not isinstance(one, dict):
            yield Incoming(notes=[("", "It isn't a listing.")])
            continue
        yield whole(_listing, one)


def _listing(one: dict[str, Any]) -> Incoming:
    answers = {name: texts(value) for name, value in one.items() if name not in _BESIDE}
    notes = [(name, "We don't have this field.") for name in answers if name not in BY_NAME]
    return Incoming(answers, texts(one.get("words", "")), notes, slug=str(one.get("slug", "")), agreed=True)
