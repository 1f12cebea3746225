"""A range of commits becomes a review: each changed listing in sentences, what to ask, and who has to look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from ourtables import maintainers, source
from ourtables.catalogue import Words
from ourtables.checking import Context
from ourtables.fields import CLOSED
from ourtables.maintainers import Registers
from ourtables.patterns import SLUG
from ourtables.problems import Problem
from ourtables.quoting import Line, Quote
from ourtables.reviewing import domains, owners, questions, sentences
from ourtables.reviewing.git import REGULAR, Change, Repository
from ourtables.reviewing.listing import Version, read
from ourtables.reviewing.owners import SAFE, Facts, Owner, Verdict
from ourtables.reviewing.wording import Wording
from ourtables.source import slug_from

MOST_LISTINGS = 200


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One changed listing: what happened to it (`new`, `changed`, `removed`), in sentences, and what to ask."""

    slug: str
    path: str
    what: str
    name: str
    card: tuple[Line, ...]
    lines: tuple[Line, ...]
    questions: tuple[Line, ...]
    problems: tuple[Problem, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Review:
    """Everything a reader needs to know about a range of commits."""

    listings: tuple[Reviewed, ...]
    questions: tuple[Line, ...]
    others: tuple[str, ...]
    verdict: Verdict
    problems: tuple[Problem, ...]
    left_out: int = 0


def review(repository: Repository, context: Context, author: int | None = None) -> Review:
    """Review the changes between two commits.

    `author` is the numeric id of who proposes them, for owners. Owners and retired addresses are those of BASE.
    Raises `GitError` when git can't tell what was changed.
    """
    return _Reviewer(repository, context).all(author)


class _Reviewer:
    def __init__(self, repository: Repository, context: Context) -> None:
        self.repository, self.context = repository, context
        language = context.settings.language
        # The commands speak English; only an English directory's own way with days and times fits into it.
        self.wording = Wording(context.vocabularies, Words(language if language.startswith("en") else "en-GB"))
        self.folder = f"{repository.prefix}{source.FOLDER}/"
        self.registers = self._registers()
        self.owners, self.owner_problems = owners.load(self._old(owners.FILE), f"{repository.prefix}{owners.FILE}")
        self.names = {PurePosixPath(path).stem: name for path, name in repository.names(self.folder).items()}

    def _old(self, name: str) -> bytes | None:
        return self.repository.file(self.repository.prefix + name)

    def _registers(self) -> Registers:
        raw = self._old(f"{maintainers.FOLDER}/{maintainers.RETIRED}") or b""
        lines = (line.strip() for line in raw.decode("utf-8", "replace").splitlines())
        return Registers(frozenset(line for line in lines if line and not line.startswith("#")))

    def all(self, author: int | None) -> Review:
        """The whole review."""
        changes = self.repository.changes()
        listings = [change for change in changes if self._slug(change)]
        others = [change.path for change in changes if not self._slug(change)]
        with TemporaryDirectory(prefix="ourtables-review-") as folder:
            found = [self._one(change, Path(folder)) for change in listings[:MOST_LISTINGS]]
        asked = list(
            questions.elsewhere(others, bool(found and others), f"{self.repository.prefix}{owners.FILE}" in others)
        )
        asked += questions.moved(
            [(one.slug, version) for one, version, _ in found if one.what == "removed"],
            [(one.slug, version) for one, _, version in found if one.what == "new"],
        )
        left_out = len(listings) - len(found)
        if left_out:
            asked.append(
                (f"{left_out:,} more listings are changed than this can show. Could this be several pull requests?",)
            )
        reviewed = tuple(one for one, _, _ in found)
        verdict = owners.decide(tuple(one.facts for one in reviewed), bool(others or left_out), self.owners, author)
        return Review(reviewed, tuple(asked), tuple(others), verdict, tuple(self.owner_problems), left_out)

    def _slug(self, change: Change) -> str:
        """The slug of a changed listing; empty when the path is something else."""
        name = change.path.removeprefix(self.folder) if change.path.startswith(self.folder) else ""
        return name.removesuffix(".md") if name.endswith(".md") and SLUG.fullmatch(name.removesuffix(".md")) else ""

    def _one(self, change: Change, folder: Path) -> tuple[Reviewed, Version, Version]:
        slug = self._slug(change)
        old, new = self._version(change, folder, late=False), self._version(change, folder, late=True)
        new_domains = self._new_domains(slug, old, new)
        retired = change.added and self.registers.is_retired(slug)
        name = str((old if change.removed else new).values.get("name", ""))
        like_retired = change.added and any(map(self.registers.looks_retired, (slug, slug_from(name))))
        about = questions.Asked(slug, change, old, new, new_domains, self.names, retired, like_retired)
        asked = tuple(questions.about(about))
        what = "new" if change.added else "removed" if change.removed else "changed"
        lines, card = self._lines(change, old, new), () if change.removed else self._card(new)
        facts = Facts(
            slug,
            added=change.added,
            removed=change.removed,
            new_domains=() if change.added or change.removed else new_domains,
            unsafe=self._unsafe(old, new),
            stopped=new.stopped and not change.removed,
            asked=bool(asked) or any(problem.code.startswith("personal-") for problem in new.problems),
        )
        problems = () if change.removed else new.problems
        return Reviewed(slug, change.path, what, name, card, lines, asked, problems, facts), old, new

    def _version(self, change: Change, folder: Path, *, late: bool) -> Version:
        mode, blob = (change.new_mode, change.new_blob) if late else (change.old_mode, change.old_blob)
        return (
            read(self.repository.blob(blob), change.path, folder, self.context)
            if mode[:3] == REGULAR[:3]
            else Version()
        )

    def _new_domains(self, slug: str, old: Version, new: Version) -> tuple[str, ...]:
        if new.values.get("status") == CLOSED:
            return ()
        owned = self.owners.get(slug, Owner(frozenset())).domain
        found = domains.of(new.values, new.html) - domains.of(old.values, old.html)
        return tuple(sorted(domain for domain in found if not domains.beneath(domain, owned)))

    def _lines(self, change: Change, old: Version, new: Version) -> tuple[Line, ...]:
        if change.removed:
            return (("The file is taken away.",),)
        if not new.values:
            return (("It can't be read as a listing yet.",),)
        if change.added:
            return tuple(sentences.summary(new.values, new.words, self.wording))
        found = sentences.differences(old.values, new.values, old.words, new.words, self.wording)
        if change.old_mode != change.new_mode:
            found.append((f"Its mode is {change.new_mode} now, was {change.old_mode}.",))
        return tuple(found or [("Only the way it is written was changed.",)])

    def _card(self, new: Version) -> tuple[Line, ...]:
        values = new.values
        if not values.get("name"):
            return ()
        facts = [self._labels("areas", values), self._labels("formats", values), self._labels("offers", values)]
        closed = values.get("status") == CLOSED
        blurb = "" if closed else values.get("summary") or " ".join(new.words.split())
        return tuple(
            filter(
                None, [(Quote(values["name"]),), (Quote(blurb),) if blurb else (), (" · ".join(filter(None, facts)),)]
            )
        )

    def _labels(self, name: str, values: Mapping[str, tuple[str, ...]]) -> str:
        return ", ".join(self.wording.label(name, key) for key in values.get(name, ()))

    def _unsafe(self, old: Version, new: Version) -> tuple[str, ...]:
        """The changed fields that an owner doesn't change alone."""
        return tuple(
            field.name for field in sentences.changed(old.values, new.values) if not _safe(field.name, old, new)
        )


def _safe(name: str, old: Version, new: Version) -> bool:
    if name == "contact":
        return _ways(old) == _ways(new)
    if name == "confirmed_by":
        return new.values.get(name) == owners.ALONE_CONFIRMS
    return name in SAFE


def _ways(version: Version) -> list[tuple[str, str]]:
    """The contacts that aren't links: a link may change within its domain, a number may not."""
    return [(one.how, one.value) for one in version.values.get("contact", ()) if "://" not in one.value]
