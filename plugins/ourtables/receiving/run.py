"""What came becomes a listing as far as it can be told, checked like any other, and a list of what to ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ourtables import catalogue, checking, formatting, nodes, source
from ourtables.checking import Context
from ourtables.fields import BY_NAME, FIELDS
from ourtables.importing.areas import Areas, Found
from ourtables.patterns import SLUG
from ourtables.places import Gazetteer
from ourtables.problems import Problem, Reporter, suggest
from ourtables.receiving.mail import Letter, letter
from ourtables.receiving.reading import Heads, Read, listing_in, taken_apart
from ourtables.receiving.sender import ADDRESS, LEFT_OUT
from ourtables.receiving.values import Doubt, Values, known

_BY_EMAIL, _BY_GROUP, _ASKED = "group-by-email", "group", "group-asked"


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a text: the listing, its slug, what the checks say, and what is in doubt.

    `changes` is the file that it changes; `loose` are words that belong to no question of a change.
    """

    text: str
    slug: str
    name: str
    problems: tuple[Problem, ...]
    doubts: tuple[Doubt, ...]
    answers: Mapping[str, Any]
    changes: Path | None = None
    loose: str = ""
    sender_left_out: bool = False

    @property
    def complete(self) -> bool:
        """Whether nothing stops the listing and nothing is in doubt."""
        return not self.doubts and not self.loose and not any(problem.stops for problem in self.problems)


@dataclass(slots=True)
class _Draft:
    answers: dict[str, Any] = field(default_factory=dict)
    words: str = ""
    loose: str = ""
    changes: Path | None = None


class Desk:
    """Receives what people send to one directory; `gazetteer` is made only for a place that isn't an area's name."""

    def __init__(self, context: Context, gazetteer: Callable[[], Gazetteer] | None = None) -> None:
        self.context, self._gazetteer = context, gazetteer
        self._translate: Callable[[str], str] = catalogue.load(context.settings.language).gettext
        self._folder = context.content / source.FOLDER

    def receive(self, raw: bytes, *, from_group: bool = False) -> Received:
        """Make a listing of what came.

        `from_group` says that the group itself wrote it, which only a person can know. Raises `MailError` when
        nothing in it can be read.
        """
        came = letter(raw)
        heads, values = Heads(self.context, self._translate), Values(self.context, self._find_area)
        listing, _ = listing_in(came.text)
        allowed, came = self._allowed(listing), self._known_group(listing, came)
        text = came.sender.left_out_of(came.text, allowed)
        listing, before = listing_in(text)
        draft = self._from_listing(listing, values) if listing else None
        if draft is None:
            draft = self._from_text(text, came, heads, values)
        else:
            draft.changes = self._listing(taken_apart(before, heads).page) or self._named(came.subject)
        self._confirm(draft, came, from_group)
        return self._checked(draft, values.doubts, left_out=text != came.text)

    # ------------------------------------------------------------ whose name it is

    def _allowed(self, listing: str) -> set[str]:
        """The addresses that a whole listing says may be public though they look personal."""
        answers = self._answers_of(listing) if listing else None
        contacts = (answers or {}).get("contact") or []
        return {
            str(one.get("value", "")) for one in contacts if isinstance(one, dict) and one.get("public_ok") == "yes"
        }

    def _known_group(self, listing: str, came: Letter) -> Letter:
        """The letter; a sender's name that a whole listing gives as the group's is not a person's."""
        answers = self._answers_of(listing) if listing else None
        if not answers or not isinstance(answers.get("name"), str):
            return came
        group = answers["name"].casefold()
        names = frozenset(name for name in came.sender.names if name.casefold() != group)
        return replace(came, sender=replace(came.sender, names=names))

    # ------------------------------------------------------------ a whole listing

    def _from_listing(self, listing: str, values: Values) -> _Draft | None:
        answers = self._answers_of(listing)
        if answers is None:
            return None
        draft = _Draft(words=listing.split("\n---", 1)[1].partition("\n")[2].strip("\n"))
        for name, value in answers.items():
            better = name if name in BY_NAME else suggest(name, BY_NAME)
            if not better:
                values.doubts.append(Doubt("", f"{name}: {value}"))
                continue
            one = BY_NAME[better]
            kept = values.taken(one, value) if _says_something(value) else None
            if kept is not None:
                draft.answers[better] = kept
        return draft

    def _answers_of(self, listing: str) -> dict[str, Any] | None:
        """The answers of a listing's text as plain values; `None` when they can't be read."""
        with TemporaryDirectory(prefix="ourtables-receive-") as folder:
            path = Path(folder) / "listing.md"
            path.write_text(listing, encoding="utf-8")
            read = source.read(path, Reporter(str(path)))
        return {name: plain(value) for name, value in read.answers.entries.items()} if read and read.answers else None

    # ------------------------------------------------------------ a person's own words

    def _from_text(self, text: str, came: Letter, heads: Heads, values: Values) -> _Draft:
        read = taken_apart(text, heads)
        page = self._page(read, came)
        draft = self._old(page) if page else _Draft()
        if read.page and not page and "name" not in read.answers:
            read.answers["name"] = read.page
        for name, typed in read.answers.items():
            value = values.read(BY_NAME[name], typed) if name in BY_NAME else None
            if value is not None:
                draft.answers[name] = value
        self._contacts(draft, read, values)
        if page:
            draft.loose = "" if read.still_right and not read.answers else read.words
            if read.still_right:
                self._say_confirmed(draft, came)
        else:
            draft.words, draft.loose = read.words, read.loose
        return draft

    def _contacts(self, draft: _Draft, read: Read, values: Values) -> None:
        found = list(draft.answers.get("contact") or [])
        for way, text in read.contacts:
            found += [one for one in values.contacts(BY_NAME["contact"], text, way) if one not in found]
        if found:
            draft.answers["contact"] = found

    def _page(self, read: Read, came: Letter) -> Path | None:
        """The listing that a text says it changes; none for a new one."""
        for said in (
            read.page,
            came.subject if read.still_right else "",
            read.answers.get("name", "") if read.still_right else "",
        ):
            path = self._listing(said)
            if path:
                return path
        return None

    def _listing(self, said: str) -> Path | None:
        """A listing by its address, its file, its slug or its name."""
        if not said.strip() or not self._folder.is_dir():
            return None
        words = said.replace("/", " ").replace(".md", " ").split()
        by_slug = [path for word in words if (path := self._folder / f"{word}.md") and SLUG.fullmatch(word)]
        found = [path for path in by_slug if path.is_file()]
        slug = source.slug_from(said.partition(":")[0] if ":" in said else said)
        named = [path for path in (self._folder / f"{slug}.md",) if slug and path.is_file()]
        return next(iter([*named, *found]), None)

    def _named(self, subject: str) -> Path | None:
        """The listing whose slug begins a subject, as the form's own mails have it: "leeds-kettle: a change"."""
        slug, colon, _ = subject.partition(":")
        path = self._folder / f"{slug.strip()}.md"
        return path if colon and SLUG.fullmatch(slug.strip()) and path.is_file() else None

    def _old(self, path: Path) -> _Draft:
        read = source.read(path, Reporter(str(path)))
        answers = {name: plain(value) for name, value in read.answers.entries.items()} if read and read.answers else {}
        return _Draft(answers, read.words if read else "", changes=path)

    def _find_area(self, text: str) -> Found:
        """The areas of a typed place; a whole area's own name means that area, and the reply shows which."""
        words = self.context.vocabularies["areas"]
        if text in words or text in self.context.area_aliases:
            return Found((text,))
        term = known(text, words)
        if term:
            return Found((term.key,))
        return self._areas.find(text, first=False) if self._areas else Found()

    @cached_property
    def _areas(self) -> Areas | None:
        return Areas(self.context, self._gazetteer()) if self._gazetteer else None

    # ------------------------------------------------------------ who says so

    def _confirm(self, draft: _Draft, came: Letter, from_group: bool) -> None:
        if from_group:
            self._say_confirmed(draft, came)
            draft.answers.setdefault("consent", _ASKED)

    def _say_confirmed(self, draft: _Draft, came: Letter) -> None:
        known_ways = self.context.vocabularies["confirmed_by"]
        said = min(came.day or self.context.today, self.context.today)
        draft.answers["confirmed"] = said.isoformat()
        draft.answers["confirmed_by"] = _BY_EMAIL if came.mailed and _BY_EMAIL in known_ways else _BY_GROUP

    # ------------------------------------------------------------ the file

    def _checked(self, draft: _Draft, doubts: list[Doubt], *, left_out: bool) -> Received:
        name = str(draft.answers.get("name", ""))
        slug = draft.changes.stem if draft.changes else self._free_slug(name)
        text = formatting.dump({one.name: draft.answers.get(one.name) for one in FIELDS}, draft.words)
        # A file needs one line to be a listing, if only to be told what is missing.
        text = text if draft.answers else text.replace("---\n", "---\nname:\n", 1)
        others = (
            [path for path in source.listings(self._folder) if path != draft.changes] if self._folder.is_dir() else []
        )
        with TemporaryDirectory(prefix="ourtables-receive-") as folder:
            path = Path(folder) / f"{slug}.md"
            path.write_text(text, encoding="utf-8", newline="\n")
            problems = checking.check_files([path], self.context, beside=others)[0].problems
        found = tuple(replace(problem, path=f"{slug}.md") for problem in problems)
        return Received(text, slug, name, found, tuple(doubts), draft.answers, draft.changes, draft.loose, left_out)

    def _free_slug(self, name: str) -> str:
        """A slug that no listing and no retired group has."""
        slug = first = source.slug_from(name) or "group"
        number = 2
        while (
            (self._folder / f"{slug}.md").exists() or slug in source.RESERVED or self.context.registers.is_retired(slug)
        ):
            slug, number = f"{first[: source.SLUG_MOST - 4].rstrip('-')}-{number}", number + 1
        return slug


def plain(value: nodes.Node) -> Any:
    """A node as texts, lists and mappings, without what was left empty."""
    if isinstance(value, nodes.Scalar):
        return "" if value.left_out else value.text
    if isinstance(value, nodes.Sequence):
        return [plain(item) for item in value.items]
    return {key: plain(item) for key, item in value.entries.items()}


def _says_something(value: Any) -> bool:
    """Whether there is any text in a value; a form that was left empty has none."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(_says_something, inside)) if isinstance(value, dict | list) else bool(value)


def is_left_out(text: str) -> bool:
    """Whether a sender's name or address stood in a text."""
    return LEFT_OUT in text or ADDRESS.search(text) is not None
