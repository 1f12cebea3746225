"""The files that the form reads: the rulebook, and the addresses that groups have already."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from ourtables import rulebook
from ourtables.site.pages.registry import Making, kind
from ourtables.site.record import File, Output, named

FOLDER = "form"


@dataclass(frozen=True, slots=True)
class FormFiles:
    """The addresses of the form's two files.

    `taken` says which addresses groups have and had: it is wanted only when one is made for a new group, or mistyped.
    """

    book: str
    taken: str
    bodies: dict[str, bytes]


@lru_cache(maxsize=1)
def files_of(making: Making) -> FormFiles:
    """The form's files of a run."""
    directory, bodies = making.directory, dict[str, bytes]()
    table = rulebook.rulebook(making.settings, directory.vocabularies, making.messages.gettext)
    book = named(bodies, "rulebook", _json(table))
    addresses = {"groups": sorted(directory.groups), "earlier": sorted(directory.aliases.items())}
    taken = named(bodies, "taken", _json(addresses))
    return FormFiles(f"/{FOLDER}/{book}", f"/{FOLDER}/{taken}", bodies)


@kind
def form_files(making: Making) -> Iterator[Output]:
    """The files of the form."""
    for name, body in files_of(making).bodies.items():
        yield File(url=f"/{FOLDER}/{name}", body=partial(bytes, body))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
