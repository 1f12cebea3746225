"""The files that the form reads: the rulebook, and the addresses that groups have already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ourtables.listing import rulebook
from ourtables.site.page_kinds import Making, kind_in_one_folder, shared
from ourtables.site.record import File, Output, compact_json, named

FOLDER = "form"


@dataclass(frozen=True, slots=True)
class FormFiles:
    """The addresses of the form's two files.

    `taken` says which addresses groups have and had: it is wanted only when one is made for a new group, or mistyped.
    """

    book: str
    taken: str
    bodies: dict[str, bytes]


@shared
def files_of(making: Making) -> FormFiles:
    """The form's files of a run."""
    directory, bodies = making.directory, dict[str, bytes]()
    table = rulebook.rulebook(making.settings, directory.vocabularies, making.words.messages.gettext)
    book = named(bodies, "rulebook", compact_json(table))
    addresses = {"groups": sorted(directory.groups), "earlier": sorted(directory.aliases.items())}
    taken = named(bodies, "taken", compact_json(addresses))
    return FormFiles(f"/{FOLDER}/{book}", f"/{FOLDER}/{taken}", bodies)


@kind_in_one_folder
def form_files(making: Making) -> Iterator[Output]:
    """The files of the form."""
    for name, body in files_of(making).bodies.items():
        yield File(url=f"/{FOLDER}/{name}", body=partial(bytes, body))
