"""A range of commits becomes a review: each changed listing in sentences, what to ask, and who has to look."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from ourtables.core.boundary import log_fault
from ourtables.core.catalogue import Catalogue
from ourtables.core.errors import OurTablesError
from ourtables.core.nodes import Scalar, Sequence
from ourtables.core.problems import Problem, Reporter
from ourtables.core.quoting import Code, Line, Quote
from ourtables.listing import source
from ourtables.listing.checking import Context
from ourtables.listing.fields import CLOSED
from ourtables.listing.source import slug_from
from ourtables.reviewing import domains, owners, questions, sentences
from ourtables.reviewing.compared import Version, read
from ourtables.reviewing.git import REGULAR, Change, Repository
from ourtables.reviewing.handovers import checklist, handovers
from ourtables.reviewing.owners import SAFE, Facts, Owner, ReviewVerdict
from ourtables.reviewing.wording import Wording
from ourtables.settings import maintainers
from ourtables.settings.maintainers import Registers

MOST_LISTINGS = 200
# The processor time after which a review looks at no further listing: a large sound one takes some hundredths of it.
MOST_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One changed listing.

    Attributes:
        slug: Its address.
        path: Its path in the repository.
        what: What happened to it: `new`, `changed` or `removed`.
        name: What the group is called.
        card: The lines of the card that lists would show.
        lines: What changed, a sentence a field.
        questions: What to ask.
        problems: What the checks say.
        facts: What the verdict depends on.
    """

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
    """Everything a reader needs to know about a range of commits.

    Attributes:
        listings: The changed listings.
        questions: What to ask about the whole change.
        others: The paths of changed files that aren't listings.
        verdict: Who has to look.
        problems: What is wrong with the owners' file.
        left_out: How many changed listings are more than a review shows.
        unmade: The slugs of changed listings that a fault of ours kept from being reviewed.
        handovers: What keepers look at where a listing gets another owner, as lines of Markdown.
    """

    listings: tuple[Reviewed, ...]
    questions: tuple[Line, ...]
    others: tuple[str, ...]
    verdict: ReviewVerdict
    problems: tuple[Problem, ...]
    left_out: int = 0
    unmade: tuple[str, ...] = ()
    handovers: tuple[str, ...] = ()


def review(repository: Repository, context: Context, author: int | None = None) -> Review:
    """Review the changes between two commits.

    Args:
        repository: The repository and its two commits; owners and retired addresses are read at BASE.
        context: The directory's words and settings.
        author: The proposer's numeric id, for owners.

    Raises:
        GitError: When git can't tell what was changed.
    """
    return _Reviewer(repository, context).all(author)


class _Reviewer:
    def __init__(self, repository: Repository, context: Context) -> None:
        self.repository, self.context = repository, context
        language = context.settings.language
        # The commands speak English, so only an English directory's own form of days and times fits.
        self.wording = Wording(context.vocabularies, Catalogue(language if language.startswith("en") else "en-GB"))
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
        found, unmade = self._each(listings[:MOST_LISTINGS])
        asked = list(
            questions.elsewhere(others, bool(found and others), f"{self.repository.prefix}{owners.FILE}" in others)
        )
        asked += questions.moved(
            [(one.slug, version) for one, version, _ in found if one.what == "removed"],
            [(one.slug, version) for one, _, version in found if one.what == "new"],
        )
        added = [PurePosixPath(change.path).name for change in listings if change.added]
        asked += questions.clashes(added, self.repository.file_names(self.folder))
        asked += [(Code(slug), " couldn't be reviewed, which is a fault of ours: look at the file.") for slug in unmade]
        left_out = len(listings) - len(found) - len(unmade)
        if left_out:
            asked.append(
                (f"{left_out:,} more listings are changed than this can show. Could this be several pull requests?",)
            )
        reviewed = tuple(one for one, _, _ in found)
        unseen = bool(others or left_out or unmade)
        verdict = owners.decide(tuple(one.facts for one in reviewed), unseen, self.owners, author)
        return Review(
            reviewed,
            tuple(asked),
            tuple(others),
            verdict,
            tuple(self.owner_problems),
            left_out,
            tuple(unmade),
            tuple(self._handovers(changes)),
        )

    def _each(self, changes: Iterable[Change]) -> tuple[list[tuple[Reviewed, Version, Version]], list[str]]:
        """Review changes while there is time; what a fault of ours stops is named, and stops no other."""
        found, unmade, end = [], list[str](), time.process_time() + MOST_SECONDS
        for change in changes:
            if time.process_time() > end:
                break
            try:
                found.append(self._one(change))
            except OurTablesError:
                raise
            except Exception:
                log_fault()
                unmade.append(self._slug(change))
        return found, unmade

    def _handovers(self, changes: list[Change]) -> Iterator[str]:
        for change in changes:
            if change.path == f"{self.repository.prefix}{owners.FILE}":
                raw = self.repository.blob(change.new_blob) if change.new_mode == REGULAR else None
                for one in handovers(self.owners, owners.load(raw)[0]):
                    yield "\n".join(checklist(one, self.context.today, self.wording.words))

    def _slug(self, change: Change) -> str:
        """The slug of a changed listing, also of one whose name is wrong; empty when the path is something else."""
        name = change.path.removeprefix(self.folder) if change.path.startswith(self.folder) else ""
        return name.rpartition(".")[0] if "/" not in name and source.is_meant_as_listing(name) else ""

    def _one(self, change: Change) -> tuple[Reviewed, Version, Version]:
        slug = self._slug(change)
        old, new = self._version(change, late=False), self._version(change, late=True)
        new_domains = self._new_domains(slug, old, new)
        retired = change.added and self.registers.is_retired(slug)
        name = str((old if change.removed else new).values.get("name", ""))
        like_retired = change.added and any(map(self.registers.looks_retired, (slug, slug_from(name))))
        taken = () if change.removed else tuple(self._taken(slug, change, old, new))
        about = questions.Asked(slug, change, old, new, new_domains, self.names, retired, like_retired, taken)
        asked = tuple(questions.about(about))
        what = "new" if change.added else "removed" if change.removed else "changed"
        lines, card = self._lines(change, old, new), () if change.removed else self._card(new)
        facts = Facts(
            slug,
            added=change.added,
            removed=change.removed,
            new_domains=() if change.added or change.removed else new_domains,
            unsafe=self._unsafe(old, new),
            stopped=not change.removed and (new.stopped or not _is_file(change.new_mode) or bool(taken)),
            asked=bool(asked) or any(problem.code.startswith("personal-") for problem in new.problems),
        )
        problems = () if change.removed else new.problems
        return Reviewed(slug, change.path, what, name, card, lines, asked, problems, facts), old, new

    def _version(self, change: Change, *, late: bool) -> Version:
        mode, blob = (change.new_mode, change.new_blob) if late else (change.old_mode, change.old_blob)
        return read(self.repository.blob(blob), change.path, self.context) if _is_file(mode) else Version()

    @cached_property
    def _addresses(self) -> dict[str, str]:
        """Every address of the trusted commit, earlier ones too, with the slug of the listing it leads to."""
        found: dict[str, str] = {}
        for path in self.repository.saying("aliases", self.folder):
            slug = PurePosixPath(path).stem
            listing = source.parse_listing(self.repository.file(path) or b"", slug, Reporter(path))
            aliases = listing.answers.entries.get("aliases") if listing and listing.answers else None
            for item in aliases.items if isinstance(aliases, Sequence) else [aliases]:
                if isinstance(item, Scalar):
                    found.setdefault(item.text, slug)
        return found | {slug: slug for slug in self.names}

    def _taken(self, slug: str, change: Change, old: Version, new: Version) -> Iterator[tuple[str, str]]:
        """The addresses that a listing newly claims though they are another's at the trusted commit."""
        claimed = ([slug] if change.added else []) + list(new.values.get("aliases", ()))
        for address in claimed:
            other = self._addresses.get(address, slug) if address not in old.values.get("aliases", ()) else slug
            if other != slug:
                yield address, other

    def _new_domains(self, slug: str, old: Version, new: Version) -> tuple[str, ...]:
        if new.values.get("status") == CLOSED:
            return ()
        owned = self.owners.get(slug, Owner(frozenset())).domain
        mail = self.context.settings.personal_mail
        found = domains.of(new.values, new.links, mail) - domains.of(old.values, old.links, mail)
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


def _is_file(mode: str) -> bool:
    """Whether a mode is a plain file's, whoever may run it; not a link's, a submodule's or nobody's."""
    return mode[:3] == REGULAR[:3]


def _safe(name: str, old: Version, new: Version) -> bool:
    if name == "contact":
        return _ways(old) == _ways(new)
    if name == "confirmed_by":
        return new.values.get(name) == owners.ALONE_CONFIRMS
    return name in SAFE


def _ways(version: Version) -> list[tuple[str, str]]:
    """The contacts that aren't links: a link may change within its domain, a number may not."""
    return [(one.how, one.value) for one in version.values.get("contact", ()) if "://" not in one.value]
