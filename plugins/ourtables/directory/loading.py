"""Reads a content folder into a directory, and accounts for every file of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ourtables.core.problems import Problem, in_order
from ourtables.directory.directory import Directory
from ourtables.listing import checking, source
from ourtables.listing.checking import Context
from ourtables.listing.fields import NOT_ASKED
from ourtables.listing.group import Group


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A listing that is not published, and the setting or state that says so."""

    path: str
    slug: str
    reason: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A directory, every problem found on the way, and what was left out by a setting."""

    directory: Directory
    problems: tuple[Problem, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def unmade(self) -> tuple[str, ...]:
        """The slugs of listings that a fault of ours kept from being checked."""
        faults = (one for one in self.problems if one.code == checking.FAULT_OF_OURS)
        return tuple(dict.fromkeys(Path(one.path).stem for one in faults))

    def account(self) -> dict[str, list[str]]:
        """Account for every file of the folder, each under one heading.

        A listing is named by its slug, and a file that errors stop by its file name.
        """
        directory = self.directory
        found = {
            "In the lists": [group.slug for group in directory.listed if group.consent != NOT_ASKED],
            "In the lists, and nobody asked them yet (`--drafts`)": [
                group.slug for group in directory.listed if group.consent == NOT_ASKED
            ],
            "Out of touch, with a page and in no list": [group.slug for group in directory.out_of_touch],
            "Closed, with a page that says so": [group.slug for group in directory.closed],
            "Left out, with errors": list({Path(one.path).name: None for one in self.problems if one.stops}),
        }
        for one in self.left_out:
            found.setdefault(f"Left out, {one.reason}", []).append(one.slug)
        return {heading: sorted(names) for heading, names in found.items() if names}


def load(content: Path, today: date | None = None, *, drafts: bool = False, jobs: int = 1) -> Loaded:
    """Read, check and gather every listing of a content folder.

    Args:
        content: The directory's own folder.
        today: The day that decides what is fresh; else it is today where the directory is.
        drafts: Whether listings whose groups weren't asked yet are let in.
        jobs: The number of processes.

    Raises:
        ContentError: When the keepers' own files can't be used.
    """
    context = checking.load(content, today)
    folder = content / source.FOLDER
    paths: Sequence[Path] = list(source.listings(folder)) if folder.is_dir() else []
    checked = checking.check_files(paths, context, jobs=jobs)
    return gather(checked, context, drafts=drafts)


def gather(checked: Iterable[checking.Checked], context: Context, *, drafts: bool = False) -> Loaded:
    """Make a directory of checked files.

    It names whatever a setting or a state keeps out, so that no file is lost unseen.
    """
    groups: list[Group] = []
    problems: list[Problem] = []
    left_out: list[LeftOut] = []
    for one in checked:
        problems += one.problems
        if one.group is None:
            if not any(problem.stops for problem in one.problems):
                raise RuntimeError(f"{one.path} became no group, and nothing was said of it")
            continue
        reason = _kept_out(one.group, context, drafts)
        if reason:
            left_out.append(LeftOut(one.path, one.group.slug, reason))
        else:
            groups.append(one.group)
    directory = Directory(
        context.settings, context.vocabularies, groups, context.today, context.outcode_areas, context.translations
    )
    return Loaded(directory, tuple(in_order(problems)), tuple(left_out))


def _kept_out(group: Group, context: Context, drafts: bool) -> str:
    if group.slug in context.registers.unlisted:
        return "taken off by the keepers (content/maintainers/unlisted.txt)"
    if group.example and not context.settings.demo:
        return "made up, and `demo` is off"
    if group.consent == NOT_ASKED and not drafts:
        return "the group wasn't asked yet (`--drafts` shows it)"
    return ""
